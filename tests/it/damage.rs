//! Each kind of damage on a few rows: the text that stands in the file (`→` is a tab), and the values that come out, in
//! the order of the columns (`_` is a cell without a value). A row that is not named has no value.

use crate::support::{assert_values, review_of};
use gouji::catalogue::Catalogue;
use gouji::review::Review;
use gouji::sheet::record::State;

const RECEIVED: &str = "一、本年新收政府信息公开申请数量→18→2→0→0→1→0→21\n";
const CARRIED: &str = "二、上年结转政府信息公开申请数量→1→0→0→0→0→0→1\n";
const GRANTED: &str = "三、本年度办理结果→（一）予以公开→9→1→0→0→0→0→10\n";

fn review(text: &str) -> Review {
    let whole = format!("梧阳区商务局2023年政府信息公开工作年度报告\n\n{}\n", text.replace('→', "\t"));
    review_of(&Catalogue::built_in(), "damage.txt", &whole)
}

/// Holds every value that comes out of a text against what is expected of it.
#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_values(&review(text), expected);
}

const RECEIVED_READ: &str = "requests.new_received=18 2 0 0 1 0 21";
const CARRIED_READ: &str = "requests.carried_in=1 0 0 0 0 0 1";
const GRANTED_READ: &str = "requests.granted=9 1 0 0 0 0 10";

#[test]
fn nothing_is_wrong() {
    reads(&[RECEIVED, CARRIED, GRANTED].concat(), &[RECEIVED_READ, CARRIED_READ, GRANTED_READ]);
}

#[test]
fn colspan_blank() {
    reads("信息内容→本年处理决定数量→→\n行政许可→452→→\n", &["disclosure.licensing.decisions=452"]);
}

#[test]
fn ragged_padding() {
    reads(
        "规章→0→0→0→→→→→→→\n行政规范性文件→1→2→9→→→→→→→\n",
        &["disclosure.regulation=0 0 0", "disclosure.normative_document=1 2 9"],
    );
}

#[test]
fn span_lost() {
    let heads = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）→申请人情况\n自然人→法人或其他组织→总计\n商业企业→科研机构→社会公益组织→法律服务机构→其他\n";
    reads(&[heads, RECEIVED, GRANTED].concat(), &[RECEIVED_READ, GRANTED_READ]);
}

#[test]
fn leading_and_extra_blanks() {
    let rows = "→一、本年新收政府信息公开申请数量→18→2→0→0→1→0→21\n→→四、结转下年度继续办理→→2→0→0→0→0→0→2→\n";
    reads(rows, &[RECEIVED_READ, "requests.carried_out=2 0 0 0 0 0 2"]);
}

#[test]
fn row_shift_left() {
    let rows = "→（六）其他处理→1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请→1→0→0→0→0→0→1\n\
        →→2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请→0→0→0→0→0→0→0\n\
        3.其他→→4→0→0→0→0→0→4→\n（七）总计→→17→2→0→0→0→0→19→\n";
    reads(
        rows,
        &[
            "requests.other_no_correction=1 0 0 0 0 0 1",
            "requests.other_no_payment=0 0 0 0 0 0 0",
            "requests.other_other=4 0 0 0 0 0 4",
            "requests.total_processed=17 2 0 0 0 0 19",
        ],
    );
}

#[test]
fn group_label_lost() {
    let rows = "→→6.属于四类过程性信息→3→0→0→0→0→0→3\n→→7.属于行政执法案卷→2→0→0→0→0→0→2\n→→8.属于行政查询事项→0→0→0→0→0→0→0\n";
    reads(
        rows,
        &[
            "requests.denied_process=3 0 0 0 0 0 3",
            "requests.denied_enforcement=2 0 0 0 0 0 2",
            "requests.denied_inquiry=0 0 0 0 0 0 0",
        ],
    );
}

#[test]
fn group_label_offset() {
    let rows = "→（四）无法提供→3.补正后申请内容仍不明确→3→0→0→0→0→0→3\n→→1.信访举报投诉类申请→6→0→0→0→0→0→6\n\
        →→2.重复申请→1→0→0→0→0→0→1\n→（五）不予处理→3.要求提供公开出版物→0→0→0→0→0→0→0\n";
    reads(
        rows,
        &[
            "requests.unavailable_unclear=3 0 0 0 0 0 3",
            "requests.rejected_petition=6 0 0 0 0 0 6",
            "requests.rejected_repeat=1 0 0 0 0 0 1",
            "requests.rejected_publication=0 0 0 0 0 0 0",
        ],
    );
}

