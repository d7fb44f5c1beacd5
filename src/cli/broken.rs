//! What breaks the program itself on one report is told with the place in the program, and the others go on.

use std::any::Any;
use std::cell::RefCell;
use std::panic;
use std::sync::Once;
use std::thread;

/// The name of threads on which a panic is told by who works there.
pub(super) const READER: &str = "report";

static QUIET: Once = Once::new();

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the message of a panic on a reading thread for [`told`], in place of printing it.
pub(super) fn keep_quiet() {
    QUIET.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if thread::current().name() == Some(READER) {
                PLACE.set(about.location().map(|at| format!("{}:{}", at.file(), at.line())));
            } else {
                hook(about);
            }
        }));
    });
}

/// What a panic on this thread said, and where.
pub(super) fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    let place = PLACE.take().unwrap_or_default();
    format!("{} {place}", text.unwrap_or_default()).trim().to_owned()
}
