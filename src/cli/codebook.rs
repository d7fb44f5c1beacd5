//! `gouji codebook`: every address of every form, as CSV.

use std::io;

use crate::cli::{Context, Exit, printed};
use crate::export::Codebook;

pub(super) fn run(context: &Context) -> Exit {
    let written = Codebook::built_in()
        .and_then(|codebook| printed(codebook.write(&context.catalogue, io::stdout().lock()).map(|()| Exit::Clean)));
    written.unwrap_or_else(|error| {
        context.complain(&error);
        Exit::Failed
    })
}
