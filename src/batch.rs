//! Many documents → tables, in parallel, in order, cancellable; one bad document never loses the others.

use crate::columns::{Rows, TableId, Tables};
use crate::compare::{Fingerprint, conflicts};
use crate::container::checksum;
use crate::document_tables::{DocumentRows, DocumentTables};
use crate::error::{Error, Result};
use crate::kept::{Kept, KeptDocument};
use crate::pipeline::Pipeline;
use crate::pool::{self, Control};
use crate::read::corpus::Pending;
use crate::read::{Corpus, DocText, Document};
use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes of text that one task takes at once.
pub(crate) const TASK_BYTES: usize = 256 << 10;
/// Documents that one task takes at once, at most.
pub(crate) const TASK_DOCUMENTS: usize = 64;
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
    let mut tables = empty.clone();
    let mut kept = Kept::default();
    let mut seen = FxHashSet::default();
    let mut pending = corpus.pending();
    loop {
        let tasks = next_tasks(&mut pending, &mut seen, threads)?;
        if tasks.is_empty() {
            break;
        }
        for (batches, some) in pool::map(threads, tasks, |task| analyse_some(pipeline, corpus, task, &empty, control))? {
            for (table, batch) in batches {
                tables[table].push(batch);
            }
            kept.append(some);
        }
    }
    control.check()?;
    tables[TableId::NearCopies].push(kept.near_copies(empty[TableId::NearCopies].schema.clone())?);
    tables[TableId::Conflicts].push(kept.conflicts(empty[TableId::Conflicts].schema.clone())?);
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
    empty: &Tables<Rows>,
    control: &Control,
) -> Result<(DocumentRows, Kept)> {
    let mut tables = DocumentTables::new(empty);
    let mut kept = Kept::default();
    for pending in task {
        control.check()?;
        analyse_document(pipeline, corpus.load(pending), &mut tables, &mut kept, control)?;
        control.count();
    }
    Ok((tables.finish()?, kept))
}

/// Why a text cannot be analysed: offsets are int32 code points, and spans are 32-bit bytes inside.
pub(crate) fn too_long(text: &str) -> Option<String> {
    (text.len() > i32::MAX as usize).then(|| format!("the text has {} bytes, more than 2,147,483,647; cut it into parts", text.len()))
}

/// Appends the rows of one document to the tables of single documents, and what comparing needs of it to `kept`.
pub(crate) fn analyse_document(
    pipeline: &Pipeline,
    mut document: Document,
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
        let layers = pipeline.read(text.as_str(), document.meta.date, document.meta.lang.as_deref(), control)?;
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
