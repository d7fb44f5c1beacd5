//! What a reader remembers from report to report, in bounded room.

use std::borrow::Borrow;
use std::hash::Hash;

use foldhash::HashMap;

/// Things that were worked out, by what they were worked out from. What was not asked for in a long time is forgotten: of
/// two generations the older one goes whenever the younger is full, and what is found in the older becomes young again.
/// So what all reports have in common stays, whatever else comes by.
#[derive(Debug)]
pub(super) struct Memory<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    most: usize,
}

impl<K: Eq + Hash, V: Clone> Memory<K, V> {
    /// An empty memory with room for so many things in each generation.
    pub(crate) fn of(most: usize) -> Self {
        Self { young: HashMap::default(), old: HashMap::default(), most }
    }

    /// What is remembered, without a change to how long it will be.
    pub(crate) fn peek<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.young.get(key).or_else(|| self.old.get(key))
    }

    /// What is remembered; it will be for longer.
    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        if let Some(found) = self.young.get(key) {
            return Some(found.clone());
        }
        let (key, found) = self.old.remove_entry(key)?;
        self.put(key, found.clone());
        Some(found)
    }

    /// Remembers something.
    pub(crate) fn put(&mut self, key: K, value: V) {
        if self.young.len() >= self.most {
            // The room of the older generation is used again.
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_and_again_stays_and_the_rest_is_forgotten() {
        let mut memory = Memory::of(3);
        memory.put(0, "asked for");
        for other in 1..100 {
            assert_eq!(memory.get(&0), Some("asked for"), "after {other}");
            memory.put(other, "passing");
        }
        assert_eq!((memory.peek(&1), memory.peek(&99)), (None, Some(&"passing")));
        assert!(memory.young.len() + memory.old.len() <= 6);
    }
}
