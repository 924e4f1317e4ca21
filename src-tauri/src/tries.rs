//! Wrong passphrases at this desk, kept in a file beside the record: what was tried outlives the program.

use std::path::{Path, PathBuf};

use desk::host::{self, SystemClock};
use desk::ledger;
use desk::ports::Clock;
use desk::tries;

use crate::refusal::Refusal;

/// The file of the wrong passphrases.
#[derive(Clone)]
pub(crate) struct Tries {
    file: PathBuf,
}

impl Tries {
    /// Those of the record in this folder.
    pub(crate) fn beside(record: &Path) -> Self {
        Self { file: record.with_file_name("tries.json") }
    }

    fn read(&self) -> tries::Tries {
        tries::Tries::read(std::fs::read(&self.file).ok().as_deref())
    }

    /// A file that cannot be written stops nobody from working; then a restart forgets the tries.
    fn keep(&self, tries: tries::Tries) {
        let _kept = host::save_for_its_owner(&self.file, &tries.to_bytes());
    }

    /// Refuses a try that has to wait.
    pub(crate) fn may_try(&self) -> Result<(), Refusal> {
        let mut tries = self.read();
        let before = tries;
        let wait = tries.wait(SystemClock.now());
        if tries != before {
            self.keep(tries);
        }
        wait.map_or(Ok(()), |wait| Err(Refusal::said(waits(wait.as_secs()))))
    }

    /// Notes whether a passphrase, or the words of a sheet, were right. What failed for another reason says nothing.
    pub(crate) fn note(&self, opened: Result<(), &desk::Error>) {
        use ledger::Error::{OtherRecoverySheet, WrongPassphrase};
        let mut tries = self.read();
        match opened {
            Ok(()) if tries == tries::Tries::default() => return,
            Ok(()) => tries.was_right(),
            Err(desk::Error::Ledger(WrongPassphrase | OtherRecoverySheet)) => tries.was_wrong(SystemClock.now()),
            Err(_) => return,
        }
        self.keep(tries);
    }
}

fn waits(seconds: i64) -> String {
    let (count, unit) = if seconds >= 60 { ((seconds + 59) / 60, "minute") } else { (seconds.max(1), "second") };
    let plural = if count == 1 { "" } else { "s" };
    format!(
        "Several passphrases were wrong. Wait {count} {unit}{plural}, then try again. The record is safe, and nothing is \
         ever deleted because of it."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_three_wrong_ones_the_next_waits_also_after_a_restart_until_one_is_right() {
        let home = tempfile::tempdir().unwrap();
        let record = home.path().join("record");
        let wrong = desk::Error::Ledger(ledger::Error::WrongPassphrase);
        let damaged = desk::Error::NothingThere;
        let tries = Tries::beside(&record);
        for _ in 0..3 {
            assert!(tries.may_try().is_ok());
            tries.note(Err(&wrong));
            tries.note(Err(&damaged));
        }
        let again = Tries::beside(&record);
        assert!(again.may_try().is_err(), "a restart forgets nothing");
        again.note(Ok(()));
        assert!(again.may_try().is_ok());
    }

    #[test]
    fn the_wait_is_told_in_words() {
        assert!(waits(1).contains("Wait 1 second, then"));
        assert!(waits(59).contains("Wait 59 seconds, then"));
        assert!(waits(61).contains("Wait 2 minutes, then"));
    }
}
