//! What must hold of any input: bytes, damaged reports, keys.

mod support;

use std::path::Path;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use gouji::catalogue::Catalogue;
use gouji::config::Config;
use gouji::export::rows;
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::samples::SAMPLES;
use gouji::sidecar::Sidecar;
use gouji::source::Source;
use gouji::tell::findings;
use gouji::tui::App;
use gouji::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use support::{Numbers, Reports, press_key, setup};

/// Everything that is done with a report, on any bytes.
fn survive(bytes: &[u8], catalogue: &Catalogue, reader: &mut Reader) {
    let Ok(source) = Source::from_bytes(Path::new("any"), bytes) else { return };
    for place in [0, bytes.len() / 2, bytes.len()] {
        source.place(place);
    }
    let Ok(review) = Review::new(source, Sidecar::default(), reader) else { return };
    findings(&review, catalogue, Words::of(Language::English), 0.95);
    for row in rows(&review) {
        assert!((0.0..=1.0).contains(&row.confidence), "{row:?}");
        assert!(row.value.is_none() || row.state != "blank" && row.state != "absent", "no value is made up: {row:?}");
    }
}

#[test]
fn no_bytes_at_all_make_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(1);
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..numbers.below(600)).map(|_| numbers.below(256) as u8).collect();
        survive(&bytes, &catalogue, &mut reader);
    }
}

#[test]
fn no_damage_to_a_report_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(2);
    let inserts =
        ["\t", "\n", "0", "99999999999999999", "-", "（", "一、", "\u{200b}", "l", "\t\t\t", "规章\t1\t2", "\r\n", "."];
    for round in 0..400 {
        let mut signs: Vec<char> = SAMPLES[round % SAMPLES.len()].1.chars().collect();
        for _ in 0..numbers.below(40) {
            let at = numbers.below(signs.len());
            match numbers.below(4) {
                0 => drop(signs.remove(at)),
                1 => signs.truncate(at.max(200)),
                2 => drop(signs.splice(at..at, inserts[numbers.below(inserts.len())].chars())),
                _ => {
                    let other = numbers.below(signs.len());
                    signs.swap(at, other);
                }
            }
        }
        survive(signs.into_iter().collect::<String>().as_bytes(), &catalogue, &mut reader);
    }
}

/// A sample as a web page: each line with tabs a row of a table.
fn as_html(text: &str) -> String {
    let row = |line: &str| {
        if line.contains('\t') {
            format!("<tr><td colspan=\"1\" rowspan=1>{}</td></tr>", line.replace('\t', "</td><td>"))
        } else {
            format!("</table><p>{line}</p><table>")
        }
    };
    let rows: Vec<String> = text.lines().map(row).collect();
    format!("<html><body><table>{}</table></body></html>", rows.concat())
}

#[test]
fn no_damage_to_a_web_page_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(5);
    let inserts = [
        "<table>",
        "</td>",
        "<td rowspan=999999999>",
        "colspan=\"0\"",
        "<",
        "&nbsp;",
        "</tr></table>",
        "<!--",
        "\u{0}",
    ];
    for round in 0..60 {
        let mut page = as_html(SAMPLES[round % SAMPLES.len()].1);
        for _ in 0..numbers.below(30) {
            let mut at = numbers.below(page.len());
            while !page.is_char_boundary(at) {
                at -= 1;
            }
            if numbers.below(3) == 0 {
                page.truncate(at);
                page.push(' ');
            } else {
                page.insert_str(at, inserts[numbers.below(inserts.len())]);
            }
        }
        survive(page.as_bytes(), &catalogue, &mut reader);
    }
}

#[test]
fn a_web_page_reads_as_the_text_that_it_was_made_from() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    for name in ["01", "02", "08"] {
        let read = |text: &str, reader: &mut Reader| {
            let source = Source::from_bytes(Path::new("any"), text.as_bytes()).expect("text");
            reader.read(&source).values()
        };
        let (text, page) = (support::sample(name).to_owned(), as_html(support::sample(name)));
        assert_eq!(read(&text, &mut reader), read(&page, &mut reader), "{name}");
    }
}

