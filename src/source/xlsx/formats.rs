//! How the values of a workbook are shown: numbers as they were typed, without the noise of binary fractions; dates as
//! dates.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Style};

const SECONDS: f64 = 86_400.0;
/// The day after the last that a workbook has.
const END_OF_DAYS: f64 = 2_958_466.0;
/// The longest format, in characters.
const LONGEST_FORMAT: usize = 255;

/// A value as it is shown in a cell of a style.
pub(super) fn shown(value: &DataRef, style: Option<&Style>, is_1904: bool) -> String {
    match value {
        DataRef::Float(number) if is_percent(style) => plain(number * 100.0) + "%",
        DataRef::Float(number) => plain(*number),
        DataRef::DateTime(moment) => moment_shown(moment, is_1904),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number of days as a date, with the time if there is one.
fn moment_shown(moment: &ExcelDateTime, is_1904: bool) -> String {
    let days = moment.as_f64();
    if !(0.0..END_OF_DAYS).contains(&days) {
        return plain(days);
    }
    let seconds = (days * SECONDS).round();
    if moment.is_duration() {
        let whole = seconds as u64;
        return format!("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    }
    let rounded = ExcelDateTime::new(seconds / SECONDS, ExcelDateTimeType::DateTime, is_1904);
    let (year, month, day, hour, minute, second, _) = rounded.to_ymd_hms_milli();
    let (date, time) = (format!("{year}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}:{second:02}"));
    match (days < 1.0, days.fract() == 0.0) {
        (_, true) => date,
        (true, _) => time,
        _ => format!("{date} {time}"),
    }
}

/// A number with the fifteen digits that a workbook shows, and none that say nothing.
fn plain(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn is_percent(style: Option<&Style>) -> bool {
    let code = style.and_then(|style| style.number_format.as_ref()).map_or("", |format| &format.format_code);
    let mut signs = code.chars().take(LONGEST_FORMAT);
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.find(|&sign| sign == '"')),
            '[' => drop(signs.find(|&sign| sign == ']')),
            '\\' | '_' | '*' => drop(signs.next()),
            '%' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        for (value, text) in
            [(12.0, "12"), (-0.0, "0"), (0.1 + 0.2, "0.3"), (251_000.0, "251000"), (4068.208, "4068.208")]
        {
            assert_eq!(shown(&DataRef::Float(value), None, false), text);
        }
    }

    #[test]
    fn days_are_shown_as_dates_and_times() {
        let date =
            |days| shown(&DataRef::DateTime(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false)), None, false);
        for (days, text) in [
            (1.0, "1900-01-01"),
            (61.0, "1900-03-01"),
            (45_000.5, "2023-03-15 12:00:00"),
            (45_000.333_333_3, "2023-03-15 08:00:00"),
            (0.5, "12:00:00"),
            (-1.0, "-1"),
            (2_958_466.0, "2958466"),
        ] {
            assert_eq!(date(days), text);
        }
        let duration = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(shown(&DataRef::DateTime(duration), None, false), "36:00:00");
    }
}
