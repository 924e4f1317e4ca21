//! The attacker: who has everything that is published, these and earlier quarters, and an integer solver.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use serde_json::Value;

use super::{Publication, TableName};
use crate::public::tables::{NOT_KNOWN, kinds};

/// What is published, as anybody has it: the JSON file.
pub(super) fn published(publication: &Publication) -> Value {
    serde_json::from_slice(&crate::public_json(publication).unwrap()).unwrap()
}

/// A cell that the attacker wants to know: edition, table, label.
type Wanted = (usize, String, String);

/// Merged cells with their coefficients, and the most that they come to.
type Relation = (Vec<(usize, f64)>, f64);

/// An edition by its place among those that the attacker has, with what it says.
#[derive(Clone, Copy)]
struct Edition<'a> {
    place: usize,
    json: &'a Value,
}

impl Edition<'_> {
    fn count(&self, pointer: &str) -> f64 {
        self.json.pointer(pointer).and_then(Value::as_f64).unwrap_or_default()
    }

    fn table(&self, name: TableName) -> Option<&Value> {
        self.json["tables"].as_array().unwrap().iter().find(|table| table["name"] == name.as_str())
    }

    fn has_tables(&self) -> bool {
        !self.json["tables"].as_array().unwrap().is_empty()
    }

    /// All items received.
    fn items(&self) -> f64 {
        let agencies = self.json["by_agency"].as_array().unwrap();
        agencies.iter().filter_map(|agency| agency["items"].as_f64()).sum()
    }

    /// Items released but those that no law required.
    fn released(&self) -> f64 {
        self.count("/responses/released") + self.count("/responses/released_in_part") - self.count("/non_mandatory")
    }

    /// How many of the City's acts are listed as this one.
    fn acts(&self, act: &str) -> f64 {
        self.json["acts"].as_array().unwrap().iter().filter(|listed| listed["act"] == act).count() as f64
    }

    /// Did nothing wait from before the quarter?
    fn starts_with_nothing(&self) -> bool {
        self.count("/requests/pending_at_start") == 0.0
    }
}

/// What is known of some cells together: what is shown of them, and those that are merged.
#[derive(Default)]
struct Sum {
    shown: f64,
    merged: Vec<usize>,
}

impl Sum {
    fn and(&self, other: Self) -> Self {
        Self { shown: self.shown + other.shown, merged: [self.merged.clone(), other.merged].concat() }
    }
}

/// A number that is known.
fn number(shown: f64) -> Sum {
    Sum { shown, merged: Vec::new() }
}

/// All that follows from what is published.
#[derive(Default)]
struct Knowledge {
    /// Each merged cell, with the most it can be.
    cells: Vec<(Wanted, i32)>,
    relations: Vec<Relation>,
}

impl Knowledge {
    /// What each table says by itself.
    fn read(&mut self, edition: Edition) {
        for table in edition.json["tables"].as_array().unwrap() {
            if table["merged"].is_null() {
                continue;
            }
            let labels = table["merged"]["labels"].as_array().unwrap().iter();
            let mut labels: Vec<String> = labels.map(|label| label.as_str().unwrap().to_owned()).collect();
            if labels.is_empty() {
                // Of an open list the attacker guesses that there are two.
                labels = vec!["one".to_owned(), "another".to_owned()];
            }
            let name = table["name"].as_str().unwrap();
            self.cells.extend(labels.into_iter().map(|label| ((edition.place, name.to_owned(), label), 10_000)));
            let name = name.parse().unwrap();
            if let Some(total) = table["total"].as_f64() {
                self.is(edition, name, total);
            }
            if let Some(together) = table["merged"]["count"].as_f64() {
                self.is(edition, name, self.sum(edition, name, &[]).shown + together);
            }
        }
    }

    fn is(&mut self, edition: Edition, name: TableName, total: f64) {
        let all = self.sum(edition, name, &[]);
        self.at_most(&all, &number(total), 0.0);
        self.at_most(&number(total), &all, 0.0);
    }

    /// The cells of a table with these labels; of all, without labels.
    fn sum(&self, edition: Edition, table: TableName, labels: &[&str]) -> Sum {
        let is_meant = |label: &str| labels.is_empty() || labels.contains(&label);
        let Some(found) = edition.table(table) else { return Sum::default() };
        let cells = found["cells"].as_array().unwrap().iter();
        let shown =
            cells.filter(|cell| is_meant(cell["label"].as_str().unwrap())).filter_map(|cell| cell["count"].as_f64());
        let all = self.cells.iter().enumerate();
        let merged = all.filter(|(_, ((of, name, label), _))| {
            (*of, name.as_str()) == (edition.place, table.as_str()) && is_meant(label)
        });
        Sum { shown: shown.sum(), merged: merged.map(|(place, _)| place).collect() }
    }

