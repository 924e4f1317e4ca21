//! Measuring in turns, and the tables it is printed in.
//!
//! A B A B …: whatever else the machine does meanwhile meets all alike. A ratio is the median of the rounds' own ratios,
//! so that a busy minute does not count for one side only.

use std::fmt::{Display, Write as _};
use std::fs::{self, File};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::command::{Stop, target};

/// What cannot go on, in the words of whoever said so.
pub(crate) fn stopped(error: impl Display) -> Stop {
    Stop::Needs(error.to_string())
}

/// An empty folder on the disk the build folder is on, removed when it is dropped.
pub(crate) fn folder() -> Result<TempDir, Stop> {
    let all = target().join("bench");
    let failed = |source| Stop::File { path: all.clone(), source };
    fs::create_dir_all(&all).map_err(failed)?;
    tempfile::tempdir_in(&all).map_err(failed)
}

/// One measurement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// From beginning to end.
    pub seconds: f64,
    /// Of all its threads on a processor, where the system tells.
    pub busy: Option<f64>,
    /// The most memory it held at once, in MiB, where it was a process of its own and the system tells.
    pub peak: Option<f64>,
}

/// Measures work done in this process.
pub(crate) fn timed(work: impl FnOnce() -> Result<(), Stop>) -> Result<Run, Stop> {
    let busy = busy("self");
    let begun = Instant::now();
    work()?;
    let seconds = begun.elapsed().as_secs_f64();
    let busy = busy.zip(self::busy("self")).map(|(before, after)| after - before);
    Ok(Run { seconds, busy, peak: None })
}

/// Measures another program from its start to its end, and stops where it fails.
pub(crate) fn watched(command: &mut Command) -> Result<Run, Stop> {
    let shown = format!("{command:?}");
    let not_started = |source| Stop::NotStarted { command: shown.clone(), source };
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().map_err(not_started)?;
    let mut run = Run { seconds: 0.0, busy: None, peak: None };
    let status = loop {
        if let Some(status) = child.try_wait().map_err(not_started)? {
            break status;
        }
        look_at(&child, &mut run);
        std::thread::sleep(Duration::from_millis(5));
    };
    run.seconds = begun.elapsed().as_secs_f64();
    if status.success() { Ok(run) } else { Err(Stop::Failed { command: shown, status }) }
}

/// What the system says of a program while it runs. What it did after the last look is missed: some milliseconds.
fn look_at(child: &Child, run: &mut Run) {
    let process = child.id().to_string();
    run.busy = busy(&process).or(run.busy);
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<f64>().ok());
    run.peak = kib.map(|kib| kib / 1024.0).or(run.peak);
}

/// Seconds all threads of a process spent on a processor. Linux counts them in hundredths.
fn busy(process: &str) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The program's name may hold anything; behind its bracket come the state, and 11 and 12 fields on the two times.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map_while(|field| field.parse::<f64>().ok());
    Some((times.next()? + times.next()?) / 100.0)
}

/// Something that is measured beside others.
pub(crate) struct Contestant<'a> {
    /// What the table calls it.
    pub name: &'a str,
    /// How much it does in one run, in the table's unit.
    pub units: usize,
    /// One run.
    pub run: Box<dyn FnMut() -> Result<Run, Stop> + 'a>,
}

impl<'a> Contestant<'a> {
    pub(crate) fn new(name: &'a str, units: usize, run: impl FnMut() -> Result<Run, Stop> + 'a) -> Self {
        Self { name, units, run: Box::new(run) }
    }
}

/// What one contestant's runs came to.
pub(crate) struct Measured<'a> {
    pub name: &'a str,
    units: f64,
    runs: Vec<Run>,
}

/// Runs all in turns.
pub(crate) fn alternate<'a>(rounds: usize, mut contestants: Vec<Contestant<'a>>) -> Result<Vec<Measured<'a>>, Stop> {
    let mut runs = vec![Vec::with_capacity(rounds); contestants.len()];
    for _ in 0..rounds {
        for (contestant, runs) in contestants.iter_mut().zip(&mut runs) {
            runs.push((contestant.run)()?);
        }
    }
    let measured = |(contestant, runs): (Contestant<'a>, Vec<Run>)| Measured {
        name: contestant.name,
        units: contestant.units as f64,
        runs,
    };
    Ok(contestants.into_iter().zip(runs).map(measured).collect())
}

