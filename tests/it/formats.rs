//! Every format that a report comes in, each on a few rows: the text that stands in the file, and the values that come
//! out, in the order of the columns (`_` is a cell without a value). A row that is not named has no value. Documents and
//! workbooks have a file of their own, `documents.rs`.

use crate::support::{assert_values, review_of_bytes};
use encoding_rs::GB18030;
use gouji::catalogue::Catalogue;
use gouji::review::Review;
use gouji::sheet::record::State;

const REGULATION: &str = "disclosure.regulation=2 1 7";
const DOCUMENT: &str = "disclosure.normative_document=3 4 25";
const LICENSING: &str = "disclosure.licensing=314";
const PUNISHMENT: &str = "disclosure.punishment=27";
const COERCION: &str = "disclosure.coercion=6";
const FEES: &str = "disclosure.fees=18.64";

const RECEIVED: &str = "requests.new_received=31 4 2 3 1 5 46";
const CARRIED: &str = "requests.carried_in=2 1 1 1 2 1 8";
const GRANTED: &str = "requests.granted=18 2 1 2 1 3 27";
const PARTIAL: &str = "requests.partial=6 1 1 1 1 1 11";
const SECRET: &str = "requests.denied_state_secret=5 1 1 1 1 1 10";
const LAW: &str = "requests.denied_law=1 0 2 0 3 0 6";
const TOTAL: &str = "requests.total_processed=29 4 3 4 3 5 48";
const CARRIED_OUT: &str = "requests.carried_out=4 1 0 0 0 1 6";

const REVIEW: &str = "disputes.review=3 1 2 1 7";
const DIRECT: &str = "disputes.litigation_direct=2 1 1 1 5";
const AFTER_REVIEW: &str = "disputes.litigation_after_review=1 2 1 3 7";

fn review(bytes: &[u8]) -> Review {
    review_of_bytes(&Catalogue::built_in(), "report.txt", bytes)
}

/// Holds every value that comes out of a text against what is expected of it.
#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_values(&review(text.as_bytes()), expected);
}

/// Cells between tabs, which stand here as `→`.
const TABS: &str = "\
澄湖县文化和旅游局2023年政府信息公开工作年度报告

二、主动公开政府信息情况
第二十条第（一）项→→→
信息内容→本年制发件数→本年废止件数→现行有效件数
规章→2→1→7
行政规范性文件→3→4→25
第二十条第（五）项→→→
信息内容→本年处理决定数量→→
行政许可→314→→

三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量→→→31→4→2→3→1→5→46
二、上年结转政府信息公开申请数量→→→2→1→1→1→2→1→8
三、本年度办理结果→（一）予以公开→→18→2→1→2→1→3→27
→（三）不予公开→1.属于国家秘密→5→1→1→1→1→1→10

四、政府信息公开行政复议、行政诉讼情况
行政复议→→→→→行政诉讼→→→→→→→→→
结果维持→结果纠正→其他结果→尚未审结→总计→未经复议直接起诉→→→→→复议后起诉→→→→
→→→→→结果维持→结果纠正→其他结果→尚未审结→总计→结果维持→结果纠正→其他结果→尚未审结→总计
3→1→2→1→7→2→1→1→1→5→1→2→1→3→7
";

const TABS_READ: &[&str] =
    &[REGULATION, DOCUMENT, LICENSING, RECEIVED, CARRIED, GRANTED, SECRET, REVIEW, DIRECT, AFTER_REVIEW];

fn tabs() -> String {
    TABS.replace('→', "\t")
}

#[test]
fn tabs_between_cells() {
    reads(&tabs(), TABS_READ);
}

mod pipes {
    use super::*;

    #[test]
    fn a_span_leaves_blanks_as_marker_writes_it() {
        reads(
            "\
## 二、主动公开政府信息情况

| 第二十条第（一）项 |              |              |              |
|--------------------|--------------|--------------|--------------|
| 信息内容           | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章               | 2            | 1            | 7            |
| 行政规范性文件     | 3            | 4            | 25           |
| 第二十条第（八）项 |              |              |              |
| 信息内容           | 本年收费金额（单位：万元） |  |            |
| 行政事业性收费     | 18.64        |              |              |

## 三、收到和处理政府信息公开申请情况

| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | | | | | |
|---|---|---|---|---|---|---|---|---|---|
| | | | 自然人 | 法人或其他组织 | | | | | 总计 |
| | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |
| 一、本年新收政府信息公开申请数量 | | | 31 | 4 | 2 | 3 | 1 | 5 | 46 |
| 二、上年结转政府信息公开申请数量 | | | 2 | 1 | 1 | 1 | 2 | 1 | 8 |
| 三、本年度办理结果 | （一）予以公开 | | 18 | 2 | 1 | 2 | 1 | 3 | 27 |
| | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | | 6 | 1 | 1 | 1 | 1 | 1 | 11 |
| | （三）不予公开 | 1.属于国家秘密 | 5 | 1 | 1 | 1 | 1 | 1 | 10 |
",
            &[REGULATION, DOCUMENT, FEES, RECEIVED, CARRIED, GRANTED, PARTIAL, SECRET],
        );
    }

    #[test]
    fn a_span_repeats_its_label_in_every_cell_as_docling_writes_it() {
        reads(
            "\
## 三、收到和处理政府信息公开申请情况

| （本列数据的勾稽关系） | （本列数据的勾稽关系） | （本列数据的勾稽关系） | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况 |
|---|---|---|---|---|---|---|---|---|---|
| （本列数据的勾稽关系） | （本列数据的勾稽关系） | （本列数据的勾稽关系） | 自然人 | 法人或其他组织 | 法人或其他组织 | 法人或其他组织 | 法人或其他组织 | 法人或其他组织 | 总计 |
| （本列数据的勾稽关系） | （本列数据的勾稽关系） | （本列数据的勾稽关系） | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| 一、本年新收政府信息公开申请数量 | 一、本年新收政府信息公开申请数量 | 一、本年新收政府信息公开申请数量 | 31 | 4 | 2 | 3 | 1 | 5 | 46 |
| 三、本年度办理结果 | （一）予以公开 | （一）予以公开 | 18 | 2 | 1 | 2 | 1 | 3 | 27 |
| 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密 | 5 | 1 | 1 | 1 | 1 | 1 | 10 |
| 三、本年度办理结果 | （七）总计 | （七）总计 | 29 | 4 | 3 | 4 | 3 | 5 | 48 |
| 四、结转下年度继续办理 | 四、结转下年度继续办理 | 四、结转下年度继续办理 | 4 | 1 | 0 | 0 | 0 | 1 | 6 |

## 四、政府信息公开行政复议、行政诉讼情况

| 行政复议 | 行政复议 | 行政复议 | 行政复议 | 行政复议 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 未经复议直接起诉 | 未经复议直接起诉 | 未经复议直接起诉 | 未经复议直接起诉 | 复议后起诉 | 复议后起诉 | 复议后起诉 | 复议后起诉 | 复议后起诉 |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 3 | 1 | 2 | 1 | 7 | 2 | 1 | 1 | 1 | 5 | 1 | 2 | 1 | 3 | 7 |
",
            &[RECEIVED, GRANTED, SECRET, TOTAL, CARRIED_OUT, REVIEW, DIRECT, AFTER_REVIEW],
        );
    }

