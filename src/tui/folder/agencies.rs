//! The names of agencies, each once: so that a hundred thousand reports are sorted and searched by name at once.

use std::collections::BTreeMap;

/// The names, in their order, each with a number that it keeps.
#[derive(Debug, Default)]
pub struct Agencies {
    numbers: BTreeMap<Box<str>, u32>,
}

impl Agencies {
    /// The number of a name; a new one if it was not there yet.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(name.into(), number);
        number
    }

    /// For each number, what is said of its name and of its place in the order of the names.
    pub fn told<T: Clone + Default>(&self, tell: impl Fn(&str, u32) -> T) -> Vec<T> {
        let mut told = vec![T::default(); self.numbers.len()];
        for (place, (name, &number)) in self.numbers.iter().enumerate() {
            told[number as usize] = tell(name, place as u32);
        }
        told
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
        assert_eq!(agencies.told(|name, place| format!("{name}{place}")), ["c2", "a0", "b1"]);
    }
}
