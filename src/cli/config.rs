//! `gouji config`: prints where the settings come from and what they are.

use std::io::Write;

use crate::cli::{Context, Exit};
use crate::config::user_file;
use crate::error::Error;
use crate::words::Word;

pub(super) fn run(context: &Context) -> Exit {
    let said = match (&context.config.file, user_file()) {
        (Some((path, _)), _) => context.words.fill(Word::ConfigPath, &[&path.display()]),
        (None, Some(path)) => context.words.fill(Word::ConfigMissing, &[&path.display()]),
        (None, None) => context.words.say(Word::NoDataFolder).to_owned(),
    };
    match writeln!(std::io::stdout(), "// {said}\n{}", context.config.to_ron()) {
        Ok(()) => Exit::Clean,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            context.complain(&Error::Write("-".into(), error));
            Exit::Failed
        }
    }
}