    #[test]
    fn rows_are_ragged_under_an_empty_head_as_markdownify_writes_them() {
        reads(
            "\
三、收到和处理政府信息公开申请情况

|  |  |  |  |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| （本列数据的勾稽关系） |  |  | 申请人情况 |  |  |  |  |  |  |
| 自然人 | 法人或其他组织 |  |  |  |  | 总计 |
| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
| 一、本年新收政府信息公开申请数量 |  |  | 31 | 4 | 2 | 3 | 1 | 5 | 46 |
| 三、本年度办理结果 | （一）予以公开 |  | 18 | 2 | 1 | 2 | 1 | 3 | 27 |
| （二）部分公开（区分处理的，只计这一情形，不计其他情形） |  | 6 | 1 | 1 | 1 | 1 | 1 | 11 |
| （三）不予公开 | 1.属于国家秘密 | 5 | 1 | 1 | 1 | 1 | 1 | 10 |
| 2.其他法律行政法规禁止公开 | 1 | 0 | 2 | 0 | 3 | 0 | 6 |
| 四、结转下年度继续办理 |  |  | 4 | 1 | 0 | 0 | 0 | 1 | 6 |
",
            &[RECEIVED, GRANTED, PARTIAL, SECRET, LAW, CARRIED_OUT],
        );
    }

    #[test]
    fn rows_of_web_text_begin_without_a_stroke() {
        reads(
            "\
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系） | 申请人情况 |
自然人 | 法人或其他组织 | 总计 |
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
一、本年新收政府信息公开申请数量 | 31 | 4 | 2 | 3 | 1 | 5 | 46 |||
三、本年度办理结果 | （一）予以公开 | 18 | 2 | 1 | 2 | 1 | 3 | 27 ||
（三）不予公开 | 1.属于国家秘密 | 5 | 1 | 1 | 1 | 1 | 1 | 10 |
2.其他法律行政法规禁止公开 | 1 | 0 | 2 | 0 | 3 | 0 | 6 |
四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
3 | 1 | 2 | 1 | 7 | 2 | 1 | 1 | 1 | 5 | 1 | 2 | 1 | 3 | 7 |
",
            &[RECEIVED, GRANTED, SECRET, LAW, REVIEW, DIRECT, AFTER_REVIEW],
        );
    }
}

mod html {
    use super::*;

    #[test]
    fn spans_without_quotes_all_on_one_line_as_mineru_writes_them() {
        reads(
            "\
# 澄湖县文化和旅游局2023年政府信息公开工作年度报告

# 三、收到和处理政府信息公开申请情况

<html><body><table><tr><td rowspan=3 colspan=3>（本列数据的勾稽关系）</td><td rowspan=1 colspan=7>申请人情况</td></tr><tr><td rowspan=2 colspan=1>自然人</td><td rowspan=1 colspan=5>法人或其他组织</td><td rowspan=2 colspan=1>总计</td></tr><tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr><tr><td rowspan=1 colspan=3>一、本年新收政府信息公开申请数量</td><td>31</td><td>4</td><td>2</td><td>3</td><td>1</td><td>5</td><td>46</td></tr><tr><td rowspan=3 colspan=1>三、本年度办理结果</td><td rowspan=1 colspan=2>（一）予以公开</td><td>18</td><td>2</td><td>1</td><td>2</td><td>1</td><td>3</td><td>27</td></tr><tr><td rowspan=2 colspan=1>（三）不予公开</td><td>1.属于国家秘密</td><td>5</td><td>1</td><td>1</td><td>1</td><td>1</td><td>1</td><td>10</td></tr><tr><td>2.其他法律行政法规禁止公开</td><td>1</td><td></td><td>2</td><td></td><td>3</td><td></td><td>6</td></tr></table></body></html>

# 五、存在的主要问题及改进情况
",
            &[RECEIVED, GRANTED, SECRET, "requests.denied_law=1 _ 2 _ 3 _ 6"],
        );
    }

    #[test]
    fn a_whole_document_inside_a_division_as_paddle_writes_it() {
        reads(
            "\
## 二、主动公开政府信息情况

<div style=\"text-align: center;\"><html><body><table border=\"1\">
<tr><td colspan=\"4\">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>2</td><td>1</td><td>7</td></tr>
<tr><td>行政规范性文件</td><td>3</td><td>4</td><td>25</td></tr>
<tr><td colspan=\"4\">第二十条第（六）项</td></tr>
<tr><td>信息内容</td><td colspan=\"3\">本年处理决定数量</td></tr>
<tr><td>行政处罚</td><td colspan=\"3\">27</td></tr>
<tr><td>行政强制</td><td colspan=\"3\">6</td></tr>
</table></body></html></div>
",
            &[REGULATION, DOCUMENT, PUNISHMENT, COERCION],
        );
    }

    #[test]
    fn page_marks_of_azure_cut_a_table_in_two() {
        reads(
            "\
<!-- PageHeader=\"澄湖县文化和旅游局\" -->
三、收到和处理政府信息公开申请情况

<table>
<tr>
<td colspan=\"3\">一、本年新收政府信息公开申请数量</td>
<td>31</td>
<td>4</td>
<td>2</td>
<td>3</td>
<td>1</td>
<td>5</td>
<td>46</td>
</tr>
</table>

<!-- PageNumber=\"3\" -->
<!-- PageBreak -->

<table>
<tr>
<td rowspan=\"2\">三、本年度办理结果</td>
<td colspan=\"2\">（一）予以公开</td>
<td>18</td>
<td>2</td>
<td>1</td>
<td>2</td>
<td>1</td>
<td>3</td>
<td>27</td>
</tr>
<tr>
<td>（三）不予公开</td>
<td>1.属于国家秘密</td>
<td>5</td>
<td>1</td>
<td>1</td>
<td>1</td>
<td>1</td>
<td>1</td>
<td>10</td>
</tr>
</table>

<!-- PageNumber=\"4\" -->
",
            &[RECEIVED, GRANTED, SECRET],
        );
    }

    const PAGE: &str = "\
<!DOCTYPE html>
<html><head><meta charset=\"utf-8\"><title>澄湖县文化和旅游局2023年政府信息公开工作年度报告-澄湖县人民政府</title>
<style>td { padding: 0 5px }</style><script>var hits = \"<table><tr><td>9\";</script></head>
<body><div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li>政务公开</li><li>互动交流 12</li></ul></div>
<table width=\"1000\"><tr><td><h1>澄湖县文化和旅游局<br/>2023年政府信息公开工作年度报告</h1>
<p>发布时间：2024-01-19 浏览次数：138</p>
<p style=\"text-indent:2em\"><strong>二、主动公开政府信息情况</strong></p>
<table align=\"center\" border=\"1\" cellspacing=\"0\"><tbody>
<tr><td nowrap=\"nowrap\" colspan=\"4\"><p align=\"center\"><span>第二十条第<span>（一）</span>项</span></p></td></tr>
<tr><td><p><span>信息内容</span></p></td><td><p><span>本年制发件数</span></p></td>
<td><p><span>本年废止件数</span></p></td><td><p><span>现行有效件数</span></p></td></tr>
<tr><td><p><span>规&nbsp; 章</span></p></td><td><p><span lang=\"EN-US\">2</span></p></td>
<td><p><span lang=\"EN-US\">&nbsp;1</span></p></td><td><p><span lang=\"EN-US\">7<o:p></o:p></span></p></td></tr>
<tr><td><p><span>行政规范性<br>文件</span></p></td><td><p><span>&nbsp;</span></p></td>
<td><p><span lang=\"EN-US\">4</span></p></td><td><p><span lang=\"EN-US\">2</span><span>5</span></p></td></tr>
</tbody></table>
<p><strong>三、收到和处理政府信息公开申请情况</strong></p>
<table><tbody>
<tr><td colspan=\"3\"><p>一、本年新收政府信息</p><p>公开申请数量</p></td><td><p>31</p></td><td><p>4</p></td>
<td><p>2</p></td><td><p>3</p></td><td><p>1</p></td><td><p>5</p></td><td><p>46</p></td></tr>
<tr><td rowspan=\"1\"><p>三、本年度办理结果</p></td><td colspan=\"2\"><p>（一）予以公开</p></td><td><p>18</p></td>
<td><p>2</p></td><td><p>1</p></td><td><p>2</p></td><td><p>1</p></td><td><p>3</p></td><td><p>27</p></td></tr>
</tbody></table></td></tr></table>
<table><tr><td>上一篇</td><td>3</td></tr><tr><td>下一篇</td><td>5</td></tr></table>
<div class=\"footer\">澄湖县人民政府主办&nbsp;电话：0000-1234567</div></body></html>
";

