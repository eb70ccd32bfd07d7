//! The pattern language: a pattern string into its parts. `docs/rules.md` is its manual.

use super::inflect::{Forms, bare_and_third, inflect};
use super::verbs::Form;
use crate::text::{fold, words};
use std::rc::Rc;

/// Longest gap, in words.
pub(super) const MAX_GAP: u8 = 30;
/// Deepest nesting of brackets.
const MAX_DEPTH: usize = 8;

/// Marks that a pattern can ask for between two words, as bit flags.
pub(super) mod mark {
    /// Comma.
    pub const COMMA: u8 = 1;
    /// Semicolon, bracket, dash set off by spaces.
    pub const BREAK: u8 = 2;
    /// Colon.
    pub const COLON: u8 = 4;
    /// Double quotation mark.
    pub const QUOTE: u8 = 8;
    /// Question mark.
    pub const QUESTION: u8 = 16;
    /// Exclamation mark.
    pub const EXCLAMATION: u8 = 32;
    /// Full stop or ellipsis.
    pub const STOP: u8 = 64;
    /// What two neighbouring words of a pattern, and the words of a `_` gap, never reach across.
    pub const BARRIER: u8 = COMMA | BREAK | COLON | QUESTION | EXCLAMATION | STOP;
}

/// One part of a pattern. Sets of words and alternatives are shared, since lists stand in many patterns.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// One word out of several forms.
    Word(Rc<WordSet>),
    /// A name of one of these types.
    Slot(Vec<String>),
    /// One of several sequences; an empty one makes it optional.
    Group(Rc<Vec<Vec<Part>>>),
    /// Some words; `crossing` gaps reach across commas and other marks.
    Gap { min: u8, max: u8, crossing: bool },
    /// One of these marks between the words before and after.
    Mark(u8),
    /// The next word stands as a verb.
    Verb(Form),
    /// Start of the sentence.
    Start,
    /// End of the sentence.
    End,
}

/// The words that a [`Part::Word`] accepts, folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WordSet {
    /// Whole words.
    pub words: Vec<String>,
    /// Beginnings of words.
    pub prefixes: Vec<String>,
}

/// Looks up a named list: its entries as one part.
pub(super) type Lists<'a> = &'a dyn Fn(&str) -> Result<Part, String>;

/// Parses a pattern. The error says what is wrong and what to write instead.
pub(super) fn parse(pattern: &str, lists: Lists<'_>) -> Result<Vec<Part>, String> {
    let mut parser = Parser { rest: pattern, lists };
    let parts = parser.sequence(0)?;
    match parser.rest.chars().next() {
        None if parts.is_empty() => Err("the pattern is empty; write at least one word".to_owned()),
        None => Ok(parts),
        Some(c) => Err(format!("{c:?} closes or parts nothing; alternatives are written (a|b)")),
    }
}

struct Parser<'p> {
    rest: &'p str,
    lists: Lists<'p>,
}

