//! The edit distance of a printed label to many others, a column of the table of distances at a time.

/// A printed label, made ready.
///
/// Bits stand for the rows of the table of distances (Myers, *A fast bit-vector algorithm for approximate string matching*,
/// 1999, in the form of Hyyrö, 2003), so that a char of the other label costs a few operations, not one for each row.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Pattern {
    signs: Vec<char>,
    /// For each sign, in order, the rows that it stands in
    rows: Vec<(char, u64)>,
}

impl Pattern {
    /// Makes a label ready.
    pub fn of(signs: &[char]) -> Self {
        let mut rows: Vec<(char, u64)> = Vec::new();
        for (row, &sign) in signs.iter().enumerate().take(64) {
            match rows.binary_search_by_key(&sign, |&(sign, _)| sign) {
                Ok(at) => rows[at].1 |= 1 << row,
                Err(at) => rows.insert(at, (sign, 1 << row)),
            }
        }
        Self { signs: signs.to_vec(), rows }
    }

    /// The number of its signs.
    pub fn len(&self) -> usize {
        self.signs.len()
    }

    /// The number of signs that must be changed, left out or put in to make one label of the other (Levenshtein).
    pub fn distance(&self, other: &[char]) -> usize {
        if self.signs.is_empty() || self.signs.len() > 64 {
            return strsim::generic_levenshtein(&self.signs, &other.to_vec());
        }
        let last = 1_u64 << (self.signs.len() - 1);
        let (mut more, mut less, mut distance) = (u64::MAX, 0_u64, self.signs.len());
        for sign in other {
            let same = self.rows.binary_search_by_key(sign, |&(sign, _)| sign).map_or(0, |at| self.rows[at].1);
            let diagonal = ((same & more).wrapping_add(more) ^ more) | same | less;
            let grows = less | !(diagonal | more);
            let falls = more & diagonal;
            distance += usize::from(grows & last != 0);
            distance -= usize::from(falls & last != 0);
            let grows = grows << 1 | 1;
            more = falls << 1 | !(diagonal | grows);
            less = grows & diagonal;
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_distance_of_levenshtein() {
        let mut random = fastrand::Rng::with_seed(7);
        for round in 0..3000 {
            let mut label = |most: usize| -> Vec<char> {
                let length = random.usize(..=most);
                (0..length).map(|_| ['予', '以', '公', '开', '不', '属'][random.usize(..6)]).collect()
            };
            let (printed, seen) = (label(if round % 10 == 0 { 70 } else { 30 }), label(40));
            let expected = strsim::generic_levenshtein(&printed, &seen);
            assert_eq!(Pattern::of(&printed).distance(&seen), expected, "{printed:?} {seen:?}");
        }
    }
}
