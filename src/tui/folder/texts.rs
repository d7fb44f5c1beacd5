//! Many short texts, one behind the other and with their Latin letters small, so that all are searched at once.

/// The texts, each with the position that it was added at.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Adds a text.
    pub fn add(&mut self, text: &str) {
        self.all.extend(text.chars().map(|sign| sign.to_ascii_lowercase()));
        self.ends.push(self.all.len());
    }

    /// The text at a position, its Latin letters small; empty if there is none.
    pub fn get(&self, nth: usize) -> &str {
        let start = nth.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(nth).and_then(|&end| self.all.get(start..end)).unwrap_or_default()
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|nth| self.get(nth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
