//! Stopping a run, by Ctrl-C or by a signal. The first time, what is under way is brought to an end. The second time, the
//! program ends at once and leaves the files that were there.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// The exit status of a program that was stopped by Ctrl-C, as shells know it.
pub(crate) const STATUS: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Begins to listen for Ctrl-C and signals.
pub(crate) fn listen() {
    LISTENING.call_once(listen_for_signals);
}

/// Whether the program was asked to stop.
pub(crate) fn is_asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// Names the file that is to be removed if the program ends at once.
pub(crate) fn set_unfinished(path: Option<&Path>) {
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = path.map(Path::to_owned);
}

#[cfg(unix)]
fn listen_for_signals() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    // Without it the program ends at once, as every program does. That the terminal went away is left as it is: `nohup`
    // has it ignored.
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) {
        std::thread::spawn(move || signals.forever().for_each(|_| ask()));
    }
}

#[cfg(not(unix))]
fn listen_for_signals() {
    use std::sync::Arc;
    let asked = Arc::new(AtomicBool::new(false));
    if signal_hook::flag::register(signal_hook::consts::SIGINT, asked.clone()).is_ok() {
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(std::time::Duration::from_millis(50));
                if asked.swap(false, Ordering::Relaxed) {
                    ask();
                }
            }
        });
    }
}

fn ask() {
    if ASKED.swap(true, Ordering::Relaxed) {
        if let Some(path) = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = std::fs::remove_file(path);
        }
        std::process::exit(STATUS.into());
    }
}
