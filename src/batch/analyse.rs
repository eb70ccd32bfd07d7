//! Many documents → tables, in parallel, in order, cancellable; one bad document never loses the others.

use super::kept::{Kept, KeptDocument};
use crate::compare::{Fingerprint, conflicts};
use crate::container::checksum;
use crate::error::{Error, Result};
use crate::gazetteer::resolve::{Shared, Taught};
use crate::pipeline::{Named, Pipeline};
use crate::pool::{self, Control};
use crate::read::corpus::Pending;
use crate::read::{Corpus, DocText, Document};
use crate::tables::columns::{Rows, TableId, Tables};
use crate::tables::documents::{DocumentRows, DocumentTables};
use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes of text that one task takes at once.
pub(crate) const TASK_BYTES: usize = 256 << 10;
/// Documents that one task takes at once, at most.
pub(crate) const TASK_DOCUMENTS: usize = 64;
/// Bytes of texts of which words and names are held until the whole corpus has told its names: they take some five times as much.
const HELD_BYTES: usize = 64 << 20;
/// Tasks a thread and round: enough that no thread waits long for the last one.
const TASKS_A_THREAD: usize = 8;

/// What an analysis holds: its tables, and the texts that every span leads back to.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// Its tables.
    pub tables: Tables<Rows>,
    /// Document ids and texts, in order; failed documents have none.
    pub texts: Vec<(String, Option<DocText>)>,
    /// Position in `texts` by id.
    pub by_id: FxHashMap<String, usize>,
}

/// Runs every layer over a corpus. The result does not depend on the number of threads.
pub fn analyse(pipeline: &Pipeline, corpus: &Corpus, threads: Option<usize>, control: &Control) -> Result<Analysed> {
    let threads = pool::threads(threads);
    let empty = Tables::empty(pipeline.gazetteer.as_deref());
    let mut all = (empty.clone(), Kept::default());
    let mut seen = FxHashSet::default();
    let mut pending = corpus.pending();
    let mut loaded = Vec::new();
    loop {
        let tasks = next_tasks(&mut pending, &mut seen, threads)?;
        if tasks.is_empty() {
            break;
        }
        if pipeline.shares_names() {
            loaded.extend(pool::map(threads, tasks, |task| load_some(corpus, task, control))?);
        } else {
            let alone = |document| (document, None);
            let work = |task| analyse_some(pipeline, load_some(corpus, task, control)?.into_iter().map(alone), None, &empty, control);
            take(&mut all, pool::map(threads, tasks, work)?);
        }
    }
    if pipeline.shares_names() {
        analyse_together(pipeline, &loaded, threads, &empty, &mut all, control)?;
    }
    control.check()?;
    let (mut tables, kept) = all;
    tables[TableId::NearCopies].push(kept.near_copies(empty[TableId::NearCopies].schema.clone())?);
    tables[TableId::Conflicts].push(kept.conflicts(empty[TableId::Conflicts].schema.clone())?);
    let by_id = kept.documents.iter().enumerate().rev().map(|(at, d)| (d.id.clone(), at)).collect();
    Ok(Analysed { tables, texts: kept.documents.into_iter().map(|d| (d.id, d.text)).collect(), by_id })
}

/// Adds the rows of tasks, and what comparing needs of them.
fn take((tables, kept): &mut (Tables<Rows>, Kept), parts: Vec<(DocumentRows, Kept)>) {
    for (batches, some) in parts {
        for (table, batch) in batches {
            tables[table].push(batch);
        }
        kept.append(some);
    }
}

/// Analyses documents that tell each other what names stand for: first the names of all, then the rest of each. What was read of the first
/// documents is held meanwhile; of those behind [`HELD_BYTES`] the names are read again, so that memory stays bounded beside the texts.
fn analyse_together(
    pipeline: &Pipeline,
    loaded: &[Vec<Document>],
    threads: usize,
    empty: &Tables<Rows>,
    all: &mut (Tables<Rows>, Kept),
    control: &Control,
) -> Result<()> {
    let mut bytes = 0;
    let mut tasks: Vec<(&Vec<Document>, bool)> = Vec::with_capacity(loaded.len());
    for documents in loaded {
        tasks.push((documents, bytes < HELD_BYTES));
        bytes += size(documents);
    }
    let read = pool::map(threads, tasks, |(documents, held)| {
        let mut taught = Taught::default();
        let mut named = Vec::new();
        for document in documents {
            let names = names(pipeline, document, &mut taught, control)?;
            named.push(names.filter(|_| held));
        }
        Ok((documents, named, taught))
    })?;
    let mut taught = Taught::default();
    let mut tasks = Vec::with_capacity(read.len());
    for (documents, named, some) in read {
        taught.append(some);
        tasks.push((documents, named));
    }
    let shared = Shared::new(taught);
    let work = |(documents, named): (&Vec<Document>, Vec<_>)| {
        analyse_some(pipeline, documents.iter().cloned().zip(named), Some(&shared), empty, control)
    };
    take(all, pool::map(threads, tasks, work)?);
    Ok(())
}

