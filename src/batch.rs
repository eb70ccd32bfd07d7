//! Many documents → tables, in parallel, in order, cancellable; one bad document never loses the others.

use crate::columns::{
    BLOCKS, CONFLICTS, DOCUMENTS, ENTITIES, EVENTS, MENTIONS, NEAR_COPIES, QUANTITIES, QUOTES, REVIEW, SENTENCES, SUGGESTIONS, TIMES,
    TableBuilder, TableSchema, schema,
};
use crate::compare::{Fingerprint, conflicts};
use crate::container::checksum;
use crate::error::{Error, Result};
use crate::gazetteer::{Column, Gazetteer};
use crate::kept::{Kept, KeptDocument};
use crate::pipeline::{Layers, Pipeline};
use crate::pool::{self, Control};
use crate::read::corpus::Pending;
use crate::read::{Corpus, DocText, Document};
use crate::span::CodePoints;
use crate::text::BlockKind;
use crate::texts::Texts;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use rustc_hash::{FxHashMap, FxHashSet};

/// The names of an analysis's tables, in the order of [`Analysed::tables`].
pub const TABLES: [&str; 10] =
    ["documents", "blocks", "sentences", "mentions", "events", "quotes", "times", "quantities", "near_copies", "conflicts"];

const LAYOUTS: [TableSchema; 10] = [DOCUMENTS, BLOCKS, SENTENCES, MENTIONS, EVENTS, QUOTES, TIMES, QUANTITIES, NEAR_COPIES, CONFLICTS];

/// Bytes of text that one task takes at once.
pub(crate) const TASK_BYTES: usize = 256 << 10;
/// Documents that one task takes at once, at most.
pub(crate) const TASK_DOCUMENTS: usize = 64;
/// Tasks a thread and round: enough that no thread waits long for the last one.
const TASKS_A_THREAD: usize = 8;

/// One table: a schema and its rows in order.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The schema, metadata included.
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
}

impl Rows {
    /// An empty table of the contract.
    pub fn empty(table: &str, layout: TableSchema, further: &[Column]) -> Self {
        Self { schema: schema(table, layout, further), batches: Vec::new() }
    }

    pub(crate) fn push(&mut self, batch: RecordBatch) {
        if batch.num_rows() > 0 {
            self.batches.push(batch);
        }
    }
}

/// What an analysis holds: its tables, and the texts that every span leads back to.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// As [`TABLES`] names them.
    pub tables: Vec<Rows>,
    /// Document ids and texts, in order; failed documents have none.
    pub texts: Vec<(String, Option<DocText>)>,
    /// Position in `texts` by id.
    pub by_id: FxHashMap<String, usize>,
}

/// The schemas of an analysis's tables.
pub(crate) fn schemas(pipeline: &Pipeline) -> Vec<SchemaRef> {
    let further = pipeline.gazetteer.as_ref().map_or(&[][..], |g| g.columns());
    let further_of = |table: &str| if table == "mentions" { further } else { &[] };
    TABLES.iter().zip(LAYOUTS).map(|(&table, layout)| schema(table, layout, further_of(table))).collect()
}

/// Runs every layer over a corpus. The result does not depend on the number of threads.
pub fn analyse(pipeline: &Pipeline, corpus: &Corpus, threads: Option<usize>, control: &Control) -> Result<Analysed> {
    let threads = pool::threads(threads);
    let schemas = schemas(pipeline);
    let mut tables: Vec<Rows> = schemas.iter().map(|s| Rows { schema: s.clone(), batches: Vec::new() }).collect();
    let mut kept = Kept::default();
    let mut seen = FxHashSet::default();
    let mut pending = corpus.pending();
    loop {
        let tasks = next_tasks(&mut pending, &mut seen, threads)?;
        if tasks.is_empty() {
            break;
        }
        for (batches, some) in pool::map(threads, tasks, |task| analyse_some(pipeline, corpus, task, &schemas, control))? {
            for (table, batch) in tables.iter_mut().zip(batches) {
                table.push(batch);
            }
            kept.append(some);
        }
    }
    control.check()?;
    tables[8].push(kept.near_copies(schemas[8].clone())?);
    tables[9].push(kept.conflicts(schemas[9].clone())?);
    let by_id = kept.documents.iter().enumerate().rev().map(|(at, d)| (d.id.clone(), at)).collect();
    Ok(Analysed { tables, texts: kept.documents.into_iter().map(|d| (d.id, d.text)).collect(), by_id })
}

/// The next documents, in tasks of about equal size. A second document of one id is a failed one.
fn next_tasks(pending: &mut impl Iterator<Item = Result<Pending>>, seen: &mut FxHashSet<u64>, threads: usize) -> Result<Vec<Vec<Pending>>> {
    let mut tasks = Vec::new();
    while tasks.len() < threads * TASKS_A_THREAD {
        let mut task = Vec::new();
        let mut bytes = 0;
        while bytes < TASK_BYTES && task.len() < TASK_DOCUMENTS {
            let Some(next) = pending.next() else { break };
            let next = unless_seen(next?, seen);
            bytes += next.size();
            task.push(next);
        }
        if task.is_empty() {
            break;
        }
        tasks.push(task);
    }
    Ok(tasks)
}