#[test]
fn label_split() {
    let rows = "→（三）不予→1.属于国家秘密→0→0→0→0→0→0→0\n→→2.其他法律行政法规禁止公开→1→0→0→0→0→0→1\n\
        →公开→3.危及“三安全一稳定”→0→1→0→0→0→0→1\n";
    reads(
        rows,
        &[
            "requests.denied_state_secret=0 0 0 0 0 0 0",
            "requests.denied_law=1 0 0 0 0 0 1",
            "requests.denied_security=0 1 0 0 0 0 1",
        ],
    );
}

#[test]
fn table_split_with_a_detached_label_and_a_page_header() {
    let rows = "三、本年度办理→（一）予以公开→9→1→0→0→0→0→10\n\n结果\n\n\
        梧阳区商务局2023年政府信息公升工作年度报告 ·→→→→→→→→\n\
        →（二）部分公开（区分处理的，只计这一情形，不计其他情形）→2→0→0→0→0→0→2\n";
    reads(&[RECEIVED, rows].concat(), &[RECEIVED_READ, GRANTED_READ, "requests.partial=2 0 0 0 0 0 2"]);
    let kept_out = review(&[RECEIVED, rows].concat()).record.kept_out;
    assert!(kept_out.iter().any(|row| row.is_stray), "the header of the page is kept out: {kept_out:?}");
}

#[test]
fn labels_stand_in_any_column() {
    let rows = "→→→（七）总计→17→2→0→0→0→0→19\n四、结转下年度继续办理→2→0→0→0→0→0→2→→\n";
    reads(rows, &["requests.total_processed=17 2 0 0 0 0 19", "requests.carried_out=2 0 0 0 0 0 2"]);
}

#[test]
fn col_count_change() {
    let rows = "→→三、本年度办理结果→（一）予以公开→→9→1→0→0→0→0→10→\n";
    reads(&[RECEIVED, CARRIED, rows].concat(), &[RECEIVED_READ, CARRIED_READ, GRANTED_READ]);
}

#[test]
fn header_shift() {
    let heads = "→→申请人情况→→→→→→\n（本列数→自然人→法人或其他组织→→→→→→\n→→商业企业→科研机构→社会公益 组织→法律服务 机构→其他→总计→\n";
    reads(&[heads, RECEIVED, GRANTED].concat(), &[RECEIVED_READ, GRANTED_READ]);
}

#[test]
fn header_merge() {
    let rows = "行政复议→→→→→行政诉讼→→→→→→→→→\n结果维持 结果纠正→纠正 其他结果→尚未审结→总计→未经复议直接起诉→→→→复议后起诉→→→→→→\n\
        →→→→→结果维持→结果纠正→其他结果→尚未审结→总计→结果维持→结果纠正→其他结果→尚未审结→总计\n\
        1→0→2→0→3→0→0→0→1→1→4→0→0→0→4\n";
    reads(
        &["四、政府信息公开行政复议、行政诉讼情况\n\n", rows].concat(),
        &[
            "disputes.review=1 0 2 0 3",
            "disputes.litigation_direct=0 0 0 1 1",
            "disputes.litigation_after_review=4 0 0 0 4",
        ],
    );
}

#[test]
fn phantom_table() {
    reads(&["--→--\n", RECEIVED, "--→--\n"].concat(), &[RECEIVED_READ]);
}

#[test]
fn markup_debris_and_char_loss() {
    let row = "( <u></u>部分公开（区分处理的，只计这一情形，不计其他情形）→2→0→0→0→0→0→2\n";
    reads(&[GRANTED, row].concat(), &[GRANTED_READ, "requests.partial=2 0 0 0 0 0 2"]);
}

#[test]
fn ocr_confusion_in_a_label() {
    let rows = "三、本年度办埋结果→（一）子以公升→9→1→0→0→0→0→10\n四、结转下年度继续办埋→2→0→0→0→0→0→2\n";
    reads(&[RECEIVED, rows].concat(), &[RECEIVED_READ, GRANTED_READ, "requests.carried_out=2 0 0 0 0 0 2"]);
}

#[test]
fn ocr_confusion_that_makes_another_number_is_outvoted_by_the_words() {
    let rows = "→→1.属于国家秘密→0→0→0→0→0→0→0\n→→7.其他法律行政法规禁止公开→1→0→0→0→0→0→1\n→→3.危及“三安全一稳定”→0→2→0→0→0→0→2\n";
    reads(
        rows,
        &[
            "requests.denied_state_secret=0 0 0 0 0 0 0",
            "requests.denied_law=1 0 0 0 0 0 1",
            "requests.denied_security=0 2 0 0 0 0 2",
        ],
    );
}

#[test]
fn label_word_loss() {
    let rows =
        "→→1.属于国家秘密→0→0→0→0→0→0→0\n→→2.其他法律法规禁止公开→1→0→0→0→0→0→1\n→→5.属于三类事务信息→2→0→0→0→0→0→2\n";
    reads(
        rows,
        &[
            "requests.denied_state_secret=0 0 0 0 0 0 0",
            "requests.denied_law=1 0 0 0 0 0 1",
            "requests.denied_internal=2 0 0 0 0 0 2",
        ],
    );
}

