//! Every sentence of many documents with its labels, as a table.

use super::analyse::too_long;
use crate::classify::scoring::Scratch;
use crate::classify::{RuleClassifier, SentenceClassifier, SentenceView, Slot, quoted, rules};
use crate::error::{Error, Result};
use crate::gazetteer::resolve::in_text;
use crate::gazetteer::{FindOptions, Gazetteer};
use crate::pool::{Control, stop_if_asked};
use crate::span::CodePoints;
use crate::tables::columns::{CLASSIFIED, Rows, TableBuilder};
use crate::text::Outline;
use crate::texts::{Texts, in_parts, text_at};

/// Documents whose sentences are to be classified, in parallel; a sentence without a label has no row. A text that is null or has more
/// than 2 GB is an error that names its row.
#[derive(Clone, Copy, Debug)]
pub struct Documents<'t> {
    /// Their texts.
    pub texts: &'t dyn Texts,
    /// Their ids, by default their positions.
    pub ids: &'t [Option<String>],
    /// Threads; none takes the usual number.
    pub threads: Option<usize>,
}

impl Documents<'_> {
    /// Every sentence with the labels that a model gives it.
    pub fn classify(&self, model: &SentenceClassifier, control: &Control) -> Result<Rows> {
        self.each(control, |outline, table| {
            let (mut scratch, mut probabilities) = (Scratch::default(), Vec::new());
            for (number, sentence) in outline.sentences.iter().enumerate() {
                stop_if_asked();
                probabilities.clear();
                let (words, position) = (outline.sentence_words(number), Some(outline.position(number)));
                model.probabilities_of(outline.text, sentence.span, words, position, &mut scratch, &mut probabilities);
                for label in model.decide(&probabilities) {
                    table.push(number, &model.classes()[label as usize], probabilities[label as usize]);
                }
            }
        })
    }

    /// The same by rules, with the names that `names` finds in each document: no others are known to rules that ask for some.
    pub fn classify_by_rules(&self, rules: &RuleClassifier, names: Option<&Gazetteer>, control: &Control) -> Result<Rows> {
        self.each(control, |outline, table| {
            let text = outline.text;
            let found = names.map_or_else(Vec::new, |names| in_text(names, text, FindOptions::default(), true));
            let slots: Vec<Slot<'_>> = found.iter().map(|m| Slot { span: m.span, kind: &m.kind, id: &m.id }).collect();
            let mut scratch = rules::Scratch::default();
            let mut first = 0;
            for (number, sentence) in outline.sentences.iter().enumerate() {
                stop_if_asked();
                let span = sentence.span;
                first += slots[first..].partition_point(|s| s.span.end <= span.start);
                let here = slots[first..].partition_point(|s| s.span.start < span.end);
                let decision = rules.classify_with(
                    &SentenceView {
                        slots: &slots[first..first + here],
                        block: outline.sentence_kind(number),
                        quoted: &quoted(text, span),
                        position: Some(outline.position(number)),
                        ..SentenceView::plain(text, span, outline.sentence_words(number))
                    },
                    &mut scratch,
                );
                for (label, score) in decision.labels {
                    table.push(number, &rules.labels()[label as usize], score);
                }
            }
        })
    }

    fn each(&self, control: &Control, classify: impl Fn(&Outline<'_>, &mut Labelled<'_>) + Sync) -> Result<Rows> {
        let schema = CLASSIFIED.schema(&[]);
        let batches = in_parts(self.texts.len(), self.threads, control, |task| {
            let mut builder = TableBuilder::new(schema.clone());
            for row in task {
                control.check()?;
                let text = text_at(self.texts, row)?;
                if let Some(problem) = too_long(text) {
                    return Err(Error::input(format!("texts[{row}]"), problem));
                }
                let id = self.ids.get(row).and_then(Clone::clone).unwrap_or_else(|| row.to_string());
                let outline = Outline::new(text);
                classify(&outline, &mut Labelled { builder: &mut builder, id: &id, outline: &outline, points: CodePoints::new(text) });
                control.count();
            }
            builder.finish()
        })?;
        Ok(Rows { schema, batches: batches.into_iter().filter(|b| b.num_rows() > 0).collect() })
    }
}

/// The table while it is filled with the labels of one document.
struct Labelled<'t> {
    builder: &'t mut TableBuilder,
    id: &'t str,
    outline: &'t Outline<'t>,
    points: CodePoints<'t>,
}

impl Labelled<'_> {
    fn push(&mut self, sentence: usize, label: &str, score: f32) {
        let span = self.outline.sentences[sentence].span;
        self.builder.text(self.id).int(sentence as i32).span(&self.points, span).text(span.text(self.outline.text));
        self.builder.text(label).score(score);
    }
}
