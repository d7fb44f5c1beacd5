//! Whatever keys are pressed: the terminal shows the frame, the selection is in sight, no report is touched, decisions are
//! only ever added, and undoing everything gives back the start.
//!
//! Many short sessions, so that each undoes what it did; a longer run: `GOUJI_KEYS=200000 cargo test --release --test it keys::`.

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use crate::support::{Numbers, Reports, any_key, frame, press_key, screen, setup, type_keys};
use crossterm::event::KeyEvent;
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::reading::Reader;
use gouji::review::{Need, Review, Status};
use gouji::sidecar::Decision;
use gouji::tui::Screen;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use rust_decimal::Decimal;

/// The keys of all sessions, and of one.
const KEYS: usize = 20_000;
const OF_A_SESSION: usize = 500;
/// So many keys lie between two looks at the terminal, and between two at what costs more: the selection, and the sidecars.
const BETWEEN: usize = 20;
const BETWEEN_LONG: usize = 100;

/// A terminal in memory that takes what is written to it as a real one does.
#[derive(Clone)]
struct Wire(Rc<RefCell<vt100::Parser>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a session must not change for good: values in force, needs and statuses of every report.
type State = Vec<(Vec<Option<Decimal>>, Vec<(Option<Need>, Status, String)>)>;

struct Session<'a> {
    app: Screen<'a>,
    reports: &'a Reports,
    size: (u16, u16),
    emulator: Rc<RefCell<vt100::Parser>>,
    terminal: Terminal<CrosstermBackend<Wire>>,
    before: Buffer,
    pressed: Vec<String>,
}

impl<'a> Session<'a> {
    fn begin(config: &'a Config, catalogue: &'a Catalogue, reports: &'a Reports, size: (u16, u16)) -> Self {
        let app = Screen::new(setup(config, catalogue), reports.paths.clone(), None, size).expect("the screen");
        let emulator = Rc::new(RefCell::new(vt100::Parser::new(size.1, size.0, 0)));
        let area = ratatui::layout::Rect::new(0, 0, size.0, size.1);
        let terminal = Terminal::with_options(
            CrosstermBackend::new(Wire(emulator.clone())),
            ratatui::TerminalOptions { viewport: ratatui::Viewport::Fixed(area) },
        );
        let terminal = terminal.expect("a terminal in memory");
        Self { app, reports, size, emulator, terminal, before: Buffer::default(), pressed: Vec::new() }
    }

    fn press(&mut self, key: KeyEvent) {
        self.pressed.push(format!("{:?}{}", key.code, if key.modifiers.is_empty() { "" } else { "+ctrl" }));
        press_key(&mut self.app, key);
    }

    fn type_keys(&mut self, keys: &str) {
        self.pressed.push(keys.to_owned());
        type_keys(&mut self.app, keys);
        self.draw();
    }

    fn draw(&mut self) {
        self.app.draw_after(&mut self.terminal, &mut self.before).expect("a frame");
    }

    /// What the terminal shows is what a frame drawn on an empty screen would.
    fn is_drawn(&self) {
        let emulator = self.emulator.borrow();
        let rows = emulator.screen().rows(0, self.size.0);
        let shown: String = rows.map(|row| row.trim_end().to_owned() + "\n").collect();
        assert_eq!(shown, screen(&frame(&self.app, self.size)), "after {}", self.pressed.join(" "));
    }

    /// The selected cell is marked in the table, and the cursor's line on the raw side.
    fn is_in_sight(&mut self) {
        self.type_keys("esc esc esc esc esc esc");
        let shown = screen(&frame(&self.app, self.size));
        let rows = shown.lines().filter(|line| line.starts_with('>') || line.contains("|>")).count();
        let sides = if self.size.0 < 116 { 2 } else { 1 };
        assert!(rows >= sides, "out of sight after {}:\n{shown}", self.pressed.join(" "));
    }

