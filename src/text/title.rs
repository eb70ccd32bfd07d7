//! The line of a title in the head of a text file: the name of the field before it is none of its words.

use crate::span::Span;

/// What the line that holds a title is called, in small letters.
const NAMES: [&str; 5] = ["title", "headline", "subtitle", "subheadline", "standfirst"];

/// A title without the name of its field and the quotation marks around it: "Bridge closed" of `Title: "Bridge closed"`.
pub(crate) fn without_name(text: &str, title: Span) -> Span {
    let line = title.text(text);
    let Some((name, value)) = line.split_once(':') else { return title };
    let named = NAMES.iter().any(|known| name.trim().eq_ignore_ascii_case(known)) && value.starts_with(char::is_whitespace);
    let value = value.trim();
    if !named || value.is_empty() {
        return title;
    }
    let bare = [('"', '"'), ('\'', '\'')].iter().find_map(|&(open, close)| value.strip_prefix(open)?.strip_suffix(close));
    let value = bare.unwrap_or(value);
    // The value is a part of the line, so that where it begins tells where it stands.
    let start = title.start + (value.as_ptr() as usize - line.as_ptr() as usize) as u32;
    if value.trim().is_empty() { title } else { Span::new(start, start + value.len() as u32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_field_is_no_part_of_a_title() {
        let cases = [
            ("Title: Bridge closed at Harrow", "Bridge closed at Harrow"),
            ("HEADLINE:  Bridge closed", "Bridge closed"),
            ("title: \"Bridge closed\"", "Bridge closed"),
            ("title: 'Pont fermé'", "Pont fermé"),
            ("title: \"Go\" says mayor", "\"Go\" says mayor"),
            ("Bridge closed: mayor", "Bridge closed: mayor"),
            ("Title fight: Lund wins", "Title fight: Lund wins"),
            ("Title: Bridge closed \u{a0}", "Bridge closed"),
            ("Title: \"Bridge closed\"\u{2003}", "Bridge closed"),
            ("Title:", "Title:"),
            ("Title: \"\"", "Title: \"\""),
        ];
        for (line, expected) in cases {
            assert_eq!(without_name(line, Span::new(0, line.len() as u32)).text(line), expected, "{line}");
        }
    }
}
