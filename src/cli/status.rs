//! `gouji status`: how far a folder is.
use crate::cli::inputs::Named;
use crate::cli::{Context, Exit};
use clap::Args;

/// What was typed after `status`.
#[derive(Args, Debug)]
pub(super) struct Status {
    #[command(flatten)]
    named: Named,
}

pub(super) fn run(_: &Context, _: &Status) -> Exit {
    Exit::Clean
}
