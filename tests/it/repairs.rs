//! Repairs, one readable case for each kind of damage, and what must hold of any record.

use std::sync::Arc;

use crate::support::Numbers;
use gouji::catalogue::Catalogue;
use gouji::editing::check::{Outcome, check, derive};
use gouji::editing::localize::{Change, Event, Fault, How, Location, Observed, Signature, Standing, faults};
use gouji::sheet::Sheet;
use rust_decimal::Decimal;

/// A report of a made-up agency in which every rule holds; all that is not named is zero.
const PRINTED: &[(&str, &str)] = &[
    ("requests.new_received", "94 3 0 1 2 0 100"),
    ("requests.carried_in", "4 0 0 0 0 0 4"),
    ("requests.granted", "51 2 0 1 0 0 54"),
    ("requests.partial", "12 0 0 0 1 0 13"),
    ("requests.denied_process", "3 0 0 0 0 0 3"),
    ("requests.unavailable_not_held", "27 1 0 0 1 0 29"),
    ("requests.rejected_repeat", "4 0 0 0 0 0 4"),
    ("requests.total_processed", "97 3 0 1 2 0 103"),
    ("requests.carried_out", "1 0 0 0 0 0 1"),
    ("disputes.review", "5 1 0 2 8"),
];

/// A report under repair.
struct Case {
    sheet: Arc<Sheet>,
    texts: Vec<String>,
    doubt: f64,
    standings: Vec<Standing>,
}

impl Case {
    /// The report as printed, with a doubt of one in a hundred about every number, and then these rows or cells as seen:
    /// `_` for nothing.
    fn seen(seen: &[(&str, &str)]) -> Self {
        let sheet = Catalogue::built_in().sheet(&[form_2021(); 3]);
        let (texts, standings) = (vec!["0".to_owned(); sheet.len()], vec![Standing::Open; sheet.len()]);
        let mut case = Self { sheet, texts, doubt: 0.01, standings };
        PRINTED.iter().chain(seen).for_each(|(place, values)| case.write(place, values));
        case
    }

    fn write(&mut self, place: &str, values: &str) {
        let cells: Vec<usize> = (0..self.sheet.len()).filter(|&cell| self.is_at(cell, place)).collect();
        let values: Vec<&str> = values.split(' ').collect();
        assert_eq!(cells.len(), values.len(), "{place}");
        for (cell, value) in cells.into_iter().zip(values) {
            self.texts[cell] = if value == "_" { String::new() } else { value.to_owned() };
        }
    }

    fn is_at(&self, cell: usize, place: &str) -> bool {
        let id = self.sheet.slots[cell].id.as_str();
        id == place || id.rsplit_once('.').is_some_and(|(row, _)| row == place)
    }

    fn cell(&self, id: &str) -> usize {
        self.sheet.position(&id.into()).expect("a cell of the form")
    }

    fn values(&self) -> Vec<Option<Decimal>> {
        self.texts.iter().map(|text| text.parse().ok()).collect()
    }

    fn outcomes(&self) -> Vec<Outcome> {
        check(&self.sheet, &self.values())
    }

    fn faults(&self) -> Vec<Fault> {
        let values = self.values();
        let observed: Vec<Observed> = (0..self.sheet.len())
            .map(|cell| Observed {
                value: values[cell],
                text: &self.texts[cell],
                doubt: self.doubt,
                standing: self.standings[cell],
                is_absent: false,
            })
            .collect();
        faults(&self.sheet, &observed, &self.outcomes())
    }

    /// The only fault, and the changes of its best repair as text.
    #[track_caller]
    fn best(&self) -> (Fault, String) {
        let faults = self.faults();
        assert_eq!(faults.len(), 1, "{faults:?}");
        (faults[0].clone(), self.changes(&faults[0]))
    }

    /// The changes of a fault's best repair as text.
    fn changes(&self, fault: &Fault) -> String {
        let told = |change: &Change| format!("{}={}", self.sheet.slots[change.cell].id, change.value);
        fault.repairs[0].changes.iter().map(told).collect::<Vec<_>>().join(" ")
    }
}

fn form_2021() -> usize {
    Catalogue::built_in().forms.iter().position(|form| &*form.id == "2021").expect("the form")
}