/// A sample as the outputs of OCR engines, a word for each cell.
fn as_ocr(text: &str) -> [String; 4] {
    let words: Vec<(usize, usize, &str)> = text
        .lines()
        .enumerate()
        .flat_map(|(row, line)| line.split('\t').enumerate().map(move |(column, cell)| (row * 30, column * 300, cell)))
        .collect();
    let all = |word: &dyn Fn(usize, usize, &str) -> String| -> String {
        words.iter().map(|&(top, left, text)| word(top, left, text)).collect()
    };
    let width = |text: &str| (20 * text.chars().count()).min(200);
    let place = |top: usize, left: usize, text: &str| format!("{left} {top} {} {}", left + width(text), top + 20);
    let hocr = all(&|top, left, text| {
        format!(
            "<span class='ocr_line'><span class='ocrx_word' title='bbox {}; x_wconf 90'>{text}</span></span>\n",
            place(top, left, text)
        )
    });
    let alto = all(&|top, left, text| {
        format!(
            "<TextLine><String CONTENT=\"{text}\" HPOS=\"{left}\" VPOS=\"{top}\" WIDTH=\"{}\" HEIGHT=\"20\" WC=\"0.9\"/></TextLine>\n",
            width(text)
        )
    });
    let table =
        all(&|top, left, text| format!("5\t1\t1\t1\t{top}\t{left}\t{left}\t{top}\t{}\t20\t90\t{text}\n", width(text)));
    let texts = all(&|_, _, text| format!("{text:?}, "));
    let boxes = all(&|top, left, text| format!("[{}], ", place(top, left, text).replace(' ', ", ")));
    [
        format!("<html><div class='ocr_page'>{hocr}</div></html>"),
        format!("<alto><Page>{alto}</Page></alto>"),
        format!(
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n{table}"
        ),
        format!("{{\"rec_texts\": [{texts}\"\"], \"rec_boxes\": [{boxes}[]]}}"),
    ]
}

#[test]
fn no_damage_to_the_output_of_an_engine_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(6);
    let inserts =
        ["<", ">", "'", "&", "NaN", "1e300", "-", "[", "\"", "\t", "\n", "<br>", "</span>", "9999999", "\u{200b}"];
    for round in 0..80 {
        let mut output = as_ocr(SAMPLES[round % SAMPLES.len()].1)[round / SAMPLES.len() % 4].clone();
        let source = Source::from_bytes(Path::new("any"), output.as_bytes()).expect("it is whole");
        assert!(source.text.contains("规章  ") && !source.text.contains("ocr"), "{}", source.text);
        for _ in 0..numbers.below(20) {
            let mut at = numbers.below(output.len());
            while !output.is_char_boundary(at) {
                at -= 1;
            }
            output.insert_str(at, inserts[numbers.below(inserts.len())]);
        }
        survive(output.as_bytes(), &catalogue, &mut reader);
    }
}

/// A key of any kind; those of the key map and digits come most often.
fn any_key(numbers: &mut Numbers) -> KeyEvent {
    let common = "hjkln N[]oasxueg123456?qi0U$G-.w";
    let special = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::F(1),
    ];
    match numbers.below(10) {
        0..6 => KeyEvent::new(
            KeyCode::Char(common.chars().nth(numbers.below(common.len())).unwrap_or('n')),
            KeyModifiers::NONE,
        ),
        6..9 => KeyEvent::new(special[numbers.below(special.len())], KeyModifiers::NONE),
        _ => KeyEvent::new(
            KeyCode::Char(['政', 'r', 'c', 'l'][numbers.below(4)]),
            [KeyModifiers::NONE, KeyModifiers::CONTROL][numbers.below(2)],
        ),
    }
}

#[test]
fn whatever_keys_are_pressed_the_terminal_shows_the_frame() {
    let reports = Reports::of(&["02-digit", "03-slid", "05-page-cut", "08-form-2019"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = App::new(setup(&config, &catalogue), reports.paths.clone(), None, (100, 30)).expect("the screen");
    let mut bytes = Vec::new();
    let mut emulator = vt100::Parser::new(30, 100, 0);
    let mut terminal = Terminal::with_options(
        CrosstermBackend::new(&mut bytes as &mut dyn std::io::Write),
        ratatui::TerminalOptions { viewport: ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 100, 30)) },
    );
    let mut before = ratatui::buffer::Buffer::default();
    let mut numbers = Numbers::new(3);
    for _ in 0..1500 {
        press_key(&mut app, any_key(&mut numbers));
        let terminal = terminal.as_mut().expect("a terminal in memory");
        before = app.draw_after(terminal, &before).expect("a frame");
    }
    drop(terminal);
    emulator.process(&bytes);
    let expected = support::screen(&before);
    let shown: String = emulator.screen().rows(0, 100).map(|row| row.trim_end().to_owned() + "\n").collect();
    assert_eq!(shown, expected);
}

#[test]
fn resizing_at_any_moment_is_survived() {
    let reports = Reports::of(&["02-digit", "08-form-2019"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = App::new(setup(&config, &catalogue), reports.paths.clone(), None, (100, 30)).expect("the screen");
    let mut numbers = Numbers::new(4);
    for _ in 0..400 {
        let size = (1 + numbers.below(200) as u16, 1 + numbers.below(60) as u16);
        app.update(&Event::Resize(size.0, size.1));
        press_key(&mut app, any_key(&mut numbers));
        support::frame(&app, size);
    }
}
