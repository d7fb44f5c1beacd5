//! `gouji export`: writes records.

mod keep;

use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::catalogue::Catalogue;
use crate::cli::inputs::{Input, Inputs, Named, path};
use crate::cli::shown::Shown;
use crate::cli::{Context, Exit};
use crate::durable::Replacement;
use crate::error::Error;
use crate::export::{
    Draft, Drafter, Format, Require, Setting, Sink, column_names, describe, findings_sink, is_described, sink,
};
use crate::findings::wording::cells_left;
use crate::jobs::stop;
use crate::review::Review;
use crate::words::{CommandMessage, UsageMessage};
use keep::Replaced;

/// The name that other programs look for.
const PACKAGE: &str = "datapackage.json";

/// What was typed after `export`.
#[derive(Args, Debug)]
pub(super) struct Export {
    #[command(flatten)]
    named: Named,
    /// The layout; without it, that of the output's name (.csv .json .jsonl .ron .parquet .xlsx .md .html), or csv
    #[arg(long, short, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE", value_parser = path())]
    output: Option<PathBuf>,
    /// Write these columns only, in this order
    #[arg(long, value_delimiter = ',', value_name = "NAMES", conflicts_with = "findings")]
    columns: Vec<String>,
    /// Write nothing unless every report is this; what is open is listed on standard error
    #[arg(long, value_enum)]
    require: Option<Require>,
    /// Write the list of findings (问题清单) instead: per agency, which rule fails, by how much, the verdict; as csv, xlsx
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
    fn format(&self, catalogue: &Catalogue) -> Result<Format, Error> {
        let format = match (self.format, self.output.as_deref()) {
            (Some(format), _) => format,
            (None, Some(output)) => of_output(output)?,
            (None, None) => Format::default(),
        };
        let name = || format.name();
        if self.findings && !format.can_list() {
            return Err(Error::Options(UsageMessage::CannotList { format: name() }));
        }
        if self.bom && !format.may_have_bom() {
            return Err(Error::Options(UsageMessage::CannotHaveBom { format: name() }));
        }
        if self.datapackage && !is_described(format) {
            return Err(Error::Options(UsageMessage::CannotDescribe { format: name() }));
        }
        if self.output.is_none() && format.is_binary() && io::stdout().is_terminal() {
            return Err(Error::Options(UsageMessage::CannotShow { format: name() }));
        }
        self.check_columns(format, catalogue)?;
        Ok(format)
    }

    /// Sees that a format has the columns that are asked for.
    fn check_columns(&self, format: Format, catalogue: &Catalogue) -> Result<(), Error> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let known = column_names(format, catalogue)
            .ok_or(Error::Options(UsageMessage::CannotChoose { format: format.name() }))?;
        match self.columns.iter().find(|name| !known.contains(name)) {
            // The columns of cells are too many to be listed.
            Some(name) => {
                let about = known.into_iter().filter(|name| !name.contains('.')).collect::<Vec<_>>();
                Err(Error::NoSuchColumn(name.clone(), about))
            }
            None => Ok(()),
        }
    }
}

/// The format of an output by its extension. A name without one is CSV; an unknown extension is an error.
fn of_output(output: &Path) -> Result<Format, Error> {
    if let Some(format) = Format::of_name(output) {
        return Ok(format);
    }
    if output.extension().is_none() || output.is_dir() {
        return Ok(Format::default());
    }
    let known: Vec<String> = Format::ENDINGS.iter().map(|(ending, _)| format!(".{ending}")).collect();
    Err(Error::UnknownEnding(output.into(), known.join(" ")))
}

