//! How long the screen takes from a key to its frame: made-up reports of busy agencies, damaged as real ones are, gone
//! through as a reviewer does. The terminal is one in memory that counts what is written to it.
//!
//! ```text
//! cargo bench --bench frames -- --keys 2000 --folder /dev/shm
//! ```
//!
//! A frame is what a key costs until all is written: the change of the state, what has to be done outside it (a decision is
//! saved, a report is opened), and the drawing. Between keys, what the background would read is read; that does not count.

mod desk;
mod figures;
mod screen;
mod session;

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::tui::Setup;
use gouji::words::{Language, Words};

use crate::figures::Figures;
use crate::screen::Screen;
use crate::session::Session;

/// Measures how long the screen takes from a key to its frame.
#[derive(Debug, Parser)]
#[command(name = "frames")]
struct Options {
    /// Keys to press
    #[arg(long, default_value_t = 2000)]
    keys: usize,
    /// Reports in the folder
    #[arg(long, default_value_t = 24)]
    reports: usize,
    /// The same seed makes the same reports and the same keys
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How badly the reports are damaged, from 0 (clean) to 4 (extreme)
    #[arg(long, default_value_t = 2)]
    severity: usize,
    /// Columns and lines of the screen
    #[arg(long, num_args = 2, default_values_t = [160, 48])]
    size: Vec<u16>,
    /// Where the reports are put meanwhile, and decisions saved; in memory, the disk does not count
    #[arg(long)]
    folder: Option<PathBuf>,
    /// How often the same session is gone through; a frame counts as the least that it took, so that what else the
    /// machine does counts little
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Print the slowest frames
    #[arg(long, default_value_t = 0)]
    slowest: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds an option of its own.
    let options = Options::parse_from(std::env::args_os().filter(|argument| argument != "--bench"));
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut figures = Figures::default();
    for _ in 0..options.runs.max(1) {
        let folder = tempfile::tempdir_in(options.folder.clone().unwrap_or_else(std::env::temp_dir))?;
        let paths = desk::lay(&catalogue, folder.path(), &options)?;
        let size = (options.size[0], options.size[1]);
        let words = Words::of(Language::Chinese);
        let setup = Setup {
            config: &config,
            catalogue: &catalogue,
            words,
            reviewer: "审核员".into(),
            rescue: None,
            sight: gouji::review::Sight::All,
            no_color: false,
        };
        let mut screen = Screen::new(gouji::tui::Screen::new(setup, paths, None, size)?, size)?;
        let mut session = Session::new(options.seed);
        for nth in 0..options.keys {
            let (kind, press) = session.next();
            figures.add(nth, kind, press, screen.press(press)?);
        }
    }
    figures.print(options.slowest);
    Ok(())
}
