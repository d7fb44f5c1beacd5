//! How the numbers of a workbook are shown: as they were typed, without the noise of binary fractions; dates as dates.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::date;

use crate::source::fault::Fault;
use crate::source::package::Package;
use crate::source::xml::{Markup, Xml, attribute};

const SECONDS: f64 = 86_400.0;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Plain,
    Percent,
    Date,
}

/// The shapes of numbers, by the number of a cell's style.
pub(super) struct Formats {
    shapes: Vec<Shape>,
    is_1904: bool,
}

impl Formats {
    /// Reads the styles of a workbook.
    pub(super) fn read(package: &mut Package, is_1904: bool) -> Result<Self, Fault> {
        let name = "xl/styles.xml";
        let part = package.part(name)?.unwrap_or_default();
        let mut xml = Xml::new(name, &part);
        let mut codes: HashMap<String, Shape> = HashMap::new();
        let mut formats = Self { shapes: Vec::new(), is_1904 };
        let mut is_cells = false;
        while let Some(markup) = xml.next()? {
            let Markup::Open(element) = markup else { continue };
            let id = || attribute(&element, "numFmtId").unwrap_or_default();
            match element.local_name().as_ref() {
                "numFmt" => {
                    codes.insert(id(), shape_of_code(&attribute(&element, "formatCode").unwrap_or_default()));
                }
                "xf" if is_cells => formats.shapes.push(codes.get(&id()).copied().unwrap_or_else(|| built_in(&id()))),
                "cellXfs" => is_cells = true,
                "cellStyleXfs" | "cellStyles" | "dxfs" => is_cells = false,
                _ => {}
            }
        }
        Ok(formats)
    }

    /// A number as it is shown in a cell of a style.
    pub(super) fn shown(&self, value: &str, style: usize) -> String {
        let Some(number) = value.trim().parse::<f64>().ok().filter(|number| number.is_finite()) else {
            return value.to_owned();
        };
        match self.shapes.get(style).unwrap_or(&Shape::Plain) {
            Shape::Plain => plain(number),
            Shape::Percent => plain(number * 100.0) + "%",
            Shape::Date => self.moment(number).unwrap_or_else(|| plain(number)),
        }
    }

    /// A number of days as a date, with the time if there is one.
    fn moment(&self, days: f64) -> Option<String> {
        if !(0.0..2_958_466.0).contains(&days) {
            return None;
        }
        // Workbooks count a 29 February 1900, which never was.
        let first = match (self.is_1904, days < 60.0) {
            (true, _) => date(1904, 1, 1),
            (false, true) => date(1899, 12, 31),
            (false, false) => date(1899, 12, 30),
        };
        let seconds = (days * SECONDS).round() as i64;
        let moment = first.at(0, 0, 0, 0).checked_add(seconds.seconds()).ok()?;
        let format = match (days < 1.0, days.fract() == 0.0) {
            (_, true) => "%Y-%m-%d",
            (true, _) => "%H:%M:%S",
            _ => "%Y-%m-%d %H:%M:%S",
        };
        Some(moment.strftime(format).to_string())
    }
}

/// A number with the fifteen digits that a workbook shows, and none that say nothing.
fn plain(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// The shapes that need no code.
fn built_in(id: &str) -> Shape {
    match id.parse().unwrap_or(0_u32) {
        9 | 10 => Shape::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Shape::Date,
        _ => Shape::Plain,
    }
}

fn shape_of_code(code: &str) -> Shape {
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.find(|&sign| sign == '"')),
            '[' => drop(signs.find(|&sign| sign == ']')),
            '\\' | '_' | '*' => drop(signs.next()),
            '%' => return Shape::Percent,
            // General
            'G' | 'g' => return Shape::Plain,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return Shape::Date,
            _ => {}
        }
    }
    Shape::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_dates_from_numbers() {
        for (code, shape) in [
            ("yyyy/m/d", Shape::Date),
            ("[$-804]yyyy\"年\"", Shape::Date),
            ("0_ ;[Red]\\-0\\ ", Shape::Plain),
            ("#,##0.00\"dm\"", Shape::Plain),
            ("0.0%", Shape::Percent),
            ("General", Shape::Plain),
        ] {
            assert_eq!(shape_of_code(code), shape, "{code}");
        }
    }

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        let formats = Formats { shapes: vec![Shape::Plain, Shape::Date], is_1904: false };
        for (value, shown) in [("12.0", "12"), ("-0", "0"), ("0.1000000000000000055", "0.1"), ("251000", "251000")] {
            assert_eq!(formats.shown(value, 0), shown);
        }
        for (value, shown) in
            [("1", "1900-01-01"), ("60", "1900-02-28"), ("61", "1900-03-01"), ("0.5", "12:00:00"), ("-1", "-1")]
        {
            assert_eq!(formats.shown(value, 1), shown);
        }
        assert_eq!(formats.shown("nan", 9), "nan");
    }
}