/// Holds the best repair of what is seen against changes, and gives back its fault.
#[track_caller]
fn repaired(seen: &[(&str, &str)], changes: &str) -> Fault {
    let (fault, found) = Case::seen(seen).best();
    assert_eq!(found, changes, "{fault:?}");
    assert_eq!(fault.location, Location::Located, "{fault:?}");
    fault
}

fn misread(fault: &Fault) -> Vec<How> {
    let how = |event: &Event| if let Event::Misread { how, .. } = event { Some(*how) } else { None };
    fault.repairs[0].events.iter().filter_map(how).collect()
}

#[test]
fn where_all_rules_hold_nothing_is_repaired() {
    assert_eq!(Case::seen(&[]).faults(), []);
}

#[test]
fn a_misread_digit_is_located_by_its_row_and_its_column() {
    let fault = repaired(&[("requests.granted.natural_person", "57")], "requests.granted.natural_person=51");
    assert_eq!(misread(&fault), [How::LooksAlike]);
    assert_eq!((fault.equations.len(), fault.repairs[0].settles.len()), (2, 2));
    assert_eq!(fault.common, fault.repairs[0].changes);
    assert!(fault.repairs[0].probability > 0.9);
}

#[test]
fn digits_are_lost_added_doubled_and_changed_about() {
    let how = |seen: &str, changes: &str| {
        misread(&repaired(&[("requests.unavailable_not_held.natural_person", seen)], changes))
    };
    let changes = "requests.unavailable_not_held.natural_person=27";
    assert_eq!(how("2", changes), [How::DigitDropped]);
    assert_eq!(how("247", changes), [How::DigitAdded]);
    assert_eq!(how("277", changes), [How::DigitDoubled]);
    assert_eq!(how("72", changes), [How::Transposed]);
}

#[test]
fn letters_stand_for_digits() {
    let case = Case::seen(&[("requests.granted.natural_person", "5l")]);
    let (derived, cell) = (derive(&case.sheet, &case.values()), case.cell("requests.granted.natural_person"));
    assert_eq!(derived[cell].as_ref().map(|derived| derived.value), Some(51.into()));
    let seen = [("requests.granted.natural_person", "5l"), ("requests.granted.total", "84")];
    repaired(&seen, "requests.granted.natural_person=51 requests.granted.total=54");
}

#[test]
fn a_value_that_was_lost_follows_from_the_others() {
    let case = Case::seen(&[("requests.granted.natural_person", "_"), ("requests.carried_in.total", "_")]);
    let derived = derive(&case.sheet, &case.values());
    let value = |id: &str| derived[case.cell(id)].as_ref().map(|derived| derived.value);
    assert_eq!(value("requests.granted.natural_person"), Some(51.into()));
    assert_eq!(value("requests.carried_in.total"), Some(4.into()));
    assert_eq!(case.faults(), []);
}

#[test]
fn a_blank_beside_a_wrong_number_is_filled_together_with_it() {
    let seen = [("requests.granted.natural_person", "_"), ("requests.granted.total", "84")];
    repaired(&seen, "requests.granted.natural_person=51 requests.granted.total=54");
}

#[test]
fn a_column_without_any_value_follows_from_the_rows() {
    let mut case = Case::seen(&[]);
    let column: Vec<usize> =
        (0..case.sheet.len()).filter(|&cell| case.sheet.slots[cell].id.as_str().ends_with(".natural_person")).collect();
    let printed = case.values();
    for &cell in &column {
        case.texts[cell].clear();
    }
    let derived = derive(&case.sheet, &case.values());
    for cell in column {
        assert_eq!(derived[cell].as_ref().map(|derived| derived.value), printed[cell]);
    }
}

#[test]
fn a_row_that_slid_is_put_back() {
    let fault = repaired(
        &[("requests.granted", "51 2 1 0 0 54 _")],
        "requests.granted.research=0 requests.granted.nonprofit=1 requests.granted.other_org=0 requests.granted.total=54",
    );
    assert!(matches!(fault.repairs[0].events[0], Event::RowSlid { left: true, .. }), "{fault:?}");
}

