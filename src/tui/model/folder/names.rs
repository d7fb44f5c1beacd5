//! Names kept so that a hundred thousand reports are sorted and searched by them at once: those of agencies, each once,
//! and many short texts, one behind the other.

use std::collections::BTreeMap;

/// The names, in their order, each with a number that it keeps.
#[derive(Debug, Default)]
pub(crate) struct Agencies {
    numbers: BTreeMap<Box<str>, u32>,
    /// The names by their numbers
    names: Texts,
}

impl Agencies {
    /// The number of a name; a new one if it was not there yet.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(name.into(), number);
        self.names.add(name);
        number
    }

    /// The names by their numbers, their Latin letters small.
    pub(crate) fn names(&self) -> &Texts {
        &self.names
    }

    /// For each number, the place of its name in the order of the names.
    pub(crate) fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.numbers.len()];
        for (place, &number) in self.numbers.values().enumerate() {
            places[number as usize] = place as u32;
        }
        places
    }
}

/// Texts with their Latin letters small, each with the position that it was added at.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Adds a text.
    pub(crate) fn add(&mut self, text: &str) {
        self.all.extend(text.chars().map(|char| char.to_ascii_lowercase()));
        self.ends.push(self.all.len());
    }

    /// The text at a position, its Latin letters small; empty if there is none.
    pub(crate) fn get(&self, nth: usize) -> &str {
        let start = nth.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(nth).and_then(|&end| self.all.get(start..end)).unwrap_or_default()
    }

    /// All of them, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|nth| self.get(nth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number_and_has_its_place_among_the_names() {
        let mut agencies = Agencies::default();
        let numbers = ["c", "a", "c", "b"].map(|name| agencies.number(name));
        assert_eq!(numbers, [0, 1, 0, 2]);
        assert_eq!(agencies.names().iter().collect::<Vec<_>>(), ["c", "a", "b"]);
        assert_eq!(agencies.places(), [2, 0, 1]);
    }

    #[test]
    fn a_text_is_found_where_it_was_added() {
        let mut texts = Texts::default();
        for text in ["鹿鸣县A.TXT", "", "b"] {
            texts.add(text);
        }
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["鹿鸣县a.txt", "", "b"]);
        assert_eq!(texts.get(3), "");
    }
}
