//! Each kind of edit rule on a sample with a little changed: what the report says, what the rule says of it.

use crate::support::{review_of, sample};
use gouji::catalogue::Catalogue;
use gouji::editing::check::Outcome;
use gouji::findings::wording::{RenderedFinding, findings, year_findings};
use gouji::review::Review;
use gouji::review::years::{Facts, Timeline};
use gouji::words::{Language, Words};

/// The first sample, in which nothing is wrong, with some places of its text replaced.
fn report(catalogue: &Catalogue, changes: &[(&str, &str)]) -> Review {
    let text = changes.iter().fold(sample("01").to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands once in the sample");
        text.replace(from, to)
    });
    review_of(catalogue, "t", &text)
}

/// What is found in a report, without notes on how it was read.
fn said(catalogue: &Catalogue, review: &Review) -> Vec<String> {
    let told = findings(review, catalogue, Words::of(Language::English), 0.9);
    told.iter().filter(|told| told.kind != "odd_row").flat_map(RenderedFinding::lines).collect()
}

/// How often a rule held, failed, did not run.
fn outcomes(catalogue: &Catalogue, review: &Review, rule: &str) -> (usize, usize, usize) {
    let equations = review.sheet().equations.iter().zip(&review.assessment.outcomes);
    let of_rule: Vec<&Outcome> = equations
        .filter(|(equation, _)| catalogue.rules[equation.rule].id == rule)
        .map(|(_, outcome)| outcome)
        .collect();
    let count = |is: fn(&Outcome) -> bool| of_rule.iter().filter(|outcome| is(outcome)).count();
    (count(|outcome| matches!(outcome, Outcome::Holds { .. })), count(Outcome::fails), count(Outcome::did_not_run))
}

#[test]
fn a_linear_equation_fails_with_its_parts_and_the_difference() {
    let catalogue = Catalogue::built_in();
    let review =
        report(&catalogue, &[("一、本年新收政府信息公开申请数量\t46\t3", "一、本年新收政府信息公开申请数量\t64\t3")]);
    assert_eq!(outcomes(&catalogue, &review, "total"), (24, 1, 0));
    assert_eq!(outcomes(&catalogue, &review, "balance"), (6, 1, 0));
    let said = said(&catalogue, &review);
    assert!(said[0].starts_with("t:29:18: contradicted requests.new_received.natural_person"), "{said:?}");
    assert!(said[0].ends_with("the 2 equations that cross in it fail, each by +18"), "{said:?}");
    assert_eq!(
        said[1..3],
        [
            "    row total [一、本年新收政府信息公开申请数量]: 64 + 3 + 1 = 68, against 50, difference +18",
            "    balance [自然人]: 64 + 2 = 66, against 45 + 3 = 48, difference +18",
        ]
    );
}

#[test]
fn an_equation_with_a_cell_that_has_no_value_did_not_run_and_the_report_is_not_clean() {
    let catalogue = Catalogue::built_in();
    let review = report(&catalogue, &[("行政规范性文件\t2\t1\t14", "行政规范性文件\t2\t\t14")]);
    assert_eq!(outcomes(&catalogue, &review, "issued"), (1, 0, 1));
    let said = said(&catalogue, &review).join("\n");
    assert!(said.contains("blank disclosure.normative_document.repealed"), "{said}");
    assert!(said.contains("1 of 44 equations did not run"), "{said}");
    assert!(!review.is_clean(&review.summary(0.9)));
}

#[test]
fn an_inequality_warns_and_contradicts_no_cell() {
    let catalogue = Catalogue::built_in();
    let review = report(&catalogue, &[("行政规范性文件\t2\t1\t14", "行政规范性文件\t9\t1\t4")]);
    let said = said(&catalogue, &review);
    assert_eq!(
        said,
        ["t:12:9: warning: issued at most in force and repealed [行政规范性文件]: 9 is more than 1 + 4 = 5, by 4"]
    );
    assert!(review.assessment.faults.is_empty());
}

#[test]
fn an_unusual_figure_is_a_hint_where_the_rule_is_about_the_agency() {
    let catalogue = Catalogue::built_in();
    let changes = [("规章\t0\t0\t0", "规章\t0\t0\t2")];
    let bureau = report(&catalogue, &changes);
    let told = findings(&bureau, &catalogue, Words::of(Language::English), 0.9);
    assert_eq!((told.len(), told[0].level, told[0].kind), (1, "note", "implausible"));
    assert!(told[0].message.contains("disclosure.regulation.in_force"), "{}", told[0].message);
    let text = sample("01").replace("云岫区水利局", "云岫市人民政府").replace(changes[0].0, changes[0].1);
    let city = review_of(&catalogue, "t", &text);
    assert_eq!(said(&catalogue, &city), Vec::<String>::new(), "a city's government makes regulations");
}