#[test]
fn spaces_of_wraps_and_after_numbers() {
    let rows = "一、本年新收政府信息公开 申请数量→18→2→0→0→1→0→21\n三、本年度办理 结果→(一) 予以公开→9→1→0→0→0→0→10\n\
        →(五)不予 处理→1. 信访举报投诉类申请→6→0→0→0→0→0→6\n";
    reads(rows, &[RECEIVED_READ, GRANTED_READ, "requests.rejected_petition=6 0 0 0 0 0 6"]);
}

#[test]
fn punct_width_and_quote_style() {
    let rows =
        "(二)部分公开(区分处理的,只计这一情形,不计其他情形)→2→0→0→0→0→0→2\n→3.危及\"三安全一稳定\"→0→1→0→0→0→0→1\n";
    reads(rows, &["requests.partial=2 0 0 0 0 0 2", "requests.denied_security=0 1 0 0 0 0 1"]);
}

#[test]
fn spaces_around_the_year() {
    let text = format!("# 梧阳区商务局 2023 年政府信息公开工作年度报告\n\n{RECEIVED}").replace('→', "\t");
    let review = review_of(&Catalogue::built_in(), "damage.txt", &text);
    assert_eq!((review.record.agency.as_deref(), review.record.year), (Some("梧阳区商务局"), Some(2023)));
}

#[test]
fn blank_cells_total_only_are_never_read_as_zeros() {
    let row = "三、本年度办理结果→（一）予以公开→→→→→→→0\n";
    reads(&[RECEIVED, row].concat(), &[RECEIVED_READ, "requests.granted=_ _ _ _ _ _ 0"]);
    let dropped = "三、本年度办理结果→（一）予以公开→→→→→→0→\n";
    let review = review(&[RECEIVED, dropped].concat());
    let made_up = (0..review.sheet().len()).filter(|&cell| {
        let is_empty = matches!(review.reading(cell).state, State::Blank | State::Absent);
        is_empty && review.values()[cell].is_some()
    });
    assert_eq!(made_up.count(), 0);
}

#[test]
fn value_cell_dropped() {
    let rows = "→（四）无法提供→1.本机关不掌握相关政府信息→13→1→0→2→0→16→\n";
    let review = review(&[RECEIVED, CARRIED, rows].concat());
    let cell = |column: &str| {
        let id = format!("requests.unavailable_not_held.{column}");
        review.sheet().position(&id.as_str().into()).expect("a cell of the form")
    };
    assert_eq!(review.values()[cell("total")], Some(16.into()));
    assert_eq!(review.values()[cell("natural_person")], Some(13.into()));
    assert!(review.confidence(cell("nonprofit")) < 0.95, "where the 2 stands is open");
}

#[test]
fn headings_of_any_level_or_none() {
    for heading in [
        "三、收到和处理政府信息公开申请情况",
        "# 三、收到和处理政府信息公开申请情况",
        "#### 三、收到和处理政府信息公开申请情况",
    ] {
        reads(&[heading, "\n\n", RECEIVED, GRANTED].concat(), &[RECEIVED_READ, GRANTED_READ]);
    }
}

#[test]
fn duplicate_title_and_debris_of_lists_and_blank_lines() {
    let lines =
        "\n\n《梧阳区商务局2023年政府信息公开工作年度报告》\n\n- （一）主动公开情况。行政许可1项。\n  - 其他\n\n";
    reads(&[lines, RECEIVED].concat(), &[RECEIVED_READ]);
}

#[test]
fn unit_header_variant() {
    for unit in ["（单位：万元）", "（单位：万元，保留4位小数）", "(单位:万元,保留4位小数)"]
    {
        let rows = format!("信息内容→本年收费金额{unit}→→\n行政事业性收费→12.5000→→\n");
        reads(&rows, &["disclosure.fees.amount=12.5000"]);
    }
}

#[test]
fn digits_split_by_a_space() {
    let rows = "三、本年度办理结果→（一）予以公开→9→1 2→0→0→0→0→21\n";
    reads(&[RECEIVED, rows].concat(), &[RECEIVED_READ, "requests.granted=9 12 0 0 0 0 21"]);
}

#[test]
fn letters_for_digits() {
    let rows = "三、本年度办理结果→（一）予以公开→l2→O→0→0→0→0→1Z\n";
    reads(&[RECEIVED, rows].concat(), &[RECEIVED_READ, "requests.granted=12 0 0 0 0 0 12"]);
}