/// A document, or a failed one if an earlier one has its id; `seen` holds hashes of ids.
pub(crate) fn unless_seen(next: Pending, seen: &mut FxHashSet<u64>) -> Pending {
    if seen.insert(checksum(next.id().as_bytes())) {
        return next;
    }
    let problem = "an earlier document has the same id; give each its own";
    Pending::Ready(Box::new(Document::failed(next.id().to_owned(), problem)))
}

fn analyse_some(
    pipeline: &Pipeline,
    corpus: &Corpus,
    task: Vec<Pending>,
    schemas: &[SchemaRef],
    control: &Control,
) -> Result<(Vec<RecordBatch>, Kept)> {
    let mut builders: Vec<TableBuilder> = schemas.iter().map(|s| TableBuilder::new(s.clone())).collect();
    let mut kept = Kept::default();
    for pending in task {
        control.check()?;
        analyse_document(pipeline, corpus.load(pending), &mut builders, &mut kept, control)?;
        control.count();
    }
    Ok((builders.into_iter().map(TableBuilder::finish).collect::<Result<_>>()?, kept))
}

/// Why a text cannot be analysed: offsets are int32 code points, and spans are 32-bit bytes inside.
pub(crate) fn too_long(text: &str) -> Option<String> {
    (text.len() > i32::MAX as usize).then(|| format!("the text has {} bytes, more than 2,147,483,647; cut it into parts", text.len()))
}

/// Appends the rows of one document to the tables of single documents, and what comparing needs of it to `kept`.
pub(crate) fn analyse_document(
    pipeline: &Pipeline,
    mut document: Document,
    builders: &mut [TableBuilder],
    kept: &mut Kept,
    control: &Control,
) -> Result<()> {
    if let Ok(text) = &document.text
        && let Some(problem) = too_long(text.as_str())
    {
        document.text = Err(problem);
    }
    let text = match &document.text {
        Ok(text) => text.clone(),
        Err(problem) => {
            let problem = problem.clone();
            write_failed(document, &problem, builders, kept);
            return Ok(());
        }
    };
    let on = pipeline.layers;
    let read = pool::contained(|| {
        let layers = pipeline.read(text.as_str(), document.meta.date, document.meta.lang.as_deref(), control)?;
        let fingerprint = if on.near_copies { Fingerprint::new(&layers.outline, &layers.quotes) } else { Fingerprint::default() };
        let of_claims = conflicts::Layers {
            outline: &layers.outline,
            gazetteer: pipeline.gazetteer.as_deref(),
            published: document.meta.date,
            mentions: &layers.mentions,
            statements: &layers.statements,
            events: &layers.events,
            times: &layers.times,
            quantities: &layers.quantities,
        };
        let claims = if on.conflicts { conflicts::claims(&of_claims) } else { Vec::new() };
        Ok((layers, fingerprint, claims))
    });
    match read {
        Ok((layers, fingerprint, claims)) => {
            write_layers(pipeline, &document, &layers, builders);
            kept.push(KeptDocument::new(document.id, document.meta.source, Some(text.clone())), fingerprint, claims);
        }
        Err(fault @ Error::Internal { .. }) => write_failed(document, &fault.to_string(), builders, kept),
        Err(problem) => return Err(problem),
    }
    Ok(())
}

/// Appends a document that could not be analysed.
fn write_failed(document: Document, problem: &str, builders: &mut [TableBuilder], kept: &mut Kept) {
    let m = &document.meta;
    let row = builders[0].text(&document.id).maybe_text(m.source.as_deref()).maybe_text(m.title.as_deref()).date(m.date);
    row.maybe_text(m.lang.as_deref()).maybe_text(document.encoding).int(None).int(None).text(problem);
    kept.push(KeptDocument::new(document.id, document.meta.source, None), Fingerprint::default(), Vec::new());
}

