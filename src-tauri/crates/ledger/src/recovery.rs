//! The words of a recovery sheet: a second way to the store's key, on paper, for when a passphrase is lost.
//!
//! Twelve words of the English BIP-39 list: 128 random bits and four that tell most mistakes. They seal the store's key
//! as a passphrase does, in a slot of their own.
//! What must never enter here: a way to print the words by accident, or to keep them.

use bip39::{Language, Mnemonic};
use zeroize::Zeroizing;

use crate::Error;
use crate::keys::Entropy;
use crate::passphrase::Passphrase;

/// Twelve words that open the store. They cannot be printed by accident, and their memory is wiped when they go.
pub struct RecoveryWords(Mnemonic);

impl RecoveryWords {
    /// How many words there are.
    pub const COUNT: usize = 12;

    /// New words that nobody can predict.
    ///
    /// # Errors
    /// [`Error::NoRandomness`] if the system has no random bytes.
    pub fn random(entropy: &mut dyn Entropy) -> Result<Self, Error> {
        let mut bits = Zeroizing::new([0_u8; 16]);
        entropy.fill(&mut *bits).map_err(Error::NoRandomness)?;
        let words = Mnemonic::from_entropy_in(Language::English, &*bits);
        words.map(Self).map_err(|_| Error::Build { what: "its word list takes no 128 bits".to_owned() })
    }

    /// Reads words as somebody types them from the sheet: capital letters, numbers and signs between them do not count.
    ///
    /// # Errors
    /// [`Error::RecoveryWordCount`], [`Error::NoRecoveryWord`] or [`Error::RecoveryWordsDoNotFit`]: each tells what to
    /// look at on the sheet.
    pub fn read(typed: &str) -> Result<Self, Error> {
        let mut plain = Zeroizing::new(String::with_capacity(typed.len()));
        plain.extend(typed.chars().map(|c| if c.is_ascii_alphabetic() { c.to_ascii_lowercase() } else { ' ' }));
        let count = plain.split_whitespace().count();
        if count != Self::COUNT {
            return Err(Error::RecoveryWordCount { count });
        }
        match Mnemonic::parse_in_normalized(Language::English, &plain) {
            Ok(words) => Ok(Self(words)),
            Err(bip39::Error::UnknownWord(place)) => Err(Error::NoRecoveryWord { number: place + 1 }),
            Err(
                bip39::Error::BadWordCount(_)
                | bip39::Error::BadEntropyBitCount(_)
                | bip39::Error::InvalidChecksum
                | bip39::Error::AmbiguousLanguages(_),
            ) => Err(Error::RecoveryWordsDoNotFit),
        }
    }

    /// The words, in their order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.words()
    }

    /// The words as what the slot of the sheet is sealed with.
    pub(crate) fn passphrase(&self) -> Result<Passphrase, Error> {
        // No word of the list is longer than eight letters: the text never moves, and leaves no copy behind.
        let mut text = String::with_capacity(Self::COUNT * 9);
        for word in self.words() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Passphrase::new(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keys::tests::Counting;

    fn text(words: &RecoveryWords) -> String {
        words.words().collect::<Vec<_>>().join(" ")
    }

    fn refused(typed: &str) -> Error {
        match RecoveryWords::read(typed) {
            Err(error) => error,
            Ok(_) => panic!("these words were taken: {typed}"),
        }
    }

    #[test]
    fn words_are_read_as_they_are_typed_from_the_sheet() {
        let made = RecoveryWords::random(&mut Counting(3)).unwrap();
        assert_eq!(made.words().count(), RecoveryWords::COUNT);
        let plain = text(&made);
        let numbered: String =
            made.words().enumerate().map(|(place, word)| format!("{}. {}\n", place + 1, word.to_uppercase())).collect();
        for typed in [plain.clone(), format!("  {}  ", plain.replace(' ', " , ")), numbered] {
            assert_eq!(text(&RecoveryWords::read(&typed).unwrap()), plain, "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let right = text(&RecoveryWords::random(&mut Counting(3)).unwrap());
        let mut words: Vec<&str> = right.split(' ').collect();
        assert!(matches!(refused(&words[..11].join(" ")), Error::RecoveryWordCount { count: 11 }));
        assert!(matches!(refused(""), Error::RecoveryWordCount { count: 0 }));
        words[6] = "lanpern";
        let error = refused(&words.join(" "));
        assert!(matches!(error, Error::NoRecoveryWord { number: 7 }));
        assert!(!error.to_string().contains("lanpern"), "no message repeats what was typed: {error}");
    }

    #[test]
    fn the_list_is_the_published_one() {
        let words = RecoveryWords(Mnemonic::from_entropy(&[0x7f; 16]).unwrap());
        let published = "legal winner thank year wave sausage worth useful legal winner thank yellow";
        assert_eq!(text(&words), published, "a test vector of BIP-39");
    }

    proptest! {
        #[test]
        fn one_other_word_is_never_taken_for_the_sheet(seed in any::<u32>(), place in 0..12_usize, other in 0..2048_usize) {
            let right = RecoveryWords::random(&mut Counting(u64::from(seed))).unwrap();
            let mut words: Vec<&str> = right.words().collect();
            let other = Language::English.word_list()[other];
            prop_assume!(words[place] != other);
            words[place] = other;
            match RecoveryWords::read(&words.join(" ")) {
                Err(error) => prop_assert!(matches!(error, Error::RecoveryWordsDoNotFit)),
                // One in sixteen passes the check of the words themselves; it is another key, and opens nothing.
                Ok(taken) => prop_assert_ne!(text(&taken), text(&right)),
            }
        }
    }
}
