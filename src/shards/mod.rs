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

use crate::batch::{Rows, TABLES, analyse_document, schemas};
use crate::columns::TableBuilder;
use crate::error::{Error, Result};
use crate::kept::{Kept, Part};
use crate::pipeline::Pipeline;
use crate::pool::{self, Control};
use crate::read::Corpus;
use crate::read::corpus::Pending;
use crate::write::write;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use input::Input;
use lock::Lock;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Tables of single documents; those behind them are of the whole run.
const SINGLE: usize = 8;
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
/// Going on with a run reads the documents of its shards again, to see that they are the same, and analyses those behind them.
pub fn run(pipeline: &Pipeline, corpus: &Corpus, folder: &Path, options: Options, control: &Control) -> Result<Manifest> {
    let threads = pool::threads(options.threads);
    let _lock = Lock::take(folder)?;
    let mut manifest = Manifest::open(folder, Settings::new(pipeline, options.shard_documents)?, options.resume)?;
    let schemas = schemas(pipeline);
    for part in TABLES.iter().copied().chain([KEPT]) {
        let part = folder.join(part);
        std::fs::create_dir_all(&part).and_then(|()| sweep(&part)).map_err(|e| Error::io(part.display().to_string(), e))?;
    }
    let differ =
        |what: String| Error::input(folder.display().to_string(), format!("{what}; give the same documents, or name another folder"));
    let mut input = Input::new(corpus, options.shard_documents);
    let mut number = 0;
    while let Some(tasks) = input.next_shard()? {
        let documents: usize = tasks.iter().map(Vec::len).sum();
        match manifest.shards.get(number) {
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
                let shard = one_shard(pipeline, corpus, tasks, &schemas, threads, control)?;
                control.check()?;
                let done = shard.write(folder, number, &schemas)?;
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
        compare(folder, &manifest, &schemas, control)?;
        manifest.complete = true;
        manifest.save(folder)?;
    }
    // What is left of it serves nobody, and its absence harms nobody.
    let _ = std::fs::remove_dir_all(folder.join(KEPT));
    Ok(manifest)
}

/// The file of a shard in the folder of a table.
fn part(folder: &Path, table: &str, number: usize) -> PathBuf {
    folder.join(table).join(format!("part-{number:05}.parquet"))
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
    tables: Vec<Vec<RecordBatch>>,
    kept: Kept,
    input: String,
}

fn one_shard(
    pipeline: &Pipeline,
    corpus: &Corpus,
    tasks: Vec<Vec<Pending>>,
    schemas: &[SchemaRef],
    threads: usize,
    control: &Control,
) -> Result<Made> {
    let parts = pool::map(threads, tasks, |task| {
        let mut builders: Vec<TableBuilder> = schemas[..SINGLE].iter().map(|s| TableBuilder::new(s.clone())).collect();
        let (mut kept, mut hashes) = (Kept::default(), Vec::with_capacity(task.len()));
        for pending in task {
            control.check()?;
            let document = corpus.load(pending);
            hashes.push(input::hash(&document));
            analyse_document(pipeline, document, &mut builders, &mut kept, control)?;
            control.count();
        }
        Ok((builders.into_iter().map(TableBuilder::finish).collect::<Result<Vec<_>>>()?, kept, hashes))
    })?;
    let mut made = Made { tables: vec![Vec::new(); SINGLE], kept: Kept::default(), input: String::new() };
    let mut all = Vec::new();
    for (batches, kept, hashes) in parts {
        for (table, batch) in made.tables.iter_mut().zip(batches) {
            table.push(batch);
        }
        made.kept.append(kept);
        all.push(hashes);
    }
    made.input = input::joined(&all);
    Ok(made)
}

impl Made {
    fn write(mut self, folder: &Path, number: usize, schemas: &[SchemaRef]) -> Result<Shard> {
        let documents = self.kept.documents.len() as u64;
        let failed = self.kept.documents.iter().filter(|d| d.text.is_none()).count() as u64;
        for ((batches, schema), table) in self.tables.into_iter().zip(schemas).zip(TABLES) {
            write_part(Rows { schema: schema.clone(), batches }, &part(folder, table, number))?;
        }
        self.kept.save(&kept_file(folder, number))?;
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
fn compare(folder: &Path, manifest: &Manifest, schemas: &[SchemaRef], control: &Control) -> Result<()> {
    for (at, what) in [(SINGLE, Part::Texts), (SINGLE + 1, Part::Claims)] {
        let mut kept = Kept::default();
        for number in 0..manifest.shards.len() {
            control.check()?;
            kept.load(&kept_file(folder, number), what)?;
        }
        let schema = schemas[at].clone();
        let batch = match what {
            Part::Texts => kept.near_copies(schema.clone())?,
            Part::Claims => kept.conflicts(schema.clone())?,
        };
        write_part(Rows { schema, batches: vec![batch] }, &part(folder, TABLES[at], 0))?;
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
