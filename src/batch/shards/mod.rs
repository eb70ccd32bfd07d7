//! Many documents → Parquet shards, in bounded memory, in a way that survives being killed.
//!
//! ```text
//! out/manifest.json                     settings, shards that are done
//! out/documents/part-00000.parquet      a folder a table, a file a shard
//! out/mentions/part-00000.parquet …
//! out/near_copies/part-00000.parquet    of the whole run, written at the end
//! out/conflicts/part-00000.parquet      the same
//! out/.kept/part-00000                  what comparing needs of each shard; removed at the end
//! out/.lock                             locked while a run writes
//! ```
//!
//! A file is written beside its place and renamed, and a shard counts once the manifest, written after its files, names it. Where shards begin and
//! end depends on the documents alone, so that an interrupted run that was resumed leaves the same files as one that was not.

mod input;
mod lock;
mod manifest;

pub use manifest::{Manifest, Settings, Shard};

use crate::batch::analyse::{analyse_document, names};
use crate::batch::kept::{Kept, Part};
use crate::error::{Error, Result};
use crate::gazetteer::resolve::{Shared, Taught};
use crate::pipeline::Pipeline;
use crate::pool::{self, Control};
use crate::read::Corpus;
use crate::read::corpus::Pending;
use crate::tables::columns::{Rows, TableId, Tables};
use crate::tables::documents::DocumentTables;
use crate::tables::write::write;
use arrow_array::RecordBatch;
use input::Input;
use lock::Lock;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::{Path, PathBuf};

/// What comparing needs of each shard.
const KEPT: &str = ".kept";

/// How to run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Documents a shard, at most; large documents make smaller shards.
    pub shard_documents: usize,
    /// Go on with the run that the folder holds.
    pub resume: bool,
    /// Threads; none takes the usual number.
    pub threads: Option<usize>,
}

/// Runs every layer over a corpus and writes the tables into a folder, shard by shard.
///
/// Going on with a run reads the documents of its shards again, to see that they are the same, and analyses those behind them. Where documents tell
/// each other what names stand for, the names of all of them are read first, in every call that has something left to analyse.
pub fn run(pipeline: &Pipeline, corpus: &Corpus, folder: &Path, options: Options, control: &Control) -> Result<Manifest> {
    let threads = pool::threads(options.threads);
    let _lock = Lock::take(folder)?;
    let mut manifest = Manifest::open(folder, Settings::new(pipeline, options.shard_documents)?, options.resume)?;
    let empty = Tables::empty(pipeline.gazetteer.as_deref());
    for part in TableId::ALL.map(TableId::name).into_iter().chain([KEPT]) {
        let part = folder.join(part);
        std::fs::create_dir_all(&part).and_then(|()| sweep(&part)).map_err(|e| Error::io(part.display().to_string(), e))?;
    }
    let differ =
        |what: String| Error::input(folder.display().to_string(), format!("{what}; give the same documents, or name another folder"));
    let shared = if pipeline.shares_names() && !manifest.complete {
        let (shared, inputs) = survey(pipeline, corpus, options.shard_documents, threads, control)?;
        for (number, done) in manifest.shards.iter().enumerate() {
            if inputs.get(number).is_some_and(|input| *input != done.input) {
                return Err(differ(format!("the documents of shard {number} are not those that the run there has read")));
            }
        }
        let told = manifest::hex(shared.identity());
        if inputs.len() >= manifest.shards.len() && !manifest.shards.is_empty() && manifest.names.as_ref() != Some(&told) {
            let problem = format!("the documents behind shard {} are not those with which the run there began", manifest.shards.len() - 1);
            return Err(differ(problem));
        }
        manifest.names = Some(told);
        Some(shared)
    } else {
        None
    };
    let mut input = Input::new(corpus, options.shard_documents);
    let mut number = 0;
    while let Some(tasks) = input.next_shard()? {
        let documents: usize = tasks.iter().map(Vec::len).sum();
        match manifest.shards.get(number) {
            // Its documents were compared already.
            Some(_) if shared.is_some() => {}
            Some(done) => {
                let hashes = pool::map(threads, tasks, |task| input::hashes(corpus, task, control))?;
                if done.documents != documents as u64 || done.input != input::joined(&hashes) {
                    return Err(differ(format!("the documents of shard {number} are not those that the run there has read")));
                }
            }
            None if manifest.complete => {
                return Err(differ(format!("the run there is complete, and there are documents behind its {}", manifest.documents)));
            }
            None => {
                let shard = one_shard(pipeline, corpus, tasks, shared.as_ref(), &empty, threads, control)?;
                control.check()?;
                let done = shard.write(folder, number, &empty)?;
                manifest.documents += done.documents;
                manifest.failed += done.failed;
                manifest.shards.push(done);
                manifest.save(folder)?;
            }
        }
        number += 1;
    }
    if number < manifest.shards.len() {
        return Err(differ(format!("the run there has read {} documents, and these are fewer", manifest.documents)));
    }
    if !manifest.complete {
        compare(folder, &manifest, &empty, control)?;
        manifest.complete = true;
        manifest.save(folder)?;
    }
    // What is left of it serves nobody, and its absence harms nobody.
    let _ = std::fs::remove_dir_all(folder.join(KEPT));
    Ok(manifest)
}

/// The file of a shard in the folder of a table.
fn part(folder: &Path, table: TableId, number: usize) -> PathBuf {
    folder.join(table.name()).join(format!("part-{number:05}.parquet"))
}

