//! The two layouts of commands that tell something: for a person, or for a program.

use clap::ValueEnum;

/// How something is told.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(super) enum Layout {
    /// Lines for a person
    #[default]
    Text,
    /// JSON: one object, or an array of them where a list is told; wordings in both languages
    Json,
}
