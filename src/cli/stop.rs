//! Told to stop, by Ctrl-C or from outside: once, what is under way is brought to an end; twice, the program ends at once
//! and leaves the files that were there.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// The exit status of a program that was stopped by Ctrl-C, as shells know it.
pub(super) const STATUS: u8 = 130;

static TOLD: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Begins to listen for being told.
pub(super) fn listen() {
    LISTENING.call_once(hear);
}

/// Whether the program was told to stop.
pub(super) fn is_told() -> bool {
    TOLD.load(Ordering::Relaxed)
}

/// Names the file that is to be removed if the program ends at once.
pub(super) fn set_unfinished(path: Option<&Path>) {
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = path.map(Path::to_owned);
}

#[cfg(unix)]
fn hear() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    // Without it the program ends at once, as every program does. That the terminal went away is left as it is: `nohup`
    // has it ignored.
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) {
        std::thread::spawn(move || signals.forever().for_each(|_| tell()));
    }
}

#[cfg(not(unix))]
fn hear() {
    use std::sync::Arc;
    let told = Arc::new(AtomicBool::new(false));
    if signal_hook::flag::register(signal_hook::consts::SIGINT, told.clone()).is_ok() {
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(std::time::Duration::from_millis(50));
                if told.swap(false, Ordering::Relaxed) {
                    tell();
                }
            }
        });
    }
}

fn tell() {
    if TOLD.swap(true, Ordering::Relaxed) {
        if let Some(path) = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = std::fs::remove_file(path);
        }
        std::process::exit(STATUS.into());
    }
}
