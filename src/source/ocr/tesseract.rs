//! The table that Tesseract and `pdftotext` write as TSV: a line for each part of the page, words on level 5.

use crate::source::fault::Fault;
use crate::source::ocr::model::{Page, Quad, Word};

/// How the line of headings begins.
const HEAD: &str = "level\tpage_num\t";
/// The level of words.
const WORD: &str = "5";
/// Columns of a line: up to `conf`, and then the text.
const COLUMNS: usize = 12;

/// Whether a text is Tesseract's TSV.
pub(super) fn is_format(text: &str) -> bool {
    text.starts_with(HEAD)
}

/// Its pages. Lines that are cut or say no number where one is due are passed over.
#[allow(clippy::unnecessary_wraps, reason = "as every format has it")]
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Fault> {
    let mut pages: Vec<Vec<Word>> = Vec::new();
    let (mut page, mut line, mut count) = (None, None, 0);
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.splitn(COLUMNS, '\t').collect();
        if cells.len() < COLUMNS || cells[0] != WORD {
            continue;
        }
        if page != Some(cells[1]) || pages.is_empty() {
            page = Some(cells[1]);
            pages.push(Vec::new());
        }
        if line != Some(cells[1..5].to_vec()) {
            line = Some(cells[1..5].to_vec());
            count += 1;
        }
        pages.last_mut().into_iter().for_each(|page| page.extend(word(&cells, count)));
    }
    Ok(pages.into_iter().map(Page::of_words).collect())
}

fn word(cells: &[&str], line: usize) -> Option<Word> {
    let number = |column: usize| cells[column].trim().parse::<f32>().ok();
    let quad = || {
        let (left, top) = (number(6)?, number(7)?);
        Quad::upright(left, top, left + number(8)?, top + number(9)?)
    };
    Word::new(cells[11], quad(), line, number(10).map(|percent| percent / 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_on_level_five() {
        let text = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t10\t20\t80\t20\t-1\t\r\n\
            5\t1\t1\t1\t1\t1\t10\t20\t40\t20\t93.5\t规章\n\
            5\t1\t1\t1\t2\t1\t1e300\t-5\t-9\tx\t-1\t0\n\
            5\t1\t1\t1\t2\t2\t1\t1\t9\t9\t95\t \n5\t1\t1\n\
            5\t2\t1\t1\t1\t1\t10\t20\t40\t20\t1\t1\n";
        assert!(is_format(text));
        let pages = pages(text).expect("unbroken");
        let word = |text: &str, quad, line, sure| Word::new(text, quad, line, sure).expect("a word");
        let place = Quad::upright(10.0, 20.0, 50.0, 40.0);
        let first = vec![word("规章", place, 1, Some(0.935)), word("0", None, 2, None)];
        assert_eq!(pages, [first, vec![word("1", place, 3, Some(0.01))]].map(Page::of_words));
    }
}
