//! What stands between two words: end marks, closing marks, white space, opening marks.

/// How a run of end marks ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// One full stop, or two.
    Stop,
    /// Holds a question or exclamation mark.
    Strong,
    /// Three dots or more, spaced or not, or the character for them.
    Ellipsis,
    /// A full stop of a script that writes no space after it (`。`).
    Ideographic,
}

/// The end mark found in a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// What it is.
    pub mark: Mark,
    /// Byte after the mark and its closing quotes and brackets: where a sentence may end.
    pub cut: u32,
    /// A closing quotation mark follows the end mark.
    pub quoted: bool,
    /// A closing bracket follows the end mark.
    pub bracketed: bool,
    /// White space follows.
    pub spaced: bool,
    /// A mark that belongs to the next word stands before it: an opening quotation mark or bracket, a currency sign, a bullet.
    pub opened: bool,
    /// The dots of an ellipsis: more than three hold a full stop.
    pub dots: u32,
    /// Where the text ends if `. . . .` is a full stop and an ellipsis that opens the next sentence.
    pub first_stop: u32,
}

/// Marks that end sentences without white space after them.
pub(super) const fn is_ideographic(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

/// Question and exclamation marks, and the full stops of scripts that have one of their own.
pub(super) const fn is_strong(c: char) -> bool {
    matches!(c, '!' | '?' | '‽' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '፧' | '፨' | '၊' | '။' | '។' | '៕')
}

/// Marks that may close a quotation or a bracket when they touch what stands before them.
pub(super) const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '″'
            | '′'
            | '`'
            | '」'
            | '』'
            | '》'
            | ')'
            | ']'
            | '}'
            | '）'
            | '】'
    )
}

const fn is_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '】')
}

impl End {
    /// A mark with nothing behind it; `touching` if it stands at the word before the gap.
    const fn new(mark: Mark, cut: u32, touching: bool) -> Self {
        let dots = mark.dots();
        let first_stop = if dots == 1 && touching { cut } else { 0 };
        Self { mark, cut, quoted: false, bracketed: false, spaced: false, opened: false, dots, first_stop }
    }

    /// True if a mark goes on the run of this one: it touches it, or is spaced as in `. . .`
    fn goes_on(&self, mark: Mark) -> bool {
        !self.opened && (!self.spaced || mark.dots() > 0 || self.mark == mark)
    }

    /// Adds a mark to the run, which then ends at byte `cut`.
    fn add(&mut self, mark: Mark, cut: u32) {
        let dots = self.dots + mark.dots();
        let mark = match (self.mark, mark) {
            (Mark::Strong, _) | (_, Mark::Strong) => Mark::Strong,
            (Mark::Ideographic, _) | (_, Mark::Ideographic) => Mark::Ideographic,
            _ if dots >= 3 => Mark::Ellipsis,
            _ => Mark::Stop,
        };
        let first_stop = if self.spaced { self.first_stop } else { 0 };
        *self = Self { first_stop, dots, ..Self::new(mark, cut, false) };
    }
}

impl Mark {
    /// The mark that a character is.
    const fn of(c: char) -> Option<Self> {
        match c {
            '.' => Some(Self::Stop),
            '…' => Some(Self::Ellipsis),
            c if is_strong(c) => Some(Self::Strong),
            c if is_ideographic(c) => Some(Self::Ideographic),
            _ => None,
        }
    }

    /// How many dots one such character stands for.
    const fn dots(self) -> u32 {
        match self {
            Self::Stop => 1,
            Self::Ellipsis => 3,
            Self::Strong | Self::Ideographic => 0,
        }
    }
}

/// The last end mark in `gap` (which begins at byte `start`) after which a sentence may end; `dotted` if the word before
/// the gap carries a full stop of its own (`U.S.`).
pub(super) fn end(gap: &str, start: u32, dotted: bool) -> Option<End> {
    // Nearly always a full stop and white space.
    if let [b'.', space @ ..] = gap.as_bytes()
        && !dotted
        && !space.is_empty()
        && space.iter().all(u8::is_ascii_whitespace)
    {
        return Some(End { spaced: true, ..End::new(Mark::Stop, start + 1, true) });
    }
    let mut found: Option<End> = dotted.then(|| End::new(Mark::Stop, start, true));
    let mut chars = gap.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = start + (at + c.len_utf8()) as u32;
        if let Some(mark) = Mark::of(c) {
            match &mut found {
                Some(end) if end.goes_on(mark) => end.add(mark, after),
                _ => found = Some(End::new(mark, after, at == 0)),
            }
        } else if c.is_whitespace() {
            if let Some(end) = &mut found {
                end.spaced = true;
            }
        } else if found.is_none_or(|end| end.spaced)
            && let Some(skip) = left_out(&gap[at..])
        {
            // `[...]`: words left out of a quotation end nothing.
            while chars.peek().is_some_and(|&(next, _)| next < at + skip) {
                chars.next();
            }
        } else if let Some(end) = &mut found {
            if end.spaced || end.mark == Mark::Ideographic && !is_closer(c) {
                end.opened = true;
            } else if is_closer(c) {
                end.cut = after;
                end.bracketed |= is_bracket(c);
                end.quoted |= !is_bracket(c);
            } else {
                // `Inc.,` or `St.-`: the mark ends nothing.
                found = None;
            }
        }
    }
    found
}

/// The length of a bracketed ellipsis at the start of `text`.
fn left_out(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['[', '('])?;
    let dots = inner.trim_start_matches(['.', '…', ' ']);
    let bracketed = dots.len() < inner.len() && dots.starts_with([']', ')']);
    bracketed.then(|| text.len() - dots.len() + 1)
}
