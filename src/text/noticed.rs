//! What is noticed while the words of a text are cut, so that nobody reads the text once more to find that it is not there.

/// The hyphens that break words: of ASCII, of Unicode, and the soft one, which is part of the word before it.
pub(crate) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{AD}'];
/// The zero-width space, which parts words where no space is to be seen.
pub(crate) const PARTING: char = '\u{200B}';
/// What the [`HYPHENS`] end with in UTF-8, by which they are looked for; other characters end so too.
pub(crate) const HYPHEN_BYTES: [u8; 3] = [last_byte(HYPHENS[0]), last_byte(HYPHENS[1]), last_byte(HYPHENS[2])];
/// The same of [`PARTING`].
pub(crate) const PARTING_BYTE: u8 = last_byte(PARTING);

const fn last_byte(c: char) -> u8 {
    let mut bytes = [0; 4];
    let written = c.encode_utf8(&mut bytes).len();
    bytes[written - 1]
}

/// What a text holds beside plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noticed {
    /// The numbers of the words that may hold a name and something else (see [`super::joined`]).
    pub joined: Vec<u32>,
    /// False if no line ends with a hyphen that stands behind something else than a blank.
    pub broken: bool,
    /// False if there is neither `#`, `@` nor a zero-width space.
    pub tagged: bool,
}

impl Noticed {
    /// Of a text of which no more is known than these words.
    pub(crate) const fn unknown(joined: Vec<u32>) -> Self {
        Self { joined, broken: true, tagged: true }
    }

    /// Notes what a stretch of the text may hold.
    #[inline(always)]
    pub(super) fn flag(&mut self, broken: bool, tagged: bool) {
        self.broken |= broken;
        self.tagged |= tagged;
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words_and_noticed;
    use super::*;
    use proptest::prelude::*;

    fn noticed(text: &str) -> Noticed {
        let (mut words, mut noticed) = (Vec::new(), Noticed::default());
        words_and_noticed(text, &mut words, &mut noticed);
        noticed
    }

    /// A hyphen behind no blank, with nothing but blanks between it and the line's end.
    fn breaks(text: &str) -> bool {
        let ends_so = |line: &str| {
            let line = line.trim_end_matches([' ', '\t', '\r']);
            let before = line.strip_suffix(['-', '\u{2010}', '\u{AD}']);
            before.is_some_and(|before| before.as_bytes().last().is_some_and(|&last| last > b' '))
        };
        let lines: Vec<&str> = text.split('\n').collect();
        lines[..lines.len() - 1].iter().any(|line| ends_so(line))
    }

    #[test]
    fn what_is_not_there_is_not_noticed() {
        let long = "plain words of a text, ".repeat(9);
        for text in ["", "pre- and post-war", "Zapo-\u{a0}", "KYIV -- Two\n- Three", "a\n-\nb", "“é”\nЭ", &long] {
            assert!(!noticed(text).broken, "{text}");
        }
        assert!(!noticed("a + b & c; плёнка “é”").tagged);
        assert!(noticed("Zapo-\nrizhzhia").broken && noticed("#kherson").tagged && noticed("a\u{200B}b").tagged);
    }

    proptest! {
        #[test]
        fn nothing_is_overlooked(text in "([a-zé中]{1,9}|[ \t\r]{1,3}|[-\u{2010}\u{AD}]|[-\u{2010}\u{AD}][ \t\r]{0,70}\n|[#@\u{200B}]|[a-zа-э]{60,70}|\n)*") {
            let noticed = noticed(&text);
            prop_assert!(noticed.broken || !breaks(&text));
            let signs = ['#', '@', '\u{200B}'];
            prop_assert!(noticed.tagged || !text.contains(signs));
        }
    }
}
