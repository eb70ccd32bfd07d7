//! Words of others in messages: as much of them as anybody reads.

use std::borrow::Cow;

/// How many characters of one text a message shows.
const MOST: usize = 80;
/// How many names of a list.
const NAMES: usize = 40;

/// A text of a file or of the caller's for a message; of a long one its beginning, and an ellipsis.
///
/// ```
/// use dateline::shown::clipped;
/// assert_eq!(clipped("Kyiv"), "Kyiv");
/// assert_eq!(clipped(&"é".repeat(5_000_000)), format!("{}…", "é".repeat(80)));
/// ```
pub fn clipped(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Names of columns for a message, with commas between them; of many the first.
///
/// ```
/// assert_eq!(dateline::shown::listed(&["id".into(), "name".into()]), "id, name");
/// ```
pub fn listed(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMES);
    let shown = names[..names.len() - more].iter().map(|name| clipped(name)).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_and_long_lists_are_cut() {
        assert_eq!(clipped(&"x".repeat(80)), "x".repeat(80));
        assert_eq!(clipped(&"x".repeat(81)), format!("{}…", "x".repeat(80)));
        let names: Vec<String> = (1..=42).map(|n| format!("c{n}")).collect();
        assert!(listed(&names).ends_with("c39, c40 and 2 more"));
        assert!(listed(&names[..40]).ends_with("c39, c40"));
        assert_eq!(listed(&["x".repeat(100), "name".into()]), format!("{}…, name", "x".repeat(80)));
    }
}
