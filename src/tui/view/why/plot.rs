//! Draws a cell over the years as text: the years, the values under them, and a bar for each.

use rust_decimal::prelude::ToPrimitive;

use crate::data::config::Borders;
use crate::findings::wording::{InYear, YearOfCell};
use crate::tui::view::wide::width;

/// The characters of bars, from the least to the most: where only characters of one column are safe, and elsewhere.
const ASCII: [char; 8] = ['.', ':', '-', '=', '+', '*', '#', '@'];
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The lines for so many columns: three for as many years as fit beside each other. The year that is looked at stands in
/// brackets; `missing` stands under a year whose report is not known, `_` under one without a value.
pub(crate) fn plot(title: &str, years: &[YearOfCell], missing: &str, borders: Borders, room: usize) -> Vec<String> {
    let values: Vec<String> = years
        .iter()
        .map(|year| match year.what {
            InYear::Value(value) => value.to_string(),
            InYear::Without => "_".to_owned(),
            InYear::Missing => missing.to_owned(),
        })
        .collect();
    let bars = bars(years, if borders == Borders::Ascii { ASCII } else { BLOCKS });
    let columns: Vec<usize> = values.iter().map(|value| width(value).max(4)).collect();
    let indent = width(title);
    let mut lines = Vec::new();
    let mut from = 0;
    while from < years.len() {
        // A column has a bracket or a space on either side.
        let mut left = room.saturating_sub(indent);
        let fits = columns[from..].iter().take_while(|&&column| {
            let goes = column + 2 <= left;
            left = left.saturating_sub(column + 2);
            goes
        });
        let to = from + fits.count().max(1);
        let line = |head: &str, text: &dyn Fn(usize) -> String| {
            let cells = (from..to).map(|nth| {
                let (open, close) = if years[nth].is_here { ("[", "]") } else { (" ", " ") };
                let text = text(nth);
                format!("{open}{}{text}{close}", " ".repeat(columns[nth] - width(&text)))
            });
            let line = format!("{head}{}{}", " ".repeat(indent - width(head)), cells.collect::<String>());
            line.trim_end().to_owned()
        };
        lines.push(line(if from == 0 { title } else { "" }, &|nth| years[nth].year.to_string()));
        lines.push(line("", &|nth| values[nth].clone()));
        lines.push(line("", &|nth| bars[nth].map(String::from).unwrap_or_default()));
        from = to;
    }
    lines
}

/// A bar for each year that has a value, measured from zero, or from the least value if that is below.
fn bars(years: &[YearOfCell], chars: [char; 8]) -> Vec<Option<char>> {
    let value = |year: &YearOfCell| if let InYear::Value(value) = year.what { value.to_f64() } else { None };
    let values: Vec<Option<f64>> = years.iter().map(value).collect();
    let low = values.iter().flatten().copied().fold(0.0, f64::min);
    let high = values.iter().flatten().copied().fold(low, f64::max);
    let level = |value: f64| if high > low { ((value - low) / (high - low) * 7.0).round() as usize } else { 0 };
    values.into_iter().map(|value| Some(chars[level(value?).min(7)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(year: u16, what: InYear) -> YearOfCell {
        YearOfCell { year, what, is_here: year == 2023 }
    }

    fn of(value: i64) -> InYear {
        InYear::Value(value.into())
    }

    const MISSING: InYear = InYear::Missing;

    #[test]
    fn a_bar_stands_under_its_value_and_its_year() {
        let years = [
            year(2020, of(4)),
            year(2021, MISSING),
            year(2022, of(0)),
            year(2023, of(31245)),
            year(2024, InYear::Without),
            year(2025, of(14000)),
        ];
        let expected = [
            "历年 2020  2021  2022 [ 2023] 2024   2025",
            "        4    缺     0 [31245]    _  14000",
            "        .           . [    @]           =",
        ];
        assert_eq!(plot("历年", &years, "缺", Borders::Ascii, 80), expected);
        let blocks = plot("", &years[3..], "缺", Borders::Lines, 80);
        assert_eq!(blocks[2], "[    █]           ▄");
    }

    #[test]
    fn years_that_do_not_fit_go_on_below() {
        let years: Vec<YearOfCell> = (2021..2025).map(|nth| year(nth, of(i64::from(nth) - 2021))).collect();
        let expected =
            ["x: 2021  2022", "      0     1", "      .     -", "  [2023] 2024", "  [   2]    3", "  [   *]    @"];
        assert_eq!(plot("x:", &years, "", Borders::Ascii, 15), expected.map(str::to_owned));
        assert_eq!(plot("x:", &years, "", Borders::Ascii, 1).len(), 12, "one beside the other on no screen");
    }

    #[test]
    fn what_is_below_zero_stands_lower_than_zero() {
        let years = [year(2021, of(-10)), year(2022, of(0)), year(2023, of(10))];
        assert_eq!(bars(&years, ASCII), [Some('.'), Some('+'), Some('@')]);
        assert_eq!(bars(&[year(2021, of(0)), year(2022, of(0))], ASCII), [Some('.'); 2]);
    }
}
