//! What is taken for what by those who read print: data in `assets/confusions.ron`.

use std::sync::LazyLock;

use foldhash::HashMap;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    alike: Vec<(char, char)>,
    digits: Vec<(char, Vec<(char, f64)>)>,
    letters: Vec<(char, String)>,
    kinds: Kinds,
    shapes: Vec<(char, String)>,
}

/// How a number is misread, as shares of all misreadings.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kinds {
    /// One digit is taken for another.
    pub another: f64,
    /// One digit is lost.
    pub lost: f64,
    /// There is one digit too many.
    pub added: f64,
    /// Two neighbours are swapped.
    pub changed_about: f64,
    /// The number has nothing in common with the printed one.
    pub unrelated: f64,
    /// Two digits are taken for others.
    pub twice: f64,
}

/// The share of misread digits that are taken for any digit, whatever it looks like.
const ANY_DIGIT: f64 = 0.12;

struct Confusions {
    alike: Vec<(char, char)>,
    digits: [[f64; 10]; 10],
    letters: HashMap<char, char>,
    kinds: Kinds,
    shapes: HashMap<char, char>,
    /// The marks of the characters that have another shape
    shape_marks: u128,
}

static CONFUSIONS: LazyLock<Confusions> = LazyLock::new(|| {
    let data: Data =
        ron::from_str(include_str!("../../assets/confusions.ron")).expect("assets are held right by a test");
    let by_read = |pairs: &[(char, String)]| {
        let pairs = pairs.iter().flat_map(|(printed, read)| read.chars().map(move |char| (char, *printed)));
        pairs.collect::<HashMap<char, char>>()
    };
    let (letters, shapes) = (by_read(&data.letters), by_read(&data.shapes));
    let shape_marks = marks(shapes.keys());
    Confusions { alike: data.alike, digits: matrix(&data.digits), letters, kinds: data.kinds, shapes, shape_marks }
});

/// The probability of each digit read, by the digit printed, where it is misread.
fn matrix(weights: &[(char, Vec<(char, f64)>)]) -> [[f64; 10]; 10] {
    let mut matrix = [[ANY_DIGIT / 9.0; 10]; 10];
    for (printed, read) in weights {
        let all: f64 = read.iter().map(|(_, weight)| weight).sum();
        for (char, weight) in read {
            if let (Some(row), Some(column)) = (printed.to_digit(10), char.to_digit(10)) {
                matrix[row as usize][column as usize] += (1.0 - ANY_DIGIT) * weight / all;
            }
        }
    }
    matrix
}

/// The probability that a printed digit that is misread is taken for another; both as ASCII digits.
pub(crate) fn taken_for(printed: u8, read: u8) -> f64 {
    let digit = |char: u8| usize::from(char.wrapping_sub(b'0')).min(9);
    CONFUSIONS.digits[digit(printed)][digit(read)]
}

/// The digit that a letter or stroke is a misreading of.
pub(crate) fn digit_of(char: char) -> Option<char> {
    if char.is_ascii_digit() { Some(char) } else { CONFUSIONS.letters.get(&char).copied() }
}

/// How numbers are misread.
pub(crate) fn kinds() -> Kinds {
    CONFUSIONS.kinds
}

/// Whether two digits look alike in print.
pub(crate) fn are_alike(a: char, b: char) -> bool {
    CONFUSIONS.alike.contains(&(a, b)) || CONFUSIONS.alike.contains(&(b, a))
}

/// The character of a form that a character is mostly a misreading of; itself for all others.
pub(crate) fn shape(char: char) -> char {
    let known = &*CONFUSIONS;
    if known.shape_marks & mark(char) == 0 { char } else { known.shapes.get(&char).copied().unwrap_or(char) }
}

/// One of 128 bits for each character: characters with different bits are different.
pub(crate) fn mark(char: char) -> u128 {
    // The high bits of a product with this odd number are spread evenly (Knuth, TAOCP 6.4).
    1 << (u32::from(char).wrapping_mul(0x9E37_79B1) >> 25)
}

/// The marks of some characters together: what has none in common has no characters in common.
pub(crate) fn marks<'a>(chars: impl IntoIterator<Item = &'a char>) -> u128 {
    chars.into_iter().fold(0, |marks, &char| marks | mark(char))
}