#[test]
fn two_values_that_became_one_are_split() {
    let fault = repaired(
        &[("requests.granted", "512 0 1 0 0 54 _")],
        "requests.granted.natural_person=51 requests.granted.business=2 requests.granted.research=0 \
         requests.granted.nonprofit=1 requests.granted.other_org=0 requests.granted.total=54",
    );
    assert!(matches!(fault.repairs[0].events[0], Event::Merged { .. }), "{fault:?}");
}

#[test]
fn neighbours_that_were_changed_about_are_put_back() {
    let fault = repaired(
        &[("requests.granted", "2 51 0 1 0 0 54")],
        "requests.granted.natural_person=51 requests.granted.business=2",
    );
    assert!(matches!(fault.repairs[0].events[0], Event::Swapped { .. }), "{fault:?}");
}

#[test]
fn three_misread_cells_that_share_no_equation_are_three_faults() {
    let case = Case::seen(&[
        ("requests.granted.natural_person", "57"),
        ("requests.partial.total", "18"),
        ("requests.carried_out.natural_person", "7"),
    ]);
    let faults = case.faults();
    let first: Vec<String> = faults.iter().map(|fault| case.changes(fault)).collect();
    let expected =
        ["requests.granted.natural_person=51", "requests.partial.total=13", "requests.carried_out.natural_person=1"];
    assert_eq!(first, expected, "{faults:?}");
    assert!(faults.iter().all(|fault| fault.location == Location::Located), "{faults:?}");
}

#[test]
fn an_error_of_the_agency_does_not_drag_down_the_repair_of_a_misread_cell() {
    let case = Case::seen(&[("requests.denied_process", "5 0 0 0 0 0 5"), ("requests.granted.business", "7")]);
    let faults = case.faults();
    let signatures: Vec<_> = faults.iter().map(|fault| fault.signature).collect();
    assert_eq!(signatures, [None, Some(Signature::ColumnAndTotal)], "{faults:?}");
    assert_eq!(case.changes(&faults[0]), "requests.granted.business=2");
    assert!(faults[0].repairs[0].probability > 0.9, "{faults:?}");
    assert!(faults[1].repairs.iter().all(|repair| repair.probability <= 0.5), "{faults:?}");
}

#[test]
fn one_equation_alone_cannot_tell_which_of_its_cells_is_wrong() {
    let case = Case::seen(&[("disputes.review", "3 1 0 2 8")]);
    let (fault, _) = case.best();
    assert_eq!(fault.equations.len(), 1);
    assert!(fault.repairs.len() > 1, "{fault:?}");
    assert!(fault.repairs.iter().all(|repair| repair.probability < 0.9), "{fault:?}");
    let tied = Case::seen(&[("disputes.review", "1 1 1 1 7")]).best().0;
    assert!(matches!(tied.location, Location::Tied(_) | Location::NotLocated), "{tied:?}");
    assert_eq!(tied.common, []);
}

#[test]
fn what_a_person_settled_stays_and_what_is_put_down_to_the_page_needs_no_repair() {
    let mut case = Case::seen(&[("requests.granted.natural_person", "57")]);
    let cell = case.cell("requests.granted.natural_person");
    case.standings[cell] = Standing::Fixed;
    let changed = |fault: &Fault| fault.repairs.iter().flat_map(|repair| &repair.changes).any(|c| c.cell == cell);
    assert!(!case.faults().iter().any(changed));
    case.standings[cell] = Standing::Excused;
    assert_eq!(case.faults(), []);
}

#[test]
fn a_row_that_the_agency_computed_itself_is_no_misreading() {
    let seen = [("requests.granted.natural_person", "57"), ("requests.granted.total", "60")];
    let (fault, _) = Case::seen(&seen).best();
    assert_eq!((fault.signature, fault.location), (Some(Signature::ColumnAndTotal), Location::SourceError));
    assert!(fault.repairs.iter().all(|repair| repair.probability <= 0.5), "{fault:?}");
}

#[test]
fn a_total_of_zero_over_other_parts_is_never_sure_to_be_a_misreading() {
    let (fault, _) = Case::seen(&[("disputes.review", "5 1 0 2 0")]).best();
    assert_eq!((fault.signature, fault.location), (Some(Signature::ZeroTotal), Location::SourceError));
    assert!(fault.repairs.iter().all(|repair| repair.probability <= 0.9), "{fault:?}");
}