    /// Undoes what there is to undo.
    fn undo_all(&mut self) {
        for _ in 0..3 {
            self.type_keys("esc esc esc esc esc esc");
            for _ in 0..OF_A_SESSION / 10 {
                type_keys(&mut self.app, "u u u u u u u u u u");
                if screen(&frame(&self.app, self.size)).contains("没有可撤销的") {
                    return;
                }
            }
        }
        panic!("there is no end to it after {}", self.pressed.join(" "));
    }

    fn decisions(&self) -> Vec<Decision> {
        let all = self.reports.paths.iter().map(|path| {
            let sidecar = gouji::sidecar::Sidecar::open(path).expect("a sidecar");
            sidecar.ledger().decisions().to_vec()
        });
        all.flatten().collect()
    }
}

fn state(reports: &Reports, reader: &mut Reader) -> State {
    let of = |path: &PathBuf| {
        let review = Review::open(path, reader).expect("a report");
        let cells = 0..review.sheet().len();
        let said = |cell| (review.need(cell, 0.95), review.status(cell), review.note(cell).to_owned());
        (review.values().to_vec(), cells.map(said).collect())
    };
    reports.paths.iter().map(of).collect()
}

fn session(seed: u64, keys: usize, config: &Config, catalogue: &Catalogue) {
    let samples =
        ["01-clean", "02-digit", "03-slid", "04-blank-total", "05-page-cut", "07-source-error", "08-form-2019"];
    let mut numbers = Numbers::new(seed);
    let mut names: Vec<&str> = (0..3).map(|_| samples[numbers.below(samples.len())]).collect();
    names.sort_unstable();
    names.dedup();
    let reports = Reports::of(&names);
    let texts = || reports.paths.iter().map(|path| fs::read(path).expect("a report")).collect::<Vec<_>>();
    let (texts_before, start) = (texts(), state(&reports, &mut Reader::new(catalogue)));
    let size = [(100, 30), (80, 24), (120, 24)][numbers.below(3)];
    let mut session = Session::begin(config, catalogue, &reports, size);
    let mut said = Vec::new();
    for nth in 0..keys {
        session.press(any_key(&mut numbers));
        if numbers.below(4) == 0 {
            session.app.idle();
            session.app.freshen();
        }
        // Keys that come while others are worked on are drawn together.
        let is_looked_at = nth % BETWEEN == 0;
        if is_looked_at || numbers.below(2) == 0 {
            session.draw();
        }
        if is_looked_at {
            session.is_drawn();
        }
        if nth % BETWEEN_LONG == 0 {
            session.is_in_sight();
            let now = session.decisions();
            let lost = said.iter().find(|decision| !now.contains(decision));
            assert!(lost.is_none(), "{lost:?} was taken out after {}", session.pressed.join(" "));
            said = now;
        }
    }
    session.undo_all();
    let end = state(&reports, &mut Reader::new(catalogue));
    for (nth, (start, end)) in start.iter().zip(&end).enumerate() {
        assert!(start == end, "{} is another after {}", names[nth], session.pressed.join(" "));
    }
    assert!(texts() == texts_before, "no report is touched");
    // The lock of the report that is open goes with it.
    drop(session);
    let files = fs::read_dir(reports.folder()).expect("a folder").count();
    assert!(files <= 2 * names.len(), "only sidecars stand beside the reports");
}

/// Goes through every second session, so that two tests share them between two processors.
fn sessions(first: usize) {
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let keys = std::env::var("GOUJI_KEYS").ok().and_then(|keys| keys.parse().ok()).unwrap_or(KEYS);
    for nth in (first..keys / OF_A_SESSION).step_by(2) {
        session(nth as u64 + 1, OF_A_SESSION, &config, &catalogue);
    }
}

#[test]
fn whatever_keys_are_pressed_all_of_it_is_drawn_kept_and_undone() {
    sessions(0);
}

#[test]
fn whatever_other_keys_are_pressed_all_of_it_is_drawn_kept_and_undone() {
    sessions(1);
}