    #[test]
    fn a_page_of_a_government_with_navigation_around_the_report() {
        reads(PAGE, &[REGULATION, "disclosure.normative_document=_ 4 25", RECEIVED, GRANTED]);
    }

    #[test]
    fn the_title_of_a_page_may_go_over_two_lines() {
        let record = review(PAGE.as_bytes()).record;
        assert_eq!((record.agency.as_deref(), record.year), (Some("澄湖县文化和旅游局"), Some(2023)));
    }
}

mod columns {
    use super::*;

    #[test]
    fn labels_go_over_lines_and_groups_stand_in_the_middle_as_pdftotext_lays_them_out() {
        reads(
            "\
                     三、收到和处理政府信息公开申请情况

                                                       申请人情况
  （本列数据的勾稽关系为：第一项加
                                                  法人或其他组织
  第二项之和，等于第三项加第四项之 自然                                         总计
            和）                    人    商业  科研  社会公  法律服
                                                                      其他
                                          企业  机构  益组织  务机构

  一、本年新收政府信息公开申请数量    31     4     2       3       1     5      46

  二、上年结转政府信息公开申请数量     2     1     1       1       2     1       8

        （一）予以公开                18     2     1       2       1     3      27

        （二）部分公开（区分处
   三   理的，只计这一情形，不         6     1     1       1       1     1      11
   、   计其他情形）
   本
   年              1.属于国家秘密      5     1     1       1       1     1      10
   度   （三）
   办   不予公     2.其他法律行政      1     0     2       0       3     0       6
   理   开         法规禁止公开

                   3.危及“三安全
   结              一稳定”            2     3     0       1       0     4      10
\u{c}
                                       - 5 -

   果              4.保护第三方合      3     0     1       0       2     0       6
                   法权益
        （七）总计                    35     7     5       5       7     9      68
",
            &[
                RECEIVED,
                CARRIED,
                GRANTED,
                PARTIAL,
                SECRET,
                LAW,
                "requests.denied_security=2 3 0 1 0 4 10",
                "requests.denied_third_party=3 0 1 0 2 0 6",
                "requests.total_processed=35 7 5 5 7 9 68",
            ],
        );
    }

    #[test]
    fn a_label_over_two_lines_has_its_numbers_between_them() {
        reads(
            "\
三、收到和处理政府信息公开申请情况
  一、本年新收政府信息公开申请数量    31     4     2       3       1     5      46
                   1.属于国家秘密      5     1     1       1       1     1      10
                   2.其他法律行政
                                       1     0     2       0       3     0       6
                   法规禁止公开
",
            &[RECEIVED, SECRET, LAW],
        );
    }

    #[test]
    fn the_label_of_a_group_may_stand_beside_the_numbers_of_such_a_label() {
        reads(
            "\
三、收到和处理政府信息公开申请情况
  一、本年新收政府信息公开申请数量    31     4     2       3       1     5      46
   三              1.属于国家秘密      5     1     1       1       1     1      10
   、              2.其他法律行政
   本                                  1     0     2       0       3     0       6
   年              法规禁止公开
",
            &[RECEIVED, SECRET, LAW],
        );
    }

    #[test]
    fn section_two_stands_in_columns_too() {
        reads(
            "\
二、主动公开政府信息情况

                                第二十条第（一）项
     信息内容          本年制发件数        本年废止件数        现行有效件数
        规章                 2                   1                   7
   行政规范性文件            3                   4                  25
                                第二十条第（五）项
     信息内容                       本年处理决定数量
     行政许可                             314
                                第二十条第（八）项
     信息内容                  本年收费金额（单位：万元）
  行政事业性收费                         18.64
",
            &[REGULATION, DOCUMENT, LICENSING, FEES],
        );
    }

    /// The one row of section 四 under its heads, its columns close together.
    const DISPUTES: &str = "\
四、政府信息公开行政复议、行政诉讼情况

            行政复议                                     行政诉讼

                                      未经复议直接起诉                   复议后起诉
 结果 结果 其他 尚未
                     总计
 维持 纠正 结果 审结      结果 结果 其他 尚未        结果 结果 其他 尚未
                                              总计                      总计
                          维持 纠正 结果 审结        维持 纠正 结果 审结

  3    1    2    1    7    2    1    1    1    5     1    2    1    3    7
";

    #[test]
    fn section_four_stands_in_columns_too() {
        reads(DISPUTES, &[REVIEW, DIRECT, AFTER_REVIEW]);
    }

    #[test]
    fn the_columns_of_section_four_say_nothing_of_the_rows_before_it() {
        let rows = "\
三、收到和处理政府信息公开申请情况

                   1.属于国家秘密   5     1     1     1     1     1      10
        （七）总计                 29     4     3     4     3     5      48
 四、结转下年度继续办理             4     1     0     0     0     1       6

";
        reads(&[rows, DISPUTES].concat(), &[SECRET, TOTAL, CARRIED_OUT, REVIEW, DIRECT, AFTER_REVIEW]);
    }

    #[test]
    fn a_blank_cell_shows_by_its_column() {
        let text = "\
三、收到和处理政府信息公开申请情况

 一、本年新收政府信息公开申请数量    31     4     2     3     1     5     46
 二、上年结转政府信息公开申请数量     2     1     1     1     2     1      8
      （一）予以公开                 18           1     2           3     24
";
        let read = [RECEIVED, CARRIED, "requests.granted=18 _ 1 2 _ 3 24"];
        reads(text, &read);
        let review = review(text.as_bytes());
        let blank = review.sheet().position(&"requests.granted.business".into()).expect("a cell of the form");
        assert_eq!(review.reading(blank).state, State::Blank);
        assert!(review.reading(blank).place > 0.9);
    }

    #[test]
    fn single_spaces_separate_values_as_pdftotext_writes_them_raw() {
        reads(
            "\
二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 2 1 7
行政规范性文件 3 4 25
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 27
行政强制 6
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，
等于第三项加第四项之和）
申请人情况
自然人
法人或其他组织
总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 31 4 2 3 1 5 46
二、上年结转政府信息公开申请数量 2 1 1 1 2 1 8
三、本年度
办理结果
（一）予以公开 18 2 1 2 1 3 27
（二）部分公开（区分处理的，只计这一
情形，不计其他情形） 6 1 1 1 1 1 11
（三）不予公开
1.属于国家秘密 5 1 1 1 1 1 10
\u{c}（七）总计 29 4 3 4 3 5 48
四、结转下年度继续办理 4 1 0 0 0 1 6
",
            &[
                REGULATION,
                DOCUMENT,
                PUNISHMENT,
                COERCION,
                RECEIVED,
                CARRIED,
                GRANTED,
                PARTIAL,
                SECRET,
                TOTAL,
                CARRIED_OUT,
            ],
        );
    }
}

