//! The program killed at any moment of saving: whatever it said was saved is there afterwards, and every file can be read.
//!
//! A child of this test decides and saves through the library, and says so after each save; it is killed at a random moment,
//! and the next one goes on with the same file. `GOUJI_KILLS=10000 cargo test --release --test it kills::` kills as often.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{Numbers, alone};
use gouji::sidecar::{Decision, Sidecar, Verdict};
use gouji::source::Source;
use tempfile::TempDir;

/// The variable that makes a child of the test, and names the report that it decides on.
const CHILD: &str = "GOUJI_KILLED_ON";
/// After so many decisions a new report is begun: the more there are, the longer each child takes to begin.
const MOST: usize = 60;

/// A decision that is told from all others by its note.
fn decision(nth: &str) -> Decision {
    Decision {
        cell: "requests.granted.natural_person".into(),
        verdict: Verdict::Correct,
        saw: "33".into(),
        value: "38".into(),
        by: "甲".into(),
        at: "2026-01-01T00:00:00.000+08:00".into(),
        note: nth.into(),
    }
}

/// Decides and saves until it is killed, if this is such a child.
#[test]
fn child() {
    let Some(report) = std::env::var_os(CHILD) else { return };
    let report = Path::new(&report);
    let source = Source::from_bytes(report, b"text").expect("text");
    let mut sidecar = Sidecar::open(report).expect("a file that can be read");
    let mut out = io::stdout();
    // The test harness has said things before, on the same line.
    writeln!(out, "\nbegins").and_then(|()| out.flush()).expect("the parent listens");
    for nth in 0.. {
        let name = format!("{}-{nth}", std::process::id());
        sidecar.push(decision(&name));
        sidecar.save(&source, |_| 0).expect("it can be written");
        writeln!(out, "saved {name}").and_then(|()| out.flush()).expect("the parent listens");
    }
}

/// Lets a child decide for so long from when it begins, kills it, and returns what it said was saved.
fn killed_after(report: &Path, time: Duration) -> Vec<String> {
    let program = std::env::current_exe().expect("a program");
    let mut child = Command::new(program)
        .args(alone(module_path!(), "child"))
        .env(CHILD, report)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut said = String::new();
    while said != "begins\n" {
        said.clear();
        assert!(out.read_line(&mut said).expect("text") > 0, "the child could not begin");
    }
    thread::sleep(time);
    child.kill().expect("it was running");
    out.read_to_string(&mut said).expect("text");
    child.wait().expect("it ended");
    // A line that was cut by the kill was not said.
    let whole = said.rfind('\n').map_or("", |end| &said[..end]);
    whole.lines().filter_map(|line| line.strip_prefix("saved ")).map(str::to_owned).collect()
}

/// Kills so many children within so many microseconds from when they begin, in a folder; how many saves they said, and how
/// many kills came before the first.
fn kill(count: usize, within: usize, folder: &Path) -> (usize, usize) {
    let (mut acknowledged, mut early) = (0, 0);
    let mut numbers = Numbers::new(2026);
    let mut said: Vec<String> = Vec::new();
    let mut report = folder.join("0.txt");
    for nth in 0..count {
        let new = killed_after(&report, Duration::from_micros(numbers.below(within) as u64));
        early += usize::from(new.is_empty());
        acknowledged += new.len();
        said.extend(new);
        let read = Sidecar::open(&report).expect("a file that can be read");
        let text = fs::read_to_string(gouji::sidecar::path_of(&report)).unwrap_or_default();
        drop(read);
        for name in &said {
            assert!(text.contains(&format!("note: \"{name}\"")), "kill {nth}: {name} was said to be saved");
        }
        if said.len() >= MOST {
            said.clear();
            report = folder.join(format!("{}.txt", nth + 1));
        }
    }
    (acknowledged, early)
}

#[test]
fn what_was_said_to_be_saved_is_there_after_any_kill() {
    if std::env::var_os(CHILD).is_some() {
        return;
    }
    let count = std::env::var("GOUJI_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    // Most in memory, where they are quick; some on a disk, which they wait for most of the time.
    let (on_disk, in_memory) = (tempfile::tempdir().expect("a folder"), memory());
    let (disk, memory) = (kill(count / 10, 30_000, on_disk.path()), kill(count - count / 10, 4_000, in_memory.path()));
    let (acknowledged, early) = (disk.0 + memory.0, disk.1 + memory.1);
    println!("{count} kills, {early} of them before the first save, {acknowledged} saves acknowledged, none lost");
    // On a busy machine a child may save little before it is killed.
    assert!(acknowledged > count / 10, "the children were killed while they saved: {acknowledged} of {count}");
}

/// A folder in memory, where the system has one: nothing waits for a disk there.
fn memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder")
}

#[test]
fn a_save_of_two_hundred_decisions_takes_five_milliseconds_besides_the_disk() {
    let folder = memory();
    let report = folder.path().join("report.txt");
    let source = Source::from_bytes(&report, b"text").expect("text");
    let mut sidecar = Sidecar::default();
    (0..200).for_each(|nth| sidecar.push(decision(&nth.to_string())));
    let mut times: Vec<Duration> = (0..21)
        .map(|nth| {
            sidecar.push(decision(&format!("more {nth}")));
            let begun = std::time::Instant::now();
            sidecar.save(&source, |_| 0).expect("it can be written");
            begun.elapsed()
        })
        .collect();
    times.sort();
    println!("a save of 200 decisions: {:?} in the middle, {:?} at the most", times[10], times[20]);
    // Unoptimised code is some ten times as slow.
    let most = if cfg!(debug_assertions) { 50 } else { 5 };
    assert!(times[10] < Duration::from_millis(most), "{:?}", times[10]);
}
