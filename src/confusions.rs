//! What is taken for what by those who read print: data in `assets/confusions.ron`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    alike: Vec<(char, char)>,
    shapes: Vec<(char, String)>,
}

struct Confusions {
    alike: Vec<(char, char)>,
    shapes: HashMap<char, char>,
}

static CONFUSIONS: LazyLock<Confusions> = LazyLock::new(|| {
    let data: Data = ron::from_str(include_str!("../assets/confusions.ron")).expect("assets are held right by a test");
    let pairs = data.shapes.iter().flat_map(|(printed, read)| read.chars().map(move |sign| (sign, *printed)));
    Confusions { alike: data.alike, shapes: pairs.collect() }
});

/// Whether two digits look alike in print.
pub fn are_alike(a: char, b: char) -> bool {
    CONFUSIONS.alike.contains(&(a, b)) || CONFUSIONS.alike.contains(&(b, a))
}

/// The character of a form that a character is mostly a misreading of; itself for all others.
pub fn shape(sign: char) -> char {
    CONFUSIONS.shapes.get(&sign).copied().unwrap_or(sign)
}
