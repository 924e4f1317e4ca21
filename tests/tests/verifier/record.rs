//! A record in the hand of somebody who may change anything in it: read from a database, changed, and written back into
//! one, or as the files of an export.

use std::fs;
use std::path::Path;

use data_encoding::{BASE64, HEXLOWER};
use desk::ledger::Log;
use desk::ledger::merkle::{self, Frontier, Hash};
use ed25519_dalek::{Signer, SigningKey};
use rusqlite::Connection;
use serde_json::json;

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub log: Log,
    pub place: i64,
    pub seq: i64,
    pub leaf: Hash,
    pub body: String,
}

impl Event {
    /// Says something else, under a leaf that fits.
    pub fn say(&mut self, body: String) {
        self.leaf = merkle::leaf(body.as_bytes());
        self.body = body;
    }

    /// The same with another number in the body's own fields.
    pub fn with(&self, field: &str, number: i64) -> String {
        let name = format!("\"{field}\":");
        let (before, rest) = self.body.split_once(&name).unwrap();
        let (_, after) = rest.split_once(',').unwrap();
        format!("{before}{name}{number},{after}")
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    pub log: Log,
    pub size: u64,
    pub root: Hash,
    pub signature: Vec<u8>,
    /// The officer whose act led to it, and that officer's signature.
    pub by: Option<(u32, Vec<u8>)>,
}

#[derive(Clone)]
pub struct Record {
    pub desk: String,
    pub key: SigningKey,
    /// What the only officer signs with, where the forger has that as well.
    pub officer: Option<SigningKey>,
    /// In the order of both logs.
    pub events: Vec<Event>,
    /// In the order in which they were signed.
    pub heads: Vec<Head>,
}

const TABLES: [(Log, &str); 2] = [(Log::Disclosure, "disclosure_event"), (Log::StatusExchange, "exchange_event")];

impl Record {
    pub fn read(raw: &Connection) -> Self {
        let mut events = Vec::new();
        for (log, table) in TABLES {
            let mut rows = raw.prepare(&format!("SELECT id, seq, leaf, body FROM {table}")).unwrap();
            let rows = rows.query_map([], |row| {
                let body = String::from_utf8(row.get(3)?).unwrap();
                Ok(Event { log, place: row.get(0)?, seq: row.get(1)?, leaf: row.get(2)?, body })
            });
            events.extend(rows.unwrap().map(Result::unwrap));
        }
        events.sort_by_key(|event| event.place);
        let mut heads = raw
            .prepare("SELECT log, size, root, signature, officer, officer_signature FROM signed_head ORDER BY id")
            .unwrap();
        let heads = heads.query_map([], |row| {
            let log = Log::from_word(row.get_ref(0)?.as_str()?).unwrap();
            let size = u64::try_from(row.get::<_, i64>(1)?).unwrap();
            let by = row.get::<_, Option<u32>>(4)?.zip(row.get(5)?);
            Ok(Head { log, size, root: row.get(2)?, signature: row.get(3)?, by })
        });
        let heads = heads.unwrap().map(Result::unwrap).collect();
        let seed: [u8; 32] = raw.query_row("SELECT seed FROM signing_key", [], |row| row.get(0)).unwrap();
        let first: serde_json::Value = serde_json::from_str(&events[0].body).unwrap();
        let desk = first["desk"].as_str().unwrap().to_owned();
        Self { desk, key: SigningKey::from_bytes(&seed), officer: None, events, heads }
    }

