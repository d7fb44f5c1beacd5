//! Figures as small tables of text, or as JSON.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use gouji_reports::score::{Axis, BANDS, Board, Figures, Share};

/// The axes, with the words that stand over them.
const AXES: [(Axis, &str); 7] = [
    (Axis::All, "all cells"),
    (Axis::Severity, "severity"),
    (Axis::Format, "format"),
    (Axis::Activity, "activity"),
    (Axis::Form, "form"),
    (Axis::Table, "table"),
    (Axis::Kind, "kind of damage"),
];

/// The speed with which each format is read.
pub type Speeds = Vec<(&'static str, f64)>;

/// Prints all figures as tables.
pub fn tables(board: &Board, speeds: &Speeds, out: &mut impl Write) -> io::Result<()> {
    for (axis, title) in AXES {
        writeln!(
            out,
            "{title:<24} {:>16} {:>16} {:>9} {:>16} {:>8} {:>9} {:>8}",
            "read %", "repaired %", "flagged %", "honest %", "calib.", "wrong .95", "auroc"
        )?;
        for (name, figures) in board.along(axis) {
            writeln!(out, "{}", line(name, figures))?;
        }
        writeln!(out)?;
    }
    if let Some(figures) = board.0.get(&(Axis::All, "all".into())) {
        reliability(figures, out)?;
    }
    if !speeds.is_empty() {
        writeln!(out, "\n{:<24} {:>16}", "speed", "reports/s")?;
        for (name, speed) in speeds {
            writeln!(out, "{name:<24} {speed:>16.0}")?;
        }
    }
    Ok(())
}

fn line(name: &str, figures: &Figures) -> String {
    let calibration = figures.calibration();
    let counted = |share: Share| match share.rate() {
        Some(rate) => format!("{:.2} /{:>7}", rate * 100.0, share.of),
        None => "-".to_owned(),
    };
    let percent = |share: Share| share.rate().map_or("-".to_owned(), |rate| format!("{:.2}", rate * 100.0));
    let wrong = calibration.wrong_of_sure.rate().map_or("-".to_owned(), |rate| format!("{rate:.5}"));
    let auroc = calibration.auroc.map_or("-".to_owned(), |auroc| format!("{auroc:.4}"));
    format!(
        "{name:<24} {:>16} {:>16} {:>9} {:>16} {:>8.5} {wrong:>9} {auroc:>8}",
        counted(figures.read),
        counted(figures.repaired),
        percent(figures.flagged),
        counted(figures.honest),
        calibration.error,
    )
}

fn reliability(figures: &Figures, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:<24} {:>16} {:>16} {:>9}", "confidence from", "numbers", "claimed", "right")?;
    for (from, (count, claimed, right)) in BANDS.iter().zip(figures.reliability()) {
        writeln!(out, "{from:<24} {count:>16} {claimed:>16.4} {right:>9.4}")?;
    }
    Ok(())
}

/// All figures as JSON.
pub fn json(board: &Board, speeds: &Speeds) -> Value {
    let mut all = Map::new();
    for (axis, title) in AXES {
        let along = board.along(axis).map(|(name, figures)| (name.to_owned(), figures.json()));
        all.insert(title.replace(' ', "_"), Value::Object(along.collect()));
    }
    if let Some(figures) = board.0.get(&(Axis::All, "all".into())) {
        let band = |(from, (count, claimed, right))| json!({ "from": from, "numbers": count, "claimed": claimed, "right": right });
        all.insert("reliability".into(), BANDS.iter().zip(figures.reliability()).map(band).collect());
    }
    all.insert(
        "speed".into(),
        Value::Object(speeds.iter().map(|(name, speed)| ((*name).to_owned(), json!(speed))).collect()),
    );
    Value::Object(all)
}
