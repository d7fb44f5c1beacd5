//! The reports of the session: a few busy agencies, each over several years, so that there is something to compare.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gouji::catalogue::Catalogue;

use crate::Options;
use gouji_reports::model::Activity;
use gouji_reports::render::FORMATS;
use gouji_reports::report::{Order, Report};

/// So many reports are made for each that is wanted, to find agencies with several years among them.
const CHOICE: u64 = 25;

/// Writes the reports into a folder, agency by agency and year by year.
pub fn lay(catalogue: &Catalogue, folder: &Path, options: &Options) -> io::Result<Vec<PathBuf>> {
    let mut agencies: BTreeMap<String, BTreeMap<u16, String>> = BTreeMap::new();
    for nth in 0..options.reports as u64 * CHOICE {
        let forms = vec![catalogue.forms.len() - 1; catalogue.table_ids().len()];
        let (seed, severity, format) = (options.seed, options.severity, FORMATS[0]);
        let order = Order { seed, nth, severity, format, forms, activity: Activity::Busy, blanks: 0.1, slips: 0.05 };
        let report = Report::make(catalogue, order);
        agencies.entry(report.head.agency).or_default().entry(report.head.year).or_insert(report.text);
    }
    let mut agencies: Vec<_> = agencies.into_iter().collect();
    agencies.sort_by_key(|(_, years)| std::cmp::Reverse(years.len()));
    let reports = agencies
        .into_iter()
        .flat_map(|(agency, years)| years.into_iter().map(move |(year, text)| (format!("{agency}-{year}.txt"), text)));
    reports
        .take(options.reports)
        .map(|(name, text)| {
            let path = folder.join(name);
            fs::write(&path, text)?;
            Ok(path)
        })
        .collect()
}
