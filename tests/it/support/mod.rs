//! What the tests share: reports in a folder of their own, and key sessions on them.

use std::fs;
use std::path::{Path, PathBuf};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::reading::Reader;
use gouji::review::{Review, Sight};
use gouji::samples::SAMPLES;
use gouji::sidecar::Sidecar;
use gouji::source::Source;
use gouji::tui::{Screen, Setup, chord};
use gouji::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::{Color, Modifier};

/// A bundled sample, by the beginning of its name.
pub fn sample(name: &str) -> &'static str {
    SAMPLES.iter().find(|(known, _)| known.starts_with(name)).expect("a sample of this name").1
}

/// A review of a text, without decisions.
pub fn review_of(catalogue: &Catalogue, name: &str, text: &str) -> Review {
    review_of_bytes(catalogue, name, text.as_bytes())
}

/// A review of the bytes of a file, without decisions.
pub fn review_of_bytes(catalogue: &Catalogue, name: &str, bytes: &[u8]) -> Review {
    let source = Source::from_bytes(Path::new(name), bytes).expect("text");
    Review::new(source, Sidecar::default(), &mut Reader::new(catalogue)).expect("a report")
}

/// Holds every value of a review against `table.row=values`, in the order of the columns, or `table.row.column=value`;
/// `_` is a cell without a value. A cell that is not named has none.
#[track_caller]
pub fn assert_values(review: &Review, expected: &[&str]) {
    let sheet = review.sheet();
    let mut named = vec![false; sheet.len()];
    for line in expected {
        let (place, values) = line.split_once('=').expect("place=values");
        let is_there = |cell: &usize| {
            let id = sheet.slots[*cell].id.as_str();
            id == place || id.rsplit_once('.').is_some_and(|(row, _)| row == place)
        };
        let cells: Vec<usize> = (0..sheet.len()).filter(is_there).collect();
        let said = |cell: &usize| review.values()[*cell].map_or("_".to_owned(), |value| value.to_string());
        let read: Vec<String> = cells.iter().map(said).collect();
        assert_eq!(format!("{place}={}", read.join(" ")), format!("{place}={values}"));
        for cell in cells {
            named[cell] = true;
        }
    }
    for cell in (0..sheet.len()).filter(|&cell| !named[cell]) {
        assert_eq!(review.values()[cell], None, "{} is not in the text", sheet.slots[cell].id);
    }
}

/// A folder with copies of some samples.
pub struct Reports {
    folder: tempfile::TempDir,
    pub paths: Vec<PathBuf>,
}

impl Reports {
    pub fn of(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = |name: &&str| {
            let path = folder.path().join(format!("{name}.txt"));
            fs::write(&path, sample(name)).expect("a file");
            path
        };
        let paths = names.iter().map(copy).collect();
        Self { folder, paths }
    }

    /// A folder with texts of their own.
    pub fn of_texts(texts: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |(name, text): &(&str, &str)| {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("a file");
            path
        };
        let paths = texts.iter().map(write).collect();
        Self { folder, paths }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn sidecar(&self, nth: usize) -> String {
        fs::read_to_string(gouji::sidecar::path_of(&self.paths[nth])).unwrap_or_default()
    }

    /// Opens the screen on the reports, types the keys, and gives back the last frame. Where `wait` stands among the keys,
    /// and at the end, all is done that the screen does while no key is pressed.
    pub fn session(&self, keys: &str, size: (u16, u16)) -> Buffer {
        Self::session_on(&self.paths, keys, size)
    }

    /// The same on some reports.
    pub fn session_on(paths: &[PathBuf], keys: &str, size: (u16, u16)) -> Buffer {
        let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
        let setup = setup(&config, &catalogue);
        let mut app = Screen::new(setup, paths.to_vec(), None, size).expect("the screen");
        while app.idle() {}
        for keys in keys.split("wait") {
            type_keys(&mut app, keys.trim());
            while app.idle() {}
        }
        frame(&app, size)
    }
}

pub fn setup<'a>(config: &'a Config, catalogue: &'a Catalogue) -> Setup<'a> {
    let words = Words::of(Language::Chinese);
    Setup { config, catalogue, words, reviewer: "审核员".into(), sight: Sight::All, rescue: None, no_color: false }
}

/// Types keys written as in the key map; false if the program ended.
pub fn type_keys(app: &mut Screen, keys: &str) -> bool {
    chord(keys).unwrap_or_default().into_iter().all(|press| press_key(app, press.event()))
}

pub fn press_key(app: &mut Screen, key: KeyEvent) -> bool {
    app.update(&Event::Key(key)).is_none_or(|effect| app.perform(effect))
}

pub fn frame(app: &Screen, (width, height): (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal in memory");
    terminal.draw(|frame| app.view(frame)).expect("a frame").buffer.clone()
}

/// The text of a frame; the hidden half of a wide character is left out.
pub fn screen(buffer: &Buffer) -> String {
    layer(buffer, |buffer, x, y| buffer[(x, y)].symbol().to_owned())
}

/// One letter for each column of a frame: the colour of its text (`r`ed, `y`ellow, `g`reen, `c`yan, `m`agenta, `b`lue),
/// a capital if it is reversed, `_` if it is only underlined.
pub fn looks(buffer: &Buffer) -> String {
    layer(buffer, |buffer, x, y| {
        let cell = &buffer[(x, y)];
        let letter = match cell.fg {
            Color::LightRed | Color::Red => "r",
            Color::LightYellow | Color::Yellow => "y",
            Color::LightGreen | Color::Green => "g",
            Color::LightCyan | Color::Cyan => "c",
            Color::LightMagenta | Color::Magenta => "m",
            Color::Rgb(..) => "b",
            _ if cell.modifier.contains(Modifier::UNDERLINED) => "_",
            _ if cell.modifier.contains(Modifier::REVERSED) => "s",
            _ => ".",
        };
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        let shown = if reversed { letter.to_uppercase() } else { letter.to_owned() };
        shown.repeat(usize::from(cell.symbol().cell_width().max(1)))
    })
}

fn layer(buffer: &Buffer, shown: impl Fn(&Buffer, u16, u16) -> String) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            line += &shown(buffer, x, y);
            x += buffer[(x, y)].symbol().cell_width().max(1);
        }
        text += line.trim_end();
        text += "\n";
    }
    text
}

/// Numbers that look random and are the same in every run (xorshift, Marsaglia 2003).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// The arguments that make this test program run one test alone: the test by its name in the file that calls
/// `module_path!()`.
pub fn alone(module: &str, test: &str) -> [String; 4] {
    let file = module.split_once("::").map_or(module, |(_, file)| file);
    ["--exact".into(), format!("{file}::{test}"), "--nocapture".into(), "--test-threads=1".into()]
}

/// A key of any kind; those of the key map and digits come most often.
pub fn any_key(numbers: &mut Numbers) -> KeyEvent {
    let common = "hjklnN[]oasxueg123456?qi0U$G-.wSbBc=+<>J|*X/;,f:m'yERD%{}_r()d\u{20}";
    let special = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::F(1),
    ];
    let signs: Vec<char> = common.chars().collect();
    match numbers.below(10) {
        0..6 => KeyEvent::new(KeyCode::Char(signs[numbers.below(signs.len())]), KeyModifiers::NONE),
        6..9 => KeyEvent::new(special[numbers.below(special.len())], KeyModifiers::NONE),
        _ => KeyEvent::new(
            KeyCode::Char(['政', 'r', 'o', 'l', 'c'][numbers.below(5)]),
            [KeyModifiers::NONE, KeyModifiers::CONTROL][numbers.below(2)],
        ),
    }
}
