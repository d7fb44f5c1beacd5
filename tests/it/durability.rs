//! What happens to decisions when the disk, the folder or another reviewer gets in the way; who is told of whom.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Reports, alone, frame, screen, setup, type_keys};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::review::rescue;
use gouji::sidecar::lock::ReportLock;
use gouji::sidecar::{Decision, Sidecar, Verdict, path_of};
use gouji::source::Source;
use gouji::tui::{Screen, Setup};
use gouji::words::{Language, Words};

const LARGE: (u16, u16) = (160, 48);
/// The variable that makes a child of the test, and names the report that it works on.
const CHILD: &str = "GOUJI_CHILD_ON";

fn decision(by: &str, note: &str) -> Decision {
    Decision {
        cell: "requests.granted.natural_person".into(),
        verdict: Verdict::Correct,
        saw: "33".into(),
        value: "38".into(),
        by: by.into(),
        at: "2026-01-01T00:00:00.000+08:00".into(),
        note: note.into(),
    }
}

fn source(report: &Path) -> Source {
    Source::from_bytes(report, b"text").expect("text")
}

/// Decides on a report and saves; why it could not be saved.
fn save(report: &Path, by: &str, notes: &[&str]) -> Result<(), String> {
    let mut sidecar = Sidecar::open(report).map_err(|error| error.to_string())?;
    for note in notes {
        sidecar.push(decision(by, note));
    }
    sidecar.save(&source(report), |_| 0).map(drop).map_err(|error| error.to_string())
}

/// Runs one test of this file in a process of its own, through a shell that does something before.
fn in_child(name: &str, report: &Path, before: &str) -> Command {
    let mut command = Command::new("sh");
    let program = std::env::current_exe().expect("a program");
    command.args(["-c", &format!("{before} exec \"$@\""), "sh"]).arg(program);
    command.args(alone(module_path!(), name)).env(CHILD, report);
    command
}

#[test]
fn two_that_save_at_once_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.txt");
    let decide = |by: &'static str| {
        let report = report.clone();
        thread::spawn(move || {
            let mut sidecar = Sidecar::open(&report).expect("a file");
            for nth in 0..100 {
                sidecar.push(decision(by, &nth.to_string()));
                sidecar.save(&source(&report), |_| 0).expect("it can be written");
            }
        })
    };
    let both = [decide("甲"), decide("乙")];
    for one in both {
        one.join().expect("it ends");
    }
    let text = fs::read_to_string(path_of(&report)).expect("a file");
    // Those that stand apart are named once more, without their notes.
    assert_eq!(text.matches("note: \"").count(), 200);
}

#[cfg(unix)]
#[test]
fn links_permissions_and_owners_are_kept() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

    let folder = tempfile::tempdir().expect("a folder");
    let (kept, report) = (folder.path().join("kept"), folder.path().join("report.txt"));
    fs::create_dir(&kept).expect("a folder");
    let target = kept.join("decisions.ron");
    save(&report, "甲", &["1"]).expect("it can be written");
    fs::rename(path_of(&report), &target).expect("a file");
    symlink(&target, path_of(&report)).expect("a link");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("permissions");
    // Only the superuser may give files away.
    let is_given = chown(&target, Some(1234), Some(2345)).is_ok();
    save(&report, "甲", &["2"]).expect("it can be written");
    assert!(fs::symlink_metadata(path_of(&report)).expect("a link").is_symlink());
    let about = fs::metadata(&target).expect("a file");
    assert_eq!(about.mode() & 0o7777, 0o640);
    if is_given {
        assert_eq!((about.uid(), about.gid()), (1234, 2345));
    }
    assert_eq!(fs::read_to_string(&target).expect("a file").matches("verdict").count(), 2);
    // A new file in a folder of a group is the group's.
    let shared = folder.path().join("shared");
    fs::create_dir(&shared).expect("a folder");
    if chown(&shared, None, Some(2345)).is_ok() {
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o2775)).expect("permissions");
        for note in ["1", "2"] {
            save(&shared.join("report.txt"), "甲", &[note]).expect("it can be written");
            assert_eq!(fs::metadata(path_of(&shared.join("report.txt"))).expect("a file").gid(), 2345);
        }
    }
    assert_eq!(fs::read_dir(&kept).expect("a folder").count(), 1, "nothing is left beside it");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_changed_stays_and_the_message_says_so() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.txt");
    save(&report, "甲", &["1"]).expect("it can be written");
    let before = fs::read_to_string(path_of(&report)).expect("a file");
    fs::set_permissions(path_of(&report), fs::Permissions::from_mode(0o444)).expect("permissions");
    let why = save(&report, "甲", &["2"]).expect_err("it is read-only");
    assert!(why.contains("report.txt.gouji.ron: permission denied") && why.contains("Change the permissions"), "{why}");
    assert_eq!(fs::read_to_string(path_of(&report)).expect("a file"), before);
}

