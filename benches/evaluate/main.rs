//! The measuring stick: makes up reports with known values, damages them as real ones are, and measures how well they are
//! read, repaired and doubted.
//!
//! ```text
//! cargo bench --bench evaluate -- --n 300 --severity 2,3 --format tab,html
//! ```

mod files;
mod print;
mod speed;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::export::{CellRow, cell_rows};
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::sidecar::Sidecar;
use gouji::source::Source;

use crate::files::{Dump, write_report};
use crate::print::Speeds;
use crate::speed::reports_per_second;
use gouji_reports::dice::Dice;
use gouji_reports::model::Activity;
use gouji_reports::render::{FORMATS, Format};
use gouji_reports::report::{Order, Report};
use gouji_reports::score::Board;

/// How many reports are read to measure speed.
const FOR_SPEED: u64 = 40;
/// The severity at which speed is measured.
const TYPICAL: usize = 2;

/// Measures how well made-up reports, damaged as real ones are, are read.
#[derive(Debug, Parser)]
#[command(name = "evaluate")]
struct Options {
    /// Reports for each severity
    #[arg(long, default_value_t = 200)]
    n: u64,
    /// The same seed makes the same reports
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Severities, from 0 (clean) to 4 (extreme)
    #[arg(long, value_delimiter = ',', default_values_t = 0..=gouji_reports::damage::WORST)]
    severity: Vec<usize>,
    /// Formats or families of them: all, tables, texts, tab, pipe, html, web, layout, raw, lines, run, html:web, …
    #[arg(long, value_delimiter = ',', default_value = "all")]
    format: Vec<String>,
    /// The form of all tables, by its name; `mix` takes any, and sometimes two for one report
    #[arg(long, default_value = "mix")]
    form: String,
    /// How much goes on at the agencies
    #[arg(long, value_enum, default_value_t = Goings::Mix)]
    activity: Goings,
    /// The share of agencies that leave zeros out
    #[arg(long, default_value_t = 0.1)]
    blanks: f64,
    /// The share of agencies that get a sum wrong
    #[arg(long, default_value_t = 0.05)]
    slips: f64,
    /// Write each report with its truth into a folder of its own in this one
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Write a line for every cell with a number to this file
    #[arg(long, value_name = "FILE")]
    dump_cells: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Leave speed out
    #[arg(long)]
    no_speed: bool,
}

/// How much goes on at the agencies.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Goings {
    /// Nothing
    Zero,
    /// As it comes
    Mixed,
    /// A lot
    Busy,
    /// Some of each
    Mix,
}

impl Goings {
    fn draw(self, dice: &mut Dice) -> Activity {
        match self {
            Self::Zero => Activity::Zero,
            Self::Mixed => Activity::Mixed,
            Self::Busy => Activity::Busy,
            Self::Mix => *dice.weighted(&[(Activity::Zero, 1.0), (Activity::Mixed, 6.0), (Activity::Busy, 3.0)]),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds an option of its own.
    let options = Options::parse_from(std::env::args_os().filter(|argument| argument != "--bench"));
    let catalogue = Catalogue::built_in();
    let formats = options.formats()?;
    let board = options.measure(&catalogue, &formats)?;
    let speeds = if options.no_speed { Speeds::new() } else { options.speeds(&catalogue, &formats)? };
    let mut out = std::io::stdout().lock();
    if options.json {
        writeln!(out, "{:#}", print::json(&board, &speeds))?;
    } else {
        print::tables(&board, &speeds, &mut out)?;
    }
    Ok(())
}

impl Options {
    fn formats(&self) -> Result<Vec<Format>, Box<dyn Error>> {
        if let Some(name) = self.format.iter().find(|name| !FORMATS.iter().any(|format| format.is_named(name))) {
            let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            return Err(format!("no format is named `{name}`; there are: {}", known.join(", ")).into());
        }
        let wanted = |format: &&Format| self.format.iter().any(|name| format.is_named(name));
        Ok(FORMATS.iter().filter(wanted).copied().collect())
    }

    /// The form of each table of a report.
    fn forms(&self, catalogue: &Catalogue, dice: &mut Dice) -> Result<Vec<usize>, Box<dyn Error>> {
        let tables = catalogue.table_ids();
        let count = catalogue.forms.len();
        if self.form != "mix" {
            let named = catalogue.forms.iter().position(|form| *form.id == *self.form);
            return Ok(vec![named.ok_or_else(|| format!("no form is named `{}`", self.form))?; tables.len()]);
        }
        let usual = if dice.chance(0.7) { count - 1 } else { dice.below(count) };
        let mut forms = vec![usual; tables.len()];
        if dice.chance(0.04) {
            forms[0] = dice.below(count);
        }
        let holds = |table: &str, form: usize| catalogue.forms[form].table(table).is_some();
        for (form, table) in forms.iter_mut().zip(tables) {
            *form = if holds(table, *form) {
                *form
            } else {
                (0..count).rfind(|&other| holds(table, other)).unwrap_or(*form)
            };
        }
        Ok(forms)
    }

    fn order(&self, catalogue: &Catalogue, nth: u64, severity: usize, format: Format) -> Result<Order, Box<dyn Error>> {
        let dice = &mut Dice::of(self.seed, nth, "order");
        let forms = self.forms(catalogue, dice)?;
        let activity = self.activity.draw(dice);
        Ok(Order { seed: self.seed, nth, severity, format, forms, activity, blanks: self.blanks, slips: self.slips })
    }

    fn measure(&self, catalogue: &Catalogue, formats: &[Format]) -> Result<Board, Box<dyn Error>> {
        let mut reader = Reader::new(catalogue);
        let mut board = Board::default();
        let mut dump = match &self.dump_cells {
            Some(path) => Some(Dump::begin(BufWriter::new(File::create(path)?))?),
            None => None,
        };
        let mut made = 0;
        for &severity in &self.severity {
            for nth in 0..self.n {
                let format = formats[nth as usize % formats.len()];
                let report = Report::make(catalogue, self.order(catalogue, nth, severity, format)?);
                if let Some(folder) = &self.write {
                    write_report(folder, made, &report)?;
                }
                let review = reviewed(&report, &mut reader);
                let read: Vec<CellRow> =
                    review.iter().flat_map(|review| cell_rows(review, Config::built_in().threshold.get())).collect();
                if let (Some(dump), Some(review)) = (&mut dump, &review) {
                    dump.add(made, &report, review, &read)?;
                }
                board.add(&report, &read);
                made += 1;
            }
        }
        dump.map_or(Ok(()), Dump::finish)?;
        Ok(board)
    }

    fn speeds(&self, catalogue: &Catalogue, formats: &[Format]) -> Result<Speeds, Box<dyn Error>> {
        let speed = |format: &Format| {
            let make = |nth| Ok(Report::make(catalogue, self.order(catalogue, nth, TYPICAL, *format)?));
            let reports = (0..FOR_SPEED).map(make).collect::<Result<Vec<Report>, Box<dyn Error>>>()?;
            Ok((format.name, reports_per_second(catalogue, &reports)))
        };
        formats.iter().map(speed).collect()
    }
}

/// A report as it leaves the reader, without decisions; none if no table was found.
fn reviewed(report: &Report, reader: &mut Reader) -> Option<Review> {
    let source = Source::from_bytes(Path::new("report.txt"), report.text.as_bytes()).ok()?;
    Review::new(source, Sidecar::default(), reader).ok()
}
