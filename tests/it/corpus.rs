//! Published reports with their true values, where a collection of them lies beside the project.

use std::fs;
use std::path::{Path, PathBuf};

use gouji::catalogue::Catalogue;
use gouji::editing::check::Outcome;
use gouji::export::cell_rows;
use gouji::findings::wording::findings;
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::review::priority::levels;
use gouji::review::progress::ReportSummary;
use gouji::words::{Language, Words};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");

#[test]
fn every_number_of_the_seeds_is_read_and_none_is_made_up() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    for name in (0..5).map(|nth| format!("seed_{nth:03}")) {
        let Ok(truth) = fs::read_to_string(Path::new(CORPUS).join(format!("{name}.gold.csv"))) else { return };
        let review = Review::open(&Path::new(CORPUS).join(format!("{name}.txt")), &mut reader).expect("a report");
        assert!(!review.assessment.outcomes.iter().any(Outcome::fails), "{name}: no equation fails");
        let mut rows = csv::Reader::from_reader(truth.as_bytes());
        for row in rows.records().map(|row| row.expect("a row")) {
            let cell = review.sheet().position(&row[0].into()).expect("a cell of the form");
            let read = review.values()[cell].map(|value| value.to_string()).unwrap_or_default();
            assert_eq!(read, row[1], "{name}: {}", &row[0]);
        }
    }
}

/// The address of a cell by the section, table, row and column of the truth.
fn address(row: &csv::StringRecord) -> String {
    let table = match &row[1] {
        "requests" => "requests",
        "review_litigation" => "disputes",
        _ => "disclosure",
    };
    format!("{table}.{}.{}", &row[2], &row[3])
}

#[test]
fn what_looks_sure_on_real_scans_is_right() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let (mut sure, mut wrong) = (0, 0);
    let Ok(folders) = fs::read_dir(Path::new(CORPUS).join("ocr")) else { return };
    for folder in folders.map(|folder| folder.expect("a folder").path()) {
        let Ok(truth) = fs::read_to_string(folder.join("gold.csv")) else { continue };
        let report =
            ["report.txt", "report.html"].map(|name| folder.join(name)).into_iter().find(|path| path.is_file());
        let Ok(review) = Review::open(&report.expect("a report"), &mut reader) else { continue };
        for row in csv::Reader::from_reader(truth.as_bytes()).records().map(|row| row.expect("a row")) {
            let cell = review.sheet().position(&address(&row).as_str().into());
            let Some((cell, value)) = cell.and_then(|cell| Some((cell, review.values()[cell]?))) else { continue };
            if review.confidence(cell) >= 0.95 {
                sure += 1;
                wrong += usize::from(row[4].parse() != Ok(value));
            }
        }
    }
    assert!(sure > 2000 && wrong * 200 <= sure, "{wrong} of {sure} are wrong");
}

/// The files below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let below = entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] });
    let mut files: Vec<PathBuf> = below.collect();
    files.sort();
    files
}

#[test]
fn the_column_need_counts_what_every_command_counts_and_nothing_that_did_not_run_is_said_to_fail() {
    let catalogue = Catalogue::built_in();
    let (mut reader, words) = (Reader::new(&catalogue), Words::of(Language::English));
    for path in files_below(Path::new(CORPUS)) {
        let Ok(review) = Review::open(&path, &mut reader) else { continue };
        let name = path.display();
        let (thresholds, level) = levels(0.95);
        let of_folder = ReportSummary::of(&review, &thresholds);
        for (threshold, level) in [(thresholds[0], 0), (0.95, level)] {
            let needs: Vec<&str> = cell_rows(&review, threshold).map(|row| row.need()).collect();
            let count = |need: &str| needs.iter().filter(|found| **found == need).count();
            let summary = review.summary(threshold);
            let counted = (count("open"), count("solved"));
            assert_eq!(counted, (summary.open().into(), summary.solved.into()), "{name}: check");
            let shares = of_folder.shares(level);
            assert_eq!(counted, (shares[ReportSummary::OPEN], shares[5]), "{name}: status");
            assert_eq!(shares.iter().sum::<usize>(), needs.len(), "{name}: each cell is counted once");
        }
        for finding in findings(&review, &catalogue, words, 0.95) {
            let ran = finding.equations.iter().filter(|equation| equation.difference.is_some()).count();
            match finding.kind {
                "failing" | "source_error" | "warning" => {
                    assert!(ran == finding.equations.len() && ran > 0, "{name}: {}", finding.message);
                }
                _ => assert!(ran == 0 && !finding.message.contains("fails by"), "{name}: {}", finding.message),
            }
        }
    }
}
