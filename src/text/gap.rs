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

/// The last end mark in `gap` (which begins at byte `start`) after which a sentence may end; `dotted` if the word before
/// the gap carries a full stop of its own (`U.S.`).
pub(super) fn end(gap: &str, start: u32, dotted: bool) -> Option<End> {
    // Nearly always a full stop and white space.
    if let [b'.', space @ ..] = gap.as_bytes()
        && !dotted
        && !space.is_empty()
        && space.iter().all(u8::is_ascii_whitespace)
    {
        let cut = start + 1;
        let (quoted, bracketed, spaced, opened) = (false, false, true, false);
        return Some(End { mark: Mark::Stop, cut, quoted, bracketed, spaced, opened, dots: 1, first_stop: cut });
    }
    let fresh = |mark, cut, dots, touching| End {
        mark,
        cut,
        quoted: false,
        bracketed: false,
        spaced: false,
        opened: false,
        dots,
        first_stop: if dots == 1 && touching { cut } else { 0 },
    };
    let mut found: Option<End> = dotted.then(|| fresh(Mark::Stop, start, 1, true));
    let mut chars = gap.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = start + (at + c.len_utf8()) as u32;
        let mark = match c {
            '.' => Some(Mark::Stop),
            '…' => Some(Mark::Ellipsis),
            c if is_strong(c) => Some(Mark::Strong),
            c if is_ideographic(c) => Some(Mark::Ideographic),
            _ => None,
        };
        if let Some(mark) = mark {
            let dots = match mark {
                Mark::Stop => 1,
                Mark::Ellipsis => 3,
                _ => 0,
            };
            match &mut found {
                // Another mark of the same run, touching it or spaced as in `. . .`
                Some(end) if !end.opened && (!end.spaced || dots > 0 || end.mark == mark) => {
                    end.dots += dots;
                    end.mark = match (end.mark, mark) {
                        (Mark::Strong, _) | (_, Mark::Strong) => Mark::Strong,
                        (Mark::Ideographic, _) | (_, Mark::Ideographic) => Mark::Ideographic,
                        _ if end.dots >= 3 => Mark::Ellipsis,
                        _ => Mark::Stop,
                    };
                    if !end.spaced {
                        end.first_stop = 0;
                    }
                    end.cut = after;
                    end.spaced = false;
                    end.quoted = false;
                    end.bracketed = false;
                }
                _ => found = Some(fresh(mark, after, dots, at == 0)),
            }
        } else if c.is_whitespace() {
            if let Some(end) = &mut found {
                end.spaced = true;
            }
        } else if matches!(c, '[' | '(') && found.is_none_or(|end| end.spaced) && left_out(&gap[at..]).is_some() {
            // `[...]`: words left out of a quotation end nothing.
            let skip = left_out(&gap[at..]).unwrap_or(0);
            while chars.peek().is_some_and(|&(next, _)| next < at + skip) {
                chars.next();
            }
        } else if let Some(end) = &mut found {
            if end.spaced || matches!(end.mark, Mark::Ideographic) && !is_closer(c) {
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
    let inner = &text[1..];
    let dots = inner.trim_start_matches(['.', '…', ' ']);
    let bracketed = dots.len() < inner.len() && dots.starts_with([']', ')']);
    bracketed.then(|| text.len() - dots.len() + 1)
}
