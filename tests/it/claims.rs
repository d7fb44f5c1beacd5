//! Claims of the prose, read and held against the tables.

use std::path::Path;

use gouji::catalogue::Catalogue;
use gouji::claims::{Outcome, Said, test};
use gouji::reading::Reader;
use gouji::samples;
use gouji::sheet::record::{Reading, Record};
use gouji::source::Source;

/// What comes of the sentences when the tables of the sample (50 new, 2 carried in, 49 processed, 3 carried out) stand
/// below them.
fn outcomes(rules: &Catalogue, text: &str) -> Vec<Outcome> {
    let (source, record) = report(text);
    let values = record.values();
    rules.claims(&source, &record).iter().map(|claim| test(claim, &values)).collect()
}

#[test]
fn a_claim_that_fits_one_of_its_readings_is_evidence() {
    let rules = Catalogue::built_in();
    let fits = |text: &str| {
        let outcomes = outcomes(&rules, text);
        assert!(!outcomes.is_empty(), "{text}");
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Fits { .. })), "{text}: {outcomes:?}");
    };
    fits("2023年，我局新收政府信息公开申请50件，上年结转2件，办结49件，结转下年度3件。");
    fits("全年共受理政府信息公开申请52件。");
    fits("全年共受理政府信息公开申请五十二件。");
    fits("收到政府信息公开申请50件，办结47件。");
    fits("收到政府信息公开申请50件，其中自然人申请46件，占92%，商业企业3件，占6%。");
    fits("收取行政事业性收费352600元，作出行政处罚决定23件，制发行政规范性文件2件。");
    fits("收取行政事业性收费35.3万元。");
}

#[test]
fn a_claim_that_fits_no_reading_is_told_with_what_the_tables_say() {
    let rules = Catalogue::built_in();
    let found = outcomes(&rules, "2023年，我局收到政府信息公开申请51件。");
    let Outcome::Misfits { nearest, values } = &found[0] else { panic!("{found:?}") };
    assert_eq!((*nearest, values.as_slice()), (0, [Some(50.into()), Some(52.into())].as_slice()));
    assert!(matches!(outcomes(&rules, "2023年我局未收到政府信息公开申请。")[0], Outcome::Misfits { .. }));
    assert_eq!(outcomes(&rules, "区公安局收到政府信息公开申请51件。"), [Outcome::SaysNothing], "another body");
}

#[test]
fn a_share_may_be_rounded_or_cut() {
    let rules = Catalogue::built_in();
    let share = |said: &str| {
        let text = format!("收到政府信息公开申请50件，其中自然人申请46件，占{said}%。");
        matches!(outcomes(&rules, &text)[2], Outcome::Fits { .. })
    };
    // 46 of 50, 48 of 52, 45 of 49
    let fitting = ["92", "92.0", "92.00", "92.3", "92.31", "92.30", "91.8", "91.83", "91.84", "91"];
    for said in fitting {
        assert!(share(said), "{said}");
    }
    for said in ["93", "92.4", "91.7", "96", "100"] {
        assert!(!share(said), "{said}");
    }
}

#[test]
fn a_claim_on_a_blank_cell_did_not_run() {
    let rules = Catalogue::built_in();
    let (source, record) = report("全年共收到政府信息公开申请12件。");
    let claims = rules.claims(&source, &record);
    let mut values = record.values();
    let cell = record.sheet.position(&"requests.carried_in.total".into()).expect("a cell");
    values[cell] = None;
    assert_eq!(test(&claims[0], &values), Outcome::DidNotRun { cells: vec![cell] });
    let cell = record.sheet.position(&"requests.new_received.total".into()).expect("a cell");
    values[cell] = Some(12.into());
    assert_eq!(test(&claims[0], &values), Outcome::Fits { reading: 0 }, "the other reading is not needed");
}

#[test]
fn number_and_sentence_are_shown_as_they_stand() {
    let rules = Catalogue::built_in();
    let (source, record) =
        report("## （二）依申请公开\n2023 年，我局共收到政府信息公\n开申请 **12** 件。 其他工作正常。");
    let claim = &rules.claims(&source, &record)[0];
    assert_eq!(source.slice(claim.number), "12** 件");
    assert_eq!(source.slice(claim.sentence), "（二）依申请公开\n2023 年，我局共收到政府信息公\n开申请 **12** 件。");
}

#[test]
fn values_in_tables_are_no_claims() {
    let rules = Catalogue::built_in();
    for (name, text) in samples::SAMPLES {
        let source = Source::from_bytes(Path::new(name), text.replace("\t50\t", "\t50件\t").as_bytes()).expect("text");
        let record = Reader::new(&Catalogue::built_in()).read(&source);
        let prose = source.text.find("## 二").unwrap_or(source.text.len());
        for claim in rules.claims(&source, &record) {
            assert!(claim.number.end < prose, "{name}: {}", source.slice(claim.sentence));
        }
    }
}

