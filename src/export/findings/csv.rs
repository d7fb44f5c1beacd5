//! A list of findings as comma-separated rows.

use std::io::{self, Write};

use crate::export::Setting;
use crate::export::csv::{Table, head};
use crate::export::findings::rows::{COLUMNS, Listed};

pub(super) fn write(listed: &[Listed], setting: Setting, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut table = Table::new();
    for row in listed {
        table.row(COLUMNS.iter().map(|column| column.field(row)))?;
    }
    out.write_all(&head(setting.bom, COLUMNS.iter().map(|column| column.name))?)?;
    out.write_all(&table.into_text()?)
}
