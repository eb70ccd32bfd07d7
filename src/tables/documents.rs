//! The tables of single documents: what the layers of each say, as rows.

use super::columns::{Rows, TableBuilder, TableId, Tables};
use crate::error::Result;
use crate::pipeline::{Layers, Pipeline};
use crate::read::Document;
use crate::span::CodePoints;
use crate::text::BlockKind;
use crate::text::title::without_name;
use arrow_array::RecordBatch;

/// The rows of some documents in each of their tables.
pub(crate) type DocumentRows = [(TableId, RecordBatch); 8];

/// The tables of single documents while they are filled.
pub(crate) struct DocumentTables {
    documents: TableBuilder,
    blocks: TableBuilder,
    sentences: TableBuilder,
    mentions: TableBuilder,
    events: TableBuilder,
    quotes: TableBuilder,
    times: TableBuilder,
    quantities: TableBuilder,
}

impl DocumentTables {
    /// Tables without rows, of the same columns as those of `empty`.
    pub fn new(empty: &Tables<Rows>) -> Self {
        let table = |id| TableBuilder::new(empty[id].schema.clone());
        Self {
            documents: table(TableId::Documents),
            blocks: table(TableId::Blocks),
            sentences: table(TableId::Sentences),
            mentions: table(TableId::Mentions),
            events: table(TableId::Events),
            quotes: table(TableId::Quotes),
            times: table(TableId::Times),
            quantities: table(TableId::Quantities),
        }
    }

    /// The finished rows.
    pub fn finish(self) -> Result<DocumentRows> {
        Ok([
            (TableId::Documents, self.documents.finish()?),
            (TableId::Blocks, self.blocks.finish()?),
            (TableId::Sentences, self.sentences.finish()?),
            (TableId::Mentions, self.mentions.finish()?),
            (TableId::Events, self.events.finish()?),
            (TableId::Quotes, self.quotes.finish()?),
            (TableId::Times, self.times.finish()?),
            (TableId::Quantities, self.quantities.finish()?),
        ])
    }

    /// Appends a document that could not be analysed.
    pub fn push_failed(&mut self, document: &Document, problem: &str) {
        let m = &document.meta;
        let row = self.documents.text(&document.id).maybe_text(m.source.as_deref()).maybe_text(m.title.as_deref()).date(m.date);
        row.maybe_text(m.lang.as_deref()).maybe_text(document.encoding).int(None).int(None).text(problem);
    }

    /// Appends what the layers of a document say.
    pub fn push(&mut self, pipeline: &Pipeline, document: &Document, layers: &Layers<'_, '_>) {
        let outline = &layers.outline;
        let text = outline.text;
        let points = CodePoints::new(text);
        let id = document.id.as_str();
        let meta = &document.meta;
        let headline = || outline.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| without_name(text, b.span).text(text));
        self.documents.text(id).maybe_text(meta.source.as_deref()).maybe_text(meta.title.as_deref().or_else(headline)).date(layers.date);
        self.documents.maybe_text(meta.lang.as_deref().or(layers.lang)).maybe_text(document.encoding);
        self.documents.int(points.total()).int(outline.sentences.len() as i32).maybe_text(document.note.as_deref());
        for (number, block) in outline.blocks.iter().enumerate() {
            self.blocks.text(id).int(number as i32).span(&points, block.span).text(block.kind.as_str());
        }
        self.push_sentences(id, &points, layers);
        if let Some(gazetteer) = &pipeline.gazetteer {
            for mention in &layers.mentions {
                self.mentions.mention(id, text, &points, gazetteer, mention);
            }
        }
        self.push_extracted(id, &points, layers);
    }

    /// Appends the sentences of a document, with what they state and the types of their events.
    fn push_sentences(&mut self, id: &str, points: &CodePoints<'_>, layers: &Layers<'_, '_>) {
        let text = layers.outline.text;
        let mut event = 0;
        for (number, (sentence, s)) in layers.outline.sentences.iter().zip(&layers.statements).enumerate() {
            let first = event;
            while layers.events.get(event).is_some_and(|e| e.sentence as usize <= number) {
                event += 1;
            }
            let mut kinds: Vec<&str> = layers.events[first..event].iter().map(|e| e.kind.as_str()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            self.sentences
                .text(id)
                .int(number as i32)
                .int(sentence.block as i32)
                .span(points, sentence.span)
                .text(sentence.span.text(text));
            self.sentences
                .maybe_text(s.act.as_deref())
                .score(s.act_score)
                .maybe_text(s.source.as_deref())
                .maybe_text(s.source_id.as_deref());
            self.sentences.maybe_text(s.mode.map(|m| m.as_str())).maybe_text(s.certainty.map(|c| c.as_str())).texts(kinds);
        }
    }

    /// Appends events, quotations, times and quantities of a document.
    fn push_extracted(&mut self, id: &str, points: &CodePoints<'_>, layers: &Layers<'_, '_>) {
        let text = layers.outline.text;
        for e in &layers.events {
            self.events.text(id).int(e.sentence as i32).text(&e.kind).maybe_text(e.mode.as_deref()).maybe_text(e.actor.as_deref());
            self.events.maybe_text(e.recipient.as_deref()).maybe_text(e.place.as_deref()).maybe_text(e.date.as_deref());
            self.events.text(e.reality.as_str()).span(points, e.span).score(e.score);
        }
        for q in &layers.quotes {
            self.quotes.text(id).int(q.sentence as i32).int(q.quote as i32).span(points, q.span).text(q.kind.as_str());
            self.quotes.maybe_text(q.speaker.as_deref()).maybe_text(q.speaker_id.as_deref()).maybe_text(q.cue.as_deref());
        }
        for t in &layers.times {
            self.times
                .text(id)
                .int(t.sentence as i32)
                .span(points, t.span)
                .text(t.span.text(text))
                .text(&t.value)
                .maybe_text(t.conflict.as_deref());
        }
        for q in &layers.quantities {
            self.quantities.text(id).int(q.sentence as i32).span(points, q.span).text(q.span.text(text)).float(q.low).float(q.high);
            self.quantities.maybe_text(q.unit.as_deref()).text(q.bound.as_str()).float(q.equals_low).float(q.equals_high);
            self.quantities.maybe_text(q.equals_unit.as_deref()).float(q.si_low).float(q.si_high).maybe_text(q.si_unit.as_deref());
        }
    }
}
