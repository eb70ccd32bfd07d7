//! Lines at the head of a text file that say when and where it was published: "Date: 26 August 2024", or the front matter of Markdown.

use super::document::Meta;
use super::fields::{BESIDE, DATE, ID, LANG, Names, SOURCE, TITLE, plain};
use crate::dates::parse_date;

/// The longest header, in lines.
const MOST_LINES: usize = 40;

/// What the header of a text says of its document, and what in it could not be used. The lines stay in the text.
///
/// A header is front matter (lines between two lines of `---`), or lines at the very top that are all fields of known names, up to an empty
/// line, a date or an outlet among them.
pub fn header(text: &str) -> (Meta, Option<String>) {
    let mut lines =
        text.trim_start_matches('\u{feff}').lines().take(MOST_LINES).map(str::trim).skip_while(|line| line.is_empty()).peekable();
    let front = lines.next_if(|line| *line == "---").is_some();
    let mut fields = Vec::new();
    let mut ended = false;
    for line in lines {
        ended = if front { matches!(line, "---" | "...") } else { line.is_empty() };
        if ended {
            break;
        }
        match field(line) {
            Some((name, value)) => fields.push((name, value)),
            // Lists and nested values of front matter are not read.
            None if front => {}
            None => return Default::default(),
        }
    }
    let known = |names: Names| fields.iter().find(|(name, _)| names.heads(name)).map(|(_, value)| *value).filter(|v| !v.is_empty());
    let is_field = |name: &str| BESIDE.contains(&name) || [SOURCE, TITLE, DATE, LANG, ID].iter().any(|names| names.heads(name));
    let all_known = || fields.iter().all(|(name, _)| is_field(name));
    if !ended || (!front && !(all_known() && (known(DATE).is_some() || known(SOURCE).is_some()))) {
        return Default::default();
    }
    let date = known(DATE).map(|text| parse_date(text, "the header's date"));
    let (date, note) = match date {
        Some(Ok(date)) => (Some(date), None),
        Some(Err(e)) => (None, Some(format!("{e}; the document was read without a date"))),
        None => (None, None),
    };
    let owned = |names: Names| known(names).map(str::to_owned);
    let lang = known(LANG).filter(|lang| (2..=3).contains(&lang.split('-').next().unwrap_or_default().len())).map(str::to_ascii_lowercase);
    (Meta { source: owned(SOURCE), title: owned(TITLE), date, lang }, note)
}

/// A line's name, as the lists of fields have it, and its value without quotation marks.
fn field(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = name.len() <= 20 && !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'_' | b'-'));
    let value = value.trim();
    let bare = [('"', '"'), ('\'', '\'')].iter().find_map(|&(open, close)| value.strip_prefix(open)?.strip_suffix(close)).unwrap_or(value);
    is_name.then(|| (plain(name), bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_told_from_text() {
        let told = |text: &str| {
            let (meta, note) = header(text);
            let date = meta.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
            let or = |field: Option<String>| field.unwrap_or_else(|| "-".to_owned());
            format!("{date} {} {} {}{}", or(meta.source), or(meta.title), or(meta.lang), if note.is_some() { " note" } else { "" })
        };
        let cases = [
            (
                "Title: Strike at port\nSource: Harbour Post\nDate: 26 August 2024\nURL: https://example.org/a\n\nDockers …",
                "2024-08-26 Harbour Post Strike at port -",
            ),
            ("\u{feff}\nDATE: 2024-08-26\r\nOutlet: Delta Wire\r\n\r\nDockers …", "2024-08-26 Delta Wire - -"),
            (
                "---\ntitle: \"Strike at port\"\ndate: 2024-08-26T10:00:00Z\nlang: en\ntags:\n  - port\n---\nDockers …",
                "2024-08-26 - Strike at port en",
            ),
            ("Published at: 2024-08-26\nSite: Delta Wire\nDocument-ID: 7\n\nDockers …", "2024-08-26 Delta Wire - -"),
            ("Date: last Monday\nSource: Delta Wire\n\nDockers …", "- Delta Wire - - note"),
            ("Source: officials\nsaid that dockers …\n\nMore.", "- - - -"),
            ("Title: Strike at port\n\nDockers …", "- - - -"),
            ("Exclusive: dockers strike\nDate: 2024-08-26\n\nDockers …", "- - - -"),
            ("Date: 2024-08-26", "- - - -"),
            ("---\n\nDockers …", "- - - -"),
            ("", "- - - -"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
