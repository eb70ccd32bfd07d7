//! What may stand between the words of one name.
//!
//! In a text: white space of any kind, at most 64 characters with at most one line break, and at most one further mark. A dash never
//! has white space on both sides; comma, slash, ampersand, full stop and any other mark, apostrophes and double quotes among them, stand
//! only where the name has one, and several marks only where it has these. A mark of the name may be missing in the text, never the other
//! way round; hyphen, dash and space stand for each other. A full stop that ends a sentence, as its white space and the capital behind it say,
//! stands where the name has a full stop of its own behind a word of few letters: the entry is the evidence that it is shortened. Half rings (ʿ ʾ) and primes (ʹ ʺ) are no marks.

use super::marks::Marks;
pub(super) use super::marks::kind;
pub(in crate::gazetteer) use super::marks::{is_dash, is_double_quote};
use crate::text::fold::{Folder, class, is_apostrophe, is_ignorable, is_modifier};
use crate::text::{Shape, Word, abbreviations};

/// A gap: its kind or kinds in the low eight bits, above them its [`Marks`] where [`kind::OTHER`] is one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) struct Gap(pub u32);

impl Gap {
    /// Between the words of most names.
    pub const OPEN: Self = Self(kind::OPEN as u32);

    const fn of(kinds: u8) -> Self {
        Self(kinds as u32)
    }

    const fn marked(marks: Marks, kinds: u8) -> Self {
        Self((marks.0 << 8) | (kinds | kind::OTHER) as u32)
    }

    /// The kinds.
    pub const fn kinds(self) -> u8 {
        self.0 as u8
    }

    /// True if this gap of a text may stand for `name`'s.
    pub const fn fits(self, name: Self) -> bool {
        let shared = self.kinds() & name.kinds();
        shared != 0 && (shared != kind::OTHER || Marks(self.0 >> 8).stand_for(name))
    }

    /// True for a name's gap of nothing but a middle dot, which a text without spaces may leave out.
    pub const fn is_middle_dot(self) -> bool {
        self.kinds() & kind::OTHER != 0 && self.0 >> 8 == Marks::MIDDLE_DOT as u32
    }
}

/// The most bytes that white space and marks of one gap can take.
const LONGEST: usize = 300;

/// The gap before `right` in a text; `None` where no name may go on.
#[inline]
pub(in crate::gazetteer) fn in_text(text: &str, left: &Word, right: &Word) -> Option<Gap> {
    let gap = &text.as_bytes()[left.end as usize..right.start as usize];
    match gap {
        [b' '] => Some(Gap::of(kind::SPACE)),
        _ if right.shape.has(Shape::POSSESSIVE) => Some(Gap::of(kind::POSSESSIVE)),
        [b'-'] => Some(Gap::of(kind::DASH)),
        _ if gap.len() > LONGEST => None,
        _ => read(text, left, right),
    }
}

fn read(text: &str, left: &Word, right: &Word) -> Option<Gap> {
    let written = Written::read(&text[left.end as usize..right.start as usize]);
    if written.white > 64 || written.breaks > 1 {
        return None;
    }
    match written.marks.len() {
        0 => (written.white > 0).then_some(Gap::of(kind::SPACE)),
        1 => match Marks::kind(written.marks.get(0)) {
            kind::OTHER => Some(Gap::marked(written.marks, 0)),
            kind::STOP if written.spaced_behind && right.shape.has(Shape::CAPITAL) && !takes_full_stop(text, left) => {
                may_be_shortened(text, left).then_some(Gap::marked(Marks(u32::from(Marks::ENDING)), 0))
            }
            kind => Some(Gap::of(kind)),
        },
        _ => Some(Gap::marked(written.marks, 0)),
    }
}

/// What stands between two words.
struct Written {
    white: usize,
    breaks: usize,
    marks: Marks,
    /// White space follows the last mark, or there is none.
    spaced_behind: bool,
}

impl Written {
    fn read(gap: &str) -> Self {
        let (mut white, mut breaks, mut carriage) = (0, 0, false);
        // The first marks, each with the white space before it.
        let mut first = [(0, 0); Marks::MOST as usize];
        let (mut count, mut last) = (0, 0);
        for c in gap.chars() {
            if c.is_whitespace() {
                white += 1;
                let line = matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
                breaks += usize::from(line && !(carriage && c == '\n'));
            } else if !(is_ignorable(c) || is_modifier(c)) {
                if let Some(mark) = first.get_mut(count) {
                    *mark = (Marks::code(c), white);
                    count += 1;
                }
                last = white;
            }
            carriage = c == '\r';
        }
        let mut marks = Marks::default();
        for &(code, before) in &first[..count] {
            marks.push(if code == b'-' && before > 0 && white > before { Marks::SPACED } else { code });
        }
        Self { white, breaks, marks, spaced_behind: white > last }
    }
}