/// Removes files that were being written when a run was killed.
fn sweep(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && name.ends_with(".parquet") || name.ends_with(".tmp") {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The tables of one shard and what comparing needs of it.
struct Made {
    tables: Tables<Vec<RecordBatch>>,
    kept: Kept,
    input: String,
}

/// The names that the documents of a corpus tell each other, and the hash of the documents of each shard.
fn survey(
    pipeline: &Pipeline,
    corpus: &Corpus,
    shard_documents: usize,
    threads: usize,
    control: &Control,
) -> Result<(Shared, Vec<String>)> {
    let (mut taught, mut inputs) = (Taught::default(), Vec::new());
    let mut input = Input::new(corpus, shard_documents);
    while let Some(tasks) = input.next_shard()? {
        let parts = pool::map(threads, tasks, |task| {
            let (mut taught, mut hashes) = (Taught::default(), Vec::with_capacity(task.len()));
            for pending in task {
                control.check()?;
                let document = corpus.load(pending);
                hashes.push(input::hash(&document));
                names(pipeline, &document, &mut taught, control)?;
            }
            Ok((taught, hashes))
        })?;
        let mut all = Vec::with_capacity(parts.len());
        for (some, hashes) in parts {
            taught.append(some);
            all.push(hashes);
        }
        inputs.push(input::joined(&all));
    }
    Ok((Shared::new(taught), inputs))
}

fn one_shard(
    pipeline: &Pipeline,
    corpus: &Corpus,
    tasks: Vec<Vec<Pending>>,
    shared: Option<&Shared>,
    empty: &Tables<Rows>,
    threads: usize,
    control: &Control,
) -> Result<Made> {
    let parts = pool::map(threads, tasks, |task| {
        let mut tables = DocumentTables::new(empty);
        let (mut kept, mut hashes) = (Kept::default(), Vec::with_capacity(task.len()));
        for pending in task {
            control.check()?;
            let document = corpus.load(pending);
            hashes.push(input::hash(&document));
            analyse_document(pipeline, document, None, shared, &mut tables, &mut kept, control)?;
            control.count();
        }
        Ok((tables.finish()?, kept, hashes))
    })?;
    let mut made = Made { tables: Tables::of(|_| Vec::new()), kept: Kept::default(), input: String::new() };
    let mut all = Vec::new();
    for (batches, kept, hashes) in parts {
        for (table, batch) in batches {
            made.tables[table].push(batch);
        }
        made.kept.append(kept);
        all.push(hashes);
    }
    made.input = input::joined(&all);
    Ok(made)
}

impl Made {
    fn write(mut self, folder: &Path, number: usize, empty: &Tables<Rows>) -> Result<Shard> {
        let documents = self.kept.documents.len() as u64;
        let failed = self.kept.documents.iter().filter(|d| d.text.is_none()).count() as u64;
        for table in TableId::ALL.into_iter().filter(|table| !table.is_of_whole_run()) {
            let rows = Rows { schema: empty[table].schema.clone(), batches: std::mem::take(&mut self.tables[table]) };
            write_part(rows, &part(folder, table, number))?;
        }
        self.kept.into_file(&kept_file(folder, number))?;
        Ok(Shard { documents, failed, input: self.input })
    }
}

fn kept_file(folder: &Path, number: usize) -> PathBuf {
    folder.join(KEPT).join(format!("part-{number:05}"))
}

fn write_part(rows: Rows, path: &Path) -> Result<()> {
    write(&rows, path)?;
    File::open(path).and_then(|f| f.sync_all()).map_err(|e| Error::io(path.display().to_string(), e))
}

/// Compares the documents of all shards: first their texts, then their claims, so that only one of the two is in memory.
fn compare(folder: &Path, manifest: &Manifest, empty: &Tables<Rows>, control: &Control) -> Result<()> {
    for (table, what) in [(TableId::NearCopies, Part::Texts), (TableId::Conflicts, Part::Claims)] {
        let mut kept = Kept::default();
        for number in 0..manifest.shards.len() {
            control.check()?;
            kept.load(&kept_file(folder, number), what)?;
        }
        let schema = empty[table].schema.clone();
        let batch = match what {
            Part::Texts => kept.near_copies(schema.clone())?,
            Part::Claims => kept.conflicts(schema.clone())?,
        };
        write_part(Rows { schema, batches: vec![batch] }, &part(folder, table, 0))?;
    }
    Ok(())
}

/// Reads the table that Parquet files hold, one behind the other; all have the schema of the first.
pub fn read(paths: &[PathBuf]) -> Result<Rows> {
    let mut rows: Option<Rows> = None;
    for path in paths {
        let shown = path.display().to_string();
        let bad = |e: &dyn std::fmt::Display| Error::format(&shown, format!("the file cannot be read as Parquet: {e}"));
        let file = File::open(path).map_err(|e| Error::io(&shown, e))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| bad(&e))?;
        let rows = rows.get_or_insert_with(|| Rows { schema: builder.schema().clone(), batches: Vec::new() });
        if builder.schema() != &rows.schema {
            return Err(bad(&"its columns are not those of the first file"));
        }
        for batch in builder.build().map_err(|e| bad(&e))? {
            // The reader leaves the schema's metadata out of its batches.
            let columns = batch.map_err(|e| bad(&e))?.columns().to_vec();
            rows.batches.push(RecordBatch::try_new(rows.schema.clone(), columns).map_err(|e| bad(&e))?);
        }
    }
    rows.ok_or_else(|| Error::input("paths", "there is no file to read"))
}