#[test]
fn decisions_wait_for_a_folder_that_is_gone_and_are_saved_when_it_is_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, gone) = (folder.path().join("here"), folder.path().join("gone"));
    fs::create_dir(&here).expect("a folder");
    let report = here.join("report.txt");
    let mut sidecar = Sidecar::default();
    sidecar.push(decision("甲", "1"));
    fs::rename(&here, &gone).expect("a folder");
    let why = sidecar.save(&source(&report), |_| 0).expect_err("it is gone").to_string();
    assert!(why.contains("its folder is not there"), "{why}");
    fs::rename(&gone, &here).expect("a folder");
    sidecar.push(decision("甲", "2"));
    sidecar.save(&source(&report), |_| 0).expect("it is back");
    assert_eq!(fs::read_to_string(path_of(&report)).expect("a file").matches("verdict").count(), 2);
}

/// Saves a large decision, where a file may not become so large, if this is such a child.
#[test]
fn child_that_saves() {
    let Some(report) = std::env::var_os(CHILD) else { return };
    let note = "长".repeat(4000);
    println!("\nsaved: {:?}", save(Path::new(&report), "甲", &[&note]));
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file_and_the_message_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.txt");
    save(&report, "甲", &["1"]).expect("it can be written");
    let before = fs::read_to_string(path_of(&report)).expect("a file");
    // The signal that goes with it is ignored, as the screen does.
    let limited = in_child("child_that_saves", &report, "trap '' XFSZ; ulimit -f 2;").output().expect("it runs");
    let said = String::from_utf8_lossy(&limited.stdout).into_owned();
    assert!(said.contains("saved: Err(") && said.contains("the disk or the quota is full"), "{said}");
    assert_eq!(fs::read_to_string(path_of(&report)).expect("a file"), before);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "and nothing half written");
}

/// Holds a report until it is killed, if this is such a child.
#[test]
fn child_that_holds() {
    let Some(report) = std::env::var_os(CHILD) else { return };
    let hold = ReportLock::take(Path::new(&report), "甲");
    println!("\nholds: {}", matches!(hold, ReportLock::Here(_)));
    thread::sleep(Duration::from_secs(60));
}

#[cfg(unix)]
#[test]
fn who_opens_second_is_told_who_has_it_and_a_killed_holder_holds_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.txt");
    let lock = folder.path().join(".report.txt.gouji.lock");
    let mut child = in_child("child_that_holds", &report, "").stdout(Stdio::null()).spawn().expect("it runs");
    let begun = Instant::now();
    while fs::read_to_string(&lock).unwrap_or_default().is_empty() && begun.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(5));
    }
    let second = ReportLock::take(&report, "乙");
    let holder = second.other().expect("it is held").clone();
    assert!(holder.by == "甲" && !holder.host.is_empty() && !holder.since().is_empty(), "{holder:?}");
    child.kill().expect("it was running");
    child.wait().expect("it ended");
    assert!(lock.exists(), "the file is left behind");
    let third = ReportLock::take(&report, "乙");
    assert!(matches!(third, ReportLock::Here(_)), "and is no lock");
    assert!(fs::read_to_string(&lock).expect("a file").contains("乙"));
    drop(third);
    assert!(!lock.exists(), "who leaves takes it away");
}

