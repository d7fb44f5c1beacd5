//! Short reports of made-up agencies, one kind of trouble each, compiled into the program.

use std::fs;
use std::path::PathBuf;

use crate::data::config::data_folder;
use crate::error::{Error, Result};

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        /// The name and the text of each sample.
        pub const SAMPLES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../assets/samples/", $name)))),*];
    };
}

samples![
    "01-clean.txt",
    "02-digit.txt",
    "03-slid.txt",
    "04-blank-total.txt",
    "05-page-cut.txt",
    "06-labels-lost.txt",
    "07-source-error.txt",
    "08-form-2019.txt",
];

/// Lays a working copy of the samples in the user's data folder, where it is not there yet, and names the folder.
/// Decisions that were made on the copy stay.
///
/// # Errors
/// If there is no such folder or it cannot be written.
pub fn working_copy() -> Result<PathBuf> {
    let folder = data_folder().ok_or(Error::NoDataFolder)?.join("samples");
    fs::create_dir_all(&folder).map_err(|error| Error::Write(folder.clone(), error))?;
    for (name, text) in SAMPLES {
        let path = folder.join(name);
        if !path.exists() {
            fs::write(&path, text).map_err(|error| Error::Write(path, error))?;
        }
    }
    Ok(folder)
}
