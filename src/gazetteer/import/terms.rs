//! Terms of RDF as SPARQL results in TSV write them: `<address>`, `"text"@en`, `"text"^^<type>`, numbers.

use std::borrow::Cow;

/// What a cell says: an address, or a text without its language and type.
pub(super) fn plain(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    if let Some(address) = cell.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return Cow::Borrowed(address);
    }
    for mark in ['"', '\''] {
        if let Some(text) = cell.strip_prefix(mark)
            && let Some(end) = closed(text, mark)
        {
            return unescaped(&text[..end]);
        }
    }
    Cow::Borrowed(cell)
}

/// Where the text ends that began with a mark.
fn closed(text: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == mark && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = behind.chars();
        let digits = match chars.next() {
            Some('u') => 4,
            Some('U') => 8,
            Some(c) => {
                out.push(match c {
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    c => c,
                });
                rest = chars.as_str();
                continue;
            }
            None => break,
        };
        let number = behind.get(1..=digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match number.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &behind[digits + 1..];
            }
            None => {
                out.push('\\');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_say_their_text() {
        let cases = [
            ("<http://example.org/Q1>", "http://example.org/Q1"),
            ("\"Kyiv\"@en", "Kyiv"),
            ("\"Point(30.52 50.45)\"^^<http://example.org/wkt>", "Point(30.52 50.45)"),
            (r#""say \"Zelenec\" \u0416\\"@uk"#, "say \"Zelenec\" Ж\\"),
            (r#""end\"#, r#""end\"#),
            (r#""\u04G6 \U0010FFFFF""#, "\\u04G6 \u{10FFFF}F"),
            ("412000", "412000"),
            ("Kyiv@en", "Kyiv@en"),
            ("\"", "\""),
            ("", ""),
        ];
        for (cell, wanted) in cases {
            assert_eq!(plain(cell), wanted, "{cell}");
        }
    }
}