#[cfg(unix)]
#[test]
fn the_lock_goes_with_the_file_of_decisions_and_follows_no_link_of_others() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().expect("a folder");
    let (report, linked) = (folder.path().join("report.txt"), folder.path().join("linked.txt"));
    save(&report, "甲", &["1"]).expect("it can be written");
    symlink(path_of(&report), path_of(&linked)).expect("a link");
    let first = ReportLock::take(&report, "甲");
    assert!(ReportLock::take(&linked, "乙").other().is_some(), "both write one file");
    drop(first);
    // A link where the lock would lie could lead anywhere.
    let victim = folder.path().join("victim");
    fs::write(&victim, "untouched").expect("a file");
    symlink(&victim, folder.path().join(".report.txt.gouji.lock")).expect("a link");
    assert!(matches!(ReportLock::take(&report, "甲"), ReportLock::Unknown));
    assert_eq!(fs::read_to_string(&victim).expect("a file"), "untouched");
    // Where no file can be made there is no lock, and no harm.
    assert!(matches!(ReportLock::take(Path::new("/proc/self/status"), "甲"), ReportLock::Unknown));
}

#[test]
fn a_lock_costs_less_than_a_millisecond_and_is_no_report() {
    let reports = Reports::of(&["01-clean"]);
    let mut times: Vec<Duration> = (0..51)
        .map(|_| {
            let begun = Instant::now();
            let hold = ReportLock::take(&reports.paths[0], "甲");
            assert!(hold.other().is_none());
            begun.elapsed()
        })
        .collect();
    times.sort();
    println!("a lock: {:?} in the middle, {:?} at the most", times[25], times[50]);
    assert!(times[25] < Duration::from_millis(1), "{:?}", times[25]);
    let _held = ReportLock::take(&reports.paths[0], "甲");
    let checked = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "."])
        .current_dir(reports.folder())
        .env("LANG", "en_US.UTF-8")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(said.starts_with("1 report, 1 without findings") && checked.status.success(), "{said}");
}

/// A screen with a folder for decisions that cannot be saved.
fn app<'a>(config: &'a Config, catalogue: &'a Catalogue, report: &Path, rescue: &Path) -> Screen<'a> {
    let words = Words::of(Language::English);
    let setup =
        Setup {
            rescue: Some(rescue.into()), words, reviewer: "乙".into(), ..crate::support::setup(config, catalogue)
        };
    Screen::new(setup, vec![report.into()], None, LARGE).expect("the screen")
}

#[test]
fn the_second_screen_on_a_report_names_the_first_and_takes_in_what_it_decides() {
    let reports = Reports::of(&["02-digit"]);
    let (config, catalogue, rescue) =
        (Config::built_in(), Catalogue::built_in(), tempfile::tempdir().expect("a folder"));
    let held = ReportLock::take(&reports.paths[0], "甲\u{1b}[2J");
    let mut second = app(&config, &catalogue, &reports.paths[0], rescue.path());
    let opened = screen(&frame(&second, LARGE));
    assert!(opened.contains("甲␛[2J has this report open on ") && opened.contains("also: 甲␛[2J"), "{opened}");
    let mut first = Review::open(&reports.paths[0], &mut Reader::new(&catalogue)).expect("a report");
    first.decide(0, Verdict::Confirm, None, "甲", "");
    first.save().expect("it can be written");
    assert!(type_keys(&mut second, "n a"));
    let text = reports.sidecar(0);
    assert!(text.contains("by: \"甲\"") && text.contains("by: \"乙\""), "{text}");
    drop(held);
    second.update(&crossterm::event::Event::FocusGained);
    assert!(!screen(&frame(&second, LARGE)).contains("also:"), "the first has left");
}