/// Lines that stand here side by side, divided by `/`.
fn a_line_each(text: &str) -> String {
    text.replace('/', "\n")
}

#[test]
fn one_cell_a_line_with_page_numbers_between() {
    reads(
        &a_line_each(
            "\
二、主动公开政府信息情况
第二十条第（一）项/信息内容/本年制发件数/本年废止件数/现行有效件数
规章/2/1/7
行政规范性文件/3/4/25
第二十条第（五）项/信息内容/本年处理决定数量
行政许可/314
- 3 -
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系）/申请人情况/自然人/法人或其他组织/总计/商业企业/科研机构/社会公益组织/法律服务机构/其他
一、本年新收政府信息公开申请数量/31/4/2/3/1/5/46
三、本年度办理结果
（一）予以公开/18/2/1/2
— 4 —
1/3/27
（二）部分公开（区分处理的，只计这一/情形，不计其他情形）/6/1/1/1/1/1/11
（三）不予公开/1.属于国家秘密/5/1/1/1/1/1/10
第5页
四、结转下年度继续办理/4/1/0/0/0/1/6
",
        ),
        &[REGULATION, DOCUMENT, LICENSING, RECEIVED, GRANTED, PARTIAL, SECRET, CARRIED_OUT],
    );
}

mod run_together {
    use super::*;

    /// The numerals of the labels 2 and 3 are glued to the digits before them: `91020416` and `2.`, `60301010` and `3.`.
    const REQUESTS: &str = "\
三、收到和处理政府信息公开申请情况（本列数据的勾稽关系）申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织\
法律服务机构其他一、本年新收政府信息公开申请数量476231463二、上年结转政府信息公开申请数量3100026\
三、本年度办理结果（一）予以公开395241758（三）不予公开1.属于国家秘密910204162.其他法律行政法规禁止公开60301010\
3.危及“三安全一稳定”83020720
";

    const REQUESTS_READ: &[&str] = &[
        "requests.new_received=47 6 2 3 1 4 63",
        "requests.carried_in=3 1 0 0 0 2 6",
        "requests.granted=39 5 2 4 1 7 58",
        "requests.denied_state_secret=9 1 0 2 0 4 16",
        "requests.denied_law=6 0 3 0 1 0 10",
        "requests.denied_security=8 3 0 2 0 7 20",
    ];

    #[test]
    fn nothing_stands_between_cells_and_the_next_numeral_is_glued_to_the_digits() {
        reads(REQUESTS, REQUESTS_READ);
    }

    #[test]
    fn every_section_on_a_line_of_its_own() {
        let disclosure = "\
二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章217行政规范性文件349\
第二十条第（五）项信息内容本年处理决定数量行政许可314第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费18.64
";
        let disputes = "\
四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉\
结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计312172111512137
";
        let document = "disclosure.normative_document=3 4 9";
        let others = [REGULATION, document, LICENSING, FEES, REVIEW, DIRECT, AFTER_REVIEW];
        reads(&[disclosure, REQUESTS, disputes].concat(), &[REQUESTS_READ, &others].concat());
    }

    #[test]
    fn where_no_sum_tells_how_digits_are_cut_the_values_are_open() {
        let disclosure = "二、主动公开政府信息情况规章217行政规范性文件3425\n";
        let review = review([disclosure, REQUESTS].concat().as_bytes());
        let in_force = review.sheet().position(&"disclosure.normative_document.in_force".into());
        assert!(review.confidence(in_force.expect("a cell of the form")) < 0.9);
    }
}

mod engines {
    use super::*;

    /// A number is as sure as the engine says.
    fn is_sure(text: &str, id: &str) -> bool {
        let review = review(text.as_bytes());
        let cell = review.sheet().position(&id.into()).expect("a cell of the form");
        review.reading(cell).text > 0.9
    }

    const HOCR: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title></title><meta name='ocr-system' content='tesseract 5.3.0'/></head>
<body><div class='ocr_page' id='page_1' title='image \"3.png\"; bbox 0 0 1240 1754; ppageno 0'>
<span class='ocr_line' title='bbox 120 100 760 124'>
  <span class='ocrx_word' title='bbox 120 100 360 124; x_wconf 95'>二、主动公开</span>
  <span class='ocrx_word' title='bbox 362 100 600 124; x_wconf 93'>政府信息情况</span></span>
<span class='ocr_line' title='bbox 120 140 900 164'>
  <span class='ocrx_word' title='bbox 120 140 168 164; x_wconf 96'>规</span>
  <span class='ocrx_word' title='bbox 170 140 192 164; x_wconf 95'>章</span>
  <span class='ocrx_word' title='bbox 480 140 492 164; x_wconf 94'>2</span>
  <span class='ocrx_word' title='bbox 680 140 692 164; x_wconf 33'>1</span>
  <span class='ocrx_word' title='bbox 880 140 892 164; x_wconf 96'>7</span></span>
<span class='ocr_line' title='bbox 120 180 360 204'>
  <span class='ocrx_word' title='bbox 120 180 288 204; x_wconf 92'>行政规范性文件</span></span>
<span class='ocr_line' title='bbox 480 181 900 205'>
  <span class='ocrx_word' title='bbox 480 181 492 205; x_wconf 96'>3</span>
  <span class='ocrx_word' title='bbox 680 181 692 205; x_wconf 96'>4</span>
  <span class='ocrx_word' title='bbox 880 181 904 205; x_wconf 97'>25</span></span>
</div></body></html>
";

    #[test]
    fn words_of_hocr_at_one_height_are_a_row() {
        reads(HOCR, &[REGULATION, DOCUMENT]);
        assert!(is_sure(HOCR, "disclosure.regulation.issued"));
        assert!(!is_sure(HOCR, "disclosure.regulation.repealed"));
    }

    const PADDLE: &str = "\
{\"res\": {\"input_path\": \"4.png\", \"page_index\": 0, \"overall_ocr_res\": {
\"rec_texts\": [\"二、主动公开政府信息情况\", \"规章\", \"2\", \"1\", \"7\", \"行政规范性文件\", \"4\", \"25\", \"3\"],
\"rec_scores\": [0.99, 0.98, 0.97, 0.41, 0.99, 0.97, 0.99, 0.98, 0.99],
\"rec_boxes\": [[120, 100, 400, 124], [120, 140, 168, 164], [480, 140, 492, 164], [680, 142, 692, 166],
  [880, 139, 892, 163], [120, 180, 288, 204], [680, 181, 692, 205], [880, 180, 904, 204], [480, 182, 492, 206]]}}}