#[test]
fn a_part_is_never_erased_because_its_total_is_zero() {
    let place = "disputes.litigation_after_review";
    for seen in ["5 0 0 0 0", "5 1 0 2 0", "0 0 0 8 0"] {
        let case = Case::seen(&[(place, seen)]);
        let (fault, _) = case.best();
        assert_eq!(fault.signature, Some(Signature::ZeroTotal), "{seen}");
        let total = case.cell(&format!("{place}.total"));
        for repair in fault.offered() {
            assert!(repair.changes.iter().any(|change| change.cell == total), "{seen}: {repair:?}");
        }
    }
}

#[test]
fn on_a_page_that_was_read_well_the_page_itself_may_be_wrong() {
    let mut case = Case::seen(&[("requests.granted.natural_person", "52")]);
    let scanned = case.best().0.page_is_wrong;
    case.doubt = 0.0002;
    let typed = case.best().0.page_is_wrong;
    assert!(typed > 0.5 && scanned < typed, "{scanned} {typed}");
}

#[test]
fn a_table_in_which_nothing_fits_is_given_up() {
    let mut case = Case::seen(&[]);
    let mut numbers = Numbers::new(3);
    for cell in 0..case.sheet.len() {
        case.texts[cell] = numbers.below(1000).to_string();
    }
    let all = case.faults();
    let fault = all.iter().max_by_key(|fault| fault.equations.len()).expect("a fault");
    assert!(matches!(fault.location, Location::GaveUp | Location::NotLocated), "{fault:?}");
    assert!(fault.repairs.iter().all(|repair| repair.probability <= 0.5));
}

#[test]
fn a_search_that_is_cut_short_says_so() {
    let mut case = Case::seen(&[]);
    let rows = ["new_received", "granted", "partial", "unavailable_not_held", "rejected_repeat", "total_processed"];
    for row in rows {
        case.write(&format!("requests.{row}"), "1 _ 3 _ 1 _ 9");
    }
    let all = case.faults();
    assert!(all.iter().any(|fault| fault.location == Location::GaveUp), "{all:?}");
}

#[test]
fn sums_of_huge_numbers_are_exact() {
    let big = "999999999999998";
    let row = |total: &str| format!("{big} 1 0 0 0 0 {total}");
    let mut case = Case::seen(&[]);
    for place in ["requests.new_received", "requests.granted", "requests.total_processed", "requests.carried_in"] {
        case.write(place, &if place.ends_with("in") { "0 0 0 0 0 0 0".to_owned() } else { row("999999999999999") });
    }
    for place in ["partial", "denied_process", "unavailable_not_held", "rejected_repeat", "carried_out"] {
        case.write(&format!("requests.{place}"), "0 0 0 0 0 0 0");
    }
    assert_eq!(case.faults(), []);
    case.write("requests.granted.total", "999999999999989");
    assert_eq!(case.best().1, "requests.granted.total=999999999999999");
}

#[test]
fn numbers_that_cannot_be_added_exactly_are_said_to_be_so() {
    let case = Case::seen(&[("disputes.review", "79228162514264337593543950335 1 0 0 8")]);
    let nth = case.sheet.equations_of(case.cell("disputes.review.total"))[0];
    assert_eq!(case.outcomes()[nth], Outcome::TooLarge);
    assert_eq!(case.faults()[0].location, Location::GaveUp);
}

/// A catalogue with one more rule.
fn with_rule(rule: &str) -> Catalogue {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("rules")).expect("a folder");
    std::fs::write(folder.path().join("rules/more.ron"), rule).expect("a file");
    Catalogue::load(folder.path()).expect("a right rule")
}

