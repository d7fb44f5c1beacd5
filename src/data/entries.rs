//! Maps of files in which every key stands once: of two entries, one would silently win.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};

use crate::data::placed::{Placed, refuse};
use crate::error::Flaw;
use crate::words::DataMessage;

/// The entries of a map, in the order of the file.
#[derive(Debug)]
pub(crate) struct Entries<K, V>(Vec<(Placed<K>, V)>);

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> IntoIterator for Entries<K, V> {
    type Item = (Placed<K>, V);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, K, V> Deserialize<'de> for Entries<K, V>
where
    K: DeserializeOwned + Eq + fmt::Display,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> Visitor<'de> for EntriesVisitor<K, V>
where
    K: DeserializeOwned + Eq + fmt::Display,
    V: Deserialize<'de>,
{
    type Value = Entries<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut entries: Vec<(Placed<K>, V)> = Vec::new();
        while let Some(key) = map.next_key::<Placed<K>>()? {
            if entries.iter().any(|(other, _)| **other == *key) {
                return Err(refuse(key.mistake(Flaw::from(DataMessage::GivenTwice { key: key.to_string() }))));
            }
            entries.push((key, map.next_value()?));
        }
        Ok(Entries(entries))
    }
}
