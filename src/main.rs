//! The program `gouji`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Reports are read on one thread and put away on another. The system's allocator takes a third more time for that, and
/// leaves more holes. Pages are of the usual size: in huge ones, what is freed stays taken.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    gouji::cli::run(std::env::args_os())
}