#[test]
fn hostile_text_is_read_in_time_and_without_panic() {
    let rules = Catalogue::built_in();
    let long = [
        "申请".repeat(70_000),
        "收到政府信息公开申请12件，".repeat(6_000),
        "\n*".repeat(40_000) + "申请12件",
        "《".repeat(50_000) + "政府信息公开申请12件",
        "<a".repeat(50_000) + "政府信息公开申请12件",
        "未".repeat(50_000) + "收到政府信息公开申请",
        "新收申请".to_owned() + &"9".repeat(50_000) + "件",
        "新收申请".to_owned() + &"九".repeat(50_000) + "件",
        "。 ".repeat(50_000) + "无政府信息公开申请",
        "占9%".repeat(30_000),
    ];
    let record = bare_record();
    for text in long {
        let began = std::time::Instant::now();
        let source = Source::from_bytes(Path::new("t.txt"), text.as_bytes()).expect("text");
        let _ = rules.claims(&source, &record);
        let head: String = text.chars().take(20).collect();
        assert!(began.elapsed().as_secs() < 10, "{head}: {:?}", began.elapsed());
    }
    let mut dice = fastrand::Rng::with_seed(7);
    let signs: Vec<char> =
        "收到申请12件，。未无其中占%\n（）《》\t|<>/0一十万元年上结转 \u{3000}政府信息公开复议诉讼:；、第"
            .chars()
            .collect();
    for _ in 0..3_000 {
        let text: String = (0..dice.usize(1..120)).map(|_| signs[dice.usize(..signs.len())]).collect();
        let Ok(source) = Source::from_bytes(Path::new("t.txt"), text.as_bytes()) else { continue };
        for claim in rules.claims(&source, &record) {
            assert!(!source.slice(claim.number).is_empty(), "{text:?}");
            assert!(claim.sentence.start <= claim.number.start && claim.number.end <= claim.sentence.end, "{text:?}");
        }
    }
}

/// The record of a report in which nothing was found.
fn bare_record() -> Record {
    let sheet = Catalogue::built_in().sheet(&[1; 3]);
    let readings = vec![Reading::default(); sheet.len()];
    let found = vec![false; sheet.parts.len()];
    Record { agency: None, year: None, readings, found, kept_out: vec![], left_over: vec![], explained: vec![], sheet }
}

/// A report of 云岫区水利局 for 2023 with this text above the tables of a sample, and its record.
fn report(text: &str) -> (Source, Record) {
    let tables = samples::SAMPLES[0].1;
    let tables = &tables[tables.find("## 二、主动公开").expect("tables")..];
    let text = format!("云岫区水利局2023年政府信息公开工作年度报告\n\n{text}\n\n{tables}");
    let source = Source::from_bytes(Path::new("t.txt"), text.as_bytes()).expect("text");
    let record = Reader::new(&Catalogue::built_in()).read(&source);
    (source, record)
}

