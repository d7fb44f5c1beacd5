//! The stored counts: one entry for each toolchain, as another compiler writes other instructions.

use std::error::Error;
use std::fmt::{self, Display};
use std::path::PathBuf;
use std::process::Command;

use serde::{Deserialize, Serialize};

const COMMENT: &str = "// Instructions per report. Written by `cargo bench --bench instructions -- --store`.\n";

/// Instructions for one report.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Figure {
    pub check: u64,
    pub export: u64,
}

/// What a program is built with.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Toolchain {
    target: String,
    rustc: String,
    /// Settings in the environment that change what is built
    settings: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Entry {
    toolchain: Toolchain,
    reports: u64,
    figure: Figure,
}

/// All that is stored.
#[derive(Debug)]
pub struct Figures(Vec<Entry>);

impl Toolchain {
    /// The one that built this program.
    pub fn this() -> Result<Self, Box<dyn Error>> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let output = String::from_utf8(Command::new(rustc).arg("-vV").output()?.stdout)?;
        let field =
            |name: &str| output.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("unknown").to_owned();
        let changes = |name: &str| name.starts_with("CARGO_PROFILE_") || name.ends_with("RUSTFLAGS");
        let mut settings: Vec<String> = std::env::vars()
            .filter(|(name, value)| changes(name) && !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        settings.sort();
        Ok(Self { target: field("host: "), rustc: field("release: "), settings: settings.join(" ") })
    }
}

impl Display for Toolchain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rustc {} for {}", self.rustc, self.target)?;
        if self.settings.is_empty() { Ok(()) } else { write!(f, " with {}", self.settings) }
    }
}

impl Figures {
    /// Reads the file.
    pub fn read() -> Result<Self, Box<dyn Error>> {
        let text = std::fs::read_to_string(path())?;
        Ok(Self(ron::from_str(&text).map_err(|error| format!("{}: {error}", path().display()))?))
    }

    /// What is stored for a toolchain and so many reports.
    pub fn of(&self, toolchain: &Toolchain, reports: u64) -> Option<Figure> {
        let entry = self.0.iter().find(|entry| entry.toolchain == *toolchain && entry.reports == reports);
        entry.map(|entry| entry.figure)
    }

    /// Stores the counts of a toolchain in place of those that it had.
    pub fn store(&mut self, toolchain: Toolchain, reports: u64, figure: Figure) -> Result<(), Box<dyn Error>> {
        self.0.retain(|entry| entry.toolchain != toolchain);
        self.0.push(Entry { toolchain, reports, figure });
        let text = ron::ser::to_string_pretty(&self.0, ron::ser::PrettyConfig::new())?;
        Ok(std::fs::write(path(), format!("{COMMENT}{text}\n"))?)
    }
}

fn path() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "benches", "instructions", "figures.ron"].iter().collect()
}