fn size(documents: &[Document]) -> usize {
    documents.iter().map(|document| document.text.as_ref().map_or(0, |text| text.as_str().len())).sum()
}

/// Reads the names of one document, and takes what it tells of those that nobody listed; nothing of one that cannot be read, which is told
/// when it is analysed.
pub(crate) fn names<'d>(
    pipeline: &'d Pipeline,
    document: &'d Document,
    taught: &mut Taught,
    control: &Control,
) -> Result<Option<Named<'d, 'd>>> {
    let Some(text) = document.text.as_ref().ok().map(DocText::as_str).filter(|text| too_long(text).is_none()) else { return Ok(None) };
    let read = pool::contained(|| {
        let named = pipeline.names(text, document.meta.lang.as_deref(), control)?;
        pipeline.teach(&named, taught);
        Ok(named)
    });
    match read {
        Ok(named) => Ok(Some(named)),
        Err(Error::Internal { .. }) => Ok(None),
        Err(problem) => Err(problem),
    }
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

fn load_some(corpus: &Corpus, task: Vec<Pending>, control: &Control) -> Result<Vec<Document>> {
    let load = |pending| control.check().map(|()| corpus.load(pending));
    task.into_iter().map(load).collect()
}

fn analyse_some<'d>(
    pipeline: &'d Pipeline,
    documents: impl IntoIterator<Item = (Document, Option<Named<'d, 'd>>)>,
    shared: Option<&Shared>,
    empty: &Tables<Rows>,
    control: &Control,
) -> Result<(DocumentRows, Kept)> {
    let mut tables = DocumentTables::new(empty);
    let mut kept = Kept::default();
    for (document, named) in documents {
        control.check()?;
        analyse_document(pipeline, document, named, shared, &mut tables, &mut kept, control)?;
        control.count();
    }
    Ok((tables.finish()?, kept))
}

/// Why a text cannot be analysed: offsets are int32 code points, and spans are 32-bit bytes inside.
pub(crate) fn too_long(text: &str) -> Option<String> {
    (text.len() > i32::MAX as usize).then(|| format!("the text has {} bytes, more than 2,147,483,647; cut it into parts", text.len()))
}

/// Appends the rows of one document to the tables of single documents, and what comparing needs of it to `kept`. `named` is what was read of it
/// already, and `shared` the names that its corpus tells.
pub(crate) fn analyse_document<'d>(
    pipeline: &'d Pipeline,
    mut document: Document,
    named: Option<Named<'d, 'd>>,
    shared: Option<&Shared>,
    tables: &mut DocumentTables,
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
            fail(document, &problem, tables, kept);
            return Ok(());
        }
    };
    let on = pipeline.layers;
    let read = pool::contained(|| {
        let (date, lang) = (document.meta.date, document.meta.lang.as_deref());
        let layers = match (named, shared) {
            (_, None) => pipeline.read(text.as_str(), date, lang, control)?,
            (Some(named), Some(shared)) => pipeline.read_named(named, shared, date, control)?,
            (None, Some(shared)) => pipeline.read_named(pipeline.names(text.as_str(), lang, control)?, shared, date, control)?,
        };
        let fingerprint = if on.near_copies { Fingerprint::new(&layers.outline, &layers.quotes) } else { Fingerprint::default() };
        let of_claims = conflicts::Layers {
            outline: &layers.outline,
            gazetteer: pipeline.gazetteer.as_deref(),
            published: layers.date,
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
            tables.push(pipeline, &document, &layers);
            kept.push(KeptDocument::new(document.id, document.meta.source, Some(text.clone())), fingerprint, claims);
        }
        Err(fault @ Error::Internal { .. }) => fail(document, &fault.to_string(), tables, kept),
        Err(problem) => return Err(problem),
    }
    Ok(())
}

/// Takes a document that could not be analysed.
fn fail(document: Document, problem: &str, tables: &mut DocumentTables, kept: &mut Kept) {
    tables.push_failed(&document, problem);
    kept.push(KeptDocument::new(document.id, document.meta.source, None), Fingerprint::default(), Vec::new());
}
