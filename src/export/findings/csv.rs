//! A list of findings as comma-separated rows.

use std::io::{self, Write};

use crate::export::Setting;
use crate::export::csv::Table;
use crate::export::findings::rows::{COLUMNS, Listed};

pub(super) fn write(listed: &[Listed], setting: Setting, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut table = Table::new(out, setting.bom, COLUMNS)?;
    listed.iter().try_for_each(|row| table.row(row.fields()))?;
    table.finish()
}