impl Measured<'_> {
    /// Units a second, in the order of the rounds.
    fn rates(&self) -> Vec<f64> {
        self.runs.iter().map(|run| self.units / run.seconds).collect()
    }

    /// Units a second, in the middle.
    pub(crate) fn rate(&self) -> f64 {
        median(self.rates())
    }

    /// How many times as long `self` takes as `other` for the same, in the middle of the rounds.
    pub(crate) fn times_as_long_as(&self, other: &Self) -> f64 {
        median(self.rates().into_iter().zip(other.rates()).map(|(ours, theirs)| theirs / ours).collect())
    }

    /// How many times the memory of `other` it held at most, in the middle of the rounds; not a number where the system does
    /// not tell.
    pub(crate) fn times_the_memory_of(&self, other: &Self) -> f64 {
        let both = self.runs.iter().zip(&other.runs);
        median(both.filter_map(|(ours, theirs)| Some(ours.peak? / theirs.peak?)).collect())
    }

    fn line(&self, first: &Self) -> String {
        let rates = self.rates();
        let (low, high) =
            (rates.iter().copied().fold(f64::INFINITY, f64::min), rates.iter().copied().fold(0.0, f64::max));
        let known = |values: Vec<f64>| if values.is_empty() { f64::NAN } else { median(values) };
        let busy = known(self.runs.iter().filter_map(|run| Some(self.units / run.busy?)).collect());
        let peak = known(self.runs.iter().filter_map(|run| run.peak).collect());
        format!(
            "{:<23} {:>10} {:>10} {:>10} {:>10} {:>5} {:>6}\n",
            self.name,
            figure(median(rates)),
            figure(low),
            figure(high),
            figure(busy),
            figure(peak),
            figure(self.times_as_long_as(first)),
        )
    }
}

/// The table of what was measured, within 80 columns; times are relative to the first.
pub(crate) fn table(title: &str, unit: &str, measured: &[Measured<'_>]) -> String {
    let mut table = format!("\n{title}\n");
    let rounds = measured.first().map_or(0, |first| first.runs.len());
    let _ = write!(
        table,
        "{:<23} {:>10} {:>10} {:>10} {:>10} {:>5} {:>6}\n{:<23} {:>10} {:>10} {:>10} {:>10} {:>5} {:>6}\n",
        format!("{rounds} rounds, in turns"),
        unit,
        "lowest",
        "highest",
        "per CPU",
        "peak",
        "times",
        "",
        "a second",
        "",
        "",
        "second",
        "MiB",
        "as long",
    );
    if let Some(first) = measured.first() {
        measured.iter().for_each(|measured| table.push_str(&measured.line(first)));
    }
    table
}

/// The middle of some figures; of an even number, the mean of the two in the middle.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let (low, high) = (figures.get(figures.len().saturating_sub(1) / 2), figures.get(figures.len() / 2));
    low.zip(high).map_or(f64::NAN, |(low, high)| f64::midpoint(*low, *high))
}

