//! Where a key means what.

use crate::data::named;

named! {
    /// A context in which keys have meanings of their own.
    pub enum Context or NoSuchKeys {
        /// The table has the focus
        Table "table",
        /// The raw report has the focus
        Raw "raw",
        /// A value is being typed
        Edit "edit",
        /// What a decision on several cells would write is shown
        Preview "preview",
        /// Similar errors are listed
        Series "series",
        /// The list of reports is open
        List "list",
        /// Something that a prompt asks for is being typed
        Prompt "prompt",
        /// Something is searched for, or chosen from a list
        Find "find",
        /// The letter of a mark is waited for
        Mark "mark",
        /// The help is open
        Help "help",
        /// Everywhere
        Any "any",
    }
}