pub(super) fn run(context: &Context, export: &Export) -> Exit {
    let written = export.format(&context.catalogue).and_then(|format| {
        let setting = Setting {
            catalogue: &context.catalogue,
            words: context.words,
            threshold: context.config.threshold.get(),
            columns: &export.columns,
            bom: export.bom,
        };
        let job = Job { context, export, format, setting };
        match &export.output {
            Some(path) => job.to_file(path),
            None => job.to_stdout(),
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

/// What is made of a report on the thread that reads it.
struct Made {
    draft: io::Result<Draft>,
    /// What it lacks of what is required
    lacks: Vec<String>,
    open: usize,
    solved: usize,
    failing: usize,
    is_clean: bool,
}

/// What is counted while reports are written.
#[derive(Default)]
struct Count {
    reports: usize,
    lacking: usize,
    open: usize,
    solved: usize,
    failing: usize,
    unclean: bool,
}

/// How it went.
struct Outcome {
    /// Whether what was written is to take its place
    is_there: bool,
    exit: Exit,
}

impl Job<'_> {
    /// Writes to a temporary file beside the output and puts it in its place when it is whole and holds something.
    fn to_file(&self, path: &Path) -> Result<Exit, Error> {
        let fail = |error| Error::Write(path.into(), error);
        let package = self.export.datapackage.then(|| path.with_file_name(PACKAGE));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(package) = &package {
            keep::other_package(package, &name)?;
        }
        let replaced: Vec<Replaced> =
            [Some(path), package.as_deref()].into_iter().flatten().filter_map(Replaced::at).collect();
        let mut file = Replacement::begin(path).map_err(fail)?;
        stop::set_unfinished(file.temporary());
        let written = self.write(&mut file, &replaced, fail);
        let put = written.and_then(|written| {
            if written.is_there {
                file.finish().map_err(fail)?;
                let described = describe(self.format, self.setting, &name);
                if let Some((package, text)) = package.as_deref().zip(described) {
                    replace(package, &text).map_err(|error| Error::Write(package.into(), error))?;
                }
            }
            Ok(written.exit)
        });
        stop::set_unfinished(None);
        put
    }

    /// Writes to standard output; where something is required, only when all of it is there.
    fn to_stdout(&self) -> Result<Exit, Error> {
        let fail = |error| Error::Write("-".into(), error);
        let stdout = io::stdout();
        let mut out: Box<dyn Write + Send> =
            if stdout.is_terminal() { Box::new(Shown::new(stdout)) } else { Box::new(stdout) };
        if self.export.require.is_none() {
            return Ok(self.write(out, &[], fail)?.exit);
        }
        let mut spool = tempfile::tempfile().map_err(fail)?;
        let written = self.write(&mut spool, &[], fail)?;
        if written.is_there {
            let copied = spool.rewind().and_then(|()| io::copy(&mut spool, &mut out)).and_then(|_| out.flush());
            copied.map_err(fail)?;
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

    /// Writes the reports, in their order, none of which may be a file that is replaced.
    fn write(
        &self,
        out: impl Write + Send,
        replaced: &[Replaced],
        fail: impl Fn(io::Error) -> Error + Copy,
    ) -> Result<Outcome, Error> {
        let inputs = Inputs::of(&self.export.named)?;
        let writes_to_terminal = self.export.output.is_none() && io::stdout().is_terminal();
        self.context.bar.show(self.context.common.quiet, writes_to_terminal);
        let mut sink = self.sink(out).map_err(fail)?;
        let mut count = Count::default();
        let setting = self.setting;
        let drafter =
            if self.export.findings { Drafter::of_findings(setting) } else { Drafter::new(self.format, setting) };
        let drafter = drafter.map_err(fail)?;
        let may = |input: &Input| replaced.iter().try_for_each(|file| file.is_none_of(input));
        let make = |review: Review| self.make(&drafter, review);
        let mut run =
            self.context.each(inputs, may, make, |made| self.one(&mut *sink, &mut count, made)).map_err(fail)?;
        if let Some(error) = run.refused.take() {
            return Err(error);
        }
        let outcome = self.close(&mut *sink, &count, run.exit).map_err(fail)?;
        run.say_stopped(self.context, outcome.is_there);
        Ok(outcome)
    }

    fn make(&self, drafter: &Drafter, review: Review) -> Made {
        let lacks = self.export.require.map(|require| require.lacks(&review, self.setting)).unwrap_or_default();
        let summary = review.summary(self.setting.threshold);
        Made {
            lacks,
            open: summary.open().into(),
            solved: summary.solved.into(),
            failing: summary.equations.failed,
            is_clean: review.is_clean(&summary),
            draft: drafter.draft(review),
        }
    }

    /// Writes one report, or says what it lacks.
    fn one(&self, sink: &mut dyn Sink, count: &mut Count, made: Made) -> io::Result<()> {
        if !made.lacks.is_empty() {
            // Where that cannot be written to, nobody is there to read it.
            let print = |line| drop(writeln!(io::stderr(), "{line}"));
            self.context.bar.above(|| made.lacks.iter().for_each(print));
            count.lacking += 1;
        }
        if count.lacking == 0 {
            sink.draft(made.draft?)?;
        }
        count.reports += 1;
        count.open += made.open;
        count.solved += made.solved;
        count.failing += made.failing;
        count.unclean |= !made.is_clean;
        Ok(())
    }

    /// Ends the output, unless something that is required is not there.
    fn close(&self, sink: &mut dyn Sink, count: &Count, exit: Exit) -> io::Result<Outcome> {
        let (words, reports) = (self.context.words, count.reports);
        let is_required = self.export.require.is_some();
        if count.lacking > 0 || is_required && exit >= Exit::Failed {
            let left = cells_left(count.open, count.solved, words);
            self.context.say(&words.fill(CommandMessage::ExportRefused {
                count: &count.lacking,
                reports: &reports,
                left: &left,
            }));
            return Ok(Outcome { is_there: false, exit: exit.max(Exit::Findings) });
        }
        sink.finish()?;
        let mut exit = exit;
        if count.unclean {
            // Where something was required, the exit status says that it is there.
            exit = exit.max(if is_required { Exit::Clean } else { Exit::Findings });
            let left = cells_left(count.open, count.solved, words);
            self.context.note(&words.fill(CommandMessage::OpenPoints {
                reports: &reports,
                left: &left,
                failed: &count.failing,
            }));
        }
        Ok(Outcome { is_there: reports > 0, exit })
    }
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut file = Replacement::begin(path)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}
