//! Every sample through every stage: what was read of each row, what the rules say, and what `check` prints.

use std::fmt::Write as _;

use crate::support::review_of;
use gouji::catalogue::Catalogue;
use gouji::findings::wording::{RenderedFinding, findings};
use gouji::review::Review;
use gouji::samples::SAMPLES;
use gouji::sheet::record::State;
use gouji::words::{Language, Words};

/// A row a line: its values as read, `_` for a blank, `~` for an absent cell; `?` behind what is less sure than 95 %.
fn readings(review: &Review) -> String {
    let mut text = format!("{:?} {:?}\n", review.record.agency.as_deref().unwrap_or_default(), review.record.year);
    let sheet = review.sheet();
    let mut row = String::new();
    for cell in 0..sheet.len() {
        let id = sheet.slots[cell].id.as_str();
        let this = id.rsplit_once('.').map_or(id, |(row, _)| row).to_owned();
        if this != row {
            write!(text, "\n{} {this}:", sheet.part(cell).form.id).expect("text");
            row = this;
        }
        let reading = review.reading(cell);
        let value = match (reading.state, reading.value) {
            (State::Blank, _) => "_".to_owned(),
            (State::Absent, _) => "~".to_owned(),
            (_, Some(value)) => value.to_string(),
            (_, None) => format!("[{}]", review.raw(cell)),
        };
        let sure = review.confidence(cell) >= 0.95 || reading.value.is_none();
        write!(text, " {value}{}", if sure { "" } else { "?" }).expect("text");
    }
    text
}

#[test]
fn every_sample_is_read_checked_and_explained() {
    let catalogue = Catalogue::built_in();
    for (name, text) in SAMPLES {
        let review = review_of(&catalogue, name, text);
        let said = findings(&review, &catalogue, Words::of(Language::Chinese), 0.95);
        let shown = format!(
            "{}\n\n{}",
            readings(&review),
            said.iter().flat_map(RenderedFinding::lines).collect::<Vec<_>>().join("\n")
        );
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name.trim_end_matches(".txt"), shown);
        });
    }
}

#[test]
fn each_planted_trouble_is_found_and_a_clean_report_is_clean() {
    let catalogue = Catalogue::built_in();
    let found = |name: &str| {
        let review = review_of(&catalogue, name, crate::support::sample(name));
        let said = findings(&review, &catalogue, Words::of(Language::English), 0.95);
        let (findings, notes): (Vec<&RenderedFinding>, Vec<&RenderedFinding>) =
            said.iter().partition(|told| told.is_finding());
        let text = |told: Vec<&RenderedFinding>| {
            told.into_iter().flat_map(RenderedFinding::lines).collect::<Vec<_>>().join("\n")
        };
        (text(findings), text(notes))
    };
    assert_eq!(found("01"), (String::new(), String::new()));
    assert!(found("02").0.contains("requests.granted.natural_person 33 → 38"));
    assert!(found("03").1.contains("the row has 6 values where 7 are due"));
    assert!(found("04").0.contains("requests.partial.total") && found("04").0.contains("should be 11"));
    assert!(found("05").0.is_empty() && found("05").1.contains("雁栖县农业农村局2021年"));
    assert!(found("06").0.is_empty() && found("06").1.matches("the label is lost").count() == 2);
    assert!(found("07").0.contains("agency's own error"));
    assert!(found("08").0.contains("\"l5\" read as 15") && found("08").0.contains("\"251000元\" read as 25.1"));
}