#[test]
fn negative_changes_and_amounts_with_six_decimals_are_repaired_exactly() {
    let rule = r#"[(id: "made", severity: Error, name: (zh: "甲", en: "made"), says: (zh: "", en: ""), forms: ["2019"],
        kind: Linear(table: "disclosure", each: Column, left: ["punishment"], right: ["coercion"])),
        (id: "money", severity: Error, name: (zh: "乙", en: "money"), says: (zh: "", en: ""), forms: ["2019"],
        kind: Linear(table: "disclosure", each: Row, left: ["projects"], right: ["amount"]))]"#;
    let catalogue = with_rule(rule);
    let form = catalogue.forms.iter().position(|form| &*form.id == "2019").expect("the form");
    let sheet = catalogue.sheet(&[form; 3]);
    let (texts, standings) = (vec!["0".to_owned(); sheet.len()], vec![Standing::Open; sheet.len()]);
    let mut case = Case { sheet, texts, doubt: 0.01, standings };
    case.write("disclosure.punishment.change", "-13");
    case.write("disclosure.coercion.change", "-18");
    let changes: Vec<Decimal> = case.faults()[0].repairs.iter().map(|repair| repair.changes[0].value).collect();
    assert!(changes.contains(&(-13).into()) && changes.contains(&(-18).into()), "{changes:?}");
    case.write("disclosure.coercion.change", "-13");
    case.write("disclosure.procurement.projects", "3");
    case.write("disclosure.procurement.amount", "3.000001");
    let repairs = &case.faults()[0].repairs;
    assert!(repairs.iter().any(|repair| repair.changes[0].value == 3.into()), "{repairs:?}");
    assert!(repairs.iter().all(|repair| repair.changes[0].value.fract().is_zero()), "a count has no decimals");
}

#[test]
fn a_balance_sheet_of_three_numbers_is_repaired_by_the_likeliest_misreading() {
    // Flesca, Furfaro and Parisi (2010) show 2200 + 250 ≠ 2450 … with three repairs of one cell each; one is one digit.
    let (fault, changes) = Case::seen(&[("disputes.review", "2200 650 0 0 2450")]).best();
    assert_eq!(changes, "disputes.review.corrected=250", "{fault:?}");
}

#[test]
fn repairs_of_any_record_settle_what_they_claim_and_are_the_same_every_time() {
    let mut numbers = Numbers::new(11);
    for round in 0..60 {
        let mut case = Case::seen(&[]);
        for _ in 0..numbers.below(7) {
            let cell = numbers.below(case.sheet.len());
            case.texts[cell] = match numbers.below(6) {
                0 => String::new(),
                1 => "5l".to_owned(),
                2 => "-3".to_owned(),
                3 => format!("{}.5", numbers.below(9)),
                4 => "99999999999999999999".to_owned(),
                _ => numbers.below(200).to_string(),
            };
            case.standings[cell] =
                [Standing::Open, Standing::Open, Standing::Fixed, Standing::Excused][numbers.below(4)];
        }
        let found = case.faults();
        assert_eq!(found, case.faults(), "round {round}");
        for fault in &found {
            settles_what_it_claims(&case, fault);
        }
        let failing: Vec<usize> = found.iter().flat_map(|fault| fault.equations.iter().copied()).collect();
        let alone = |nth: &usize| failing.iter().filter(|other| *other == nth).count() == 1;
        assert!(failing.iter().all(alone), "an equation belongs to two faults in round {round}");
    }
}

fn settles_what_it_claims(case: &Case, fault: &Fault) {
    let derived = derive(&case.sheet, &case.values());
    let mass: f64 = fault.repairs.iter().map(|repair| repair.probability).sum();
    assert!((0.0..=1.0).contains(&fault.page_is_wrong) && mass + fault.page_is_wrong <= 1.0 + 1e-9, "{fault:?}");
    for repair in &fault.repairs {
        let mut values = case.values();
        for change in &repair.changes {
            let written = values[change.cell].is_some();
            assert!(!written || case.standings[change.cell] == Standing::Open, "{change:?}");
            assert!(case.sheet.can_hold(change.cell, change.value), "{change:?}");
            values[change.cell] = Some(change.value);
        }
        for (value, derived) in values.iter_mut().zip(&derived) {
            *value = value.or(derived.as_ref().map(|derived| derived.value));
        }
        let after = check(&case.sheet, &values);
        assert!(repair.settles.iter().all(|&nth| matches!(after[nth], Outcome::Holds { .. })), "{repair:?}");
        let failing = fault.equations.iter().filter(|&&nth| after[nth].fails());
        assert_eq!(failing.count(), 0, "{repair:?}");
    }
}
