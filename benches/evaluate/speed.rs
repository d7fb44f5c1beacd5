//! How many reports are read in a second: from memory, on one core, from bytes to what the arithmetic says.

use std::path::Path;
use std::time::{Duration, Instant};

use gouji::catalogue::Catalogue;
use gouji::editing::assess::{Assessment, Observed, Standing};
use gouji::reading::Reader;
use gouji::sheet::record::State;
use gouji::source::Source;

use gouji_reports::report::Report;

/// How often all reports are read; the best round counts, as the others were disturbed.
const ROUNDS: usize = 5;

/// Reports per second.
pub fn reports_per_second(catalogue: &Catalogue, reports: &[Report]) -> f64 {
    let mut reader = Reader::new(catalogue);
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for report in reports {
            read(&mut reader, report.text.as_bytes());
        }
        best = best.min(start.elapsed());
    }
    reports.len() as f64 / best.as_secs_f64().max(1e-9)
}

fn read(reader: &mut Reader, bytes: &[u8]) {
    let Ok(source) = Source::from_bytes(Path::new("report.txt"), bytes) else { return };
    let record = reader.read(&source);
    let observed: Vec<Observed> = record
        .readings
        .iter()
        .map(|reading| Observed {
            value: reading.value,
            text: reading.span.map_or("", |span| source.slice(span)),
            doubt: 1.0 - f64::from(reading.text),
            standing: Standing::Open,
            is_absent: reading.state == State::Absent,
        })
        .collect();
    std::hint::black_box(Assessment::of(&record.sheet, &observed, &[]));
}
