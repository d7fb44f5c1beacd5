//! `gouji export`: writes records.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use clap::Args;

use crate::cli::inputs::{Input, expand};
use crate::cli::shown::Shown;
use crate::cli::{Context, Exit, exit_of, say};
use crate::durable::Replacement;
use crate::error::Error;
use crate::export::{Format, Require, Setting, Sink, describe, findings_sink, is_described, sink};
use crate::reading::Reader;
use crate::review::Review;
use crate::sidecar::path_of;
use crate::source::outputs;
use crate::words::Word;

/// The name that other programs look for.
const PACKAGE: &str = "datapackage.json";
/// Reports that are read before those before them are written.
const AHEAD: usize = 8;

/// What was typed after `export`.
#[derive(Args, Debug)]
pub(super) struct Export {
    /// Reports, folders of them, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The layout; without it, that of the output's name (.csv .json .jsonl .ron .parquet .xlsx .md .html), or csv
    #[arg(long, short, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write nothing unless every report is this; what is open is told on standard error
    #[arg(long, value_enum)]
    require: Option<Require>,
    /// Write the list of findings (整改清单) instead: per agency, which rule fails, by how much, the verdict; as csv, xlsx
    /// or markdown
    #[arg(long)]
    findings: bool,
    /// Begin CSV with a byte order mark, so that Excel takes it for UTF-8
    #[arg(long)]
    bom: bool,
    /// Write a Frictionless datapackage.json beside the output that describes its columns
    #[arg(long, requires = "output", conflicts_with = "findings")]
    datapackage: bool,
}

impl Export {
    /// The format asked for, if it goes with the other options.
    fn format(&self) -> Result<Format, Error> {
        let of_output = || self.output.as_deref().and_then(Format::of_name);
        let format = self.format.or_else(of_output).unwrap_or_default();
        let refused = |word| Err(Error::Options(word, format.name()));
        if self.findings && !format.can_list() {
            return refused(Word::CannotList);
        }
        if self.bom && !format.may_have_bom() {
            return refused(Word::CannotHaveBom);
        }
        if self.datapackage && !is_described(format) {
            return refused(Word::CannotDescribe);
        }
        if self.output.is_none() && format.is_binary() && io::stdout().is_terminal() {
            return refused(Word::CannotShow);
        }
        Ok(format)
    }
}

pub(super) fn run(context: &Context, export: &Export) -> Exit {
    let written = export.format().and_then(|format| {
        let setting = Setting {
            catalogue: &context.catalogue,
            words: context.words,
            threshold: context.config.threshold,
            bom: export.bom,
        };
        let job = Job { context, export, format, setting };
        match &export.output {
            Some(path) => job.to_file(path),
            None => job.to_stdout().map_err(|error| Error::Write("-".into(), error)),
        }
    });
    match written {
        Ok(exit) => exit,
        Err(Error::Write(_, error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            context.complain(&error);
            Exit::Failed
        }
    }
}

/// An export under way.
struct Job<'a> {
    context: &'a Context,
    export: &'a Export,
    format: Format,
    setting: Setting<'a>,
}

/// What is counted while reports are written.
#[derive(Default)]
struct Count {
    reports: usize,
    lacking: usize,
    open: usize,
    failing: usize,
    unclean: bool,
    exit: Exit,
}

/// How it went.
struct Outcome {
    reports: usize,
    refused: bool,
    exit: Exit,
}