fn write_layers(pipeline: &Pipeline, document: &Document, layers: &Layers<'_, '_>, builders: &mut [TableBuilder]) {
    let [documents, blocks, sentences, mentions, events, quotes, times, quantities, ..] = builders else { return };
    let outline = &layers.outline;
    let text = outline.text;
    let points = CodePoints::new(text);
    let id = document.id.as_str();
    let meta = &document.meta;
    let headline = || outline.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| b.span.text(text));
    documents.text(id).maybe_text(meta.source.as_deref()).maybe_text(meta.title.as_deref().or_else(headline)).date(meta.date);
    documents.maybe_text(meta.lang.as_deref().or(layers.lang)).maybe_text(document.encoding);
    documents.int(points.total()).int(outline.sentences.len() as i32).maybe_text(document.note.as_deref());
    for (number, block) in outline.blocks.iter().enumerate() {
        blocks.text(id).int(number as i32).span(&points, block.span).text(block.kind.as_str());
    }
    let mut event = 0;
    for (number, (sentence, statement)) in outline.sentences.iter().zip(&layers.statements).enumerate() {
        let first = event;
        while layers.events.get(event).is_some_and(|e| e.sentence as usize <= number) {
            event += 1;
        }
        let mut kinds: Vec<&str> = layers.events[first..event].iter().map(|e| e.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let s = statement;
        sentences.text(id).int(number as i32).int(sentence.block as i32).span(&points, sentence.span).text(sentence.span.text(text));
        sentences.maybe_text(s.act.as_deref()).score(s.act_score).maybe_text(s.source.as_deref()).maybe_text(s.source_id.as_deref());
        sentences.maybe_text(s.mode.map(|m| m.as_str())).maybe_text(s.certainty.map(|c| c.as_str())).texts(kinds);
    }
    if let Some(gazetteer) = &pipeline.gazetteer {
        for mention in &layers.mentions {
            mentions.mention(id, text, &points, gazetteer, mention);
        }
    }
    for e in &layers.events {
        events.text(id).int(e.sentence as i32).text(&e.kind).maybe_text(e.mode.as_deref()).maybe_text(e.actor.as_deref());
        events.maybe_text(e.recipient.as_deref()).maybe_text(e.place.as_deref()).maybe_text(e.date.as_deref());
        events.text(e.reality.as_str()).span(&points, e.span).score(e.score);
    }
    for q in &layers.quotes {
        quotes.text(id).int(q.sentence as i32).int(q.quote as i32).span(&points, q.span).text(q.kind.as_str());
        quotes.maybe_text(q.speaker.as_deref()).maybe_text(q.speaker_id.as_deref()).maybe_text(q.cue.as_deref());
    }
    for t in &layers.times {
        times
            .text(id)
            .int(t.sentence as i32)
            .span(&points, t.span)
            .text(t.span.text(text))
            .text(&t.value)
            .maybe_text(t.conflict.as_deref());
    }
    for q in &layers.quantities {
        quantities.text(id).int(q.sentence as i32).span(&points, q.span).text(q.span.text(text)).float(q.low).float(q.high);
        quantities.maybe_text(q.unit.as_deref()).text(q.bound.as_str()).float(q.equals_low).float(q.equals_high);
        quantities.maybe_text(q.equals_unit.as_deref()).float(q.si_low).float(q.si_high).maybe_text(q.si_unit.as_deref());
    }
}

/// Rows that are made between two looks at whether to stop.
const ROWS_BETWEEN_CHECKS: usize = 4096;

/// The entities of a gazetteer as a table.
pub fn entities(gazetteer: &Gazetteer, control: &Control) -> Result<Rows> {
    let mut rows = Rows::empty("entities", ENTITIES, gazetteer.columns());
    let mut builder = TableBuilder::new(rows.schema.clone());
    for (number, entry) in gazetteer.iter().enumerate() {
        if number % ROWS_BETWEEN_CHECKS == 0 {
            control.check()?;
        }
        builder.entity(gazetteer, entry);
    }
    rows.push(builder.finish()?);
    Ok(rows)
}

/// What the names of a gazetteer do in texts, as a table.
pub fn review(gazetteer: &Gazetteer, texts: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Rows> {
    let mut rows = Rows::empty("review", REVIEW, &[]);
    let mut builder = TableBuilder::new(rows.schema.clone());
    for row in gazetteer.review(texts, threads, control)? {
        builder.text(&row.name).texts(row.types.iter().map(String::as_str));
        for count in [u64::from(row.entities), row.hits, row.documents, row.occurrences] {
            builder.int(i32::try_from(count).unwrap_or(i32::MAX));
        }
        builder.score(row.dropped).score(row.lower).score(row.sentence_start).flag(row.common).score(row.suspicion);
        builder.texts(row.examples.iter().map(String::as_str));
    }
    rows.push(builder.finish()?);
    Ok(rows)
}

/// Names that a gazetteer lacks, as a table.
pub fn suggestions(
    gazetteer: &Gazetteer,
    texts: &dyn Texts,
    min_documents: u64,
    threads: Option<usize>,
    control: &Control,
) -> Result<Rows> {
    let mut rows = Rows::empty("suggestions", SUGGESTIONS, &[]);
    let mut builder = TableBuilder::new(rows.schema.clone());
    for row in gazetteer.suggest(texts, min_documents, threads, control)? {
        builder.text(&row.name).text(row.kind).texts(row.aliases.iter().map(String::as_str));
        builder.int(i32::try_from(row.mentions).unwrap_or(i32::MAX)).int(i32::try_from(row.documents).unwrap_or(i32::MAX));
        builder.score(row.sentence_start).texts(row.examples.iter().map(String::as_str));
    }
    rows.push(builder.finish()?);
    Ok(rows)
}
