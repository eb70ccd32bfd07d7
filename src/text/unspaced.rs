//! Scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer and their kin.
//!
//! What stands there between two marks is cut as one word, which no other text will have. Whoever counts words takes its characters instead.
//! Tibetan has no spaces between words either, but a mark between syllables, which so are words to us: it is no such script where words are
//! counted, and is one where lines break. Hangul has spaces.

use super::fold::{self, Folder, is_ignorable, is_mark};
use super::words::{Shape, Word};

/// The first byte of any character of these scripts, or a later one.
const FIRST_BYTE: u8 = 0xE0;

/// True if a character belongs to a script without spaces.
pub const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        // Thai and Lao, Burmese, Khmer.
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            // Tai Le, New Tai Lue, Tai Tham; further Burmese letters, Tai Viet.
            | '\u{1950}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AADF}'
            // Radicals; iteration marks and numbers among the marks of Chinese and Japanese; kana, Bopomofo.
            | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}' | '\u{3038}'..='\u{303C}'
            | '\u{3041}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' | '\u{1AFF0}'..='\u{1B16F}'
            // Chinese characters.
            | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// True if a character belongs to a script in which spaces do not tell words, so that a line may break where there is none.
pub(super) const fn breaks_anywhere(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{0F00}'..='\u{0FFF}')
}

/// True if a text has a character of a script without spaces. Text in Latin, Greek, Cyrillic, Hebrew or Arabic letters is told by its bytes.
pub fn occurs(text: &str) -> bool {
    // Without an early end the loop is one of vectors.
    let wide = text.as_bytes().chunks(1024).any(|stretch| stretch.iter().fold(0, |most, &b| b.max(most)) >= FIRST_BYTE);
    wide && text.chars().any(is_unspaced)
}

/// Puts the characters of scripts without spaces, each with its marks and with the shape `shape`, in place of the words that hold them, from
/// `first` on; what else such a word holds (`2024` in `2024年`) is a word by itself. Only words that `cut` lets through are cut.
///
/// ```
/// use dateline::text::{Shape, unspaced, words::words};
/// let text = "2024年 in Kyiv";
/// let mut cut = words(text);
/// unspaced::characters(text, &mut cut, 0, Shape::WIDE, |_| true);
/// assert_eq!(cut.iter().map(|w| w.text(text)).collect::<Vec<_>>(), ["2024", "年", "in", "Kyiv"]);
/// ```
pub fn characters(text: &str, words: &mut Vec<Word>, first: usize, shape: Shape, cut: impl Fn(&Word) -> bool) {
    let holds = |word: &Word| cut(word) && word.end - word.start > 2 && occurs(word.text(text));
    let Some(begin) = words[first..].iter().position(holds) else { return };
    let rest = words.split_off(first + begin);
    let mut letters = Letters { folder: Folder::new(), folded: Vec::new() };
    for word in rest {
        if holds(&word) {
            letters.cut(text, &word, shape, words);
        } else {
            words.push(word);
        }
    }
}

/// Cuts one word after the other.
struct Letters {
    folder: Folder,
    folded: Vec<u8>,
}

impl Letters {
    fn cut(&mut self, text: &str, word: &Word, shape: Shape, out: &mut Vec<Word>) {
        let (mut start, mut alone) = (word.start, None);
        for (at, c) in (word.span().text(text)).char_indices() {
            let at = word.start + at as u32;
            let own = is_unspaced(c);
            if is_mark(c) || is_ignorable(c) || alone == Some(false) && !own {
                continue;
            }
            if let Some(before) = alone {
                self.push(text, [start, at], before, shape, out);
            }
            (start, alone) = (at, Some(own));
        }
        self.push(text, [start, word.end], alone == Some(true), shape, out);
    }

    fn push(&mut self, text: &str, [start, end]: [u32; 2], own: bool, shape: Shape, out: &mut Vec<Word>) {
        self.folded.clear();
        self.folder.fold_into(&text[start as usize..end as usize], &mut self.folded);
        if !self.folded.is_empty() {
            out.push(Word { start, end, hash: fold::hash_bytes(&self.folded), shape: if own { shape } else { Shape::default() } });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut found = words(text);
        characters(text, &mut found, 0, Shape::WIDE, |_| true);
        found.iter().map(|word| word.text(text)).collect()
    }

    #[test]
    fn characters_with_their_marks() {
        assert_eq!(cut("俄军炮击，死3人"), ["俄", "军", "炮", "击", "死", "3", "人"]);
        assert_eq!(cut("東京ガス"), ["東", "京", "ガ", "ス"]);
        assert_eq!(cut("カ\u{3099}ス"), ["カ\u{3099}", "ス"]);
        assert_eq!(cut("น้ำท่วม"), ["น้", "ำ", "ท่", "ว", "ม"]);
        assert_eq!(cut("iPhone手机 2台, Київ “Kyiv’s”"), ["iPhone", "手", "机", "2", "台", "Київ", "Kyiv", "s"]);
    }

    #[test]
    fn one_table_tells_of_words_and_of_lines() {
        for c in ['中', 'か', 'カ', 'ㄅ', '々', '\u{20000}', 'ก', 'ລ', 'မ', 'ក', '\u{1950}', '\u{1980}', '\u{1A20}', '\u{AA80}']
        {
            assert!(is_unspaced(c) && breaks_anywhere(c), "{c}");
        }
        assert!(!is_unspaced('བ') && breaks_anywhere('བ'));
        for c in ['한', 'a', 'ж', 'ש', 'ب', 'अ', 'አ', 'ა', '1', '。'] {
            assert!(!is_unspaced(c) && !breaks_anywhere(c), "{c}");
        }
    }

    #[test]
    fn equal_characters_have_equal_hashes() {
        let hashes = |text: &str| {
            let mut found = words(text);
            characters(text, &mut found, 0, Shape::WIDE, |_| true);
            found.iter().map(|word| word.hash).collect::<Vec<_>>()
        };
        assert_eq!(hashes("ガス"), hashes("カ\u{3099}ス"));
        assert_eq!(hashes("人ス"), hashes("人ｽ"), "half as wide");
        assert_eq!(hashes("人ABC"), [hashes("人"), hashes("abc")].concat());
    }

    proptest! {
        #[test]
        fn other_scripts_stay_as_they_are(text in "[a-zéß .,’“А-Яа-яїєαωשבكتاب0-9한글]{0,60}") {
            prop_assert!(!occurs(&text));
            let (mut found, before) = (words(&text), words(&text));
            characters(&text, &mut found, 0, Shape::WIDE, |_| true);
            prop_assert_eq!(found, before);
        }

        #[test]
        fn pieces_lie_one_behind_the_other(text in "[a-z0-9 ，。中国人カガ\u{3099}ニำน้ភ្នំ]{0,40}") {
            let mut found = words(&text);
            characters(&text, &mut found, 0, Shape::WIDE, |_| true);
            let mut at = 0;
            for word in &found {
                prop_assert!(at <= word.start && word.start < word.end && text.get(word.start as usize..word.end as usize).is_some());
                at = word.end;
            }
        }
    }
}