/// The most letters of a word that is cut short by a full stop: most sentences end with longer ones.
pub(in crate::gazetteer) const LONGEST_SHORTENED: usize = 5;

/// True for a word of so few letters that its full stop may shorten it, where a name says so; what stands before an apostrophe is not counted
/// (l'Hôp. Saint-Louis).
fn may_be_shortened(text: &str, word: &Word) -> bool {
    let written = word.text(text);
    let last = written.rsplit(is_apostrophe).next().unwrap_or(written);
    last.chars().filter(|c| c.is_alphanumeric()).count() <= LONGEST_SHORTENED
}

/// True after a word whose full stop ends no sentence: a single letter or a listed abbreviation.
pub(in crate::gazetteer) fn takes_full_stop(text: &str, word: &Word) -> bool {
    let written = word.text(text);
    let single = match written.as_bytes() {
        [letter] => letter.is_ascii_alphabetic(),
        _ if written.is_ascii() => false,
        _ => {
            let folder = Folder::new();
            let mut chars = written.chars().filter(|&c| folder.get(c).class & class::MARK == 0);
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        }
    };
    single || abbreviations::takes_full_stop(word, text)
}

/// What a name of letters with one space or hyphen between words allows behind a word: its folded letters, their hash, its shape. The word is
/// written in letters of ASCII alone if it folds to such.
pub(in crate::gazetteer) fn behind_letters(folded: &[u8], hash: u64, shape: Shape) -> Gap {
    let single = folded.iter().filter(|&&b| b & 0xC0 != 0x80).take(2).count() == 1;
    let text = if folded.len() <= 4 { std::str::from_utf8(folded).unwrap_or_default() } else { "" };
    let word = Word { start: 0, end: text.len() as u32, hash, shape };
    Gap::of(if single || abbreviations::takes_full_stop(&word, text) { kind::OPEN | kind::STOP } else { kind::OPEN })
}