";

    #[test]
    fn boxes_of_paddle_at_one_height_are_a_row() {
        reads(PADDLE, &[REGULATION, DOCUMENT]);
        assert!(is_sure(PADDLE, "disclosure.regulation.issued"));
        assert!(!is_sure(PADDLE, "disclosure.regulation.repealed"));
    }

    #[test]
    fn strings_of_alto_at_one_height_are_a_row() {
        reads(
            "\
<?xml version=\"1.0\"?><alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\"><Layout><Page><PrintSpace>
<TextLine><String CONTENT=\"二、主动公开政府信息情况\" HPOS=\"120\" VPOS=\"100\" WIDTH=\"280\" HEIGHT=\"24\" WC=\"0.97\"/></TextLine>
<TextLine><String CONTENT=\"规章\" HPOS=\"120\" VPOS=\"140\" WIDTH=\"48\" HEIGHT=\"24\" WC=\"0.97\"/>
<SP/><String CONTENT=\"2\" HPOS=\"480\" VPOS=\"140\" WIDTH=\"12\" HEIGHT=\"24\" WC=\"0.96\"/>
<SP/><String CONTENT=\"1\" HPOS=\"680\" VPOS=\"140\" WIDTH=\"12\" HEIGHT=\"24\" WC=\"0.96\"/>
<SP/><String CONTENT=\"7\" HPOS=\"880\" VPOS=\"140\" WIDTH=\"12\" HEIGHT=\"24\" WC=\"0.96\"/></TextLine>
</PrintSpace></Page></Layout></alto>
",
            &[REGULATION],
        );
    }

    #[test]
    fn words_of_the_table_of_tesseract_at_one_height_are_a_row() {
        reads(
            &"\
level→page_num→block_num→par_num→line_num→word_num→left→top→width→height→conf→text
5→1→1→1→1→1→120→100→280→24→95.1→二、主动公开政府信息情况
5→1→1→1→2→1→120→140→48→24→95.2→规章
5→1→1→1→2→2→480→140→12→24→94.7→2
5→1→1→1→2→3→680→140→12→24→93.9→1
5→1→1→1→2→4→880→140→12→24→96.0→7
"
            .replace('→', "\t"),
            &[REGULATION],
        );
    }
}

mod several_in_one_file {
    use super::*;

    const TAB_ROWS: &str = "二、主动公开政府信息情况\n规章\t2\t1\t7\n行政规范性文件\t3\t4\t25\n";
    const STROKES: &str = "\
三、收到和处理政府信息公开申请情况

| 一、本年新收政府信息公开申请数量 | 31 | 4 | 2 | 3 | 1 | 5 | 46 |
|---|---|---|---|---|---|---|---|
| 二、上年结转政府信息公开申请数量 | 2 | 1 | 1 | 1 | 2 | 1 | 8 |
";
    const COLUMNS: &str = "
      （一）予以公开                  18     2     1     2     1     3     27
 四、结转下年度继续办理                4     1     0     0     0     1      6
";
    const HTML: &str = "
四、政府信息公开行政复议、行政诉讼情况
<table><tr><td>3</td><td>1</td><td>2</td><td>1</td><td>7</td><td>2</td><td>1</td><td>1</td><td>1</td><td>5</td>
<td>1</td><td>2</td><td>1</td><td>3</td><td>7</td></tr></table>
";

    #[test]
    fn tabs_strokes_and_html() {
        reads(
            &[TAB_ROWS, STROKES, HTML].concat(),
            &[REGULATION, DOCUMENT, RECEIVED, CARRIED, REVIEW, DIRECT, AFTER_REVIEW],
        );
    }

    #[test]
    fn rows_that_lost_their_strokes_go_on_in_columns() {
        reads(&[TAB_ROWS, STROKES, COLUMNS].concat(), &[REGULATION, DOCUMENT, RECEIVED, CARRIED, GRANTED, CARRIED_OUT]);
    }

    #[test]
    fn a_few_lines_without_separators_beside_many_rows_with() {
        let lost = "四、结转下年度继续办理 4 1 0 0 0 1 6\n";
        let text = tabs().replace("\n四、政府", &format!("{lost}\n四、政府"));
        reads(&text, &[TABS_READ, &[CARRIED_OUT]].concat());
    }

    #[test]
    fn a_section_that_runs_together_beside_one_with_tabs() {
        let text = "三、收到和处理政府信息公开申请情况一、本年新收政府信息公开申请数量476231463\
            二、上年结转政府信息公开申请数量3100026三、本年度办理结果（一）予以公开395241758\n";
        let rows = ["new_received=47 6 2 3 1 4 63", "carried_in=3 1 0 0 0 2 6", "granted=39 5 2 4 1 7 58"];
        let rows = rows.map(|row| format!("requests.{row}"));
        reads(&[TAB_ROWS, text].concat(), &[REGULATION, DOCUMENT, &rows[0], &rows[1], &rows[2]]);
    }
}

mod characters {
    use super::*;

    /// UTF-16 with its byte order mark.
    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        ['\u{feff}'].into_iter().chain(text.chars()).collect::<String>().encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn gb18030() {
        assert_values(&review(&GB18030.encode(&tabs()).0), TABS_READ);
    }

    #[test]
    fn utf_16_with_a_byte_order_mark() {
        assert_values(&review(&utf16(&tabs(), u16::to_le_bytes)), TABS_READ);
        assert_values(&review(&utf16(&tabs(), u16::to_be_bytes)), TABS_READ);
    }

    #[test]
    fn utf_8_with_a_byte_order_mark() {
        let review = review(format!("\u{feff}{}", tabs()).as_bytes());
        assert_values(&review, TABS_READ);
        assert_eq!(review.record.agency.as_deref(), Some("澄湖县文化和旅游局"));
    }

    #[test]
    fn line_ends_of_windows() {
        reads(&tabs().replace('\n', "\r\n"), TABS_READ);
    }

    #[test]
    fn full_width_spaces_in_cells_and_between_them() {
        reads("二、主动公开政府信息情况\n　规　　章　\t　2　\t1　\t　7\n", &[REGULATION]);
        reads(
            "二、主动公开政府信息情况\n规章　　　　　　　2　　1　　　7\n行政规范性文件　　3　　4　　25\n",
            &[REGULATION, DOCUMENT],
        );
    }

    #[test]
    fn compatibility_forms_of_characters_digits_and_brackets() {
        reads(
            "⼆、主动公开政府信息情况\n规章\t２\t１\t７\n⾏政规范性⽂件\t3\t4\t25\n\
            三、收到和处理政府信息公开申请情况\n⼀、本年新收政府信息公开申请数量\t31\t4\t2\t3\t1\t5\t46\n\
            三、本年度办理结果\t㈠予以公开\t18\t2\t1\t2\t1\t3\t27\n",
            &[REGULATION, DOCUMENT, RECEIVED, GRANTED],
        );
    }
}

mod found_by_trying {
    use super::*;

    const TITLE: &str = "青禾县民政局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n";

    #[test]
    fn where_a_whole_column_is_missing_no_place_is_sure() {
        let rows = "一、本年新收政府信息公开申请数量          89      57        0                       9        0    155\n\
            二、上年结转政府信息公开申请数量           2       7        0                       0        0      9\n\
            （一）予以公开                            20       3        0                       1        0     24\n\
            （二）部分公开                            71      60        0                       8        0    139\n\
            （七）总计                                91      63        0                       9        0    163\n\
            四、结转下年度继续办理                     0       1        0                       0        0      1\n";
        let review = review([TITLE, rows].concat().as_bytes());
        let read: Vec<usize> = (0..review.sheet().len()).filter(|&cell| review.values()[cell].is_some()).collect();
        assert_eq!(read.len(), 36, "a value is that of one cell");
        let is_sure = |cell: &usize| review.confidence(*cell) >= 0.9;
        let has_one_place = |cell: &usize| {
            review.sheet().column(*cell).id == "total" || review.values()[*cell].is_some_and(|value| value.is_zero())
        };
        let mut others = read.into_iter().filter(|cell| !has_one_place(cell));
        assert!(others.all(|cell| !is_sure(&cell)), "totals are last, and a zero is zero wherever the others are");
    }

