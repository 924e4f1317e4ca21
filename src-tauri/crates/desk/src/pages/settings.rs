//! The office's settings, and its own agencies.

use jiff::civil::Date;
use law::calendar::{self, ClosedDays, NotCounted};
use law::directory::OfficeAgency;
use ledger::FreeText;
use serde::Deserialize;

use super::contract;
use super::opening::class;
use crate::error::Error;
use crate::office::Desk;
use crate::retention::YEARS_BOUNDS;
use crate::roles::Duty;
use crate::settings::{IDLE_BOUNDS, QuarterLabel, Retention};

contract! {
    /// An agency of the directory.
    pub struct Agency {
        /// The name that reports use.
        pub name: String,
        /// Other names for it.
        pub aliases: Vec<String>,
        /// Its class.
        pub recipient: String,
        /// Its class in words.
        pub class: String,
        /// Did the office add it?
        pub own: bool,
    }

    /// An agency to be added.
    pub struct NewAgency {
        /// The name that reports use.
        pub name: String,
        /// Other names for it.
        pub aliases: Vec<String>,
        /// Its class.
        pub recipient: String,
    }

    /// A day on which the office is closed though no law says so.
    pub struct ClosedDay {
        /// The day: `2027-02-09`.
        pub date: String,
        /// Why, in a word or two.
        pub why: String,
    }

    /// The settings.
    pub struct SettingsView {
        /// The office's name.
        pub office: String,
        /// Where the record lies.
        pub folder: String,
        /// The office's own agencies.
        pub agencies: Vec<Agency>,
        /// The departments that are offered while logging.
        pub departments: Vec<String>,
        /// The departments that are expected to report each quarter; none: no list is set.
        pub reporting: Vec<String>,
        /// The days on which the office is closed, the first one first.
        pub closed_days: Vec<ClosedDay>,
        /// Which of a quarter's two labels stands first.
        pub quarters: QuarterLabel,
        /// Minutes without a touch until the desk locks itself.
        pub idle_minutes: u32,
        /// The series of the retention schedule that requests are in; may be empty.
        pub retention_series: String,
        /// Full years after the last entry that the particulars of a request are kept.
        pub retention_years: u16,
    }
}

/// One change of the office's settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum SettingChange {
    /// A department is offered while logging.
    AddDepartment {
        /// Its name.
        name: String,
    },
    /// A department is offered no more. What was logged for it stays.
    RemoveDepartment {
        /// Its name.
        name: String,
    },
    /// The office is closed on a day.
    AddClosedDay {
        /// The day, and why.
        day: ClosedDay,
    },
    /// The office is open on a day after all.
    RemoveClosedDay {
        /// The day: `2027-02-09`.
        date: String,
    },
    /// Which of a quarter's two labels stands first.
    ShowQuarters {
        /// That one.
        first: QuarterLabel,
    },
    /// When the desk locks itself.
    LockAfter {
        /// Minutes without a touch, 1 to 60.
        minutes: u32,
    },
    /// How long the particulars of a request are kept.
    KeepFor {
        /// The series of the retention schedule; may be empty.
        series: String,
        /// Full years after the last entry, 1 to 100.
        years: u16,
    },
}

/// How many agencies a type-ahead offers.
const OFFERED: usize = 12;
/// The most entries of a list in the settings.
const MOST: usize = 500;
/// The most characters of a name or a reason there.
const SHORT: usize = 100;

fn unchanged<T>(why: &str) -> Result<T, Error> {
    Err(Error::Unchanged(why.to_owned()))
}

/// A name or reason: there, short, on one line, and without what must not be kept anywhere.
fn short_text(text: &str, missing: &str) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() {
        return unchanged(missing);
    }
    if text.chars().count() > SHORT || text.chars().any(char::is_control) {
        return unchanged("Keep it to one line of at most 100 characters.");
    }
    match FreeText::new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(screened) => unchanged(&screened.to_string()),
    }
}

fn day_of(text: &str) -> Result<Date, Error> {
    text.trim().parse().or_else(|_| unchanged("Give the day, such as 2027-02-09."))
}

