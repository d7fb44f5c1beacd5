//! The list of reports, with what is open in each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::folder::{Entry, Summary};
use crate::tui::theme::Look;
use crate::tui::wide::{cut_front, draw, draw_right, width};
use crate::visible::visible;
use crate::words::Word;

impl App<'_> {
    pub(super) fn draw_list(&self, buffer: &mut Buffer, area: Rect, selected: usize) {
        let count = self.folder.entries.len();
        let title = self.setup.words.say(Word::TitleList);
        self.draw_title(buffer, area, title, &format!("{}/{count}", selected + 1), true);
        let head = Rect { y: area.y + 1, height: 1, ..area };
        let heads = self.setup.words.say(Word::ListHead).split('|').map(str::trim).map(str::to_owned).collect();
        self.draw_line(buffer, head, heads, Look::Head);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let height = usize::from(body.height).max(1);
        let top = selected.saturating_sub(height / 2).min(count.saturating_sub(height));
        for (row, (nth, entry)) in self.folder.entries.iter().enumerate().skip(top).take(height).enumerate() {
            let at = Rect { y: body.y + row as u16, height: 1, ..body };
            self.draw_line(buffer, at, self.fields(nth, entry), look(entry));
            if nth == selected {
                buffer.set_style(at, self.theme.style(Look::Selected));
            }
        }
    }

    /// Mark, open cells, failing equations, equations that did not run, proved cells, year, agency, file.
    fn fields(&self, nth: usize, entry: &Entry) -> Vec<String> {
        let here = if nth == self.folder.current { ">" } else { " " }.to_owned();
        let file = visible(&entry.path.to_string_lossy()).into_owned();
        match &entry.summary {
            Summary::Unread => vec![
                here,
                "-".into(),
                "-".into(),
                "-".into(),
                "-".into(),
                String::new(),
                self.setup.words.say(Word::ListUnread).into(),
                file,
            ],
            Summary::Failed(why) => {
                vec![here, "!".into(), String::new(), String::new(), String::new(), String::new(), why.clone(), file]
            }
            Summary::Read(agency, year, tally) => vec![
                here,
                tally.open.to_string(),
                tally.failing.to_string(),
                tally.not_run.to_string(),
                format!("{}/{}", tally.proved, tally.cells),
                year.map(|year| year.to_string()).unwrap_or_default(),
                agency.clone().map_or_else(
                    || self.setup.words.say(Word::UnknownTitle).to_owned(),
                    |agency| visible(&agency).into_owned(),
                ),
                file,
            ],
        }
    }

    fn draw_line(&self, buffer: &mut Buffer, area: Rect, fields: Vec<String>, look: Look) {
        let widths = [1_u16, 6, 8, 7, 9, 6];
        let style = self.theme.style(look);
        let mut x = area.x;
        let mut fields = fields.into_iter();
        for (field, column) in fields.by_ref().take(widths.len()).zip(widths) {
            let at = Rect { x, width: column.min(area.right().saturating_sub(x)), ..area };
            draw_right(buffer, at, &field, style);
            x = (x + column).min(area.right());
        }
        let rest = area.right().saturating_sub(x + 2);
        let (agency, file) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let room = if width(&agency) + width(&file) + 2 > usize::from(rest) { rest / 2 } else { width(&agency) as u16 };
        let room = room.max(rest.min(30));
        draw(buffer, Rect { x: x + 2, width: room, ..area }, &agency, style);
        let left = Rect { x: (x + 4 + room).min(area.right()), width: rest.saturating_sub(room + 2), ..area };
        draw(buffer, left, &cut_front(&file, usize::from(left.width)), style);
    }
}

fn look(entry: &Entry) -> Look {
    match &entry.summary {
        Summary::Unread => Look::Dim,
        Summary::Failed(_) => Look::Contradicted,
        Summary::Read(_, _, tally) if tally.failing > 0 => Look::Contradicted,
        Summary::Read(_, _, tally) if tally.open > 0 => Look::Doubtful,
        Summary::Read(..) => Look::Text,
    }
}