    #[test]
    fn a_label_that_begins_like_a_section_is_none() {
        let rows = "一、本年新收政府信息公开申清数里\n19\n64\n3\n0\n8\n0\n94\n二、上年结转政府信息公开申请数里\n2\n1\n0\n1\n0\n0\n4\n";
        let review = review([TITLE, rows].concat().as_bytes());
        assert_values(&review, &["requests.new_received=19 64 3 0 8 0 94", "requests.carried_in=2 1 0 1 0 0 4"]);
    }

    #[test]
    fn rows_whose_cells_run_together_may_have_a_line_each() {
        let rows = "一、本年新收政府信息公开申请数量8957012900158\n二、上年结转政府信息公开申请数量2000002\n\
            三、本年度办理结果（一）予以公开0300003\n";
        let review = review([TITLE, rows].concat().as_bytes());
        let read = |row: &str| {
            let cells = (0..review.sheet().len()).filter(|&cell| review.sheet().row(cell).id == row);
            cells.filter(|&cell| review.values()[cell].is_some()).count()
        };
        assert_eq!(["new_received", "carried_in", "granted"].map(read), [7, 7, 7]);
    }

    #[test]
    fn a_table_without_separators_may_stand_beside_one_with_them() {
        let other = "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t3\n行政规范性文件\t1\t0\t9\n\
            信息内容\t本年处理决定数量\n行政许可\t4\n信息内容\t本年处理决定数量\n行政处罚\t5\n行政强制\t6\n\
            信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t7\n\n三、收到和处理政府信息公开申请情况\n";
        let rows = "一、本年新收政府信息公开申请数量\n19\n1\n0\n0\n0\n0\n20\n二、上年结转政府信息公开申请数量\n2\n1\n0\n0\n0\n0\n3\n";
        let text = format!("青禾县民政局2023年政府信息公开工作年度报告\n\n{other}{rows}");
        let review = review(text.as_bytes());
        let said = |id: &str| review.values()[review.sheet().position(&id.into()).expect("a cell of the form")];
        assert_eq!(said("requests.new_received.total"), Some(20.into()));
        assert_eq!(said("disclosure.coercion.decisions"), Some(6.into()));
    }
}

/// Layouts of text whose separators or markup show each cell.
mod layouts {
    use super::*;

    #[test]
    fn commas_with_quotes_around_cells_that_hold_commas_and_line_breaks() {
        reads(
            "\
二、主动公开政府信息情况,,,
第二十条第（一）项,,,
信息内容,本年制发件数,本年废止件数,现行有效件数
规章,2,1,7
\"行政规范性
文件\",3,4,25
第二十条第（五）项,,,
行政许可,314,,
三、收到和处理政府信息公开申请情况,,,,,,,,,
一、本年新收政府信息公开申请数量,,,31,4,2,3,1,5,46
\"三、本年度
办理结果\",（一）予以公开,,18,2,1,2,1,3,27
,\"（二）部分公开（区分处理的,只计这一情形）\",,6,1,1,1,1,1,11
,（三）不予公开,1.属于国家秘密,5,1,1,1,1,1,10
",
            &[REGULATION, DOCUMENT, LICENSING, RECEIVED, GRANTED, PARTIAL, SECRET],
        );
    }

    #[test]
    fn semicolons_in_a_file_of_gb18030() {
        let text = "\
二、主动公开政府信息情况
信息内容;本年制发件数;本年废止件数;现行有效件数
规章;2;1;7
行政规范性文件;3;4;25
";
        assert_values(&review(&GB18030.encode(text).0), &[REGULATION, DOCUMENT]);
    }

    #[test]
    fn sentences_with_half_width_commas_are_no_tables() {
        let text = format!("我局今年制发规章2件,废止1件,现行有效7件,\n收费12,元\n{}", tabs());
        reads(&text, TABS_READ);
    }

    #[test]
    fn doubled_strokes() {
        reads(
            "\
二、主动公开政府信息情况
|第二十条第（一）项|
|信息内容||本年制发件数||本年废止件数||现行有效件数|
|规章||2||1||7|
|行政规范性文件||3||||25|
三、收到和处理政府信息公开申请情况
|一、本年新收政府信息公开申请数量||31||4||2||3||1||5||46|
|三、本年度办理结果||（一）予以公开||18||2||1||2||1||3||27|
四、政府信息公开行政复议、行政诉讼情况
|行政复议||行政诉讼|
|3||1||2||1||7||2||1||1||1||5||1||2||1||3||7|
",
            &[REGULATION, "disclosure.normative_document=3 _ 25", RECEIVED, GRANTED, REVIEW, DIRECT, AFTER_REVIEW],
        );
    }

    #[test]
    fn a_stroke_behind_each_cell_and_strokes_that_fill_a_row_up() {
        reads(
            "\
二、主动公开政府信息情况
第二十条第（一）项 |
|||
信息内容 |
本年制发件数 |
本年废止件数 |
现行有效件数 |
规章 |
2 |
1 |
7 |
行政规范性文件 |
3 |
|
25 |
第二十条第（五）项 |
|||
信息内容 |
本年处理决定数量 |
||
行政许可 |
314 |
||
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系） |
申请人情况 |
||||||||
一、本年新收政府信息公开申请数量 |
31 |
4 |
2 |
3 |
1 |
5 |
46 |
||
二、上年结转政府信息公开申请数量 |
2 |
|
|
1 |
|
|
3 |
||
",
            &[
                REGULATION,
                "disclosure.normative_document=3 _ 25",
                LICENSING,
                RECEIVED,
                "requests.carried_in=2 _ _ 1 _ _ 3",
            ],
        );
    }

    #[test]
    fn a_stroke_before_each_cell() {
        reads(
            "\
二、主动公开政府信息情况
|信息内容
|本年制发件数
|本年废止件数
|现行有效件数
|规章
|2
|1
|7
|行政规范性文件
|3
|
|25
",
            &[REGULATION, "disclosure.normative_document=3 _ 25"],
        );
    }

    #[test]
    fn strokes_on_lines_of_their_own_around_each_cell() {
        reads(
            "\
二、主动公开政府信息情况
|
规章
|
|
2
|
|
|
|
7
|
|
行政规范性文件
|
|
3
|
|
4
|
|
25
|
三、收到和处理政府信息公开申请情况
",
            &["disclosure.regulation=2 _ 7", DOCUMENT],
        );
    }

    #[test]
    fn a_page_on_one_line_with_strokes_or_spaces_between_cells() {
        for separator in ["|", " "] {
            let cells = "首页 公开 二、主动公开政府信息情况 第二十条第（一）项 信息内容 本年制发件数 本年废止件数 \
                现行有效件数 规章 2 1 7 行政规范性文件 3 4 25 第二十条第（五）项 信息内容 本年处理决定数量 行政许可 314 \
                第二十条第（六）项 信息内容 本年处理决定数量 行政处罚 27 行政强制 6 \
                三、收到和处理政府信息公开申请情况 一、本年新收政府信息公开申请数量 31 4 2 3 1 5 46 三、本年度办理结果 \
                （一）予以公开 18 2 1 2 1 3 27 （三）不予公开 1.属于国家秘密 5 1 1 1 1 1 10";
            let text = cells.split_whitespace().collect::<Vec<_>>().join(separator);
            reads(&text, &[REGULATION, DOCUMENT, LICENSING, PUNISHMENT, COERCION, RECEIVED, GRANTED, SECRET]);
        }
    }