/// What a name allows before `right`, from how the name is written.
pub(super) fn in_name(name: &str, left: &Word, right: &Word) -> Gap {
    if right.shape.has(Shape::POSSESSIVE) {
        return Gap::of(kind::POSSESSIVE);
    }
    let written = &name[left.end as usize..right.start as usize];
    // The last letter of dotted initials takes a full stop when they are written apart.
    let stop = if left.shape.has(Shape::DOTTED) || takes_full_stop(name, left) { kind::STOP } else { 0 };
    if matches!(written, " " | "-") {
        return Gap::of(kind::OPEN | stop);
    }
    let marks = Written::read(written).marks;
    let mut kinds = kind::SPACE | stop;
    let mut open = true;
    for code in (0..marks.len()).map(|at| marks.get(at)) {
        kinds |= Marks::kind(code);
        open &= matches!(code, Marks::APOSTROPHE | Marks::QUOTE | Marks::SPACED | b'-');
    }
    // Where nothing but quotes and apostrophes stands, a dash may stand for the space.
    kinds |= if open { kind::DASH } else { 0 };
    match marks.get(0) {
        b'.' if marks.len() == 1 => Gap::marked(Marks(u32::from(Marks::ENDING)), kinds),
        _ if kinds & kind::OTHER != 0 || marks.len() > 1 => Gap::marked(marks, kinds),
        _ => Gap::of(kinds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Case, Entry, EntryList, FindOptions, Gazetteer};
    use crate::text::words::words;
    use proptest::prelude::*;

    /// The marks of a gap, all dashes, apostrophes and double quotes alike; a dash with white space on both sides is another one.
    fn marks(gap: &str) -> Vec<char> {
        let mark = |(at, c): (usize, char)| match c {
            _ if c.is_whitespace() => None,
            _ if is_dash(c) => {
                let spaced = |part: &str| part.contains(char::is_whitespace);
                Some(if spaced(&gap[..at]) && spaced(&gap[at + c.len_utf8()..]) { '═' } else { '-' })
            }
            _ if is_apostrophe(c) => Some('\''),
            _ if is_double_quote(c) => Some('"'),
            _ => Some(c),
        };
        gap.char_indices().filter_map(mark).collect()
    }

    /// True if the text has but marks of the name, in their order, and at most `others` that `alone` allows.
    fn stand_for(text: &[char], name: &[char], others: usize, alone: &dyn Fn(char) -> bool) -> bool {
        let Some((&mark, rest)) = text.split_first() else { return true };
        let taken = name.first() == Some(&mark) && stand_for(rest, &name[1..], others, alone);
        let passed = !name.is_empty() && stand_for(text, &name[1..], others, alone);
        taken || passed || others > 0 && alone(mark) && stand_for(rest, name, others - 1, alone)
    }

    /// Whether a text's gap may stand for a name's, straight from the definition. No word here is an abbreviation or begins with a capital.
    fn may_stand(text: &str, name: &str) -> bool {
        let (text, name) = (marks(text), marks(name));
        // Quotes and apostrophes may be missing, and then a dash may stand for the space.
        let open = name.iter().all(|c| matches!(c, '-' | '═' | '\'' | '"')) || name.contains(&'-');
        let alone = |mark: char| mark == '-' && open || matches!(mark, ',' | '/' | '&' | '.') && name.contains(&mark);
        let plain = matches!(name[..], [] | ['-' | ',' | '/' | '&' | '.']);
        text.len() < 2 && text.iter().all(|&mark| alone(mark)) || !plain && stand_for(&text, &name, 1, &alone)
    }

    #[test]
    fn a_word_is_cut_short_behind_its_apostrophe() {
        let found = |name: &str, text: &str| {
            let list = EntryList { columns: Vec::new(), entries: vec![Entry::named(name)] };
            let options = FindOptions { case: Case::Insensitive, ..FindOptions::default() };
            let found = Gazetteer::new(list).expect("a good name").find_text(text, options);
            found.iter().map(|m| m.span.text(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("Aaa`Asa. Aa", "at noon, Aaa`Asa. Aa said"), ["Aaa`Asa. Aa"]);
        assert_eq!(found("Acad’Univ. Lyon", "near Acad’Univ. Lyon and Acad'Univ. Lyon."), ["Acad’Univ. Lyon", "Acad'Univ. Lyon"]);
        assert_eq!(found("l'Hôp. Saint-Louis", "devant l’Hôp. Saint-Louis hier"), ["l’Hôp. Saint-Louis"]);
        // Too long to be shortened, with an apostrophe or without.
        assert!(found("Aa’Hospital. Lyon", "near Aa’Hospital. Lyon said").is_empty());
        assert!(found("Acaduniv. Lyon", "near Acaduniv. Lyon said").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn as_the_definition_says(text in "[ ’'–,.“(&-]{1,3}", name in "[ '\",.(/&-]{1,3}") {
            let [text, name] = [text, name].map(|gap| format!("aa{gap}bb"));
            // An apostrophe between letters joins them, and dots of an acronym are no gap.
            prop_assume!(words(&text).len() == 2 && words(&name).len() == 2);
            let between = |of: &str| of[2..of.len() - 2].to_owned();
            let [left, right] = [words(&text)[0], words(&text)[1]];
            let [first, second] = [words(&name)[0], words(&name)[1]];
            let fits = in_text(&text, &left, &right).is_some_and(|gap| gap.fits(in_name(&name, &first, &second)));
            prop_assert_eq!(fits, may_stand(&between(&text), &between(&name)));
        }

        #[test]
        fn every_name_finds_itself_whole(
            names in prop::collection::btree_set("[A-D][a-d]{1,3}([ '’‘`.,:;!?/&()\"“”#%+*–-]{1,3}[A-Da-d][a-ds]{1,2}){0,3}['.)!]?", 1..12),
        ) {
            let list = EntryList { columns: Vec::new(), entries: names.iter().map(|name| Entry::named(name)).collect() };
            let gazetteer = Gazetteer::new(list).expect("good names");
            for (index, name) in names.iter().enumerate() {
                let cut = words(name);
                let text = format!("at noon, {name} said");
                let found = gazetteer.find_text(&text, FindOptions { case: Case::Insensitive, ..FindOptions::default() });
                // With the mark that the name ends with, or without.
                let (start, ends) = (9 + cut[0].start, [9 + cut[cut.len() - 1].end, 9 + name.len() as u32]);
                let whole = found.iter().find(|m| m.span.start == start && ends.contains(&m.span.end));
                prop_assert!(whole.is_some_and(|m| m.entries.iter().any(|&e| e as usize == index)), "{:?}: {:?}", name, found);
            }
        }
    }
}
