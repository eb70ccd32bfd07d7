//! Tables in files of text: what parts their cells, and what is wrong with them.

use std::io::{self, Read};

/// What parts the cells of a CSV file: `usual`, unless the header has none and has semicolons or tabs instead, as
/// spreadsheet programs write them in many countries.
///
/// ```
/// assert_eq!(dateline::files::delimited::delimiter(b"id;text;date\n1;Talks, at last;2024-08-26\n", b','), b';');
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
/// use dateline::files::delimited::told;
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
    /// Cells may stand between quotation marks.
    quoted: bool,
}

/// What is wrong with a row within which the file ends, in a cell that a quotation mark opens.
pub const NOT_CLOSED: &str =
    "the file ends within a cell in quotation marks in the row that begins here: it is cut short, or a mark is not closed";

impl<R: Read> Rows<R> {
    /// The rows in these bytes, whose cells may stand between quotation marks.
    pub fn new(bytes: R, delimiter: u8) -> Self {
        Self::written(bytes, delimiter, true)
    }

    /// The rows in these bytes; `quoted` says whether cells may stand between quotation marks.
    pub fn written(bytes: R, delimiter: u8, quoted: bool) -> Self {
        let passing =
            Passing { reader: bytes, bytes: 0, tail: Vec::new(), ended: false, row: 0, at: At::Start, delimiter, longest: u64::MAX };
        let reader = csv::ReaderBuilder::new().delimiter(delimiter).quoting(quoted).flexible(true).from_reader(passing);
        Self { reader, line_ends: 0, quoted }
    }

    /// The names of the columns. A first line that has no end for a megabyte is an error of the kind `FileTooLarge`.
    pub fn header(&mut self) -> csv::Result<&csv::ByteRecord> {
        self.reader.get_mut().longest = LONGEST_HEADER;
        self.reader.byte_headers()?;
        self.reader.get_mut().longest = u64::MAX;
        self.reader.byte_headers()
    }

    /// Reads the next row into `record` and gives the number of its line, from 1; nothing at the end.
    pub fn next(&mut self, record: &mut csv::ByteRecord) -> csv::Result<Option<u64>> {
        let start = self.reader.position().byte();
        self.reader.get_mut().begin(start);
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

    /// True if the last row that was read ends within a cell in quotation marks, and the file with it: the cell holds all that follows the mark.
    pub fn ends_quoted(&self) -> bool {
        self.quoted && self.ends_open() && self.reader.get_ref().ends_quoted()
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
    /// Where the row at hand begins; of one so long that its beginning is not kept, the first byte that is.
    row: u64,
    /// Where in a cell that byte stands.
    at: At,
    delimiter: u8,
    /// How many bytes are read at the most.
    longest: u64,
}

/// The longest header of a table.
const LONGEST_HEADER: u64 = 1 << 20;

/// How many of the last bytes are kept at least; the reader takes fewer at a time.
const TAIL: usize = 1 << 16;

impl<R> Passing<R> {
    /// The bytes from this one on, as far as they have passed, if they are kept.
    fn from(&self, start: u64) -> Option<&[u8]> {
        let length = usize::try_from(self.bytes.checked_sub(start)?).ok()?;
        Some(&self.tail[self.tail.len().checked_sub(length)?..])
    }

    /// A row begins at this byte, which is kept: the reader takes fewer bytes at a time.
    fn begin(&mut self, row: u64) {
        (self.row, self.at) = (row, At::Start);
    }

    /// Drops all but the last bytes; what a long row says in those that go is not lost.
    fn drop_old(&mut self) {
        let kept = self.bytes - TAIL as u64;
        if self.row < kept {
            let gone = self.tail.len() - TAIL;
            let from = gone.saturating_sub(usize::try_from(kept - self.row).unwrap_or(usize::MAX));
            self.at.pass(&self.tail[from..gone], self.delimiter);
            self.row = kept;
        }
        self.tail.drain(..self.tail.len() - TAIL);
    }

    /// True if the bytes end within a cell in quotation marks.
    fn ends_quoted(&self) -> bool {
        let mut at = self.at;
        at.pass(self.from(self.row).unwrap_or_default(), self.delimiter);
        at == At::Quoted
    }
}

/// Where in a cell a byte stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes the cell, unless another follows.
    Closed,
}

impl At {
    fn pass(&mut self, bytes: &[u8], delimiter: u8) {
        for &byte in bytes {
            *self = match (*self, byte) {
                (Self::Quoted, b'"') => Self::Closed,
                (Self::Quoted, _) => Self::Quoted,
                (Self::Start | Self::Closed, b'"') => Self::Quoted,
                (_, b'\n' | b'\r') => Self::Start,
                (_, byte) if byte == delimiter => Self::Start,
                _ => Self::Plain,
            };
        }
    }
}

impl<R: Read> Read for Passing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        if self.bytes > self.longest {
            let problem = format!("the first line has no end for {LONGEST_HEADER} bytes; this is no table with a header");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, problem));
        }
        if self.tail.len() >= 2 * TAIL {
            self.drop_old();
        }
        self.bytes += n as u64;
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

    #[test]
    fn a_mark_that_is_not_closed_is_found_however_long_the_row_is() {
        let ends_quoted = |text: &str| {
            let mut rows = Rows::new(text.as_bytes(), b',');
            let (mut record, mut found) = (csv::ByteRecord::new(), Vec::new());
            while let Some(line) = rows.next(&mut record).expect("a row") {
                found.extend(rows.ends_quoted().then_some(line));
            }
            found
        };
        // A few bytes, some that are kept just, and so many that the beginning of the row is long gone.
        for length in [1, 1000, TAIL - 20, TAIL, 5 * TAIL / 2, 10 * TAIL] {
            let text = "One, two.\n".repeat(length.div_ceil(10));
            assert_eq!(ends_quoted(&format!("id,text\na,\"{text}\"\nb,\"{text}")), vec![3 + text.matches('\n').count() as u64], "{length}");
            for closed in [format!("a,\"{text}\""), format!("a,\"{text}\"\n"), format!("a,\"He said \"\"{text}\"\"\"")] {
                assert!(ends_quoted(&format!("id,text\n{closed}")).is_empty(), "{length}");
            }
            assert_eq!(ends_quoted(&format!("id,text\na,\"{text}\"\"")), vec![2_u64], "{length}");
        }
        // A mark within a cell that none opens is a character like others.
        assert!(ends_quoted("id,text\na,a 5\" gun").is_empty());
    }
}
