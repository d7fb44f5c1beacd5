//! Characters: which are Chinese, and how odd ones are made visible.
//!
//! Texts are made comparable in three ways, which are not one because they drop different things:
//!
//! | type | what it compares | what it drops |
//! |---|---|---|
//! | `reading::fold::FoldedLabel` | labels that may be misread | everything but letters and digits, the numeral at the front; knows characters by their shape |
//! | `claims::fold::PlainSentence` | sentences with patterns | spaces, markup and titles in 《》; keeps punctuation, and a seam where two numbers may have met |
//! | `tui::model::find::folded::SearchText` | what a reader types | case, width and spaces; keeps tabs and line breaks, so that two cells are not one number |

pub(crate) mod han;
pub(crate) mod visible;
