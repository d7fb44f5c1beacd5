//! Published reports with their true values, where a collection of them lies beside the project.

mod support;

use std::fs;
use std::path::Path;

use gouji::catalogue::Catalogue;
use gouji::check::Outcome;
use gouji::reading::Reader;
use gouji::review::Review;

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
