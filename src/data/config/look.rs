//! How the screen looks: the kinds of text, and the themes that paint them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::data::{from_text, named};
use crate::error::Flaw;
use crate::words::DataMessage;

named! {
    /// A kind of text on the screen, by its meaning.
    #[expect(missing_docs, reason = "the names say it")]
    pub enum Look or NoSuchLook {
        Text "text",
        Dim "dim",
        Bar "bar",
        Frame "frame",
        Focused "focused",
        Head "head",
        Group "group",
        Selected "selected",
        Line "line",
        Found "found",
        Claim "claim",
        Contradicted "contradicted",
        Failing "failing",
        Doubtful "doubtful",
        Blank "blank",
        Absent "absent",
        Zero "zero",
        Proved "proved",
        Confirmed "confirmed",
        Corrected "corrected",
        SourceError "source_error",
        Notice "notice",
        Alarm "alarm",
        Key "key",
    }
}

named! {
    /// One of the sixteen colours that every terminal has, or its own.
    #[expect(missing_docs, reason = "the names say it")]
    pub enum ColorName or NoSuchColour {
        Reset "reset",
        Black "black",
        Red "red",
        Green "green",
        Yellow "yellow",
        Blue "blue",
        Magenta "magenta",
        Cyan "cyan",
        Gray "gray",
        DarkGray "darkgray",
        LightRed "lightred",
        LightGreen "lightgreen",
        LightYellow "lightyellow",
        LightBlue "lightblue",
        LightMagenta "lightmagenta",
        LightCyan "lightcyan",
        White "white",
    }
}

/// A colour of a theme.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Color {
    /// One that has a name
    Named(ColorName),
    /// One of the 256 of the terminal
    Indexed(u8),
    /// Red, green and blue
    Rgb(u8, u8, u8),
}

impl FromStr for Color {
    type Err = Flaw;

    /// Reads `lightred`, `light-red`, `Bright Red`, `9`, `#ff5555`.
    fn from_str(text: &str) -> Result<Self, Flaw> {
        if let Ok(index) = text.parse() {
            return Ok(Self::Indexed(index));
        }
        if let Some([red, green, blue]) = rgb(text) {
            return Ok(Self::Rgb(red, green, blue));
        }
        let usual = text.to_lowercase().replace([' ', '-', '_'], "").replace("bright", "light").replace("grey", "gray");
        let name = match usual.as_str() {
            "silver" => "gray",
            "lightblack" => "darkgray",
            "lightgray" | "lightwhite" | "lightsilver" => "white",
            name => name,
        };
        name.parse().map(Self::Named).map_err(|_| {
            let problem = DataMessage::NoSuchColour { name: text.to_owned() };
            Flaw::unknown(problem, &usual, ColorName::ALL.iter().map(|color| color.name()))
        })
    }
}

fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => name.fmt(f),
            Self::Indexed(index) => index.fmt(f),
            Self::Rgb(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

impl Serialize for Color {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// How a kind of text looks.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paint {
    /// Colour of the text
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fg: Option<Color>,
    /// Colour behind it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bg: Option<Color>,
    /// Bold
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// Underlined
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub underline: bool,
    /// Text and background exchanged
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reverse: bool,
    /// Faint
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dim: bool,
}

/// How each kind of text looks; one that a theme leaves out looks like plain text.
pub type Paints = BTreeMap<Look, Paint>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_read_as_they_are_written_and_by_other_usual_names() {
        for text in ["black", "darkgray", "lightcyan", "reset", "17", "#81a2be"] {
            assert_eq!(text.parse::<Color>().expect("a colour").to_string(), text);
        }
        for (text, usual) in
            [("Light-Red", "lightred"), ("bright_white", "white"), ("GREY", "gray"), ("silver", "gray")]
        {
            assert_eq!(text.parse::<Color>().expect("a colour").to_string(), usual);
        }
        for text in ["", "redd", "#12345", "#1234567", "#12345g", "#甲乙", "256", "-1"] {
            assert!(text.parse::<Color>().is_err(), "{text:?}");
        }
    }
}
