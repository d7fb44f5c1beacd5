//! Where a key means what.

/// A context in which keys have meanings of their own.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Context {
    /// Everywhere
    Any,
    /// The table has the focus
    Table,
    /// The raw report has the focus
    Raw,
    /// A value is being typed
    Edit,
    /// What is like a decision is listed
    Series,
    /// The list of reports is open
    List,
    /// Something that a prompt asks for is being typed
    Prompt,
    /// The help is open
    Help,
    /// Something is searched for, or chosen from a list
    Find,
    /// The letter of a mark is waited for
    Mark,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Table,
        Self::Raw,
        Self::Edit,
        Self::Series,
        Self::List,
        Self::Prompt,
        Self::Find,
        Self::Mark,
        Self::Help,
        Self::Any,
    ];

    /// Its name in the key map.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Table => "table",
            Self::Raw => "raw",
            Self::Edit => "edit",
            Self::Series => "series",
            Self::List => "list",
            Self::Prompt => "prompt",
            Self::Help => "help",
            Self::Find => "find",
            Self::Mark => "mark",
        }
    }
}
