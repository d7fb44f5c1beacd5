//! gouji 勾稽 reads 政府信息公开工作年度报告, finds what is wrong in their tables, and helps a person to put it right.
//!
//! # The pipeline
//!
//! ```text
//! file ─ source ─ grid ─ reading ─ claims ─ editing ─ review ─ findings ─ export
//!                           │                  │         │
//!               catalogue: form, rule ─ sheet ─┘      sidecar
//! ```
//!
//! Data flows one way, and every value keeps the [`source::Span`] that it came from. What the page says (a
//! [`sheet::record::Record`]), what the arithmetic says (an [`editing::assess::Assessment`]) and what people say (a
//! [`sidecar::Sidecar`]) are never written over each other; a [`review::Review`] holds them side by side.
//!
//! Each room may import from those before it in this table, which a test holds to (`tests/it/rooms.rs`).
//!
//! | room | what it does | what it does not do |
//! |---|---|---|
//! | `text` | characters: Chinese, digits, ones that cannot be seen | knows no report |
//! | [`words`] | what is said to people, in two languages | decides nothing |
//! | [`error`] | what went wrong, where, and what to do | prints nothing |
//! | `durable` | files that are written whole or not at all | does not know what is in them |
//! | [`data`] | settings, weights and other data in RON, with the place of each mistake | reads no report |
//! | [`source`] | one file of any kind: text, lines, places, boxes, confidence of an OCR program | finds no table |
//! | `grid` | tables found in a source: rows of cells with spans | gives no cell a meaning |
//! | [`form`] | an official form, and the edit rules that hold on it | reads no report |
//! | [`sheet`] | the cells and equations of one report, and the record that fills them | judges no value |
//! | [`claims`] | what sentences of a report say of its tables | changes no value |
//! | [`catalogue`] | all forms, rules and titles | is never changed while reports are read |
//! | [`reading`] | a value, or the lack of one, for every cell, with its confidence | invents no value |
//! | [`editing`] | checks, error localization, assessment: statistical data editing | applies no correction |
//! | [`sidecar`] | the decisions of reviewers beside a report, and how several people's become one | reads no report |
//! | [`review`] | one report under review: the value in force of each cell, what needs a person | prints nothing |
//! | [`findings`] | everything that is wrong, open or odd, one finding for each cause, and its wording | decides nothing |
//! | [`export`] | one table of columns, and a file for each format | computes nothing |
//! | [`samples`] | bundled reports of made-up agencies | |
//! | `jobs` | a pool that reads reports in order and within bounds | finds no report |
//! | `tui` | the screen: `model`, `input`, `update`, `view` | the only room that names a terminal |
//! | [`cli`] | one file for each command | computes nothing |
//!
//! # Words
//!
//! One word for one thing, in code, documentation and on the screen.
//!
//! | word | 中文 | meaning |
//! |---|---|---|
//! | original | 原件 | what an agency published: a 政府信息公开工作年度报告 |
//! | agency | 填报机关 | who published it |
//! | source | 文本 | a file of the original, decoded, with its lines and places |
//! | span | 位置 | a stretch of a source, in bytes |
//! | grid, source row | 文本中的表格、行 | a table found in a source, and a row of it |
//! | bounds | 分界 | what separates the cells of a source row, and whether a cell is sure to be whole |
//! | form | 表式 | an official form, named by the year of its notice: `2019`, `2021` |
//! | form row, column, label | 行、列、行名、列名 | what a form prints |
//! | cell | 单元格 | a place of a form; its address is `table.row.column` |
//! | sheet | 空白表 | the cells of one report's forms, and the equations on them |
//! | rule | 规则 | a relation between cells, as data; it becomes equations on a sheet |
//! | equation | 算式 | a relation between cells of one sheet: it holds 成立, fails 不成立, or did not run 未验算 |
//! | candidate | 候选 | a way in which the values of a source row may belong to the cells of a form row |
//! | reading | 识读值 | what the source says for a cell: raw text, state, value, confidence, reasons |
//! | state | 状态 | number 数, blank 空白, not applicable 填无, illegible 无法识读, absent 缺失 |
//! | confidence | 可信度 | the probability that a reading is what the original prints |
//! | reason | 存疑理由 | why a reading is doubted |
//! | misreading | 误读 | a text that differs from its original |
//! | record | 识读结果 | the readings of one report, with agency, year and the form of each table |
//! | claim | 正文中的数 | a number in a sentence, with all sums of cells that it may mean |
//! | implied value | 可算出的值 | the only value with which the equations of a blank hold |
//! | proof | 证实 | contradicted 疑似差错, unchecked 未证实, trivial 只有 0＝0, supported 一式证实, proved 已证实 |
//! | error localization | 定位 | which cells are wrong, given the equations that fail |
//! | suggestion, suggested correction | 建议值 | a smallest change with which failing equations hold, with its probability; never applied alone |
//! | similar errors | 同类差错 | errors elsewhere that have the same cause |
//! | decision | 决定 | what a reviewer said of a cell, bound to the text that was seen |
//! | verdict | 决定的种类 | confirm 确认, correct 更正, source error 原件有误, withdraw 撤回 |
//! | current value | 采用值 | the reviewer's value, else the source's |
//! | conflict | 决定不一致 | two people decided a cell differently, and neither had seen the other's decision |
//! | need | 待核 | why a cell waits for a person: open, or solved and only to be accepted |
//! | review priority | 优先级 | what is gained by looking at a cell, by the time that it takes |
//! | walkthrough | 逐处核对 | the way from one cell that needs a person to the next |
//! | spot check | 抽查 | proved cells drawn at random, to estimate how many are wrong |
//! | finding | 问题 | something wrong, open or odd, with its cause and place |
//! | decisions file, sidecar | 决定文件 | `REPORT.EXT.gouji.ron`, the decisions beside a report |
//!
//! # A report in ten lines
//!
//! ```
//! use gouji::{catalogue::Catalogue, reading::Reader, review::Review, samples, sidecar::Sidecar, source::Source};
//!
//! let catalogue = Catalogue::built_in();
//! let (name, text) = samples::SAMPLES[1];
//! let source = Source::from_bytes(name.as_ref(), text.as_bytes())?;
//! let review = Review::new(source, Sidecar::default(), &mut Reader::new(&catalogue))?;
//! let cell = review.sheet().position(&"requests.granted.natural_person".into()).expect("a cell of the form");
//! assert_eq!(review.raw(cell), "33");
//! assert_eq!(review.suggestions(cell)[0].value, 38.into());
//! # Ok::<(), gouji::error::Error>(())
//! ```

#![warn(unreachable_pub)]

pub mod catalogue;
pub mod claims;
pub mod cli;
pub mod data;
mod durable;
pub mod editing;
pub mod error;
pub mod export;
pub mod findings;
pub mod form;
mod grid;
mod jobs;
pub mod reading;
pub mod review;
pub mod samples;
pub mod sheet;
pub mod sidecar;
pub mod source;
mod text;
#[cfg(feature = "tui")]
pub mod tui;
pub mod words;