impl<'p> Parser<'p> {
    fn sequence(&mut self, depth: usize) -> Result<Vec<Part>, String> {
        if depth > MAX_DEPTH {
            return Err(format!("brackets nest more than {MAX_DEPTH} deep; write several patterns or a list"));
        }
        let mut out = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else { return Ok(out) };
            match c {
                ')' | '|' => return Ok(out),
                '(' => {
                    self.skip(1);
                    let group = self.group(depth)?;
                    self.push_optional(group, &mut out);
                }
                '<' => {
                    let kinds = self.until('>')?;
                    let slot = Part::Slot(kinds.split('|').map(|k| k.trim().to_owned()).collect());
                    self.push_optional(slot, &mut out);
                }
                '@' => {
                    self.skip(1);
                    let name = self.take(|c| c.is_alphanumeric() || c == '_');
                    let group = (self.lists)(name)?;
                    self.push_optional(group, &mut out);
                }
                '^' => self.push(1, Part::Start, &mut out),
                '$' => self.push(1, Part::End, &mut out),
                '_' => {
                    self.skip(1);
                    out.push(self.gap((1, 1), false)?);
                }
                '…' => {
                    self.skip('…'.len_utf8());
                    out.push(self.gap((0, 8), true)?);
                }
                '.' if self.rest.starts_with("...") => {
                    self.skip(3);
                    out.push(self.gap((0, 8), true)?);
                }
                _ => match mark_of(c) {
                    Some(mark) => self.push(c.len_utf8(), Part::Mark(mark), &mut out),
                    None => self.word(&mut out)?,
                },
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn push(&mut self, bytes: usize, part: Part, out: &mut Vec<Part>) {
        self.skip(bytes);
        out.push(part);
    }

    /// Pushes `part`, as optional where a `?` stands directly behind it.
    fn push_optional(&mut self, part: Part, out: &mut Vec<Part>) {
        if self.rest.starts_with('?') {
            self.skip(1);
            out.push(Part::Group(Rc::new(vec![vec![part], Vec::new()])));
        } else {
            out.push(part);
        }
    }

    fn take(&mut self, accept: impl Fn(char) -> bool) -> &'p str {
        let end = self.rest.find(|c| !accept(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// The inside of a bracket that opens here.
    fn until(&mut self, close: char) -> Result<&'p str, String> {
        let end = self.rest.find(close).ok_or_else(|| format!("{:?} is never closed; add {close:?}", self.rest))?;
        let inside = self.rest[1..end].trim();
        self.skip(end + close.len_utf8());
        if inside.split('|').any(|part| part.trim().is_empty()) {
            return Err("a slot names one or more types of names: <person> or <country|government>".to_owned());
        }
        Ok(inside)
    }

    fn group(&mut self, depth: usize) -> Result<Part, String> {
        let mut branches = Vec::new();
        loop {
            let branch = self.sequence(depth + 1)?;
            if branch.is_empty() {
                return Err("an alternative is empty; for an optional part write (a|b)?".to_owned());
            }
            branches.push(branch);
            match self.rest.chars().next() {
                Some('|') => self.skip(1),
                Some(_) => {
                    self.skip(1);
                    return Ok(merged(branches));
                }
                None => return Err("a ( is never closed; add )".to_owned()),
            }
        }
    }

    /// The bounds of a gap, where written: `{m,n}`, `{n}`.
    fn gap(&mut self, default: (u8, u8), crossing: bool) -> Result<Part, String> {
        let (mut min, mut max) = default;
        if self.rest.starts_with('{') {
            let inside = self.until('}')?;
            let number = |s: &str| s.trim().parse::<u8>().map_err(|_| format!("{{{inside}}} is no gap; write {{0,4}} or {{2}}"));
            (min, max) = match inside.split_once(',') {
                Some((low, high)) => (number(low)?, number(high)?),
                None => (number(inside)?, number(inside)?),
            };
        }
        if min > max || max > MAX_GAP {
            return Err(format!("a gap goes from few to many words, at most {MAX_GAP}; this one goes from {min} to {max}"));
        }
        Ok(Part::Gap { min, max, crossing })
    }

    fn word(&mut self, out: &mut Vec<Part>) -> Result<(), String> {
        let written = self.take(|c| !c.is_whitespace() && !"()|<>@^$_*~?,;:\"“”!{}[]…".contains(c));
        let mut cut: Vec<String> = words::words(written).iter().map(|w| fold::fold(w.text(written))).collect();
        let last = match cut.pop() {
            Some(last) if !last.is_empty() => last,
            _ => {
                let shown: String = self.rest.chars().take(12).collect();
                return Err(format!(
                    "cannot read {written:?} before {shown:?}; a pattern is made of words, (a|b), <type>, @list, _{{0,4}}, ..."
                ));
            }
        };
        out.extend(cut.into_iter().map(|word| Part::Word(Rc::new(WordSet { words: vec![word], prefixes: Vec::new() }))));
        let set = if self.rest.starts_with('*') {
            self.skip(1);
            if last.chars().count() < 3 {
                return Err(format!("the beginning {last}* is too short; give at least three letters"));
            }
            WordSet { words: Vec::new(), prefixes: vec![last] }
        } else if self.rest.starts_with('~') {
            self.skip(1);
            let forms = match self.take(char::is_alphabetic) {
                "verb" => {
                    self.push_optional(verb(&last), out);
                    return Ok(());
                }
                "" => Forms::All,
                "ed" => Forms::Past,
                "ing" => Forms::Ing,
                "s" => Forms::Present,
                other => return Err(format!("{last}~{other}: after ~ stands nothing, ed, ing, s or verb")),
            };
            WordSet { words: inflect(&last, forms), prefixes: Vec::new() }
        } else {
            WordSet { words: vec![last], prefixes: Vec::new() }
        };
        self.push_optional(Part::Word(Rc::new(set)), out);
        Ok(())
    }
}

/// The finite forms of a verb; base and -s form only where they stand as one.
fn verb(base: &str) -> Part {
    let word = |words: Vec<String>| Part::Word(Rc::new(WordSet { words, prefixes: Vec::new() }));
    let (bare, third) = bare_and_third(base);
    let branches =
        vec![vec![word(inflect(base, Forms::Past))], vec![Part::Verb(Form::Base), word(bare)], vec![Part::Verb(Form::Third), word(third)]];
    Part::Group(Rc::new(branches))
}

const fn mark_of(c: char) -> Option<u8> {
    Some(match c {
        ',' => mark::COMMA,
        ';' => mark::BREAK,
        ':' => mark::COLON,
        '"' | '“' | '”' => mark::QUOTE,
        '?' => mark::QUESTION,
        '!' => mark::EXCLAMATION,
        _ => return None,
    })
}

/// A group whose branches of one word each are joined into one set of words.
pub(super) fn merged(mut branches: Vec<Vec<Part>>) -> Part {
    if let [only] = branches.as_mut_slice()
        && only.len() == 1
        && let Some(part) = only.pop()
    {
        return part;
    }
    let mut set = WordSet::default();
    let mut longer = Vec::new();
    for branch in branches {
        match branch.as_slice() {
            [Part::Word(one)] => {
                set.words.extend(one.words.iter().cloned());
                set.prefixes.extend(one.prefixes.iter().cloned());
            }
            [Part::Group(inner)] => longer.extend(inner.iter().cloned()),
            _ => longer.push(branch),
        }
    }
    let words = !set.words.is_empty() || !set.prefixes.is_empty();
    match (words, longer.is_empty()) {
        (true, true) => Part::Word(Rc::new(set)),
        (true, false) => {
            longer.insert(0, vec![Part::Word(Rc::new(set))]);
            Part::Group(Rc::new(longer))
        }
        (false, _) => Part::Group(Rc::new(longer)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str) -> Result<Vec<Part>, String> {
        parse(pattern, &|name| Err(format!("no list {name}")))
    }

    #[test]
    fn parts() {
        let parts = read("accuse~ing _{0,4} of (x|y z)? <person|country> ... \"").unwrap();
        assert_eq!(parts.len(), 7);
        assert_eq!(parts[0], Part::Word(Rc::new(WordSet { words: vec!["accusing".into()], prefixes: vec![] })));
        assert_eq!(parts[1], Part::Gap { min: 0, max: 4, crossing: false });
        assert!(matches!(&parts[3], Part::Group(branches) if branches.len() == 2 && branches[1].is_empty()));
        assert_eq!(parts[4], Part::Slot(vec!["person".into(), "country".into()]));
        assert_eq!(parts[5], Part::Gap { min: 0, max: 8, crossing: true });
        assert_eq!(parts[6], Part::Mark(mark::QUOTE));
        assert_eq!(read("pull-back").unwrap().len(), 2);
    }

    #[test]
    fn faults_say_what_to_do() {
        for bad in ["", "(a|b", "a)", "<person", "<>", "@none", "a _{4,2}", "a _{x}", "ab*", "x~er", "(a|)", "((((((((((a))))))))))"] {
            let problem = read(bad).unwrap_err();
            assert!(problem.len() > 10, "{bad}: {problem}");
        }
    }
}
