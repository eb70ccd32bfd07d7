//! Examples in rule files: a sentence with its names marked as `[Kyiv|government]`.

use crate::classify::sentence::{SentenceView, Slot, quoted};
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::{BlockKind, Word, words};

/// An example, ready to be classified.
#[derive(Debug)]
pub(super) struct Example {
    text: String,
    words: Vec<Word>,
    /// The names that are marked, with their types.
    pub names: Vec<(Span, String)>,
    quoted: Vec<Span>,
}

impl Example {
    /// Reads an example; `place` is for the error.
    pub fn parse(written: &str, place: &str) -> Result<Self> {
        let mut text = String::with_capacity(written.len());
        let mut names = Vec::new();
        let mut rest = written;
        while let Some(open) = rest.find('[') {
            text.push_str(&rest[..open]);
            let marked = rest[open + 1..].split_once(']').and_then(|(inside, after)| Some((inside.split_once('|')?, after)));
            let Some(((name, kind), after)) = marked else {
                return Err(Error::rule(place, format!("in {written:?} a [ opens no name; mark names as [Kyiv|government]")));
            };
            let start = text.len() as u32;
            text.push_str(name);
            names.push((Span::new(start, text.len() as u32), kind.to_owned()));
            rest = after;
        }
        text.push_str(rest);
        let words = words::words(&text);
        let quoted = quoted(&text, Span::new(0, text.len() as u32));
        Ok(Self { text, words, names, quoted })
    }

    /// Hands the example to `f` as a sentence in a context.
    pub fn view<R>(&self, block: BlockKind, context: &[&str], f: impl FnOnce(&SentenceView<'_>) -> R) -> R {
        let slots: Vec<Slot<'_>> = self.names.iter().map(|(span, kind)| Slot { span: *span, kind, id: "" }).collect();
        f(&SentenceView {
            text: &self.text,
            span: Span::new(0, self.text.len() as u32),
            words: &self.words,
            slots: &slots,
            block,
            quoted: &self.quoted,
            context,
            position: None,
        })
    }
}
