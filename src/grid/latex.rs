//! Tables of LaTeX: `&` between cells, `\\` behind a row.

use crate::grid::markup::Kept;
use crate::grid::spans::Rows;
use crate::grid::{Cell, Found, Layout};
use crate::source::{Source, Span};
use crate::text::han;

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "\
\\begin{longtable}[]{@{}lll@{}}
\\toprule\\noalign{}
信息内容 & \\begin{minipage}[b]{\\linewidth}\\raggedright
本年制发件数
\\end{minipage} & 现行有效件数 \\\\
\\midrule
\\endhead
规章 & \\textbf{0} & 1\\footnotesize{2} \\\\ % 现行
行政规范性文件 & ~ & 3 \\\\
\\end{longtable}",
};

/// The environments of tables.
const TABLES: &[&str] = &[
    "tabular",
    "tabular*",
    "tabularx",
    "tabulary",
    "tabu",
    "longtable",
    "xltabular",
    "longtabu",
    "tblr",
    "longtblr",
    "array",
];
/// Commands whose arguments say nothing, and how many they have.
const SILENT: &[(&str, usize)] = &[
    ("label", 1),
    ("cline", 1),
    ("cmidrule", 1),
    ("vspace", 1),
    ("hspace", 1),
    ("rule", 2),
    ("noalign", 1),
    ("color", 1),
    ("textcolor", 1),
    ("cellcolor", 1),
    ("rowcolor", 1),
    ("foreignlanguage", 1),
    ("fontsize", 2),
    ("rotatebox", 1),
    ("resizebox", 2),
    ("parbox", 1),
    ("raisebox", 1),
    ("footnote", 1),
    ("def", 0),
];

fn table(source: &Source, line: usize) -> Option<Found> {
    let span = *source.lines().get(line)?;
    let text = source.slice(span);
    if !text.contains("\\begin{") {
        return None;
    }
    let (open, name) = TABLES.iter().find_map(|name| Some((text.find(&format!("\\begin{{{name}}}"))?, name)))?;
    let start = span.start + open + "\\begin{}".len() + name.len();
    let close = format!("\\end{{{name}}}");
    let rest = &source.text[start..];
    let end = start + rest.find(&close).unwrap_or(rest.len());
    let mut table = Table { source, rows: Rows::default(), cell: Reader::at(start), depth: 0, is_begun: false };
    table.read(after_columns(source, name, start), end);
    let behind = (end + close.len()).min(source.text.len());
    Some(Found { rows: table.rows.finish(), end: source.line_of(behind) + 1 })
}

/// The byte behind the arguments of a table that say how its columns are set.
fn after_columns(source: &Source, name: &str, start: usize) -> usize {
    let arguments = if matches!(name, "tabular*" | "tabularx" | "tabulary" | "xltabular") { 2 } else { 1 };
    let mut at = start;
    for _ in 0..arguments {
        at = skip_optional(&source.text, at);
        at = argument(&source.text, at).map_or(at, |argument| argument.end + 1);
    }
    at
}

/// The byte behind white space and arguments in square brackets.
fn skip_optional(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        at = text.len() - text[at..].trim_start_matches([' ', '*']).len();
        if !text[at..].starts_with('[') {
            return at;
        }
        let Some(length) = text[at..].find(']') else { return at };
        at += length + 1;
    }
}

/// What is between the braces that open at a byte, or behind white space there.
fn argument(text: &str, start: usize) -> Option<Span> {
    let open = text.len() - text[start..].trim_start().len();
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate().skip(open);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(Span::new(open + 1, at));
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// A cell as far as it has been read.
struct Reader {
    start: usize,
    kept: Kept,
    columns: usize,
}

impl Reader {
    fn at(start: usize) -> Self {
        Self { start, kept: Kept::default(), columns: 1 }
    }
}

/// A table as far as it has been read.
struct Table<'a> {
    source: &'a Source,
    rows: Rows,
    cell: Reader,
    /// How many braces and environments are open
    depth: usize,
    is_begun: bool,
}

