//! `gouji diff`: what two reviewers decided differently, cell by cell, and how far they agree.

mod found;
mod print;

use std::io::{self, BufWriter};
use std::path::PathBuf;

use clap::Args;

use crate::cli::inputs::path;
use crate::cli::shown::Shown;
use crate::cli::{Context, Exit, TextOrJson};
use crate::error::{Error, Result};
use crate::form::{AddressBook, CellId};
use crate::sidecar::Sidecar;
use crate::sidecar::agreement::{Reviewer, ReviewerAgreement, in_force, last_by};
use crate::text::visible::visible;
use crate::words::{CommandMessage, UsageMessage};
use found::{Compared, Complaints, below, is_one, matched};
use print::{Output, json, text};

/// What was typed after `diff`.
#[derive(Args, Debug)]
pub(super) struct Diff {
    /// Two reports, two files of decisions, or two folders, in which files of the same name are compared; with --by, any
    /// number of them
    #[arg(required = true, value_parser = path())]
    paths: Vec<PathBuf>,
    /// Compare what two reviewers, named one after the other, said last in the same files
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    /// The layout
    #[arg(long, short, value_enum, default_value_t)]
    format: TextOrJson,
}

pub(super) fn run(context: &Context, diff: &Diff) -> Exit {
    let mut complaints = Complaints::new(context);
    let compared = match pairs(diff, &mut complaints) {
        Ok(compared) => compared,
        Err(error) => {
            context.complain(&error);
            return Exit::Failed;
        }
    };
    if let ([], [one, other]) = (diff.by.as_slice(), diff.paths.as_slice())
        && is_one(one, other)
    {
        context.note(&context.words.fill(CommandMessage::DiffSame { path: &visible(&one.to_string_lossy()) }));
    }
    let found = compare(context, diff, &compared, &mut complaints);
    let out = BufWriter::new(io::stdout().lock());
    let written = match diff.format {
        TextOrJson::Text => text(&found, context.words, Shown::new(out)),
        TextOrJson::Json => json(&found, out),
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            context.complain(&Error::Write("-".into(), error));
            Exit::Failed
        }
        _ if complaints.any_failed => Exit::Failed,
        _ if found.is_alike() => Exit::Clean,
        _ => Exit::Findings,
    }
}

/// The reports to be compared, each with the one or two files that hold the decisions.
fn pairs(diff: &Diff, complaints: &mut Complaints<'_>) -> Result<Vec<Compared>> {
    match (diff.by.as_slice(), diff.paths.as_slice()) {
        ([], [one, other]) => matched(one, other, complaints),
        ([], paths) => Err(Error::Options(UsageMessage::DiffNeedsTwo { count: paths.len().to_string() })),
        ([one, other], _) if one == other => Err(Error::Options(UsageMessage::DiffSameName { name: one.clone() })),
        ([_, _], paths) => Ok(below(paths, complaints)),
        (names, _) => Err(Error::Options(UsageMessage::DiffNeedsTwoNames { count: names.len().to_string() })),
    }
}

/// What is decided differently.
fn compare(context: &Context, diff: &Diff, compared: &[Compared], complaints: &mut Complaints<'_>) -> Output {
    let book = AddressBook::new(&context.catalogue.forms);
    let names = match diff.by.as_slice() {
        [one, other] => [one.clone(), other.clone()],
        _ => [0, 1].map(|nth: usize| diff.paths[nth].display().to_string()),
    };
    let mut output = Output { names, agreement: ReviewerAgreement::default(), differences: vec![], conflicts: 0 };
    for report in compared {
        match sides(diff, report) {
            Ok((one, other, conflicts)) => {
                let form = book.of(one.keys().chain(other.keys()));
                let mut found = output.agreement.add(&one, &other);
                found.sort_by_key(|difference| form.place(&difference.cell));
                let label = |cell: &CellId| form.label(cell).unwrap_or_default().to_owned();
                let differences = found.into_iter().map(|found| (report.name.clone(), label(&found.cell), found));
                output.differences.extend(differences);
                output.conflicts += conflicts;
            }
            Err(error) => complaints.failed(&error),
        }
    }
    output
}

/// What each of the two says of one report, and the number of cells on which one of them says two things.
fn sides(diff: &Diff, report: &Compared) -> Result<(Reviewer, Reviewer, usize)> {
    let read = |path: &Option<PathBuf>| path.as_deref().map_or_else(|| Ok(Sidecar::default()), Sidecar::open_file);
    let one = read(&report.files[0])?;
    if let [first, second] = diff.by.as_slice() {
        return Ok((last_by(one.ledger(), first), last_by(one.ledger(), second), 0));
    }
    let other = read(&report.files[1])?;
    let ((one, in_one), (other, in_other)) = (in_force(one.ledger()), in_force(other.ledger()));
    Ok((one, other, in_one + in_other))
}