#[test]
fn cells_merged() {
    let rows = "三、本年度办理结果→（一）予以公开→9→1 0→0→0→0→10\n";
    reads(&[RECEIVED, CARRIED, rows].concat(), &[RECEIVED_READ, CARRIED_READ, GRANTED_READ]);
}

#[test]
fn row_duplicated() {
    let partial = "→（二）部分公开（区分处理的，只计这一情形，不计其他情形）→2→0→0→0→0→0→2\n";
    reads(
        &[RECEIVED, CARRIED, GRANTED, GRANTED, partial].concat(),
        &[RECEIVED_READ, CARRIED_READ, GRANTED_READ, "requests.partial=2 0 0 0 0 0 2"],
    );
}

#[test]
fn row_duplicated_before_a_lost_row() {
    reads(&[RECEIVED, GRANTED, GRANTED].concat(), &[RECEIVED_READ, GRANTED_READ]);
}

#[test]
fn row_lost() {
    let rows = "→→6.属于四类过程性信息→3→0→0→0→0→0→3\n→→8.属于行政查询事项→1→0→0→0→0→0→1\n";
    reads(rows, &["requests.denied_process=3 0 0 0 0 0 3", "requests.denied_inquiry=1 0 0 0 0 0 1"]);
}

#[test]
fn specks_around_a_number() {
    let rows = "三、本年度办理结果→（一）予以公开→9.→:1→0·→0→0→0→10\n";
    reads(&[RECEIVED, rows].concat(), &[RECEIVED_READ, GRANTED_READ]);
}

#[test]
fn equal_neighbours_merged_downwards_are_values_of_both_rows() {
    let rows = "<table><tr><td>规章</td><td rowspan=2>0</td><td>1</td><td>4</td></tr>\
        <tr><td>行政规范性文件</td><td>2</td><td>9</td></tr></table>\n";
    reads(rows, &["disclosure.regulation=0 1 4", "disclosure.normative_document=0 2 9"]);
}

#[test]
fn rows_merged_are_never_sure() {
    let rows = "→→6.属于四类过程性信息7.属于行政执法案卷→32→00→00→00→00→00→32\n";
    let review = review(&[RECEIVED, CARRIED, rows].concat());
    for cell in 0..review.sheet().len() {
        if review.sheet().row(cell).id.starts_with("denied_") && review.values()[cell].is_some() {
            assert!(review.confidence(cell) < 0.9, "{}", review.sheet().slots[cell].id);
        }
    }
}

#[test]
fn numbers_in_every_style() {
    let rows = "规章→０→１２→3件\n行政规范性文件→1,234→1，234→22（其中修订16件）\n";
    reads(rows, &["disclosure.regulation=0 12 3", "disclosure.normative_document=1234 1234 22"]);
}

#[test]
fn minus_variants_and_yuan() {
    let rows = "信息内容→上一年项目数量→本年增/减→处理决定数量\n行政许可→10→-3→5\n其他对外管理服务事项→2→－1→0\n\
        信息内容→采购项目数量→采购总金额（单位：万元，保留4位小数）→\n政府集中采购→4→251000元→\n";
    reads(rows, &["disclosure.licensing=10 -3 5", "disclosure.other_services=2 -1 0", "disclosure.procurement=4 25.1"]);
}

#[test]
fn none_is_said_in_many_ways_and_is_no_zero() {
    for sign in ["/", "-", "—", "无", "不涉及"] {
        let rows = format!("规章→{sign}→{sign}→{sign}\n行政规范性文件→1→2→9\n");
        reads(&rows, &["disclosure.regulation=_ _ _", "disclosure.normative_document=1 2 9"]);
    }
}

#[test]
fn a_value_that_spans_two_columns_is_one_value() {
    let rows = "<table><tr><td>信息内容</td><td>采购项目数量</td><td colspan=2>采购总金额（单位：万元，保留4位小数）</td></tr>\
        <tr><td>政府集中采购</td><td>8</td><td colspan=2>0</td></tr></table>\n";
    reads(rows, &["disclosure.procurement=8 0"]);
}

#[test]
fn equal_neighbours_of_pipe_tables_may_be_one_cell() {
    let repeated = "| 信息内容 | 采购项目数量 | 采购总金额（单位：万元，保留4位小数） | 采购总金额（单位：万元，保留4位小数） |\n|---|---|---|---|\n| 政府集中采购 | 8 | 0 | 0 |\n";
    reads(repeated, &["disclosure.procurement=8 0"]);
}

#[test]
fn a_one_that_was_read_as_a_stroke_leaves_a_blank_in_a_pipe_table() {
    let rows = "| 三、本年度办理结果 | （一）予以公开 | 9 |  | 0 | 0 | 0 | 0 | 10 |\n";
    reads(rows, &["requests.granted=9 _ 0 0 0 0 10"]);
}