    /// `less` is at most `more` and so many besides.
    fn at_most(&mut self, less: &Sum, more: &Sum, besides: f64) {
        let mut terms: BTreeMap<usize, f64> = BTreeMap::new();
        let signed = less.merged.iter().map(|cell| (*cell, 1.0)).chain(more.merged.iter().map(|cell| (*cell, -1.0)));
        signed.for_each(|(cell, sign)| *terms.entry(cell).or_default() += sign);
        let terms: Vec<(usize, f64)> = terms.into_iter().filter(|(_, times)| *times != 0.0).collect();
        let most = more.shown + besides - less.shown;
        assert!(!terms.is_empty() || most >= 0.0, "what the attacker takes for known is not so: {most}");
        if !terms.is_empty() {
            self.relations.push((terms, most));
        }
    }

    /// What the tables of an edition say of each other.
    fn compare(&mut self, edition: Edition) {
        use TableName::{
            ExchangesByCounterpart, ExchangesByDirection, NotReleasedByKind, NotReleasedByOutcome, ReleasedByKind,
            ReleasedByReason,
        };
        // Each exchange has one direction and one counterpart, and what was released a kind and a reason.
        for (one, other) in [(ExchangesByDirection, ExchangesByCounterpart), (ReleasedByKind, ReleasedByReason)] {
            let (one, other) = (self.sum(edition, one, &[]), self.sum(edition, other, &[]));
            self.at_most(&one, &other, 0.0);
            self.at_most(&other, &one, 0.0);
        }
        // Of what it is not known what is asked, no reason is known, and no outcome.
        let not_known = self.sum(edition, ReleasedByKind, &[NOT_KNOWN]);
        self.at_most(&not_known, &self.sum(edition, ReleasedByReason, &["other"]), 0.0);
        if edition.starts_with_nothing() {
            let not_known = self.sum(edition, NotReleasedByKind, &[NOT_KNOWN]);
            let without_outcome = not_known.and(self.sum(edition, NotReleasedByOutcome, &[]));
            self.at_most(&without_outcome, &self.sum(edition, NotReleasedByKind, &[]), 0.0);
        }
    }

    /// What the figures of the moment that the tables of an edition speak of say of them.
    fn relate(&mut self, edition: Edition, figures: Edition) {
        use TableName::{
            CertificationsAnswered, ExchangesByCounterpart, ExchangesByDirection, NotReleasedByKind,
            NotReleasedByOutcome, ReceivedByChannel, ReceivedByDepartment, ReleasedByKind,
        };
        self.is(edition, ReceivedByDepartment, figures.items());
        self.is(edition, ReceivedByChannel, figures.count("/requests/received"));
        // A sum that is not given is small.
        for guarded in [CertificationsAnswered, ExchangesByDirection, ExchangesByCounterpart] {
            if edition.table(guarded).is_some_and(|table| table["total"].is_null()) {
                let all = self.sum(edition, guarded, &[]);
                self.at_most(&number(1.0), &all, 0.0);
                self.at_most(&all, &number(4.0), 0.0);
            }
        }
        let released = self.sum(edition, ReleasedByKind, &[]);
        self.at_most(&released, &number(figures.released()), 0.0);
        // No more was left than came, and no more was determined than the edition says.
        let left = self.sum(edition, NotReleasedByKind, &[]);
        self.at_most(&left, &number(figures.items() - figures.acts("detainer")), 0.0);
        let determined = self.sum(edition, NotReleasedByOutcome, &[]);
        self.at_most(&determined, &number(figures.count("/determined")), 0.0);
        if figures.starts_with_nothing() {
            let answered = released.and(self.sum(edition, CertificationsAnswered, &[]));
            self.released_or_held(&answered, figures.released(), figures.acts("detainer"));
            // What was answered in the quarter was asked in it.
            let all = figures.released() + figures.count("/non_mandatory") + figures.acts("refusal_under_2b");
            self.at_most(&left, &number(figures.items() - all), 0.0);
        }
    }

