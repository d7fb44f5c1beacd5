//! The two layouts of commands that report something: for a person, or for a program.

use clap::ValueEnum;

/// How something is reported.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(super) enum Layout {
    /// Lines for a person
    #[default]
    Text,
    /// JSON: one object, or an array of them for a list; wordings in both languages
    Json,
}