#[test]
fn what_could_not_be_saved_is_saved_as_soon_as_it_can_be_and_leaving_tries_first() {
    let reports = Reports::of(&["02-digit", "01-clean"]);
    let (config, catalogue, rescue) =
        (Config::built_in(), Catalogue::built_in(), tempfile::tempdir().expect("a folder"));
    let (here, gone) = (reports.folder().join("here"), reports.folder().join("gone"));
    fs::create_dir(&here).expect("a folder");
    let report = here.join("02-digit.txt");
    fs::rename(&reports.paths[0], &report).expect("a file");
    let kept = || fs::read_to_string(path_of(&report)).unwrap_or_default().matches("verdict: ").count();
    for keys in ["q", "ctrl-l"] {
        let mut app = app(&config, &catalogue, &report, rescue.path());
        fs::rename(&here, &gone).expect("a folder");
        assert!(type_keys(&mut app, "n e 4 1 enter"));
        assert!(type_keys(&mut app, "q"), "it asks again");
        // A key that is bound to nothing is no second asking.
        assert!(type_keys(&mut app, "Q") && type_keys(&mut app, "q"), "it asks again, as something else was asked");
        fs::rename(&gone, &here).expect("a folder");
        let ended = !type_keys(&mut app, keys);
        let saved_late = !ended && app.save_again();
        assert_eq!((ended, saved_late), (keys == "q", keys != "q"));
        let shown = screen(&frame(&app, LARGE));
        assert!(!shown.contains("NOT SAVED"), "{keys}: {shown}");
        assert_eq!(kept(), 1, "{keys}");
        fs::remove_file(path_of(&report)).expect("a file");
    }
}

