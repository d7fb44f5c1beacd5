//! How many instructions `gouji check` and `gouji export` execute for a report, against the figures that are stored for
//! this toolchain. Time differs from run to run; the count hardly does, so that a loss of a few per cent shows.
//!
//! ```text
//! cargo bench --bench instructions               # counts and compares
//! cargo bench --bench instructions -- --store    # counts and stores
//! ```
//!
//! Valgrind counts. Where it is not installed, or where no figure is stored for the toolchain, nothing is compared and the
//! benchmark says so.

mod count;
mod figures;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use gouji::catalogue::Catalogue;
use gouji_reports::damage::WORST;
use gouji_reports::model::Activity;
use gouji_reports::render::FORMATS;
use gouji_reports::report::{Order, Report};

use crate::count::{instructions, is_possible};
use crate::figures::{Figure, Figures, Toolchain};

/// Reports that are counted before the others; what it costs to start the program falls out of the difference.
const FIRST: u64 = 26;
/// How far a count may be from the stored one, as a share of it.
const TOLERANCE: f64 = 0.02;

/// Counts the instructions that a report costs.
#[derive(Debug, Parser)]
#[command(name = "instructions")]
struct Options {
    /// Reports, of every format and severity
    #[arg(long, default_value_t = 260)]
    n: u64,
    /// Store the counts for this toolchain
    #[arg(long)]
    store: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    // Cargo adds an option of its own.
    let options = Options::parse_from(std::env::args_os().filter(|argument| argument != "--bench"));
    if !is_possible() {
        println!("instructions: skipped, valgrind is not installed");
        return Ok(ExitCode::SUCCESS);
    }
    let folder = tempfile::tempdir()?;
    write_reports(&folder.path().join("few"), FIRST)?;
    write_reports(&folder.path().join("all"), FIRST + options.n)?;
    let per_report = |command: &[&str]| -> Result<u64, Box<dyn Error>> {
        let [few, all] = ["few", "all"].map(|reports| instructions(folder.path(), command, reports));
        Ok(all?.saturating_sub(few?) / options.n.max(1))
    };
    let counted = Figure {
        check: per_report(&["check", "--format", "jsonl"])?,
        export: per_report(&["export", "--format", "csv"])?,
    };
    let toolchain = Toolchain::this()?;
    println!("instructions per report, {} reports, {toolchain}", options.n);
    let mut figures = Figures::read()?;
    if options.store {
        println!("check   {:>12}\nexport  {:>12}", counted.check, counted.export);
        figures.store(toolchain, options.n, counted)?;
        return Ok(ExitCode::SUCCESS);
    }
    let stored = figures.of(&toolchain, options.n);
    let is_within = compare("check", counted.check, stored.map(|stored| stored.check))
        & compare("export", counted.export, stored.map(|stored| stored.export));
    if stored.is_none() {
        println!("nothing is stored for this toolchain and number of reports: `-- --store` does it");
    } else if !is_within {
        println!("more than {} % off: find out why, or store the new counts with `-- --store`", TOLERANCE * 100.0);
    }
    Ok(if is_within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints a count beside the stored one; false if they differ too much.
fn compare(command: &str, counted: u64, stored: Option<u64>) -> bool {
    let Some(stored) = stored else {
        println!("{command:<7} {counted:>12}");
        return true;
    };
    let ratio = counted as f64 / stored.max(1) as f64;
    println!("{command:<7} {counted:>12}  stored {stored:>12}  ratio {ratio:.4}");
    (ratio - 1.0).abs() <= TOLERANCE
}

/// Writes generated reports, formats and severities in turn.
fn write_reports(folder: &Path, count: u64) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let catalogue = Catalogue::built_in();
    for nth in 0..count {
        let format = FORMATS[nth as usize % FORMATS.len()];
        let severity = nth as usize / FORMATS.len() % (WORST + 1);
        let newest = catalogue.forms.len() - 1;
        let forms = vec![newest - usize::from(nth % 4 == 0); catalogue.table_ids().len()];
        let order =
            Order { seed: 1, nth, severity, format, forms, activity: Activity::Mixed, blanks: 0.1, slips: 0.05 };
        let name = format!("{nth:04}.{}", if format.name.starts_with("html") { "html" } else { "txt" });
        fs::write(folder.join(name), Report::make(&catalogue, order).text)?;
    }
    Ok(())
}