/// What the rules over years say of two reports, and how often each of the two rules held, failed, did not run.
fn over_years(catalogue: &Catalogue, before: &Review, now: &Review) -> (Vec<String>, [[usize; 3]; 2]) {
    let mut timeline = Timeline::default();
    timeline.extend(Facts::of(before).into_iter().chain(Facts::of(now)));
    let found = year_findings(&timeline, catalogue, Words::of(Language::English));
    let of = |id: &str| {
        let rule = catalogue.rules.iter().position(|rule| rule.id == id).expect("a rule");
        let counts = found.counts[rule];
        [counts.held, counts.failed, counts.not_run]
    };
    (found.found.iter().flat_map(RenderedFinding::lines).collect(), [of("carry"), of("stock")])
}

const NEXT_YEAR: [(&str, &str); 3] = [
    ("# 云岫区水利局2022年", "# 云岫区 水利局2023年"),
    ("二、上年结转政府信息公开申请数量\t2\t0\t0\t0\t0\t0\t2", "二、上年结转政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3"),
    ("行政规范性文件\t2\t1\t14", "行政规范性文件\t4\t2\t16"),
];

#[test]
fn what_is_carried_over_and_the_stock_fit_the_year_before() {
    let catalogue = Catalogue::built_in();
    let (before, now) = (report(&catalogue, &[]), report(&catalogue, &NEXT_YEAR));
    assert_eq!(over_years(&catalogue, &before, &now), (vec![], [[7, 0, 0], [2, 0, 0]]));
}

#[test]
fn a_stock_that_does_not_follow_from_the_year_before_is_a_warning_with_both_sides() {
    let catalogue = Catalogue::built_in();
    let (before, now) = (
        report(&catalogue, &[]),
        report(&catalogue, &[NEXT_YEAR[0], NEXT_YEAR[1], ("行政规范性文件\t2\t1\t14", "行政规范性文件\t4\t2\t20")]),
    );
    let (said, counts) = over_years(&catalogue, &before, &now);
    assert_eq!(counts, [[7, 0, 0], [1, 1, 0]]);
    assert_eq!(
        said,
        [
            "t:12:13: warning: stock of documents [行政规范性文件]: it does not fit the report of the year before (t), by +4",
            "    this year: 20",
            "    by the year before: 14 + 4 - 2 = 16",
        ]
    );
}

#[test]
fn without_the_report_of_the_year_before_nothing_is_held_against_it() {
    let catalogue = Catalogue::built_in();
    let (first, later) =
        (report(&catalogue, &[]), report(&catalogue, &[("# 云岫区水利局2022年", "# 云岫区水利局2024年")]));
    assert_eq!(over_years(&catalogue, &first, &later), (vec![], [[0; 3]; 2]));
}

#[test]
fn a_year_rule_whose_cells_are_blank_did_not_run() {
    let catalogue = Catalogue::built_in();
    let blank = [NEXT_YEAR[0], NEXT_YEAR[1], ("行政规范性文件\t2\t1\t14", "行政规范性文件\t4\t\t16")];
    let (said, counts) = over_years(&catalogue, &report(&catalogue, &[]), &report(&catalogue, &blank));
    assert_eq!(counts, [[7, 0, 0], [1, 0, 1]]);
    assert_eq!(
        said,
        [
            "t:12:12: stock of documents [行政规范性文件]: no value for disclosure.normative_document.repealed of this year, so it did not run (year before: t)"
        ]
    );
}

#[test]
fn a_sentence_that_fits_no_reading_is_a_warning_with_its_place_and_what_the_tables_say() {
    let catalogue = Catalogue::built_in();
    let review = report(&catalogue, &[("全年新收政府信息公开申请50件", "全年新收政府信息公开申请56件")]);
    let said = said(&catalogue, &review);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("t:5:47: warning: the text \""), "{said:?}");
    assert!(said[0].contains("政府信息公开申请[56件]，上年结转2件"), "{said:?}");
    assert!(
        said[0].ends_with("does not fit the tables: newly received is 50, received and carried in is 52"),
        "{said:?}"
    );
}

#[test]
fn a_sentence_is_held_against_all_that_it_may_mean() {
    let catalogue = Catalogue::built_in();
    for right in ["新收政府信息公开申请50件", "受理政府信息公开申请52件", "收到政府信息公开申请五十二件"]
    {
        let review = report(&catalogue, &[("新收政府信息公开申请50件", right)]);
        assert_eq!(said(&catalogue, &review), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn a_sentence_bears_out_the_cell_that_it_names_and_speaks_for_the_repair_that_fits() {
    let catalogue = Catalogue::built_in();
    let wrong = (
        "三、本年度办理结果\t（一）予以公开\t21\t2\t0\t0\t1\t0\t24",
        "三、本年度办理结果\t（一）予以公开\t24\t2\t0\t0\t1\t0\t24",
    );
    let named = ("上年结转2件，", "上年结转2件，向自然人予以公开21件，共予以公开24件，");
    let best = |changes: &[(&str, &str)]| {
        let review = report(&catalogue, changes);
        let cell = review.sheet().position(&"requests.granted.natural_person".into()).expect("a cell");
        review.suggestions(cell).first().map(|offered| (offered.value.to_string(), offered.probability))
    };
    let (without, with) = (best(&[wrong]).expect("a repair"), best(&[wrong, named]).expect("a repair"));
    assert_eq!((without.0.as_str(), with.0.as_str()), ("21", "21"));
    assert!(with.1 >= without.1, "{with:?} {without:?}");
}
