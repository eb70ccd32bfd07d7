//! Tables in files of text: what parts their cells, and what is wrong with them.

use std::io::{self, Read};

/// What parts the cells of a CSV file: `usual`, unless the header has none and has semicolons or tabs instead, as
/// spreadsheet programs write them in many countries.
///
/// ```
/// assert_eq!(dateline::delimited::delimiter(b"id;text;date\n1;Talks, at last;2024-08-26\n", b','), b';');
/// ```
pub fn delimiter(text: &[u8], usual: u8) -> u8 {
    let header = text.split(|&b| b == b'\n' || b == b'\r').find(|line| !line.is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [0_usize; 256];
    for &b in header {
        quoted ^= b == b'"';
        counts[usize::from(b)] += usize::from(!quoted);
    }
    let count = |b: u8| counts[usize::from(b)];
    let other = [b',', b';', b'\t'].into_iter().max_by_key(|&b| count(b)).filter(|&b| count(b) > 0);
    if count(usual) > 0 { usual } else { other.unwrap_or(usual) }
}

/// What a first line `sep=;` says, which spreadsheet programs write above the header, and how many bytes that line has.
///
/// ```
/// use dateline::delimited::told;
/// assert_eq!(told(b"sep=;\r\nid;text\r\n"), Some((b';', 7)));
/// assert_eq!(told(b"id;text\n"), None);
/// ```
pub fn told(text: &[u8]) -> Option<(u8, usize)> {
    let end = text.iter().take(16).position(|&byte| byte == b'\n')?;
    let line = text[..end].trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', mark] => Some((*mark, end + 1)),
        _ => None,
    }
}

/// What is wrong with a row that has more or fewer cells than the header.
pub fn wrong_width(cells: usize, header: usize) -> String {
    let plural = if cells == 1 { "" } else { "s" };
    format!("the row has {cells} cell{plural}, but the header {header}; check that all quotation marks are closed")
}

/// A fault of a CSV file in words: the line, where it is known, and what is wrong.
pub fn csv_problem(e: &csv::Error) -> String {
    let line = e.position().map_or_else(String::new, |p| format!("line {}: ", p.line()));
    match e.kind() {
        csv::ErrorKind::Io(e) => e.to_string(),
        _ => format!("{line}{e}"),
    }
}

/// The rows of a CSV file, of however many cells, each with the number of its line.
///
/// The CSV reader says that a row begins where the one before it ends; what it steps over from there (the LF of a CR LF, empty lines) it
/// does not count, so the last bytes that it took are kept and looked at.
pub struct Rows<R> {
    reader: csv::Reader<Passing<R>>,
    /// How many ends of lines stood between the last two rows, behind the one that ended the first.
    line_ends: u64,
}

impl<R: Read> Rows<R> {
    /// The rows in these bytes, whose cells may stand between quotation marks.
    pub fn new(bytes: R, delimiter: u8) -> Self {
        Self::written(bytes, delimiter, true)
    }

    /// The rows in these bytes; `quoted` says whether cells may stand between quotation marks.
    pub fn written(bytes: R, delimiter: u8, quoted: bool) -> Self {
        let passing = Passing { reader: bytes, bytes: 0, tail: Vec::new(), ended: false };
        let reader = csv::ReaderBuilder::new().delimiter(delimiter).quoting(quoted).flexible(true).from_reader(passing);
        Self { reader, line_ends: 0 }
    }

    /// The names of the columns.
    pub fn header(&mut self) -> csv::Result<&csv::ByteRecord> {
        self.reader.byte_headers()
    }

    /// Reads the next row into `record` and gives the number of its line, from 1; nothing at the end.
    pub fn next(&mut self, record: &mut csv::ByteRecord) -> csv::Result<Option<u64>> {
        if !self.reader.read_byte_record(record)? {
            return Ok(None);
        }
        let Some(start) = record.position() else { return Ok(Some(0)) };
        // Of a row so long that its beginning is not kept, as many as of the one before.
        if let Some(bytes) = self.reader.get_ref().from(start.byte()) {
            let ends = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            self.line_ends = ends.filter(|&&byte| byte == b'\n').count() as u64;
        }
        Ok(Some(start.line() + self.line_ends))
    }

    /// True if the last row that was read has no end of line: one that has does not ask for the end of the file.
    pub fn ends_open(&self) -> bool {
        let passed = self.reader.get_ref();
        passed.ended && self.reader.position().byte() == passed.bytes
    }

    /// The bytes of the last row that was read and all behind it, if they are kept.
    pub fn bytes_from(&self, record: &csv::ByteRecord) -> Option<&[u8]> {
        self.reader.get_ref().from(record.position().map_or(0, csv::Position::byte))
    }
}

/// Bytes on their way to the CSV reader.
struct Passing<R> {
    reader: R,
    bytes: u64,
    /// The last of them.
    tail: Vec<u8>,
    /// There are no more.
    ended: bool,
}

/// How many of the last bytes are kept at least; the reader takes fewer at a time.
const TAIL: usize = 1 << 16;

impl<R> Passing<R> {
    /// The bytes from this one on, as far as they have passed, if they are kept.
    fn from(&self, start: u64) -> Option<&[u8]> {
        let length = usize::try_from(self.bytes.checked_sub(start)?).ok()?;
        Some(&self.tail[self.tail.len().checked_sub(length)?..])
    }
}

impl<R: Read> Read for Passing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.bytes += n as u64;
        if self.tail.len() >= 2 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
        self.tail.extend_from_slice(&buffer[..n]);
        self.ended |= n == 0 && !buffer.is_empty();
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_lines() {
        for end in ["\n", "\r\n"] {
            let lines = ["id,text", "", "a,One.", "b,\"Two", "", "lines.\"", "", "", "c", "d,Four."];
            let text = lines.join(end);
            let mut rows = Rows::new(text.as_bytes(), b',');
            assert_eq!(rows.header().expect("a header").len(), 2);
            let mut record = csv::ByteRecord::new();
            let mut found = Vec::new();
            while let Some(line) = rows.next(&mut record).expect("a row") {
                found.push((line, String::from_utf8_lossy(&record[0]).into_owned()));
            }
            let expected = [(3, "a"), (4, "b"), (9, "c"), (10, "d")].map(|(line, id)| (line, id.to_owned()));
            assert_eq!(found, expected, "{end:?}");
        }
    }
}