/// A figure with the three digits that mean something, and commas between thousands; `-` where there is none.
pub(crate) fn figure(value: f64) -> String {
    if !value.is_finite() {
        return "-".to_owned();
    }
    if value < 100.0 {
        return if value < 10.0 { format!("{value:.2}") } else { format!("{value:.1}") };
    }
    let digits = format!("{value:.0}");
    let mut grouped = String::with_capacity(digits.len() + 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What else counts for the figures of this moment: the load, the file system, and how often its disk can sync.
pub(crate) fn surroundings(folder: &Path) -> Result<String, Stop> {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split_whitespace().take(3).collect();
    let load = if load.is_empty() { "unknown".to_owned() } else { load.join(" ") };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = file_system(folder).unwrap_or_else(|| "an unknown file system".to_owned());
    let took = Syncs::new(folder)?.times(SYNCS)?;
    let slowest = took.iter().copied().fold(0.0, f64::max);
    let rate = figure(took.len() as f64 / took.iter().sum::<f64>());
    let middle = figure(median(took) * 1000.0);
    let slowest = figure(slowest * 1000.0);
    let mut line = format!(
        "load {load} on {cores} cores; {system}; raw sync of 4 KiB: {rate} a second\n(median {middle} ms, slowest {slowest} ms)"
    );
    if system == "tmpfs" {
        line.push_str("\nA sync to memory costs nothing: what waits for the disk is not measured here.");
    }
    Ok(line)
}

/// How many raw syncs a table's own figure is made of.
const SYNCS: usize = 100;
/// What one of them writes, in bytes.
const PAGE: [u8; 4096] = [0x5a; 4096];

/// The raw sync: one page of a file that has its full size already is written over, and the file's data synced. That is
/// the least a disk can do for something to be safe; a file that grows costs its folder's bookkeeping too.
pub(crate) struct Syncs {
    path: PathBuf,
    file: File,
}

impl Syncs {
    /// A fresh file in the folder.
    pub(crate) fn new(folder: &Path) -> Result<Self, Stop> {
        let path = folder.join("syncs");
        let made = File::create(&path).and_then(|mut file| {
            (0..SYNCS).try_for_each(|_| file.write_all(&PAGE))?;
            file.sync_all()?;
            Ok(file)
        });
        let file = made.map_err(|source| Stop::File { path: path.clone(), source })?;
        Ok(Self { path, file })
    }

    /// So many syncs, each in seconds.
    pub(crate) fn times(&mut self, count: usize) -> Result<Vec<f64>, Stop> {
        let one = |place: usize| {
            let begun = Instant::now();
            if place.is_multiple_of(SYNCS) {
                self.file.rewind()?;
            }
            self.file.write_all(&PAGE)?;
            self.file.sync_data()?;
            Ok(begun.elapsed().as_secs_f64())
        };
        (0..count).map(one).collect::<io::Result<_>>().map_err(|source| Stop::File { path: self.path.clone(), source })
    }
}

/// The kind of the file system a folder is on.
fn file_system(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?, words.next()?))
    });
    let of_folder = mounts.filter(|(place, _)| folder.starts_with(place));
    of_folder.max_by_key(|(place, _)| place.len()).map(|(_, kind)| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(name: &'static str, seconds: &[f64]) -> Measured<'static> {
        let runs = seconds.iter().map(|seconds| Run { seconds: *seconds, busy: None, peak: None }).collect();
        Measured { name, units: 6000.0, runs }
    }

    #[test]
    fn a_median_is_the_middle_whatever_the_order() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 9.0]), 3.0);
        assert!(median(Vec::new()).is_nan(), "nothing has no middle");
    }

    #[test]
    fn a_busy_round_changes_a_rate_and_not_a_ratio() {
        let quiet = (measured("ours", &[1.0, 1.0, 1.0]), measured("theirs", &[2.0, 2.0, 2.0]));
        let busy = (measured("ours", &[1.0, 3.0, 5.0]), measured("theirs", &[2.0, 6.0, 10.0]));
        assert!(busy.0.rate() < quiet.0.rate());
        assert_eq!(busy.1.times_as_long_as(&busy.0), quiet.1.times_as_long_as(&quiet.0));
        assert_eq!(busy.1.times_as_long_as(&busy.0), 2.0);
    }

    #[test]
    fn figures_keep_the_digits_that_mean_something() {
        let shown: Vec<String> = [0.034, 1.5, 12.34, 999.6, 1_234_567.8, f64::NAN].into_iter().map(figure).collect();
        assert_eq!(shown, ["0.03", "1.50", "12.3", "1,000", "1,234,568", "-"]);
    }

    #[test]
    fn a_table_fits_a_terminal_of_80_columns() {
        let long = measured("a name of 23 letters  !", &[0.0001, 0.0002]);
        let table = table("Title", "decisions", &[long]);
        assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    }
}
