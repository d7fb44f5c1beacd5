//! What every room says: marks between parts of a sentence, and words for what has no name.

use crate::words::messages::messages;

messages! {
    /// What every room says: marks between parts of a sentence, and words for what has no name.
    pub enum CommonMessage in Common of String {
        NoDataFolder,
        Comma,
        Colon,
        ListComma,
        Unnamed,
        Form,
        UnknownTitle,
        ShareNames,
        NoValue,
        Legend,
    }
}
