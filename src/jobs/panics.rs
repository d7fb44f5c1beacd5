//! A panic on a reading thread ends neither the program nor the run: whoever works there reports it with its place.

use std::any::Any;
use std::cell::RefCell;
use std::panic;
use std::sync::Once;
use std::thread;

/// The name of reading threads.
const READER: &str = "reader";

static HOOK: Once = Once::new();

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A reading thread, to be spawned. A panic on it is not printed; [`message`] has it.
pub(crate) fn reader() -> thread::Builder {
    HOOK.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if is_reader() {
                PLACE.set(about.location().map(|at| format!("{}:{}", at.file(), at.line())));
            } else {
                hook(about);
            }
        }));
    });
    thread::Builder::new().name(READER.into())
}

/// Whether this thread is a reading one.
pub(crate) fn is_reader() -> bool {
    thread::current().name() == Some(READER)
}

/// What a panic on this thread said, and where.
pub(super) fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    let place = PLACE.take().unwrap_or_default();
    format!("{} {place}", text.unwrap_or_default()).trim().to_owned()
}
