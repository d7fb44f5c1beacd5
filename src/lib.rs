//! gouji 勾稽 reads 政府信息公开工作年度报告, finds what is wrong in their tables, and helps a person to put it right.
//!
//! # The pipeline
//!
//! ```text
//! file ─ source ─ grid ─ reading ─ claims ─ check ─ repair ─ assess ─ review ─ finding ─ export
//!                   │                         │                        │         │
//!              catalogue: form, rule ─ sheet ─┘                     sidecar    years
//! ```
//!
//! Data flows one way; every value keeps the span of the source that it came from. What the page says (a [`sheet::record`]),
//! what the arithmetic says (an [`editing::assess::Assessment`]) and what people say ([`sidecar`]) are never written over each
//! other; a [`review::Review`] lays them side by side.
//!
//! | stage | what it does |
//! |---|---|
//! | [`source`] | one file, whatever it is: its text, lines and places, and how sure an OCR engine was; a file for each kind |
//! | [`grid`] | tables found in it: rows of cells with spans, no meaning yet; a file for each layout of text |
//! | [`form`], [`rule`] | official forms and edit rules, as data; [`catalogue`] holds all, [`sheet`] lays out those of one report |
//! | [`reading`] | rows aligned with a form, values placed in cells: a [`sheet::record`] with a [`sheet::record::Reading`] for every cell |
//! | [`claims`] | what sentences of the report say about its tables, with all that they may mean |
//! | [`check`] | every equation holds, fails or did not run; proofs and derived values of cells |
//! | [`repair`] | the likeliest changes that settle what fails, against the page being wrong |
//! | [`assess`] | check, repair and the text's claims together; how sure a reading is when all is weighed |
//! | [`sidecar`] | the decisions of reviewers, beside the report, and how those of several people become one |
//! | [`review`] | source, record, assessment and decisions of one report; the value in force of each cell |
//! | [`benefit`] | what it is worth to have a person look at a cell or a report |
//! | [`progress`] | how far the review of a report is |
//! | [`finding`] | everything that is wrong, open or odd, one finding for each cause |
//! | [`agreement`] | how far two reviewers agree |
//! | [`years`] | the reports of one agency over the years, and the rules that tie them |
//! | [`export`] | rows for programs, pages and workbooks for people; a file for each format |
//! | [`mark`], [`tell`] | how cells stand; readings, findings and repairs put into words |
//!
//! Beside the pipeline stand [`config`], [`error`] and [`words`] (what is said to people, in two languages), [`durable`]
//! (files that are written whole or not at all), [`lock`] (who has a report open), [`rescue`] (decisions that cannot be saved
//! beside their report), [`visible`] (odd characters made seen), [`samples`], and `confusions` (what
//! is misread for what).
//!
//! [`cli`] and [`tui`] are two thin consumers of a review. Nothing outside `tui` names a terminal; nothing below `review`
//! names a sidecar.
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

pub mod catalogue;
pub mod claims;
pub mod cli;
pub mod data;
pub mod durable;
pub mod editing;
pub mod error;
pub mod export;
pub mod findings;
pub mod form;
pub mod grid;
mod jobs;
pub mod reading;
pub mod review;
pub mod samples;
pub mod sheet;
pub mod sidecar;
pub mod source;
pub mod text;
#[cfg(feature = "tui")]
pub mod tui;
pub mod words;
