//! Data files: RON in which an optional value is written without `Some`.

pub mod config;
pub(crate) mod confusions;

use std::path::Path;

use ron::extensions::Extensions;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// Reads the text of a data file.
///
/// # Errors
/// [`Error::Data`] with line and column, if the text is not what is expected.
pub(crate) fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    options().from_str(text).map_err(|error| Error::ron(path, &error))
}

/// Writes a value as the text of a data file, nested values up to a depth on lines of their own.
pub(crate) fn write(value: &impl Serialize, depth: usize) -> String {
    let pretty = ron::ser::PrettyConfig::new().depth_limit(depth);
    options().to_string_pretty(value, pretty).unwrap_or_default()
}