    /// Puts it into a database in the place of what is there. The database keeps its shape, and what is computed from
    /// the ends of the logs is made to fit, as a forger would.
    pub fn write(&self, raw: &mut Connection) {
        let act = raw.transaction().unwrap();
        let triggers: Vec<(String, String)> = act
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND (name LIKE '%event%' OR name LIKE '%head%')")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(triggers.len(), 12, "three for each table that only grows");
        for (name, _) in &triggers {
            act.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        for (log, table) in TABLES {
            act.execute_batch(&format!("DELETE FROM {table}")).unwrap();
            let mut put =
                act.prepare(&format!("INSERT INTO {table} (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)")).unwrap();
            let mut frontier = Frontier::EMPTY;
            for event in self.events.iter().filter(|event| event.log == log) {
                put.execute((event.place, event.seq, event.leaf, event.body.as_bytes())).unwrap();
                frontier.push(event.leaf);
            }
            act.execute(
                "UPDATE frontier SET size = ?2, peaks = ?3 WHERE log = ?1",
                (log.as_str(), i64::try_from(frontier.size()).unwrap(), frontier.peaks().as_flattened()),
            )
            .unwrap();
        }
        act.execute_batch("DELETE FROM signed_head").unwrap();
        let mut put = act
            .prepare(
                "INSERT INTO signed_head (id, log, size, root, signature, officer, officer_signature) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .unwrap();
        for (id, head) in (1_i64..).zip(&self.heads) {
            let size = i64::try_from(head.size).unwrap();
            let (officer, own) = head.by.as_ref().map(|(officer, own)| (officer, own)).unzip();
            put.execute((id, head.log.as_str(), size, head.root, &head.signature, officer, own)).unwrap();
        }
        drop(put);
        for (_, sql) in &triggers {
            act.execute_batch(sql).unwrap();
        }
        act.commit().unwrap();
    }

    /// The files of an export, written here a second time as `FORMAT.md` describes them.
    pub fn export(&self, folder: &Path) {
        fs::create_dir(folder).unwrap();
        for log in Log::ALL {
            let mut file = format!(
                "{{\"format\":\"disclosure-gatekeeper-log/1\",\"desk\":\"{}\",\"log\":\"{log}\",\"key\":\"{}\"}}\n",
                self.desk,
                self.written_key(log)
            );
            let mut heads = self.heads.iter().filter(|head| head.log == log).peekable();
            let (mut events, mut notes) = (0, 0);
            for event in self.events.iter().filter(|event| event.log == log) {
                let (place, seq, leaf) = (event.place, event.seq, HEXLOWER.encode(&event.leaf));
                let body = json!(event.body);
                file.push_str(&format!("{{\"place\":{place},\"seq\":{seq},\"leaf\":\"{leaf}\",\"body\":{body}}}\n"));
                events += 1;
                while let Some(head) = heads.next_if(|head| head.size <= events) {
                    file.push_str(&self.note_line(head));
                    notes += 1;
                }
            }
            for head in heads {
                file.push_str(&self.note_line(head));
                notes += 1;
            }
            file.push_str(&format!("{{\"events\":{events},\"heads\":{notes}}}\n"));
            fs::write(folder.join(format!("{log}.jsonl")), file).unwrap();
        }
    }

    fn origin(&self, log: Log) -> String {
        format!("disclosure-gatekeeper/{}/{log}", self.desk)
    }

    fn key_id(&self, log: Log) -> [u8; 4] {
        use sha2::{Digest, Sha256};
        let digest = Sha256::new()
            .chain_update(self.origin(log))
            .chain_update([b'\n', 1])
            .chain_update(self.key.verifying_key().as_bytes())
            .finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    pub fn written_key(&self, log: Log) -> String {
        let typed = [&[1][..], self.key.verifying_key().as_bytes()].concat();
        format!("{}+{}+{}", self.origin(log), HEXLOWER.encode(&self.key_id(log)), BASE64.encode(&typed))
    }

    fn signed_text(&self, log: Log, size: u64, root: &Hash) -> String {
        format!("{}\n{size}\n{}\n", self.origin(log), BASE64.encode(root))
    }

    fn note(&self, head: &Head) -> String {
        let signature = [&self.key_id(head.log)[..], &head.signature].concat();
        let text = self.signed_text(head.log, head.size, &head.root);
        format!("{text}\n— {} {}\n", self.origin(head.log), BASE64.encode(&signature))
    }

    fn note_line(&self, head: &Head) -> String {
        let by = head.by.as_ref().map_or_else(String::new, |(officer, own)| {
            format!(",\"officer\":{officer},\"signature\":\"{}\"", HEXLOWER.encode(own))
        });
        format!("{{\"note\":{}{by}}}\n", json!(self.note(head)))
    }

    /// The places in `events` of one log's events, in order.
    pub fn of(&self, log: Log) -> Vec<usize> {
        (0..self.events.len()).filter(|index| self.events[*index].log == log).collect()
    }

    /// Counts the columns again behind a change. The bodies stay.
    pub fn renumber(&mut self) {
        let mut seqs = [0, 0];
        for (place, event) in (1..).zip(&mut self.events) {
            let seq = &mut seqs[usize::from(event.log == Log::StatusExchange)];
            (event.place, event.seq) = (place, *seq);
            *seq += 1;
        }
    }

    /// Lets every body name the place that it stands in now, under a leaf that fits.
    pub fn rewrite_places(&mut self) {
        for event in &mut self.events {
            if !event.body.contains(&format!("\"seq\":{},", event.seq)) {
                let body = event.with("seq", event.seq);
                event.say(body);
            }
        }
    }

    /// Computes the roots of all heads again. The signatures stay what they were: the forger has no key.
    pub fn recompute_roots(&mut self) {
        for log in Log::ALL {
            let leaves: Vec<Hash> = self.of(log).into_iter().map(|index| self.events[index].leaf).collect();
            self.heads.retain(|head| head.log != log || head.size <= leaves.len() as u64);
            for head in self.heads.iter_mut().filter(|head| head.log == log) {
                head.root = merkle::root(&leaves[..usize::try_from(head.size).unwrap()]);
            }
            // The last head counts every event, whatever it counted before.
            if let Some(last) = self.heads.iter_mut().rev().find(|head| head.log == log) {
                (last.size, last.root) = (leaves.len() as u64, merkle::root(&leaves));
            }
        }
    }

    /// Signs all heads again: the forger has the desk's key, and the officer's where it is known.
    pub fn sign(&mut self) {
        self.recompute_roots();
        for index in 0..self.heads.len() {
            let Head { log, size, root, by, .. } = self.heads[index].clone();
            let text = self.signed_text(log, size, &root);
            let signed = |key: &SigningKey| key.sign(text.as_bytes()).to_bytes().to_vec();
            self.heads[index].signature = signed(&self.key);
            if let Some((officer, key)) = by.zip(self.officer.as_ref()) {
                self.heads[index].by = Some((officer.0, signed(key)));
            }
        }
    }
}
