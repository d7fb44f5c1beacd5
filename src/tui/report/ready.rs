//! A report that was read before it is put on the screen, and whether it is still as it was.

use std::path::{Path, PathBuf};

use crate::reading::Reader;
use crate::review::{Review, Sight};
use crate::sidecar::path_of;
use crate::source::outputs;
use crate::tui::raw::debris::debris;
use crate::tui::report::file::{Stamp, Watch};

/// A report that was read before it is put on the screen.
#[derive(Debug)]
pub struct Ready {
    /// All that is known of it
    pub review: Review,
    /// The lines that are dimmed
    pub debris: Vec<bool>,
    /// Its file as it was
    pub watch: Watch,
    /// Its path
    pub path: PathBuf,
    sidecar: Option<Stamp>,
    outputs: Vec<(PathBuf, Option<Stamp>)>,
}

impl Ready {
    /// Reads a report; none if it cannot be read, which is told when it is asked for.
    pub fn read(path: &Path, sight: &Sight, reader: &mut Reader) -> Option<Self> {
        let (watch, sidecar, outputs) = (Watch::over(path), Stamp::of(&path_of(path)), stamped(path));
        let review = Review::open_seeing(sight, path, reader).ok()?;
        let debris = debris(&review);
        Some(Self { review, debris, watch, path: path.into(), sidecar, outputs })
    }

    /// Whether neither the report, nor the decisions on it, nor the output of an OCR engine beside it has changed since.
    pub fn is_current(&self) -> bool {
        let is_sidecar_current = self.sidecar == Stamp::of(&path_of(&self.path));
        self.watch.is_current(&self.path) && is_sidecar_current && self.outputs == stamped(&self.path)
    }
}

/// What lies beside a report and is read with it, as it is now.
fn stamped(path: &Path) -> Vec<(PathBuf, Option<Stamp>)> {
    outputs(path).into_iter().map(|output| (output.clone(), Stamp::of(&output))).collect()
}