impl Table<'_> {
    /// Reads what is between the beginning and the end of the table.
    fn read(&mut self, start: usize, end: usize) {
        let text = &self.source.text;
        let mut at = start;
        while at < end {
            let rest = &text.as_bytes()[at..end];
            match rest[0] {
                b'&' => {
                    if self.depth == 0 {
                        self.end_cell(at);
                    }
                    at += 1;
                }
                b'\\' if rest.get(1) == Some(&b'\\') => {
                    if self.depth == 0 {
                        self.end_row(at);
                    }
                    at = skip_optional(text, at + 2);
                }
                b'\\' => at = self.command(at, end),
                b'%' => at += rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |length| length + 1),
                b'{' => {
                    self.depth += 1;
                    at += 1;
                }
                b'}' => {
                    self.depth = self.depth.saturating_sub(1);
                    at += 1;
                }
                b'~' => {
                    self.cell.kept.put(" ", Span::new(at, at + 1));
                    at += 1;
                }
                _ => {
                    let is_special =
                        |&byte: &u8| matches!(byte, b'&' | b'\\' | b'%' | b'{' | b'}' | b'~' | b'\n' | b'\r');
                    let length = rest.iter().position(is_special).unwrap_or(rest.len());
                    self.cell.kept.keep(self.source, Span::new(at, at + length));
                    at += length.max(1);
                }
            }
        }
        self.end_row(end);
    }

    /// Reads a command; the byte behind it and its arguments that say nothing.
    fn command(&mut self, start: usize, end: usize) -> usize {
        let text = &self.source.text;
        let name: &str = &text[start + 1..end];
        let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = &name[..length];
        if length == 0 {
            // An escaped character.
            let length = text[start + 1..end].chars().next().map_or(0, char::len_utf8);
            self.cell.kept.keep(self.source, Span::new(start + 1, start + 1 + length));
            return start + 1 + length;
        }
        let at = start + 1 + length;
        let number = |span: Span| self.source.slice(span).trim().parse().ok();
        match name {
            "multicolumn" => {
                let columns = argument(text, at);
                self.cell.columns = columns.and_then(number).unwrap_or(1);
                skip(text, at, 2)
            }
            "multirow" => skip(text, at, 2),
            "begin" => {
                self.depth += 1;
                let behind = skip(text, at, 1);
                let says_something = |argument: Span| self.source.slice(argument).chars().any(han::is_han);
                let set = argument(text, skip_optional(text, behind)).filter(|&argument| !says_something(argument));
                set.map_or(behind, |argument| argument.end + 1)
            }
            "end" => {
                self.depth = self.depth.saturating_sub(1);
                skip(text, at, 1)
            }
            "endhead" | "endfirsthead" | "endfoot" | "endlastfoot" => {
                // What is before is shown again on each page, or is no row.
                self.cell = Reader::at(at);
                at
            }
            _ => match SILENT.iter().find(|(known, _)| *known == name) {
                Some((_, arguments)) => skip(text, at, *arguments),
                None => skip_optional(text, at),
            },
        }
        .min(end)
    }

    fn end_cell(&mut self, at: usize) {
        let cell = std::mem::replace(&mut self.cell, Reader::at(at + 1));
        let columns = cell.columns;
        let cell = cell.kept.into_cell(self.source, cell.start);
        if !self.is_begun {
            let line = self.source.line_of(cell.span.start);
            self.rows.begin(line);
            self.is_begun = true;
        }
        self.rows.cell(self.source, cell, columns, 1);
    }

    fn end_row(&mut self, at: usize) {
        let is_blank = |cell: &Cell| cell.span.start == cell.span.end;
        let last = std::mem::replace(&mut self.cell, Reader::at(at + 2));
        let columns = last.columns;
        let cell = last.kept.into_cell(self.source, last.start);
        if self.is_begun || !is_blank(&cell) {
            if !self.is_begun {
                self.rows.begin(self.source.line_of(cell.span.start));
            }
            self.rows.cell(self.source, cell, columns, 1);
        }
        self.is_begun = false;
    }
}

/// The byte behind some arguments in braces, those in square brackets between them included.
fn skip(text: &str, start: usize, arguments: usize) -> usize {
    let mut at = start;
    for _ in 0..arguments {
        at = skip_optional(text, at);
        if text[at..].trim_start().starts_with('{') {
            at = argument(text, at).map_or(at, |argument| argument.end + 1);
        } else {
            // An argument without braces is one character: `\multirow{2}*{…}`.
            at = (at + usize::from(text[at..].starts_with('*'))).min(text.len());
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::read_table;

    fn read(text: &str) -> Vec<String> {
        read_table(text, table).unwrap_or_default()
    }

    #[test]
    fn merged_cells_and_comments() {
        let text = r"\begin{tabular}{ll}
            \multicolumn{2}{@{}l}{%
            {第一项}} & \multirow{2}{*}{{甲}{乙}} \\
            \hline
            规章 & 1\%5 & \\[2pt] % 5 & 6
             & 2 & \makecell{丙\\丁} \\
            \end{tabular}";
        assert_eq!(read(text), ["第一项,甲乙", "规章,1%5,", ",2,丙丁"]);
    }

    #[test]
    fn a_table_without_an_end_goes_on_to_the_end() {
        assert_eq!(read("\\begin{tabular}{ll}规章 & 3 \\\\ 许可 & {4"), ["规章,3", "许可,4"]);
    }
}
