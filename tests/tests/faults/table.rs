//! The account of what was injected: a line for each fault of the list, whether it was tried here or not.

use std::fmt;

use crate::shim::{Places, Ran};

/// What is known about one fault.
#[derive(Debug, Default)]
pub struct Row {
    /// Its number in the list of faults.
    pub number: u32,
    /// What happens to the program.
    pub what: String,
    /// How often it was injected; each time the injection was seen to have happened.
    pub injections: usize,
    /// The places in the program that were hit.
    pub places: Places,
    /// What did not hold afterwards.
    pub broken: Vec<String>,
    /// What was left out, where it is shown otherwise, or why it cannot be tried here.
    pub note: String,
}

impl Row {
    /// A fault that is tried here.
    pub fn of(number: u32, what: &str) -> Self {
        Self { number, what: what.to_owned(), ..Self::default() }
    }

    /// A fault that is not tried here, and why.
    pub fn noted(number: u32, what: &str, note: &str) -> Self {
        Self { note: note.to_owned(), ..Self::of(number, what) }
    }

    /// An injection that happened, with what did not hold after it.
    pub fn hit(&mut self, ran: &Ran, how: &str, broken: Vec<String>) {
        self.injections += 1;
        self.places.extend(ran.fired.iter().cloned());
        self.found(how, broken);
    }

    /// An injection made from outside of the program's own calls.
    pub fn done(&mut self, how: &str, broken: Vec<String>) {
        self.injections += 1;
        self.places.insert(how.to_owned());
        self.found(how, broken);
    }

    fn found(&mut self, how: &str, broken: Vec<String>) {
        self.broken.extend(broken.into_iter().map(|broken| format!("F{:02} {how}: {broken}", self.number)));
    }
}

/// Every row, in the order of the list.
#[derive(Debug, Default)]
pub struct Table(Vec<Row>);

impl Table {
    /// Rows of the same fault become one.
    pub fn add(&mut self, row: Row) {
        let Some(known) = self.0.iter_mut().find(|known| known.number == row.number) else {
            self.0.push(row);
            return self.0.sort_by_key(|row| row.number);
        };
        known.injections += row.injections;
        known.places.extend(row.places);
        known.broken.extend(row.broken);
        for (known, new) in [(&mut known.what, row.what), (&mut known.note, row.note)] {
            if !new.is_empty() && !known.contains(&new) {
                let between = if known.is_empty() { "" } else { "; " };
                known.push_str(&format!("{between}{new}"));
            }
        }
    }

    /// The numbers that have a row.
    pub fn numbers(&self) -> Vec<u32> {
        self.0.iter().map(|row| row.number).collect()
    }

    /// The rows of faults that were tried and never happened, unless their note says why.
    pub fn silent(&self) -> Vec<u32> {
        self.0.iter().filter(|row| row.injections == 0 && row.note.is_empty()).map(|row| row.number).collect()
    }

    /// Everything that did not hold.
    pub fn broken(&self) -> Vec<&String> {
        self.0.iter().flat_map(|row| &row.broken).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<4} {:>10} {:>10} {:>7}  fault", "", "injections", "call sites", "broken")?;
        for row in &self.0 {
            let Row { number, what, injections, places, broken, note } = row;
            let note = if note.is_empty() { String::new() } else { format!(" [{note}]") };
            if *injections == 0 {
                writeln!(f, "F{number:02} {:>10} {:>10} {:>7}  {what}{note}", "-", "-", "-")?;
            } else {
                writeln!(f, "F{number:02} {injections:>10} {:>10} {:>7}  {what}{note}", places.len(), broken.len())?;
            }
        }
        let injections: usize = self.0.iter().map(|row| row.injections).sum();
        let places: Places = self.0.iter().flat_map(|row| row.places.iter().cloned()).collect();
        writeln!(f, "all  {injections:>10} {:>10} {:>7}", places.len(), self.broken().len())
    }
}
