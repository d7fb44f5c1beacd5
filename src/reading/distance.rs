//! The edit distance of a printed label to many others.

use std::fmt;

use rapidfuzz::distance::levenshtein::BatchComparator;

/// A printed label, prepared once and compared with many others.
pub(crate) struct Pattern {
    length: usize,
    comparator: BatchComparator<char>,
}

impl Pattern {
    /// Prepares a label.
    pub(crate) fn of(label: &[char]) -> Self {
        Self { length: label.len(), comparator: BatchComparator::new(label.iter().copied()) }
    }

    /// The number of its chars.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// The number of chars that must be changed, left out or put in to make one label of the other (Levenshtein).
    pub(crate) fn distance(&self, other: &[char]) -> usize {
        self.comparator.distance(other.iter().copied())
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pattern").field("length", &self.length).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_are_counted_and_not_bytes() {
        let distance = |one: &str, other: &str| {
            Pattern::of(&one.chars().collect::<Vec<_>>()).distance(&other.chars().collect::<Vec<_>>())
        };
        assert_eq!(distance("予以公开", "予以公幵"), 1);
        assert_eq!(distance("部分公开", "公开"), 2);
        assert_eq!(distance("", "公开"), 2);
    }
}
