//! Every sentence of many documents with its labels, as a table.

use crate::batch::{Rows, too_long};
use crate::classify::SentenceClassifier;
use crate::classify::model::Scratch;
use crate::columns::{Kind, TableBuilder, TableSchema, schema};
use crate::error::{Error, Result};
use crate::pool::Control;
use crate::span::CodePoints;
use crate::text::Outline;
use crate::texts::{Texts, in_parts, text_at};

const CLASSIFIED: TableSchema = &[
    ("doc_id", Kind::Text),
    ("sentence", Kind::Int),
    ("start", Kind::Int),
    ("end", Kind::Int),
    ("text", Kind::Text),
    ("label", Kind::Text),
    ("score", Kind::Score),
];

/// Classifies every sentence of `texts`, in parallel; a sentence without a label has no row. `ids` are the documents', by default
/// their positions; a text that is null or has more than 2 GB is an error that names its row.
pub fn classify_all(
    model: &SentenceClassifier,
    texts: &dyn Texts,
    ids: &[Option<String>],
    threads: Option<usize>,
    control: &Control,
) -> Result<Rows> {
    let schema = schema("classified", CLASSIFIED, &[]);
    let batches = in_parts(texts.len(), threads, control, |task| {
        let mut builder = TableBuilder::new(schema.clone());
        let (mut scratch, mut probabilities) = (Scratch::default(), Vec::new());
        for row in task {
            control.check()?;
            let text = text_at(texts, row)?;
            if let Some(problem) = too_long(text) {
                return Err(Error::input(format!("texts[{row}]"), problem));
            }
            let id = ids.get(row).and_then(Clone::clone).unwrap_or_else(|| row.to_string());
            let outline = Outline::new(text);
            let points = CodePoints::new(text);
            for (number, sentence) in outline.sentences.iter().enumerate() {
                probabilities.clear();
                let (words, position) = (outline.sentence_words(number), Some(outline.position(number)));
                model.probabilities_of(text, sentence.span, words, position, &mut scratch, &mut probabilities);
                for label in model.decide(&probabilities) {
                    let label = label as usize;
                    builder.text(&id).int(number as i32).span(&points, sentence.span).text(sentence.span.text(text));
                    builder.text(&model.classes()[label]).score(probabilities[label]);
                }
            }
            control.count();
        }
        builder.finish()
    })?;
    Ok(Rows { schema, batches: batches.into_iter().filter(|b| b.num_rows() > 0).collect() })
}