/// What a text of 云岫区水利局 for 2023 claims: `rule number`, `~` before what is loose.
fn claimed(rules: &Catalogue, text: &str) -> String {
    let (source, record) = report(text);
    let told = rules.claims(&source, &record).into_iter().map(|claim| {
        let number = match claim.said {
            Said::Count(count) => count.to_string(),
            Said::Amount { value, .. } => format!("{}万", value.normalize()),
            Said::Share { percent, .. } => format!("{percent}%"),
        };
        let name = rules.rules[claim.rule].id.trim_start_matches("prose_");
        format!("{}{name} {number}", if claim.is_loose { "~" } else { "" })
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Sentences, and what they claim.
const SENTENCES: &[(&str, &str)] = &[
    // received, in all its wordings
    (
        "2023年，我局新收政府信息公开申请94件，上年结转4件，办结97件，结转下年度1件。",
        "received 94, carried_in 4, processed 97, carried_out 1",
    ),
    ("全年共收到政府信息公开申请12件。", "received 12"),
    ("本年度受理依申请公开12份。", "received 12"),
    ("2023年度我局共收到依申请信息公开14件，均已答复。", "received 14"),
    (
        "今年新收到的政府信息公开申请数量为 0，上年度结转数量为 0，本年办结数量为 0，转下年度办理数量为 0。",
        "received 0, carried_in 0, processed 0, carried_out 0",
    ),
    ("本年度共收到8件申请，办结6件，2件结转下年度办理。（依申请公开）", "carried_out 2"),
    (
        "（二）依申请公开情况。本年度共收到8件申请，办结6件，2件结转下年度办理。",
        "received 8, processed 6, carried_out 2",
    ),
    ("收到了3件公民提出的政府信息公开申请。", "received 3"),
    ("全年收到公民、法人和其他组织提出的政府信息公开申请三件。", "received 3"),
    ("全年共收到政府信息公开申请一百零五件，答复一百零五件。", "received 105, processed 105"),
    ("全年共收到政府信息公开申请１，２３４件。", ""),
    ("全年共收到政府信息公开申请1,234件，办结1,230件。", "received 1234, processed 1230"),
    ("2023年，共收到政府信息公开申\n请 12\n件，其中上年度结\n转 2 件。", "received 12, carried_in 2"),
    ("截至2023年12月31日，我局共收到政府信息公开申请5件。", "received 5"),
    ("政府信息公开申请受理量为8件。", "received 8"),
    ("政府信息公开申请新收8件，办结8件。", "received 8, processed 8"),
    ("本年新收和上年结转政府信息公开申请共98件，办结97件。", "received_and_carried_in 98, processed 97"),
    ("一是依申请公开工作。全年共接收申请9件，均按期答复。", "received 9"),
    // none
    ("2023年我局未收到政府信息公开申请。", "received 0"),
    ("今年我局没有接到群众要求公开政府信息的申请。", "received 0"),
    ("全年未收到依申请公开事项，无上年结转。", "received 0, carried_in 0"),
    ("我单位没有收到公民、法人或其他组织提出的依申请公开政府信息的申请。", "received 0"),
    ("不存在依申请公开情况。", "received 0"),
    ("本年度无人申请公开政府信息。", "received 0"),
    ("（二）依申请公开办理情况。无", "received 0"),
    ("（二）依申请公开情况：无。", "received 0"),
    ("全年收到政府信息公开申请数量为零。", "received 0"),
    ("2023年我局未收到政府信息公开申请，未发生因政府信息公开引发的行政复议、行政诉讼。", "received 0, disputes 0"),
    ("没有发生因政府信息公开申请行政复议、提起行政诉讼的情况。", "disputes 0"),
    ("全年无行政复议和行政诉讼案件。", "disputes 0"),
    ("本机关未被申请行政复议，未被提起行政诉讼。", "review 0, litigation 0"),
    ("2023年，未收到要求公开政府信息的申请及相关行政复议。", ""),
    // results, shares
    (
        "在办结的97件申请中，予以公开40件，占41.2%；部分公开10件，不予公开5件，无法提供30件，不予处理7件，其他处理5件。（均为政府信息公开申请）",
        "",
    ),
    (
        "全年办结政府信息公开申请97件，其中予以公开40件，占41.2%；部分公开10件；不予公开5件；无法提供30件；不予处理7件；其他处理5件。",
        "processed 97, granted 40, granted 41.2%, partial 10, denied 5, unavailable 30, rejected 7, other 5",
    ),
    (
        "收到政府信息公开申请20件，予以公开及部分公开15件，占总数的75%。",
        "received 20, granted_or_partial 15, granted_or_partial 75%",
    ),
    (
        "收到政府信息公开申请20件，其中本机关不掌握相关政府信息3件，没有现成信息需要另行制作2件，重复申请1件。",
        "received 20, not_held 3, to_create 2, repeat 1",
    ),
    (
        "收到政府信息公开申请20件，同意公开6件，无法提供的11件，转下一年度办理的有3件。",
        "received 20, granted 6, unavailable 11, carried_out 3",
    ),
    (
        "答复政府信息公开申请61件（含上年度结转申请5件，另有3件申请按规定顺延到下年度答复），均未误期。",
        "processed 61, carried_in 5, carried_out 3",
    ),
    // applicants
    ("收到政府信息公开申请31件，涉及自然人29件、商业企业2件。", "received 31, natural_person 29, business 2"),
    (
        "收到政府信息公开申请75件，其中自然人申请72件，占96%，法人或其他组织申请3件，占4%。",
        "received 75, natural_person 72, natural_person 96%, organisations 3, organisations 4%",
    ),
    // reviews and lawsuits
    ("因政府信息公开引发的行政复议2件，行政诉讼1件。", "review 2, litigation 1"),
    (
        "因政府信息公开被申请行政复议3件，其中结果维持2件，结果纠正1件；被提起行政诉讼4件，其中结果维持3件，尚未审结1件。",
        "review 3, review_upheld 2, review_corrected 1, litigation 4, litigation_upheld 3, litigation_pending 1",
    ),
    ("政府信息公开行政复议、行政诉讼共5件。", "disputes 5"),
    ("今年有2件关于政府信息公开的行政复议，涉及的行政诉讼有1件。", "review 2, litigation 1"),
    (
        "政府信息公开行政诉讼3件，其中未经复议直接起诉2件，复议后起诉1件。",
        "litigation 3, litigation_direct 2, litigation_after_review 1",
    ),
    ("政府信息公开行政复议、行政诉讼均为0件。", "disputes 0"),
    ("政府信息公开行政复议、行政诉讼各1件。", ""),
    ("政府信息公开类行政复议4件，诉讼3件。", "review 4, litigation 3"),
    // section two
    (
        "全年制发行政规范性文件3件，废止行政规范性文件2件，现行有效行政规范性文件20件。",
        "normative_document_issued 3, normative_document_repealed 2, normative_document_in_force 20",
    ),
    ("全年公开规范性文件3件。", "~normative_document_issued 3"),
    ("全年作出行政许可决定120件，作出行政处罚决定43件，行政强制0件。", "licensing 120, punishment 43, ~coercion 0"),
    ("收取行政事业性收费12.5万元。", "fees 12.5万"),
    ("全年行政事业性收费125000元。", "fees 12.5万"),
    (
        "我单位今年无规章、行政规范性文件，无行政许可、行政处罚和行政强制。",
        "~regulation_issued 0, ~normative_document_issued 0, ~licensing 0, ~punishment 0, ~coercion 0",
    ),
    // other years
    ("2022年收到政府信息公开申请10件，办结10件。", ""),
    ("2022年收到政府信息公开申请10件，2023年收到政府信息公开申请12件。", "received 12"),
    ("上年度共收到政府信息公开申请10件，办结10件。", ""),
    ("收到政府信息公开申请12件，较上年增加3件，同比增长33.3%。", "received 12"),
    ("收到政府信息公开申请12件，比2022年减少3件，办结11件。", "received 12, processed 11"),
    ("2022年结转政府信息公开申请2件，结转2024年办理1件。", "carried_in 2, carried_out 1"),
    // parts of a year, channels, other bodies, other matters
    ("上半年收到政府信息公开申请6件。", ""),
    ("第一季度，我局收到政府信息公开申请6件，答复6件。", ""),
    ("3月份收到政府信息公开申请1件。", ""),
    ("近三年来，共收到政府信息公开申请30件。", ""),
    ("收到政府信息公开申请9件，其中网络申请5件，信函申请3件，当面申请1件。", "received 9"),
    ("通过网络收到政府信息公开申请5件。", ""),
    ("收到政府信息公开申请约10件。", ""),
    ("收到政府信息公开申请10余件。", ""),
    ("全区共收到政府信息公开申请300件。", "~received 300"),
    ("区公安局收到政府信息公开申请30件。", "~received 30"),
    ("云岫区水利局收到政府信息公开申请30件，局机关答复30件。", "received 30, processed 30"),
    (
        "区公安局收到政府信息公开申请30件，办结30件；我局收到政府信息公开申请12件，办结11件。",
        "~received 30, ~processed 30, received 12, processed 11",
    ),
    ("区水利局收到政府信息公开申请30件。", "received 30"),
    ("收到政府信息公开申请10件，其中受理9件。", "received 10, ~received 9"),
    ("办理人大代表建议5件、政协提案8件，答复13件。", ""),
    ("（二）依申请公开情况。收到申请2件。办理人大代表建议5件，答复5件。", "received 2"),
    ("全年受理网络问政63件，办结63件。", ""),
    ("全年通过政府网站公开信息757条，主动公开政府信息249条。", ""),
    ("我局权责清单共有行政许可2项、行政处罚18项，无行政事业性收费。", ""),
    ("全年通过政府网站公开信息757条，其中行政许可9项目录已更新。", ""),
    ("公示行政许可120件、行政处罚43件。", ""),
    ("全年收取政府信息公开信息处理费3940元。", ""),
    ("本年度未收取信息公开处理费。", ""),
    ("本机关2023年度未收取政府信息公开申请信息处理费。", ""),
    ("未收到关于依申请公开的投诉举报。", ""),
    ("无逾期答复的政府信息公开申请。", ""),
    ("延期答复政府信息公开申请2件。", ""),
    ("全年审理行政复议案件120件，办理行政诉讼案件3件。", ""),
    ("全年办理行政复议案件120件。", "~review 120"),
    ("行政复议体制改革以来，收到行政复议申请200件。", ""),
    ("无法提供申请人所需信息的，及时告知。", ""),
    ("在接到申请之日起20个工作日内答复。", ""),
    ("全年收到政府信息公开申请3\n12件。", ""),
    ("印发《关于做好政府信息公开申请12件办理工作的通知》。", ""),
    ("无其他需要报告的事项。", ""),
    ("六、其他需要报告的事项\n无。", ""),
];

#[test]
fn sentences_claim_what_they_say_and_no_more() {
    let rules = Catalogue::built_in();
    let wrong = SENTENCES.iter().filter_map(|(text, expected)| {
        let told = claimed(&rules, text);
        (told != *expected).then(|| format!("{text}\n   claims: {told}\n  not: {expected}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), SENTENCES.len(), wrong.join("\n"));
}
