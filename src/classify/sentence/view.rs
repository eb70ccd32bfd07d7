//! One sentence as classifiers see it: its words, the names in it, what is quoted.

use crate::span::Span;
use crate::text::{BlockKind, Word};
use crate::texts::Position;

/// One sentence as classifiers see it.
#[derive(Clone, Copy, Debug)]
pub struct SentenceView<'a> {
    /// The whole document.
    pub text: &'a str,
    /// The sentence.
    pub span: Span,
    /// Its words.
    pub words: &'a [Word],
    /// The names in it, in order.
    pub slots: &'a [Slot<'a>],
    /// The kind of its block.
    pub block: BlockKind,
    /// Quoted stretches of the document, in order and apart; at least those that touch the sentence.
    pub quoted: &'a [Span],
    /// What else the caller knows of it: tags that rules may ask for by `when` and `unless`.
    pub context: &'a [&'a str],
    /// Where it stands in its document, if that is known.
    pub position: Option<Position>,
}

impl<'a> SentenceView<'a> {
    /// A sentence by itself: running text, no names, no quotations.
    pub const fn plain(text: &'a str, span: Span, words: &'a [Word]) -> Self {
        Self { text, span, words, slots: &[], block: BlockKind::Body, quoted: &[], context: &[], position: None }
    }
}

/// A name in a sentence: what gazetteer slots of rules see.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a> {
    /// Where it stands.
    pub span: Span,
    /// The entity's type.
    pub kind: &'a str,
    /// The entity's id.
    pub id: &'a str,
}

/// What stands between double quotation marks inside `within`: for sentences that come without a layer of quotations.
///
/// An opening mark that is never closed quotes to the end; a closing one that was never opened quotes from the start.
pub fn quoted(text: &str, within: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in within.text(text).char_indices() {
        let here = within.start + at as u32;
        let after = here + c.len_utf8() as u32;
        match (c, open) {
            ('“' | '„' | '«' | '"', None) => open = Some(after),
            ('”' | '»' | '"', Some(start)) => {
                out.push(Span::new(start, here));
                open = None;
            }
            ('”' | '»', None) if out.is_empty() => out.push(Span::new(within.start, here)),
            _ => {}
        }
    }
    out.extend(open.map(|start| Span::new(start, within.end)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_stretches() {
        let read =
            |text: &'static str| -> Vec<&str> { quoted(text, Span::new(0, text.len() as u32)).into_iter().map(|s| s.text(text)).collect() };
        assert_eq!(read("He said “stay” and \"go\"."), ["stay", "go"]);
        assert_eq!(read("and left,” she said. “Then"), ["and left,", "Then"]);
        assert!(read("None here.").is_empty());
    }
}
