//! The names of agencies, each once: so that a hundred thousand reports are sorted and searched by name at once.

use std::collections::BTreeMap;

use crate::tui::folder::texts::Texts;

/// The names, in their order, each with a number that it keeps.
#[derive(Debug, Default)]
pub struct Agencies {
    numbers: BTreeMap<Box<str>, u32>,
    /// The names by their numbers
    names: Texts,
}

impl Agencies {
    /// The number of a name; a new one if it was not there yet.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(name.into(), number);
        self.names.add(name);
        number
    }

    /// The names by their numbers, their Latin letters small.
    pub fn names(&self) -> &Texts {
        &self.names
    }

    /// For each number, the place of its name in the order of the names.
    pub fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.numbers.len()];
        for (place, &number) in self.numbers.values().enumerate() {
            places[number as usize] = place as u32;
        }
        places
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
}
