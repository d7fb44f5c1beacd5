//! The terminal itself: taken over, given back whatever happens, and what is done to it between frames.

use std::io::{self, IsTerminal};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture, Event,
};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, enable_raw_mode};
use ratatui::DefaultTerminal;
#[cfg(unix)]
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};

use crate::error::system;
use crate::jobs;
use crate::review::rescue;
use crate::sidecar::lock;
use crate::text::visible::visible;
use crate::tui::model::Effect;
use crate::tui::screen::Screen;
use crate::words::ScreenMessage;

/// Whether the terminal was taken over anew behind the back of what is drawn.
static ANEW: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is sent here, for taking the terminal over anew.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// How often it is seen whether the terminal is still there.
pub(super) const STILL_THERE: Duration = Duration::from_secs(3);

/// Whether the terminal is lent to another program, such as the reviewer's editor.
static LENT: AtomicBool = AtomicBool::new(false);

/// Takes the terminal over, to be given back by [`restore`], or by itself when the program panics or is told to end.
pub(super) fn take(mouse: bool) -> io::Result<DefaultTerminal> {
    MOUSE.store(mouse, Ordering::Relaxed);
    let terminal = ratatui::try_init()?;
    restore_when_ended();
    watch_over();
    listen()?;
    Ok(terminal)
}

/// Gives the terminal back as it was.
pub(super) fn restore() {
    be_deaf();
    // A terminal that has gone away cannot be told.
    let _ = ratatui::try_restore();
}

/// Whether all has to be drawn anew because the program was stopped meanwhile.
pub(super) fn is_anew() -> bool {
    ANEW.swap(false, Ordering::Relaxed)
}

/// Does to the terminal what an event asked for; false if there is nothing left to do for it.
pub(super) fn outside(terminal: &mut DefaultTerminal, screen: &mut Screen, effect: Effect) -> io::Result<bool> {
    match effect {
        Effect::Redraw => terminal.clear()?,
        Effect::Copy => {
            // The terminal, which may be on another machine, puts it into its clipboard (OSC 52).
            execute!(io::stdout(), CopyToClipboard::to_clipboard_from(&screen.session.copied))?;
        }
        Effect::Mouse(wanted) => {
            MOUSE.store(wanted, Ordering::Relaxed);
            listen()?;
        }
        Effect::Editor(line) => {
            restore();
            LENT.store(true, Ordering::Relaxed);
            let ran = run_editor(screen, line);
            LENT.store(false, Ordering::Relaxed);
            take_again(terminal, screen)?;
            return Ok(ran);
        }
        Effect::Suspend => {
            restore();
            #[cfg(unix)]
            signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
            take_again(terminal, screen)?;
        }
        _ => {}
    }
    Ok(true)
}

fn take_again(terminal: &mut DefaultTerminal, screen: &mut Screen) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen)?;
    listen()?;
    let (width, height) = crossterm::terminal::size()?;
    screen.update(&Event::Resize(width, height));
    terminal.clear()
}

/// Asks the terminal for pasted text, for the focus, and for the mouse if it is wanted.
fn listen() -> io::Result<()> {
    execute!(io::stdout(), EnableBracketedPaste, EnableFocusChange)?;
    if MOUSE.load(Ordering::Relaxed) {
        execute!(io::stdout(), EnableMouseCapture)
    } else {
        execute!(io::stdout(), DisableMouseCapture)
    }
}

fn be_deaf() {
    let _ = execute!(io::stdout(), DisableMouseCapture, DisableFocusChange, DisableBracketedPaste);
}

/// Restores the terminal when the program panics, or is told to end or to stop from outside. Every decision is saved by
/// then, or it could not be: then it is tried once more.
fn restore_when_ended() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // What breaks a reader in the background is shown in the list.
        if jobs::is_reader() {
            return hook(panic);
        }
        let told = rescue::last_attempt();
        lock::release_all();
        be_deaf();
        hook(panic);
        rescue::tell(&told);
    }));
    #[cfg(unix)]
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGXFSZ]) {
        std::thread::spawn(move || {
            for signal in signals.forever() {
                match signal {
                    // A key pressed in the editor is not meant for this program.
                    SIGINT | SIGCONT if LENT.load(Ordering::Relaxed) => {}
                    SIGTSTP => {
                        if !LENT.load(Ordering::Relaxed) {
                            restore();
                        }
                        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    }
                    SIGCONT => go_on(),
                    // A file that may not become so large is one that could not be written, and no end.
                    SIGXFSZ => {}
                    _ => {
                        let told = rescue::last_attempt();
                        lock::release_all();
                        restore();
                        rescue::tell(&told);
                        std::process::exit(128 + signal);
                    }
                }
            }
        });
    }
}

/// Ends the program as a hang-up does when the terminal has gone. Where it is not the controlling one, nobody sends a
/// hang-up, and whoever reads keys would read nothing without end.
fn watch_over() {
    #[cfg(unix)]
    std::thread::spawn(|| {
        while io::stdout().is_terminal() {
            std::thread::sleep(STILL_THERE);
        }
        let _ = signal_hook::low_level::raise(SIGHUP);
    });
}

/// Takes the terminal over again after a stop, and wakes who waits for keys: by the signal of a change of size, as the
/// size may have changed.
#[cfg(unix)]
fn go_on() {
    let _ = enable_raw_mode();
    let _ = execute!(io::stdout(), EnterAlternateScreen);
    let _ = listen();
    ANEW.store(true, Ordering::Relaxed);
    let _ = signal_hook::low_level::raise(SIGWINCH);
}

/// Runs the reviewer's editor on the report and waits for it; false if it could not be run, which is said.
fn run_editor(screen: &mut Screen, line: usize) -> bool {
    let editor = ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|set| !set.is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".into());
    let Some(entry) = screen.folder.here() else { return false };
    let path = &*entry.path;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let run = Command::new(program).args(words).arg(format!("+{line}")).arg(path).status();
    let Err(error) = run else { return true };
    let text = screen.setup.words.fill(ScreenMessage::EditorFailed {
        editor: &visible(&editor),
        error: &system::worded(&error, screen.setup.words),
    });
    screen.warn(text);
    false
}
