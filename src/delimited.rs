//! Tables in files of text: what parts their cells, and what is wrong with them.

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

/// A fault of a CSV file in words: the line, and what is wrong with it.
pub fn csv_problem(e: &csv::Error) -> String {
    let line = e.position().map_or_else(String::new, |p| format!("line {}: ", p.line()));
    match e.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{line}{len} cells where the header has {expected_len}; are all quotation marks closed?")
        }
        csv::ErrorKind::Utf8 { .. } => format!("{line}this is no UTF-8"),
        csv::ErrorKind::Io(e) => e.to_string(),
        _ => format!("{line}{e}"),
    }
}
