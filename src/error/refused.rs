//! What is refused, and why.

/// What a file has more of than any report, and the most that is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Excess {
    /// The file, in megabytes
    Bytes(usize),
    /// What is packed in it, in megabytes
    Unpacked(usize),
    /// Parts that are packed in it
    Parts(usize),
    /// Its text, in megabytes
    Text(usize),
    /// Lines
    Lines(usize),
    /// Rows of tables
    Rows(usize),
    /// Text of tables, in kilobytes
    RowText(usize),
    /// Cells of tables
    Cells(usize),
    /// Attributes of a tag
    Attributes(usize),
    /// A file of decisions, in megabytes
    Decisions(usize),
}

/// What has a path and is neither a file nor a folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Special {
    /// A named pipe
    Pipe,
    /// A socket
    Socket,
    /// A device
    Device,
}