    #[test]
    fn grids_of_restructured_text_with_merged_cells() {
        reads(
            "\
二、主动公开政府信息情况

+----------------+--------------+--------------+--------------+
| 第二十条第（一）项                                          |
+================+==============+==============+==============+
| 信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数 |
+----------------+--------------+--------------+--------------+
| 规章           | 2            |              | 7            |
+----------------+--------------+--------------+--------------+
| 行政规范       | 3            | 4            | 25           |
| 性文件         |              |              |              |
+----------------+--------------+--------------+--------------+
| 行政许可       | 314                                        |
+----------------+--------------------------------------------+

三、收到和处理政府信息公开申请情况

+----------+----------------+----------------+----+---+---+---+---+---+----+
| 一、本年新收政府信息公开申请数量           | 31 | 4 | 2 | 3 | 1 | 5 | 46 |
+----------+---------------------------------+----+---+---+---+---+---+----+
| 三、本年 | （一）予以公开                  | 18 | 2 | 1 | 2 | 1 | 3 | 27 |
| 度办理结 +----------------+----------------+----+---+---+---+---+---+----+
| 果       | （三）不予公开 | 1.属于国家秘密 | 5  | 1 | 1 | 1 | 1 | 1 | 10 |
+----------+----------------+----------------+----+---+---+---+---+---+----+
",
            &["disclosure.regulation=2 _ 7", DOCUMENT, LICENSING, RECEIVED, GRANTED, SECRET],
        );
    }

    #[test]
    fn columns_under_lines_of_dashes() {
        reads(
            "\
二、主动公开政府信息情况

==============  ============  ============  ============
信息内容        本年制发件数  本年废止件数  现行有效件数
==============  ============  ============  ============
规章            2             1             7
行政规范性文件                4             25
==============  ============  ============  ============
",
            &[REGULATION, "disclosure.normative_document=_ 4 25"],
        );
    }

    #[test]
    fn latex_with_merged_cells() {
        reads(
            r"二、主动公开政府信息情况

\begin{longtable}[]{@{}llll@{}}
\toprule\noalign{}
\endhead
\multicolumn{4}{@{}l@{}}{%
第二十条第（一）项} \\
信息内容 & 本年制发件数 & 本年废止件数 & 现行有效件数 \\
规章 & 2 & 1 & 7 \\
{行政规范}{性文件} & \textbf{3} & ~ & 25 \\
行政许可 & \multicolumn{3}{l@{}}{%
314} \\
\bottomrule\noalign{}
\end{longtable}

三、收到和处理政府信息公开申请情况

\begin{tabular}{llllllllll}
\multicolumn{3}{l}{一、本年新收政府信息公开申请数量} & 31 & 4 & 2 & 3 & 1 & 5 & 46 \\ \hline
\multirow{2}{*}{三、本年度办理结果} & \multicolumn{2}{l}{（一）予以公开} & 18 & 2 & 1 & 2 & 1 & 3 & 27 \\
& （三）不予公开 & 1.属于国家秘密 & 5 & 1 & 1 & 1 & 1 & 1 & 10 \\
\end{tabular}
",
            &[REGULATION, "disclosure.normative_document=3 _ 25", LICENSING, RECEIVED, GRANTED, SECRET],
        );
    }

    #[test]
    fn mediawiki_with_attributes_and_tags() {
        reads(
            "\
'''二、主动公开政府信息情况'''

{| class=\"wikitable\"
|-
| colspan=\"4\"| 第二十条第（一）项
|-
! 信息内容 !! 本年制发件数 !! 本年废止件数 !! 现行有效件数
|-
| 规章 || 2 || 1 || 7
|-
| <span>行政规范</span>性文件
| style=\"text-align: center\" | <span>3</span>
|
| 25
|-
| 行政许可
| colspan=\"3\"| 314
|}

三、收到和处理政府信息公开申请情况

{|
| colspan=\"3\"| 一、本年新收政府信息公开申请数量 || 31 || 4 || 2 || 3 || 1 || 5 || 46
|-
| rowspan=\"2\"| 三、本年度办理结果
| colspan=\"2\"| （一）予以公开 || 18 || 2 || 1 || 2 || 1 || 3 || 27
|-
| （三）不予公开 || 1.属于国家秘密 || 5 || 1 || 1 || 1 || 1 || 1 || 10
|}
",
            &[REGULATION, "disclosure.normative_document=3 _ 25", LICENSING, RECEIVED, GRANTED, SECRET],
        );
    }

