//! How each kind of text looks, from the settings.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

pub(crate) use crate::data::config::Look;
use crate::data::config::{self, Borders, ColorName, Config, Paint};
use crate::tui::view::wide::{cut, draw, draw_right, width};

/// The styles of all kinds of text.
#[derive(Debug)]
pub(crate) struct Theme {
    /// What frames are drawn with: along, and down
    pub border: (&'static str, &'static str),
    /// What everything is drawn on
    pub ground: Style,
    styles: HashMap<Look, Style>,
}

impl Theme {
    /// Takes the theme that the settings name; `plain` if `$NO_COLOR` is set to anything.
    pub(crate) fn new(config: &Config, no_color: bool) -> Self {
        let name = if no_color { "plain" } else { &config.theme };
        let paints = config.themes.get(name).into_iter().flatten();
        let mut styles: HashMap<Look, Style> = paints.map(|(look, paint)| (*look, style(paint))).collect();
        let border = match config.borders {
            Borders::Ascii => ("-", "|"),
            Borders::Lines => ("\u{2500}", "\u{2502}"),
        };
        // Text lets the ground shine through, which is another in the row that is selected.
        let ground = styles.get(&Look::Text).copied().unwrap_or_default();
        styles.insert(Look::Text, Style { bg: None, ..ground });
        Self { border, ground, styles }
    }

    /// The style of a kind of text.
    pub(crate) fn style(&self, look: Look) -> Style {
        self.styles.get(&look).copied().unwrap_or_default()
    }

    /// Draws the first line of a pane: its title, and something at the right end.
    pub(crate) fn title(&self, buffer: &mut Buffer, area: Rect, title: &str, right: &str, focused: bool) {
        let at = Rect { height: 1.min(area.height), ..area };
        let style = self.style(if focused { Look::Focused } else { Look::Frame });
        draw(buffer, at, &self.border.0.repeat(usize::from(at.width)), style);
        let room = usize::from(at.width).saturating_sub(width(right) + 6);
        draw(
            buffer,
            Rect { x: at.x + 1.min(at.width), width: at.width.saturating_sub(1), ..at },
            &format!(" {} ", cut(title, room)),
            style,
        );
        if !right.is_empty() && usize::from(at.width) > width(right) + 4 {
            let end = Rect { width: at.width.saturating_sub(1), ..at };
            draw_right(buffer, end, &format!(" {right} "), style);
        }
    }
}

fn style(paint: &Paint) -> Style {
    let mut style = Style { fg: paint.fg.map(color), bg: paint.bg.map(color), ..Style::default() };
    let modifiers = [
        (paint.bold, Modifier::BOLD),
        (paint.underline, Modifier::UNDERLINED),
        (paint.reverse, Modifier::REVERSED),
        (paint.dim, Modifier::DIM),
    ];
    for (_, modifier) in modifiers.into_iter().filter(|(wanted, _)| *wanted) {
        style = style.add_modifier(modifier);
    }
    style
}

fn color(color: config::Color) -> Color {
    match color {
        config::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
        config::Color::Indexed(index) => Color::Indexed(index),
        config::Color::Named(name) => match name {
            ColorName::Reset => Color::Reset,
            ColorName::Black => Color::Black,
            ColorName::Red => Color::Red,
            ColorName::Green => Color::Green,
            ColorName::Yellow => Color::Yellow,
            ColorName::Blue => Color::Blue,
            ColorName::Magenta => Color::Magenta,
            ColorName::Cyan => Color::Cyan,
            ColorName::Gray => Color::Gray,
            ColorName::DarkGray => Color::DarkGray,
            ColorName::LightRed => Color::LightRed,
            ColorName::LightGreen => Color::LightGreen,
            ColorName::LightYellow => Color::LightYellow,
            ColorName::LightBlue => Color::LightBlue,
            ColorName::LightMagenta => Color::LightMagenta,
            ColorName::LightCyan => Color::LightCyan,
            ColorName::White => Color::White,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: [&str; 4] = ["dark", "light", "contrast", "plain"];

    #[test]
    fn plain_text_takes_the_ground_of_the_row_it_stands_in() {
        let mut config = Config::built_in();
        for name in BUILT_IN {
            config.theme = name.into();
            let theme = Theme::new(&config, false);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 1));
            buffer.set_style(buffer.area, theme.ground);
            buffer.set_style(buffer.area, theme.style(Look::Line));
            let row = buffer[(0, 0)].bg;
            let area = buffer.area;
            draw(&mut buffer, area, "14", theme.style(Look::Text));
            assert_eq!(buffer[(0, 0)].bg, row, "{name}");
        }
    }

    #[test]
    fn every_built_in_theme_paints_every_kind_of_text() {
        let mut config = Config::built_in();
        for name in BUILT_IN {
            config.theme = name.into();
            let theme = Theme::new(&config, false);
            for look in Look::ALL {
                assert!(theme.styles.contains_key(look), "{name} has no `{look}`");
            }
        }
    }
}
