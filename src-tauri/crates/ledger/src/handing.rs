//! The store's key, handed to an officer who is not there: sealed for the key that they sign with, so that their passphrase
//! opens it and nobody else's does.
//!
//! A fresh X25519 key agrees with the officer's (RFC 7748; the Ed25519 key's form on that curve, as RFC 7748 section 4.1
//! relates the two), HKDF-SHA-256 (RFC 5869) makes a key of what both know, and XChaCha20-Poly1305 seals with that. The fresh
//! secret is forgotten: who seals cannot open it again.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};
use zeroize::Zeroizing;

use crate::Error;
use crate::event::PublicKey;
use crate::keys::Entropy;

/// What the derived key is for, so that it is no other program's.
const LABEL: &[u8] = b"disclosure-gatekeeper handed key\0";

/// A key, sealed for an officer. In lowercase hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Handed {
    /// The public half of the fresh key.
    fresh: String,
    nonce: String,
    sealed: String,
}

impl Handed {
    /// Seals a key for the officer who signs with `to`.
    pub(crate) fn seal(
        key: &[u8; 32],
        to: &PublicKey,
        bound_to: &[u8],
        entropy: &mut dyn Entropy,
    ) -> Result<Self, Error> {
        let (mut secret, mut nonce) = (Zeroizing::new([0; 32]), [0; 24]);
        entropy.fill(&mut *secret).map_err(Error::NoRandomness)?;
        entropy.fill(&mut nonce).map_err(Error::NoRandomness)?;
        let fresh = x25519(*secret, X25519_BASEPOINT_BYTES);
        let sealed = to
            .verifying()
            .map(|to| to.to_montgomery().to_bytes())
            .and_then(|to| cipher(&agreed(*secret, to), &fresh, &to, bound_to))
            .and_then(|cipher| cipher.encrypt(&XNonce::from(nonce), Payload { msg: key, aad: bound_to }).ok())
            .ok_or_else(|| Error::Build { what: "a key of an officer cannot be agreed with".to_owned() })?;
        Ok(Self { fresh: HEXLOWER.encode(&fresh), nonce: HEXLOWER.encode(&nonce), sealed: HEXLOWER.encode(&sealed) })
    }

    /// The key, for the officer who holds this one to sign with; `None`: it was sealed for somebody else, or damaged.
    pub(crate) fn open(&self, signer: &SigningKey, bound_to: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let bytes = |digits: &String| HEXLOWER.decode(digits.as_bytes()).ok();
        let fresh: [u8; 32] = bytes(&self.fresh)?.try_into().ok()?;
        let nonce: [u8; 24] = bytes(&self.nonce)?.try_into().ok()?;
        let own = signer.verifying_key().to_montgomery().to_bytes();
        let secret = Zeroizing::new(signer.to_scalar_bytes());
        let cipher = cipher(&agreed(*secret, fresh), &fresh, &own, bound_to)?;
        let opened =
            cipher.decrypt(&XNonce::from(nonce), Payload { msg: &bytes(&self.sealed)?, aad: bound_to }).ok()?;
        let opened = Zeroizing::new(opened);
        Some(Zeroizing::new(opened.as_slice().try_into().ok()?))
    }
}

/// What both sides know.
fn agreed(secret: [u8; 32], public: [u8; 32]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(x25519(secret, public))
}

/// The cipher under what both know; `None` where that is nothing (RFC 7748, section 6.1: a point of small order).
fn cipher(agreed: &[u8; 32], fresh: &[u8; 32], to: &[u8; 32], bound_to: &[u8]) -> Option<XChaCha20Poly1305> {
    if *agreed == [0; 32] {
        return None;
    }
    let mut derived = Zeroizing::new([0; 32]);
    let about = [LABEL, fresh, to, bound_to];
    Hkdf::<Sha256>::new(None, agreed).expand_multi_info(&about, &mut *derived).ok()?;
    XChaCha20Poly1305::new_from_slice(&*derived).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::tests::Counting;

    #[test]
    fn a_key_is_opened_by_whom_it_is_for_and_by_nobody_else_and_nowhere_else() {
        let (ben, cy) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let handed = Handed::seal(&[7; 32], &PublicKey::of(&ben), b"here", &mut Counting(0)).unwrap();
        assert_eq!(*handed.open(&ben, b"here").unwrap(), [7; 32]);
        assert!(handed.open(&cy, b"here").is_none(), "another officer");
        assert!(handed.open(&ben, b"there").is_none(), "another slot");
        let again = Handed::seal(&[7; 32], &PublicKey::of(&ben), b"here", &mut Counting(50)).unwrap();
        assert!(again.sealed != handed.sealed && again.fresh != handed.fresh, "each time under another fresh key");
    }

    #[test]
    fn a_changed_digit_opens_nothing() {
        let ben = SigningKey::from_bytes(&[1; 32]);
        let handed = Handed::seal(&[7; 32], &PublicKey::of(&ben), b"here", &mut Counting(0)).unwrap();
        let parts: [fn(&mut Handed) -> &mut String; 3] = [|h| &mut h.fresh, |h| &mut h.nonce, |h| &mut h.sealed];
        for part in parts {
            let mut changed = handed.clone();
            let text = part(&mut changed);
            let other = if text.starts_with('0') { "1" } else { "0" };
            text.replace_range(0..1, other);
            assert!(changed.open(&ben, b"here").is_none());
            *part(&mut changed) = "00".to_owned();
            assert!(changed.open(&ben, b"here").is_none(), "too short");
        }
    }

    #[test]
    fn a_point_of_small_order_agrees_on_nothing() {
        let ben = SigningKey::from_bytes(&[1; 32]);
        let mut handed = Handed::seal(&[7; 32], &PublicKey::of(&ben), b"here", &mut Counting(0)).unwrap();
        handed.fresh = HEXLOWER.encode(&[0; 32]);
        assert!(handed.open(&ben, b"here").is_none());
        // The identity, as a key to sign with.
        let mut identity = [0; 32];
        identity[0] = 1;
        assert!(Handed::seal(&[7; 32], &PublicKey(identity), b"here", &mut Counting(0)).is_err());
    }
}