impl Desk {
    /// Agencies whose names are near a text, nearest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn find_agencies(&self, text: &str) -> Result<Vec<Agency>, Error> {
        let own = self.store.agencies()?;
        let suggested = self.directory.suggest(text, OFFERED).into_iter().map(|found| Agency {
            name: found.name.to_string(),
            aliases: found.aliases.iter().map(ToString::to_string).collect(),
            recipient: found.recipient.to_string(),
            class: class(found.recipient).label,
            own: own.iter().any(|agency| agency.name == found.name),
        });
        Ok(suggested.collect())
    }

    /// The settings.
    ///
    /// # Errors
    /// What the store says.
    pub fn settings(&self) -> Result<SettingsView, Error> {
        let agencies = self.store.agencies()?.into_iter().map(|agency| Agency {
            class: agency
                .recipient
                .as_str()
                .parse()
                .map_or_else(|_| agency.recipient.as_str().to_owned(), |known| class(known).label),
            recipient: agency.recipient.as_str().to_owned(),
            name: agency.name,
            aliases: agency.aliases,
            own: true,
        });
        Ok(SettingsView {
            office: self.office().to_owned(),
            folder: self.store.folder().display().to_string(),
            agencies: agencies.collect(),
            departments: self.settings.departments.iter().cloned().collect(),
            reporting: self.store.departments_reporting(None)?,
            closed_days: self
                .settings
                .closed
                .iter()
                .map(|(date, why)| ClosedDay { date: date.to_string(), why: why.clone() })
                .collect(),
            quarters: self.settings.quarters,
            idle_minutes: self.settings.idle_minutes,
            retention_series: self.settings.retention.series.clone(),
            retention_years: self.settings.retention.years,
        })
    }

    /// Changes one setting, and gives all of them as they are then. It holds at once, and nothing in the record changes.
    ///
    /// # Errors
    /// [`Error::Unchanged`] if it cannot be; or what the store says. Then every setting is what it was.
    pub fn change_setting(&mut self, change: SettingChange) -> Result<SettingsView, Error> {
        self.require(Duty::Office)?;
        let mut settings = self.settings.clone();
        match change {
            SettingChange::AddDepartment { name } => {
                let name = short_text(&name, "Give the department’s name.")?;
                if settings.departments.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
                    return unchanged("This department is on the list already.");
                }
                if settings.departments.len() >= MOST {
                    return unchanged("The list is full. Take a department off it that nobody uses.");
                }
                settings.departments.insert(name);
            }
            SettingChange::RemoveDepartment { name } => {
                settings.departments.remove(&name);
            }
            SettingChange::AddClosedDay { day } => {
                let date = day_of(&day.date)?;
                match calendar::not_counted(date, &ClosedDays::new()) {
                    Some(NotCounted::Weekend) => {
                        return unchanged(
                            "This day is at a weekend. It does not count anyway, so nothing has to be set.",
                        );
                    }
                    Some(NotCounted::Holiday(holiday)) => {
                        return unchanged(&format!(
                            "This day is {}. It does not count anyway, so nothing has to be set.",
                            holiday.label()
                        ));
                    }
                    Some(NotCounted::Closed) | None => {}
                }
                let why = short_text(&day.why, "Say in a word or two why the office is closed.")?;
                if settings.closed.len() >= MOST && !settings.closed.contains_key(&date) {
                    return unchanged("The list is full. Take days off it that are long past.");
                }
                settings.closed.insert(date, why);
            }
            SettingChange::RemoveClosedDay { date } => {
                settings.closed.remove(&day_of(&date)?);
            }
            SettingChange::ShowQuarters { first } => settings.quarters = first,
            SettingChange::LockAfter { minutes } => {
                if !IDLE_BOUNDS.contains(&minutes) {
                    return unchanged("Give a number of minutes from 1 to 60.");
                }
                settings.idle_minutes = minutes;
            }
            SettingChange::KeepFor { series, years } => {
                if !YEARS_BOUNDS.contains(&years) {
                    return unchanged("Give a number of years from 1 to 100.");
                }
                let series = if series.trim().is_empty() { String::new() } else { short_text(&series, "")? };
                settings.retention = Retention { series, years };
            }
        }
        settings.keep(&self.settings, &mut self.store)?;
        self.settings = settings;
        self.settings()
    }

    /// Minutes without a touch until the desk locks itself.
    #[must_use]
    pub fn idle_minutes(&self) -> u32 {
        self.settings.idle_minutes
    }

    /// Adds an agency to the office's own directory, and gives the settings as they are then.
    ///
    /// # Errors
    /// [`Error::Refused`] if its class is none; or what the store says. Then nothing was added.
    pub fn add_own_agency(&mut self, new: NewAgency) -> Result<SettingsView, Error> {
        let recipient =
            new.recipient.parse().map_err(|_| Error::Refused("say what kind of agency it is".to_owned()))?;
        self.add_agency(OfficeAgency { name: new.name, aliases: new.aliases, recipient })?;
        self.settings()
    }
}