#[test]
fn a_report_that_is_left_without_its_decisions_does_not_count_as_done() {
    let reports = Reports::of(&["02-digit", "01-clean"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, LARGE).expect("the screen");
    while app.idle() {}
    fs::create_dir(path_of(&reports.paths[0])).expect("a folder where the decisions should be");
    assert!(type_keys(&mut app, "n a"));
    assert!(screen(&frame(&app, LARGE)).contains("完成2"));
    assert!(type_keys(&mut app, "] ]"), "asked twice");
    let left = screen(&frame(&app, LARGE));
    assert!(left.contains("云岫区水利局") && !left.contains("完成2"), "{left}");
}

#[test]
fn what_cannot_be_saved_is_saved_elsewhere_by_a_key_and_taken_in_when_the_report_is_opened_again() {
    let reports = Reports::of(&["02-digit"]);
    let (config, catalogue, rescue) =
        (Config::built_in(), Catalogue::built_in(), tempfile::tempdir().expect("a folder"));
    let (here, gone) = (reports.folder().join("here"), reports.folder().join("gone"));
    fs::create_dir(&here).expect("a folder");
    let report = here.join("02-digit.txt");
    fs::rename(&reports.paths[0], &report).expect("a file");
    let place: PathBuf = rescue::place(&rescue.path().join("made"), &report);
    let mut before = app(&config, &catalogue, &report, &rescue.path().join("made"));
    fs::rename(&here, &gone).expect("a folder");
    // Before: a decision that cannot be saved. The bottom line says so as long as it is so.
    assert!(type_keys(&mut before, "n a j"));
    let unsaved = screen(&frame(&before, LARGE));
    assert!(unsaved.contains("NOT SAVED") && unsaved.contains("its folder is not there"), "{unsaved}");
    assert!(unsaved.contains("f3 saves elsewhere"), "{unsaved}");
    // The action: one key, and the place that is offered.
    assert!(type_keys(&mut before, "f3 enter"));
    let copied = screen(&frame(&before, LARGE));
    assert!(copied.contains("NOT SAVED") && copied.contains("the decisions are in "), "{copied}");
    let text = fs::read_to_string(&place).expect("the copy");
    assert_eq!(text.matches("verdict: correct").count(), 1);
    // A further decision goes there too, and leaving asks nothing.
    assert!(type_keys(&mut before, "enter"));
    assert_eq!(fs::read_to_string(&place).expect("the copy").matches("verdict: ").count(), 2);
    assert!(before.parting().is_some_and(|said| said.contains("are not saved beside it, but in ")));
    assert!(!type_keys(&mut before, "q"), "it ends");
    drop(before);
    // After: the folder is back, and so are the decisions.
    fs::rename(&gone, &here).expect("a folder");
    let after = app(&config, &catalogue, &report, &rescue.path().join("made"));
    let opened = screen(&frame(&after, LARGE));
    assert!(opened.contains("2 decisions that could not be saved beside the report last time"), "{opened}");
    assert_eq!(fs::read_to_string(path_of(&report)).expect("a file").matches("verdict: ").count(), 2);
    assert!(!place.exists(), "the copy is not needed any more");
}

#[test]
fn a_place_of_ones_own_holds_a_whole_file_and_overwrites_none() {
    let reports = Reports::of(&["02-digit"]);
    let (config, catalogue, rescue) =
        (Config::built_in(), Catalogue::built_in(), tempfile::tempdir().expect("a folder"));
    let report = &reports.paths[0];
    fs::create_dir(path_of(report)).expect("a folder in the way");
    assert!(Review::open(report, &mut Reader::new(&catalogue)).is_err());
    fs::remove_dir(path_of(report)).expect("a folder");
    let mut app = app(&config, &catalogue, report, rescue.path());
    fs::create_dir(path_of(report)).expect("a folder in the way");
    assert!(type_keys(&mut app, "n a"));
    let other = rescue.path().join("other.txt");
    fs::write(&other, "mine").expect("a file");
    for (typed, said) in [(&other, "there is a file already"), (report, "there is a file already")] {
        type_keys(&mut app, "f3");
        for _ in 0..400 {
            type_keys(&mut app, "backspace");
        }
        app.update(&crossterm::event::Event::Paste(typed.to_string_lossy().into_owned()));
        type_keys(&mut app, "enter");
        let shown = screen(&frame(&app, LARGE));
        assert!(shown.contains(said) && shown.contains("NOT SAVED"), "{shown}");
    }
    assert_eq!(fs::read_to_string(&other).expect("a file"), "mine");
    assert_eq!(&fs::read_to_string(report).expect("a file"), crate::support::sample("02"));
    // A copy anywhere, put beside the report later, is its file of decisions.
    let own = rescue.path().join("own.ron");
    type_keys(&mut app, "f3");
    for _ in 0..400 {
        type_keys(&mut app, "backspace");
    }
    app.update(&crossterm::event::Event::Paste(own.to_string_lossy().into_owned()));
    type_keys(&mut app, "enter");
    fs::remove_dir(path_of(report)).expect("a folder");
    fs::rename(&own, path_of(report)).expect("a file");
    let again = Review::open(report, &mut Reader::new(&catalogue)).expect("a report");
    assert_eq!(again.decisions().len(), 1);
}

#[test]
fn the_last_attempt_saves_beside_the_report_or_else_in_the_users_folder() {
    let reports = Reports::of(&["02-digit"]);
    let (catalogue, rescue) = (Catalogue::built_in(), tempfile::tempdir().expect("a folder"));
    let report = &reports.paths[0];
    let mut review = Review::open(report, &mut Reader::new(&catalogue)).expect("a report");
    review.decide(0, Verdict::Confirm, None, "甲", "");
    let (place, words) = (rescue::place(rescue.path(), report), Words::of(Language::English));
    fs::create_dir(path_of(report)).expect("a folder in the way");
    rescue::hold(report, review.draft(), Some(&place), words);
    let told = rescue::last_attempt();
    let of_it = |told: &[String]| told.iter().find(|line| line.contains(&*report.to_string_lossy())).cloned();
    let rescued =
        |line: String| line.contains("could not be saved beside it") && line.contains(&*place.to_string_lossy());
    assert!(of_it(&told).is_some_and(rescued), "{told:?}");
    assert_eq!(fs::read_to_string(&place).expect("the copy").matches("verdict: confirm").count(), 1);
    fs::remove_dir(path_of(report)).expect("a folder");
    rescue::hold(report, review.draft(), Some(&place), words);
    let told = rescue::last_attempt();
    assert!(of_it(&told).is_some_and(|line| line.contains("saved at the last moment")), "{told:?}");
    assert!(reports.sidecar(0).contains("verdict: confirm"));
    File::open(&place).expect("what was rescued before is still there");
}
