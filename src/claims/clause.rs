//! Places in a text: the nearest beginning of a character, and of a clause.

/// What a clause of a folded sentence ends with.
pub(super) const CLAUSE_ENDS: &[char] = &['，', '。', '；', '(', ')', ':'];

/// The first place from a byte on at which a character begins.
pub(super) fn place_from(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// The last place up to a byte at which a character begins.
pub(super) fn place_up_to(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Where the clause begins that goes on at the end of a text.
pub(super) fn clause_start(text: &str) -> usize {
    let end = text.char_indices().rev().find(|(_, char)| CLAUSE_ENDS.contains(char));
    end.map_or(0, |(at, char)| at + char.len_utf8())
}
