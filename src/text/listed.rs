//! The lists under `seeds`: a word, a phrase or a row a line, `#` before a comment, `[name]` before a section.

use super::Word;
use super::fold::{fold, hash};
use super::hashes::HashTable;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The lines of a list without white space around them; comments and empty lines are left out.
pub(crate) fn lines(list: &str) -> impl Iterator<Item = &str> + Clone {
    list.lines().filter_map(content)
}

/// A line without white space around it; nothing of a comment or an empty line.
pub(crate) fn content(line: &str) -> Option<&str> {
    Some(line.trim()).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The lines of a list, each with the section it stands in, which is empty before the first.
pub(crate) fn sections(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut section = "";
    lines(list).filter_map(move |line| match line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(name) => {
            section = name;
            None
        }
        None => Some((section, line)),
    })
}

/// True if a word, in whatever case, is one of those that white space parts.
pub(crate) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed.eq_ignore_ascii_case(word))
}

thread_local! {
    /// Tables of the lists that this thread was asked for, by where they stand.
    static TABLES: RefCell<FxHashMap<(usize, usize), HashTable<bool>>> = RefCell::default();
}

/// True if a word of a text is one of those that white space parts, however it is folded: for lists that are asked of every word.
pub(crate) fn holds_word(list: &'static str, word: &Word) -> bool {
    let table = || list.split_ascii_whitespace().map(|listed| (hash(&fold(listed)), true)).collect();
    TABLES.with_borrow_mut(|tables| tables.entry((list.as_ptr() as usize, list.len())).or_insert_with(table).contains(word.hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    #[test]
    fn words_of_texts_are_looked_up_in_lists() {
        const SAID: &str = "said says \n  told déjà";
        let held = |text: &str| words(text).iter().map(|word| holds_word(SAID, word)).collect::<Vec<_>>();
        assert_eq!(held("TOLD us, said deja: say"), [true, false, true, true, false]);
        assert!(held("").is_empty());
    }

    #[test]
    fn comments_and_sections_are_no_lines() {
        let list = "# A list\n\nfirst\r\n  [late]  \n\tsecond third\n#[none]\n[]\nfourth # not a comment\n";
        assert_eq!(lines(list).collect::<Vec<_>>(), ["first", "[late]", "second third", "[]", "fourth # not a comment"]);
        let expected = [("", "first"), ("late", "second third"), ("", "fourth # not a comment")];
        assert_eq!(sections(list).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_are_held_whole_and_in_any_case() {
        let list = "said says \n  told";
        assert!(holds(list, "Told") && holds(list, "said"));
        assert!(!holds(list, "say") && !holds(list, "") && !holds("", "said"));
    }
}