    /// What was released is in the tables, or is a certification that was answered, or somebody was held: a listed detainer.
    fn released_or_held(&mut self, answered: &Sum, released: f64, detainers: f64) {
        self.at_most(&number(released), answered, detainers);
    }

    /// The second quarter follows the first: what was released in it was not released before, or came in it.
    fn follows(&mut self, earlier: Edition, later: Edition) {
        if !earlier.starts_with_nothing() {
            return;
        }
        let besides = later.items() + earlier.acts("detainer");
        let released = self.sum(later, TableName::ReleasedByKind, &[]);
        let answered = released.and(self.sum(later, TableName::CertificationsAnswered, &[]));
        self.released_or_held(&answered, later.released(), earlier.acts("detainer") + later.acts("detainer"));
        for kind in kinds() {
            let released = self.sum(later, TableName::ReleasedByKind, &[&kind]);
            let waited = self.sum(earlier, TableName::NotReleasedByKind, &[&kind]);
            self.at_most(&released, &waited, besides);
        }
    }

    /// What only came later came on top of what was there: no cell of a later edition is less than the same of an earlier.
    fn grows(&mut self, earlier: Edition, later: Edition) {
        let of = |cell: &(Wanted, i32), edition: Edition| {
            let ((place, table, label), _) = cell;
            (*place == edition.place).then(|| (table.clone(), label.clone()))
        };
        let merged = self.cells.iter().filter_map(|cell| of(cell, earlier).or_else(|| of(cell, later)));
        let cells: BTreeSet<(String, String)> = merged.collect();
        for (table, label) in cells {
            let table = table.parse().unwrap();
            let (less, more) = (self.sum(earlier, table, &[&label]), self.sum(later, table, &[&label]));
            let is_told = |edition: Edition, sum: &Sum| {
                let cells = edition.table(table).unwrap()["cells"].as_array().unwrap();
                !sum.merged.is_empty() || cells.iter().any(|cell| cell["label"] == label.as_str())
            };
            if is_told(earlier, &less) && is_told(later, &more) {
                self.at_most(&less, &more, 0.0);
            }
        }
    }

    /// The least or the most that a cell can be, if all that is known holds.
    fn bound(&self, cell: usize, direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let variables: Vec<Variable> = self
            .cells
            .iter()
            .enumerate()
            .map(|(place, (_, most))| problem.add_integer_var(f64::from(u8::from(place == cell)), (0, *most)))
            .collect();
        for (cells, sum) in &self.relations {
            let terms: Vec<(Variable, f64)> = cells.iter().map(|(cell, times)| (variables[*cell], *times)).collect();
            problem.add_constraint(&terms, ComparisonOp::Le, *sum);
        }
        problem.solve().unwrap().into_solution().unwrap().objective().round()
    }

    /// The cells that the attacker can tell.
    fn pinned(&self) -> Vec<(&Wanted, f64)> {
        let all = self.cells.iter().enumerate();
        all.filter_map(|(place, (wanted, _))| {
            let least = self.bound(place, OptimizationDirection::Minimize);
            let most = self.bound(place, OptimizationDirection::Maximize);
            ((most - least).abs() < 0.5).then_some((wanted, least))
        })
        .collect()
    }
}

/// What the attacker can tell from these editions, one after the other: of quarters, or of one quarter as it was issued.
pub(super) fn told(editions: &[Publication]) -> Vec<String> {
    let jsons: Vec<Value> = editions.iter().map(published).collect();
    let editions: Vec<Edition> = jsons.iter().enumerate().map(|(place, json)| Edition { place, json }).collect();
    let mut knowledge = Knowledge::default();
    for edition in &editions {
        knowledge.read(*edition);
    }
    for edition in editions.iter().filter(|edition| edition.has_tables()) {
        knowledge.compare(*edition);
        let is_of_then = |other: &&Edition| {
            other.json["quarter"]["calendar"] == edition.json["quarter"]["calendar"]
                && other.json["quarter"]["as_of"] == edition.json["tables_as_of"]
        };
        if let Some(then) = [edition].into_iter().chain(&editions).find(is_of_then) {
            knowledge.relate(*edition, *then);
        }
    }
    for pair in editions.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier.json["quarter"]["calendar"] == later.json["quarter"]["calendar"] {
            knowledge.grows(*earlier, *later);
        } else {
            knowledge.follows(*earlier, *later);
        }
    }
    knowledge.pinned().into_iter().map(|(wanted, value)| format!("{wanted:?} is {value}")).collect()
}
