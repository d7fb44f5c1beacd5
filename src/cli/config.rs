//! `gouji config`: prints where the settings come from and what they are.

use crate::cli::{Context, Exit};
use crate::config::user_file;
use crate::words::Word;

pub(super) fn run(context: &Context) -> Exit {
    let said = match (&context.config.file, user_file()) {
        (Some((path, _)), _) => context.words.fill(Word::ConfigPath, &[&path.display()]),
        (None, Some(path)) => context.words.fill(Word::ConfigMissing, &[&path.display()]),
        (None, None) => context.words.say(Word::NoDataFolder).to_owned(),
    };
    println!("// {said}\n{}", context.config.to_ron());
    Exit::Clean
}