impl Job<'_> {
    /// Writes to a temporary file beside the output and puts it in its place when it is whole and holds something.
    fn to_file(&self, path: &Path) -> Result<Exit, Error> {
        let fail = |error| Error::Write(path.into(), error);
        let package = self.export.datapackage.then(|| path.with_file_name(PACKAGE));
        for output in [Some(path), package.as_deref()].into_iter().flatten() {
            self.keep_inputs(output)?;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(package) = &package {
            keep_other_package(package, &name)?;
        }
        let mut file = Replacement::begin(path).map_err(fail)?;
        let written = self.write(&mut file).map_err(fail)?;
        if written.reports > 0 && !written.refused {
            file.finish().map_err(fail)?;
            let described = describe(self.format, self.setting, &name);
            if let Some((package, text)) = package.as_deref().zip(described) {
                replace(package, &text).map_err(|error| Error::Write(package.into(), error))?;
            }
        }
        Ok(written.exit)
    }

    /// Sees that an output is none of the files that are read.
    fn keep_inputs(&self, path: &Path) -> Result<(), Error> {
        let Ok(output) = path.canonicalize() else { return Ok(()) };
        let is_output = |input: &Path| {
            let mut beside = outputs(input).into_iter().flat_map(|path| path.canonicalize());
            beside.any(|path| path == output)
                || input.canonicalize().is_ok_and(|input| input == output || path_of(&input) == output)
        };
        if expand(&self.export.paths).flatten().any(|input| is_output(&input.path)) {
            return Err(Error::OutputIsInput(path.into()));
        }
        Ok(())
    }

    /// Writes to standard output; where something is required, only when all of it is there.
    fn to_stdout(&self) -> io::Result<Exit> {
        let stdout = io::stdout();
        let mut out: Box<dyn Write + Send> =
            if stdout.is_terminal() { Box::new(Shown::new(stdout)) } else { Box::new(stdout) };
        if self.export.require.is_none() {
            return Ok(self.write(out)?.exit);
        }
        let mut spool = tempfile::tempfile()?;
        let written = self.write(&mut spool)?;
        if !written.refused {
            spool.rewind()?;
            io::copy(&mut spool, &mut out)?;
            out.flush()?;
        }
        Ok(written.exit)
    }

    fn sink<'a>(&'a self, out: impl Write + Send + 'a) -> io::Result<Box<dyn Sink + 'a>> {
        let out = BufWriter::with_capacity(1 << 16, out);
        if self.export.findings {
            return findings_sink(self.format, self.setting, out).ok_or_else(|| io::ErrorKind::Unsupported.into());
        }
        sink(self.format, self.setting, out)
    }

    /// Writes the reports, in their order, while the next ones are read.
    fn write(&self, out: impl Write + Send) -> io::Result<Outcome> {
        let (catalogue, paths) = (&self.context.catalogue, &self.export.paths);
        let mut sink = self.sink(out)?;
        let mut count = Count::default();
        thread::scope(|scope| -> io::Result<()> {
            let (give, take) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || {
                let mut reader = Reader::new(catalogue);
                let open = |input: Result<Input, Error>| {
                    let named = input.as_ref().map_or(true, |input| input.named);
                    (named, input.and_then(|input| Review::open(&input.path, &mut reader)).map(Box::new))
                };
                // Nobody takes any more if the output cannot be written.
                let _ = expand(paths).map(open).try_for_each(|read| give.send(read));
            });
            take.into_iter().try_for_each(|(named, read)| self.one(&mut *sink, &mut count, named, read))
        })?;
        self.close(&mut *sink, &count)
    }

    /// Writes one report, or says why it could not be read.
    fn one(
        &self,
        sink: &mut dyn Sink,
        count: &mut Count,
        named: bool,
        read: Result<Box<Review>, Error>,
    ) -> io::Result<()> {
        let review = match read {
            Ok(review) => review,
            Err(error) => {
                self.context.complain(&error);
                count.exit = count.exit.max(if named { Exit::Failed } else { exit_of(&error) });
                return Ok(());
            }
        };
        count.lacking += usize::from(self.lacks(&review));
        if count.lacking == 0 {
            sink.report(&review)?;
        }
        let tally = review.tally(self.setting.threshold);
        count.reports += 1;
        count.open += tally.open;
        count.failing += tally.failing;
        count.unclean |= !review.is_clean(&tally);
        Ok(())
    }

    /// Ends the output, unless something that is required is not there.
    fn close(&self, sink: &mut dyn Sink, count: &Count) -> io::Result<Outcome> {
        let (words, reports) = (self.context.words, count.reports);
        let is_required = self.export.require.is_some();
        if count.lacking > 0 || is_required && count.exit == Exit::Failed {
            say(&words.fill(Word::ExportRefused, &[&count.lacking, &reports]));
            return Ok(Outcome { reports, refused: true, exit: count.exit.max(Exit::Findings) });
        }
        sink.finish()?;
        let mut exit = count.exit;
        if count.unclean {
            // Where something was required, the exit tells that it is there.
            exit = exit.max(if is_required { Exit::Clean } else { Exit::Findings });
            say(&words.fill(Word::OpenPoints, &[&reports, &count.open, &count.failing]));
        }
        Ok(Outcome { reports, refused: false, exit })
    }

    /// Whether a report lacks something that is required of it; what it lacks is said.
    fn lacks(&self, review: &Review) -> bool {
        let lines = self.export.require.map(|require| require.lacks(review, self.setting)).unwrap_or_default();
        for line in &lines {
            // Where that cannot be written to, nobody is there to read it.
            let _ = writeln!(io::stderr(), "{line}");
        }
        !lines.is_empty()
    }
}

/// Sees that a descriptor of other files stays as it is.
fn keep_other_package(package: &Path, file: &str) -> Result<(), Error> {
    let text = match fs::read(package) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::Read(package.into(), error)),
    };
    let known: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let resources = known["resources"].as_array().map_or(&[][..], Vec::as_slice);
    if matches!(resources, [only] if only["path"] == file) {
        return Ok(());
    }
    Err(Error::Options(Word::OtherPackage, package.display().to_string()))
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut file = Replacement::begin(path)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}
