//! The documents of a run in shards that depend on nothing but the documents, and the hashes by which they are known again.

use super::manifest::hex;
use crate::batch::analyse::{TASK_BYTES, TASK_DOCUMENTS, unless_seen};
use crate::container::checksum;
use crate::error::Result;
use crate::pool::Control;
use crate::read::corpus::Pending;
use crate::read::{Corpus, Document};
use rustc_hash::FxHashSet;

/// Bytes of documents a shard, beside its number of documents: what is in memory at once, times a small factor.
const SHARD_BYTES: u64 = 32 << 20;

/// The documents of a corpus, shard by shard.
pub struct Input<'c> {
    pending: Box<dyn Iterator<Item = Result<Pending>> + Send + 'c>,
    seen: FxHashSet<u64>,
    shard_documents: usize,
}

impl<'c> Input<'c> {
    /// All documents of a corpus.
    pub fn new(corpus: &'c Corpus, shard_documents: usize) -> Self {
        Self { pending: Box::new(corpus.pending()), seen: FxHashSet::default(), shard_documents }
    }

    /// The next shard in tasks of about equal size; none at the end.
    pub fn next_shard(&mut self) -> Result<Option<Vec<Vec<Pending>>>> {
        let (mut tasks, mut task) = (Vec::new(), Vec::new());
        let (mut documents, mut bytes, mut of_task) = (0, 0, 0);
        while documents < self.shard_documents && bytes < SHARD_BYTES {
            let Some(next) = self.pending.next() else { break };
            let next = unless_seen(next?, &mut self.seen);
            let size = size(&next);
            documents += 1;
            bytes += size;
            of_task += size;
            task.push(next);
            if of_task >= TASK_BYTES as u64 || task.len() >= TASK_DOCUMENTS {
                tasks.push(std::mem::take(&mut task));
                of_task = 0;
            }
        }
        if !task.is_empty() {
            tasks.push(task);
        }
        Ok(Some(tasks).filter(|t| !t.is_empty()))
    }
}

/// The bytes of a document, or of its file.
fn size(pending: &Pending) -> u64 {
    match pending {
        Pending::File(file) => std::fs::metadata(&file.path).map_or(0, |m| m.len()),
        Pending::Ready(_) => pending.size() as u64,
    }
}

/// A hash of all that the tables take from a document.
pub fn hash(document: &Document) -> u64 {
    let meta = &document.meta;
    let text = document.text.as_ref();
    let date = meta.date.map(|d| d.to_string());
    let parts = [
        Some(document.id.as_str()),
        meta.source.as_deref(),
        meta.title.as_deref(),
        date.as_deref(),
        meta.lang.as_deref(),
        document.encoding,
        document.note.as_deref(),
        text.ok().map(|t| t.as_str()),
        text.err().map(String::as_str),
    ];
    // The place of each part counts, and so does whether there is one.
    let hashes: Vec<u8> = parts.iter().flat_map(|p| p.map_or(u64::MAX, |p| checksum(p.as_bytes())).to_le_bytes()).collect();
    checksum(&hashes)
}

/// The hashes of the documents of one task.
pub fn hashes(corpus: &Corpus, task: Vec<Pending>, control: &Control) -> Result<Vec<u64>> {
    let one = |pending| {
        control.check()?;
        control.count();
        Ok(hash(&corpus.load(pending)))
    };
    task.into_iter().map(one).collect()
}

/// The hash of a shard: of those of its documents, in order.
pub fn joined(tasks: &[Vec<u64>]) -> String {
    let bytes: Vec<u8> = tasks.iter().flatten().flat_map(|h| h.to_le_bytes()).collect();
    hex(checksum(&bytes))
}
