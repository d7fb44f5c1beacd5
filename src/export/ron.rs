//! Rows as a list of RON structures, one a line. What may be unknown is `Some` number or `None`.

use std::io::{self, Write};

use crate::export::row::Field;
use crate::export::{COLUMNS, Sink, rows};
use crate::review::Review;

/// Writes rows as RON.
pub(super) struct Ron<W: Write> {
    out: W,
}

impl<W: Write> Ron<W> {
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"[\n")?;
        Ok(Self { out })
    }
}

impl<W: Write> Sink for Ron<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        for row in &rows(review) {
            let fields =
                COLUMNS.iter().zip(row.fields()).map(|(name, field)| Ok(format!("{name}: {}", written(field)?)));
            let text = fields.collect::<io::Result<Vec<String>>>()?.join(", ");
            writeln!(self.out, "    ({text}),")?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(b"]\n")?;
        self.out.flush()
    }
}

fn written(field: Field) -> io::Result<String> {
    match field {
        Field::Text(text) => ::ron::to_string(&text).map_err(io::Error::other),
        Field::Number(number) => Ok(format!("Some({number})")),
        Field::Nothing => Ok("None".to_owned()),
    }
}
