//! Data files: RON in which an optional value is written without `Some`. They are read straight into the types that the
//! program works with; a mistake is reported at its line and column, with the names that exist.

pub mod config;
pub(crate) mod confusions;
mod entries;
mod named;
mod pattern;
mod placed;
mod probability;

use std::path::Path;

use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

pub(crate) use entries::Entries;
pub(crate) use named::named;
pub(crate) use pattern::Pattern;
pub use placed::Placed;
pub(crate) use placed::{from_text, read_as};
pub use probability::Probability;

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// Reads the text of a data file.
///
/// # Errors
/// [`Error::Data`] with line and column, if the text is not what is expected.
pub(crate) fn parse<'t, T: Deserialize<'t>>(path: &Path, text: &'t str) -> Result<T> {
    placed::read(text).map_err(|mistake| Error::in_data(path, text, mistake))
}

/// Writes a value as the text of a data file, nested values up to a depth on lines of their own.
pub(crate) fn write(value: &impl Serialize, depth: usize) -> String {
    let pretty = ron::ser::PrettyConfig::new().depth_limit(depth);
    options().to_string_pretty(value, pretty).unwrap_or_default()
}