    #[test]
    fn asciidoc_with_merged_cells() {
        reads(
            "\
二、主动公开政府信息情况

[cols=\",,,\"]
|===
4+|第二十条第（一）项
|信息内容 |本年制发件数 |本年废止件数 |现行有效件数
|规章 ^|2 ^|1 ^|7
|行政规范性文件 |3 | |25
|行政许可 3+|314
|===

三、收到和处理政府信息公开申请情况

[cols=\"10*\"]
|===
3+|一、本年新收政府信息公开申请数量 |31 |4 |2 |3 |1 |5 |46
.2+|三、本年度办理结果 2+|（一）予以公开 |18 |2 |1 |2 |1 |3 |27
|（三）不予公开 |1.属于国家秘密 |5 |1 |1 |1 |1 |1 |10
|===
",
            &[REGULATION, "disclosure.normative_document=3 _ 25", LICENSING, RECEIVED, GRANTED, SECRET],
        );
    }

    #[test]
    fn typst_with_merged_cells() {
        reads(
            "\
二、主动公开政府信息情况

#figure(
  align(center)[#table(
    columns: 4,
    align: (auto,auto,auto,auto,),
    table.cell(colspan: 4)[第二十条第（一）项],
    [信息内容], [本年制发件数], [本年废止件数], [现行有效件数],
    [规章

    ], [2

    ], [1], table.cell(align: center)[7],
    [行政规范性文件], [3], [~], [25],
    [行政许可], table.cell(colspan: 3)[314],
  )]
)

三、收到和处理政府信息公开申请情况

#table(columns: (auto,) + (1fr,) * 9,)
#table(
  columns: 10,
  table.cell(colspan: 3)[一、本年新收政府信息公开申请数量], [31], [4], [2], [3], [1], [5], [46],
  table.cell(rowspan: 2)[三、本年度办理结果], table.cell(colspan: 2)[（一）予以公开], [18], [2], [1], [2], [1], [3], [27],
  [（三）不予公开], [1.属于国家秘密], [5], [1], [1], [1], [1], [1], [10],
)
",
            &[REGULATION, "disclosure.normative_document=3 _ 25", LICENSING, RECEIVED, GRANTED, SECRET],
        );
    }

    #[test]
    fn textile_jira_dokuwiki_and_org() {
        let sections = [
            "|_. 信息内容|_. 本年制发件数|_. 本年废止件数|_. 现行有效件数|\n|=. 规章|=. 2|=. 1|=. 7|\n|行政规范性文件|3|4|25|",
            "||信息内容||本年制发件数||本年废止件数||现行有效件数||\n|规章|2|1|7|\n|行政规范性文件|3|\\4|25|",
            "^ 信息内容 ^ 本年制发件数 ^ 本年废止件数 ^ 现行有效件数 ^\n| 规章 | 2 | 1 | 7 |\n| 行政规范性文件 | 3 | 4 | 25 |",
            "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---+---+---+---|\n| 规章 | 2 | 1 | 7 |\n| 行政规范性文件 | 3 | 4 | 25 |",
        ];
        for section in sections {
            let section = section.replace("\\4", "4");
            reads(&format!("二、主动公开政府信息情况\n\n{section}\n"), &[REGULATION, DOCUMENT]);
        }
    }

    #[test]
    fn what_programs_write_for_blank_cells_and_numbers_of_columns_and_rows() {
        reads(
            "\
二、主动公开政府信息情况

|    | 0        | 1            | 2            | 3            |
|---:|:---------|:-------------|:-------------|:-------------|
|  0 | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|  1 | 规章     | 2            | 1            | 7            |
|  2 | 行政规范性文件 | 3      | nan          | 25           |
|  3 | 行政许可 | 314          | None         | <NA>         |

四、政府信息公开行政复议、行政诉讼情况

| 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 |
|:--|:--|:--|:--|:--|:--|:--|:--|:--|:--|:---|:---|:---|:---|:---|
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 3 | 1 | 2 | 1 | 7 | 2 | 1 | 1 | 1 | 5 | 1 | 2 | 1 | 3 | 7 |
",
            &[
                REGULATION,
                "disclosure.normative_document=3 _ 25",
                LICENSING,
                REVIEW,
                DIRECT,
                AFTER_REVIEW,
            ],
        );
    }

    #[test]
    fn escapes_of_markdown_and_tags_in_cells() {
        reads(
            "\
## 二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| <b>规章</b> | 2&nbsp; | **1** | <span>7</span> |
| 行政规范<br>性文件 | 3 | 4 | 25 |
| 行政事业性收费 | 18\\.64 |  |  |

## 三、收到和处理政府信息公开申请情况

| （三）不予公开 | 1\\.属于国家秘密 | 5 | 1 | 1 | 1 | 1 | 1 | 10 |
",
            &[REGULATION, DOCUMENT, FEES, SECRET],
        );
    }

    #[test]
    fn blank_columns_under_blank_heads_are_merged_cells() {
        reads(
            "\
二、主动公开政府信息情况

| 第二十条第（一）项 | | | | |
|---|---|---|---|---|
| 信息内容 | 本年制发件数 | 本年废止件数 |  | 现行有效件数 |
| 规章 | 2 | 1 |  | 7 |
| 行政规范性文件 | 3 | 4 |  | 25 |
| 第二十条第（五）项 | | | | |
| 信息内容 | 本年处理决定数量 | | | |
| 行政许可 | 314 | | | |
",
            &[REGULATION, DOCUMENT, LICENSING],
        );
    }

    #[test]
    fn section_four_as_three_tables() {
        reads(
            "\
四、政府信息公开行政复议、行政诉讼情况

### 行政复议

| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
|---|---|---|---|---|
| 3 | 1 | 2 | 1 | 7 |

### 行政诉讼（未经复议直接起诉）

| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
|---|---|---|---|---|
| 2 | 1 | 1 | 1 | 5 |

### 行政诉讼（复议后起诉）

| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
|---|---|---|---|---|
| 1 | 2 | 1 | 3 | 7 |
",
            &[REVIEW, DIRECT, AFTER_REVIEW],
        );
    }

    #[test]
    fn traditional_characters_are_no_misreadings() {
        let text = "\
三、收到和處理政府信息公開申請情況

| 一、本年新收政府信息公開申請數量 | 31 | 4 | 2 | 3 | 1 | 5 | 46 |
| 二、上年結轉政府信息公開申請數量 | 2 | 1 | 1 | 1 | 2 | 1 | 8 |
| 三、本年度辦理結果 | （一）予以公開 | 18 | 2 | 1 | 2 | 1 | 3 | 27 |

四、政府信息公開行政復議、行政訴訟情況

| 結果維持 | 結果糾正 | 其他結果 | 尚未審結 | 總計 | 結果維持 | 結果糾正 | 其他結果 | 尚未審結 | 總計 | 結果維持 | 結果糾正 | 其他結果 | 尚未審結 | 總計 |
| 3 | 1 | 2 | 1 | 7 | 2 | 1 | 1 | 1 | 5 | 1 | 2 | 1 | 3 | 7 |
";
        let review = review(text.as_bytes());
        assert_values(&review, &[RECEIVED, CARRIED, GRANTED, REVIEW, DIRECT, AFTER_REVIEW]);
        let cells = (0..review.sheet().len()).filter(|&cell| !review.raw(cell).is_empty());
        let least = cells.map(|cell| review.confidence(cell)).fold(1.0, f64::min);
        assert!(least > 0.95, "the letters are right: {least}");
    }

    #[test]
    fn tables_in_which_every_value_is_blank() {
        let text = "\
二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| 规章 |  |  |  |
| 行政规范性文件 |  |  |  |
| 行政许可 |  |  |  |
";
        let review = review(text.as_bytes());
        assert_values(&review, &[]);
        let regulation = review.sheet().position(&"disclosure.regulation.issued".into()).expect("a cell of the form");
        assert_eq!(review.record.readings[regulation].state, State::Blank);
    }

    #[test]
    fn places_counted_in_characters_show_blank_cells_by_the_heads() {
        reads(
            "\
三、收到和处理政府信息公开申请情况
                              自然  商业  科研  社会  法律       总计
                              人   企业  机构  公益  服务  其他
    一、本年新收政府信息公开申请数量      31   4   2   3   1   5   46
    二、上年结转政府信息公开申请数量       2                        2
          （一）予以公开          18       1                19
     （二）部分公开               6                   1    7
              1.属于国家秘密                       3        3
",
            &[
                RECEIVED,
                "requests.carried_in=2 _ _ _ _ _ 2",
                "requests.granted=18 _ 1 _ _ _ 19",
                "requests.partial=6 _ _ _ _ 1 7",
                "requests.denied_state_secret=_ _ _ _ 3 _ 3",
            ],
        );
    }

    #[test]
    fn heads_over_several_columns_leave_the_values_of_section_four_doubtful() {
        let text = "\
四、政府信息公开行政复议、行政诉讼情况
       行政复议                             行政诉讼
结果  结果  其他   尚未            未经复议直接起诉                复议后起诉
维持  纠正  结果   审结  总计   结果  结果  其他   尚未  总计   结果  结果  其他   尚未  总计
                      维持  纠正  结果   审结       维持  纠正  结果   审结
 2            1   3            1        1
";
        let review = review(text.as_bytes());
        let placed = |cell: &usize| review.values()[*cell].is_some();
        assert!((0..review.sheet().len()).filter(placed).all(|cell| review.confidence(cell) < 0.95));
    }

    #[test]
    fn a_unit_apart_from_its_number_in_columns() {
        reads(
            "\
二、主动公开政府信息情况
第二十条第（八）项
信息内容           本年收费金额（单位：万元）
行政事业性收费     186400 元
第二十条第（五）项
信息内容           本年处理决定数量
行政许可           314 件
",
            &["disclosure.fees=18.64", LICENSING],
        );
    }
}
