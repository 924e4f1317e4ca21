//! The end of an act: its heads are signed, and all of it is kept or nothing.

use rusqlite::ErrorCode;

use super::Act;
use crate::reading_again::ReadAgain;
use crate::record::Log;
use crate::{Error, keeping, note, tables};

impl Act<'_> {
    /// Keeps the act: events, what follows from them, and the new signed heads, in one transaction and one sync.
    ///
    /// # Errors
    /// [`Error::NoteUnsure`] where the disk failed and the act was an entry of the access log alone; [`Error::CommitUnsure`]
    /// where the disk failed: it says what is in the record, and the store takes no further act
    /// until it is opened again. [`Error::DiskFull`] and others; then nothing of the act was kept.
    pub fn commit(mut self) -> Result<(), Error> {
        self.index_words()?;
        if self.destroys {
            keeping::index_anew(self.connection())?;
        }
        self.end_run()?;
        for log in Log::ALL {
            let frontier = self.end.of(log);
            if frontier == self.store.end.of(log) {
                continue;
            }
            let head = note::Head { log, size: frontier.size(), root: frontier.root() };
            let desk = self.store.keys.store();
            let signature = note::sign(desk, &head, &self.store.signing);
            let own = self.signer.as_ref().or(self.store.signer.as_ref()).map(|signer| note::sign(desk, &head, signer));
            let officer = own.map(|_| self.store.officer.0.0);
            tables::put_frontier(self.connection(), log, frontier)?;
            self.connection()
                .prepare_cached(
                    "INSERT INTO signed_head (id, log, size, root, signature, officer, officer_signature) \
                     VALUES ((SELECT coalesce(max(id), 0) + 1 FROM signed_head), ?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((
                    log.as_str(),
                    i64::try_from(head.size).unwrap_or(i64::MAX),
                    head.root,
                    signature,
                    officer,
                    own,
                ))?;
        }
        // A sealed key without a recorded officer opens nothing and is replaced by the next attempt; an officer without
        // a sealed key would be locked out. So the keys go first.
        if let Some(keys) = &self.keys {
            keys.write(&self.store.folder)?;
        }
        let committed = self.connection().execute_batch("COMMIT");
        committed.or_else(|error| self.not_committed(error))?;
        self.open = false;
        if let Some(keys) = self.keys.take() {
            self.store.keys = keys;
        }
        if let Some(signer) = self.signer.take() {
            self.store.signer = Some(signer);
        }
        self.store.end = self.end.clone();
        if self.destroys {
            let _done = self.store.sweep();
        }
        if self.leaves {
            // After the record says so: an officer without a sealed key who has not left would be locked out. Where it
            // fails, the record refuses who has left all the same, and the next opening does it.
            let _done = self.store.drop_leavers();
        }
        Ok(())
    }

    /// Why the act was not kept; where the disk failed, whether it was after all.
    fn not_committed(&mut self, error: rusqlite::Error) -> Result<(), Error> {
        let failed = error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure);
        let only_noted = self.end.events == self.store.end.events;
        let found = if failed { self.store.read_again(&self.end) } else { ReadAgain::Nothing };
        if let Some(keys) = self.keys.take() {
            if found == ReadAgain::Nothing {
                // Whoever is told that nothing was kept goes on with the passphrase from before.
                self.store.keys.write(&self.store.folder)?;
            } else {
                self.store.keys = keys;
            }
        }
        Err(match failed {
            true if only_noted => Error::NoteUnsure,
            true => Error::CommitUnsure { found },
            false => error.into(),
        })
    }
}
