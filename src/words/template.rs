//! The text of a message with places for what is only known when it is said: `{cells} cells in {path}`. A language with
//! plural forms gives two texts for a count: `{cells} {cells|cell|cells}`.

use std::fmt::{Display, Write};

/// A text with places.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// The text as it is in the file
    pub text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    /// As it is said
    Text(String),
    /// What fills the place of this number
    Place(usize),
    /// One text if the place of this number is filled with 1, another if not
    Plural(usize, [String; 2]),
}

impl Template {
    /// Reads a text whose places have names.
    ///
    /// # Errors
    /// If it lacks one of them, has another, or has a bracket that is not closed: what is wrong.
    pub(crate) fn parse(text: &str, names: &[&str]) -> Result<Self, String> {
        let (mut pieces, mut used) = (Vec::new(), vec![false; names.len()]);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, behind) = after.split_once('}').ok_or("a `{` has no `}`")?;
            let mut parts = inside.split('|');
            let name = parts.next().unwrap_or_default();
            let place = names.iter().position(|known| *known == name);
            let place = place.ok_or_else(|| format!("there is no place `{{{name}}}`"))?;
            used[place] = true;
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(match (parts.next(), parts.next(), parts.next()) {
                (None, ..) => Piece::Place(place),
                (Some(one), Some(many), None) => Piece::Plural(place, [one.to_owned(), many.to_owned()]),
                _ => return Err(format!("`{{{inside}}}` is neither `{{{name}}}` nor `{{{name}|one|many}}`")),
            });
            rest = behind;
        }
        if rest.contains('}') {
            return Err("a `}` has no `{`".to_owned());
        }
        if let Some(lacking) = used.iter().position(|used| !used) {
            return Err(format!("the place `{{{}}}` is missing", names[lacking]));
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self { text: text.to_owned(), pieces })
    }

    /// The text with its places filled.
    pub(crate) fn filled(&self, places: &[&dyn Display]) -> String {
        let mut text = String::with_capacity(self.text.len() + 16 * places.len());
        for piece in &self.pieces {
            match piece {
                Piece::Text(piece) => text += piece,
                Piece::Place(place) => write!(text, "{}", places[*place]).expect("a string takes all text"),
                Piece::Plural(place, [one, many]) => {
                    text += if places[*place].to_string() == "1" { one } else { many };
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, names: &[&str], places: &[&dyn Display]) -> Result<String, String> {
        Ok(Template::parse(text, names)?.filled(places))
    }

    #[test]
    fn places_are_filled_by_their_names_and_brackets_in_what_fills_them_stay() {
        assert_eq!(filled("no place", &[], &[]).as_deref(), Ok("no place"));
        assert_eq!(filled("{b} of {a}{b}", &["a", "b"], &[&1, &"{a}"]).as_deref(), Ok("{a} of 1{a}"));
    }

    #[test]
    fn a_count_of_one_has_a_text_of_its_own() {
        let text = "{count} {count|cell is|cells are} open";
        assert_eq!(filled(text, &["count"], &[&1]).as_deref(), Ok("1 cell is open"));
        assert_eq!(filled(text, &["count"], &[&0]).as_deref(), Ok("0 cells are open"));
        assert_eq!(filled(text, &["count"], &[&21]).as_deref(), Ok("21 cells are open"));
    }

    #[test]
    fn a_text_that_does_not_fit_its_places_says_why() {
        for (text, why) in [
            ("{a}", "the place `{b}` is missing"),
            ("{a} {b} {c}", "there is no place `{c}`"),
            ("{a} {b} {", "a `{` has no `}`"),
            ("{a} {b} }", "a `}` has no `{`"),
            ("{a|x} {b}", "`{a|x}` is neither `{a}` nor `{a|one|many}`"),
        ] {
            assert_eq!(filled(text, &["a", "b"], &[&1, &2]), Err(why.to_owned()), "{text}");
        }
    }
}
