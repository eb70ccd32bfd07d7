//! Which script a name is in, and the capitals of its words.

pub(super) const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{052F}')
}

/// False for most names without a Cyrillic letter: the first bytes of these letters, the last of which begins other ones too.
fn may_be_native(name: &[u8]) -> bool {
    // No branch, so that many bytes are looked at side by side.
    name.iter().fold(false, |any, b| any | matches!(b, 0xD0..=0xD4))
}

/// True for a name with a Cyrillic letter.
pub(in crate::gazetteer) fn is_native(name: &str) -> bool {
    may_be_native(name.as_bytes()) && name.chars().any(is_cyrillic)
}

/// The capitals of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    None,
    First,
    /// Two letters or more, none of them small.
    All,
}

/// The same as [`char::is_alphabetic`], at once for most of what names and their spellings hold.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}') || c.is_alphabetic()
}

impl Capitals {
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|&c| is_letter(c));
        if !letters.next().is_some_and(is_capital) {
            return Self::None;
        }
        let second = letters.next();
        if second.is_some_and(is_capital) && letters.all(is_capital) { Self::All } else { Self::First }
    }

    /// Gives them to the word at `text[at..]`, which is all in small letters.
    pub fn give(self, text: &mut String, at: usize) {
        match self {
            Self::None => {}
            Self::First => {
                let Some(first) = text[at..].chars().next() else { return };
                let end = at + first.len_utf8();
                if first.is_ascii() {
                    text[at..end].make_ascii_uppercase();
                } else {
                    let capital: String = first.to_uppercase().collect();
                    text.replace_range(at..end, &capital);
                }
            }
            Self::All => {
                let capitals = text[at..].to_uppercase();
                text.truncate(at);
                text.push_str(&capitals);
            }
        }
    }
}

/// The same as [`char::is_uppercase`], at once for most letters.
fn is_capital(c: char) -> bool {
    match c {
        'а'..='\u{45F}' => false,
        '\u{400}'..='Я' => true,
        _ => c.is_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_follow_the_model() {
        let like = |word: &str, like: &str| {
            let mut text = format!("до {word}");
            Capitals::of(like).give(&mut text, "до ".len());
            text["до ".len()..].to_owned()
        };
        assert_eq!(like("zsu", "ЗСУ"), "ZSU");
        assert_eq!(like("yizhak", "Їжак"), "Yizhak");
        assert_eq!(like("їжака", "Їжак"), "Їжака");
        assert_eq!(like("žlobin", "Жлобін"), "Žlobin");
        assert_eq!(like("na", "на"), "na");
    }
}
