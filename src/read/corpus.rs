//! A corpus: documents in files, folders, tables or memory, read when they are asked for.

use super::document::{DocText, Document, Meta};
use super::folder::{File, Format, files, slashes};
use super::header::header;
use super::html;
use super::table::{ColumnNames, documents};
use crate::error::{Error, Result};
use crate::text::decode::decode;
use crate::text::masthead::masthead;
use crate::texts::{Texts, one_for_each};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What holds for every document of a corpus unless the document itself says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Names of columns in tables.
    pub columns: ColumnNames,
    /// The day of publication of documents that have none.
    pub date: Option<NaiveDate>,
    /// The outlet of documents that have none.
    pub source: Option<String>,
}

/// Documents held in memory: their texts where they are, and what is known about each.
#[derive(Clone, Debug)]
pub struct Held {
    /// The texts.
    pub texts: Arc<dyn Texts>,
    /// Their ids; a row without one takes its position.
    pub ids: Vec<Option<String>>,
    /// What is known about each; empty, or as many as there are texts.
    pub metas: Vec<Meta>,
    /// Notes about rows, such as dates that are none.
    pub notes: Vec<(usize, String)>,
    /// Why rows have no text, where more is known than that it is null.
    pub faults: Vec<(usize, String)>,
}

#[derive(Clone, Debug)]
enum Part {
    File(File),
    Held(Arc<Held>),
}

/// Documents to be read, in order.
#[derive(Clone, Debug)]
pub struct Corpus {
    parts: Arc<[Part]>,
    options: Options,
    /// Files that lie among the documents and are not read, and what to do with them.
    passed_over: Arc<[(String, &'static str)]>,
}

/// A document that is still to be read from its file, or is there already.
#[derive(Clone, Debug)]
pub enum Pending {
    /// A file that is one document.
    File(Box<File>),
    /// A document.
    Ready(Box<Document>),
}

impl Corpus {
    /// The documents that paths mean: files, folders, patterns.
    pub fn read(paths: &[String], options: Options) -> Result<Self> {
        let mut found = Vec::new();
        for path in paths {
            found.extend(files(path)?);
        }
        let mut passed_over = Vec::new();
        found.retain(|file| match file.format {
            Format::Foreign(problem) => {
                passed_over.push((file.place(), problem));
                false
            }
            _ => true,
        });
        // Files of one name from several places: the paths as given tell them apart.
        let mut count: FxHashMap<&str, usize> = FxHashMap::default();
        for file in &found {
            *count.entry(file.id.as_str()).or_default() += 1;
        }
        if paths.len() > 1 && count.len() < found.len() {
            let twice: Vec<bool> = found.iter().map(|f| count[f.id.as_str()] > 1).collect();
            for (file, _) in found.iter_mut().zip(twice).filter(|(_, twice)| *twice) {
                file.id = slashes(&file.path);
            }
        }
        Ok(Self { parts: found.into_iter().map(Part::File).collect(), options, passed_over: passed_over.into() })
    }

    /// Documents held in memory.
    pub fn held(held: Held, options: Options) -> Result<Self> {
        let rows = held.texts.len();
        for (what, found) in [("ids", held.ids.len()), ("dates, sources or titles", held.metas.len())] {
            if found != 0 {
                one_for_each(what, found, rows)?;
            }
        }
        Ok(Self { parts: [Part::Held(Arc::new(held))].into(), options, passed_over: [].into() })
    }

    /// The same documents with other options.
    #[must_use]
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// True if a file holds a table, so that columns can be named.
    pub fn has_tables(&self) -> bool {
        self.parts.iter().any(|p| matches!(p, Part::File(f) if !matches!(f.format, Format::Text | Format::Html)))
    }

    /// How many documents there are, where that is known without reading them.
    pub fn known_len(&self) -> Option<usize> {
        self.parts
            .iter()
            .map(|part| match part {
                Part::File(file) => matches!(file.format, Format::Text | Format::Html).then_some(1),
                Part::Held(held) => Some(held.texts.len()),
            })
            .sum()
    }

    /// Documents of other programs (PDF, Word) that lie among the files and are not read: each with what to do with it.
    pub fn passed_over(&self) -> &[(String, &'static str)] {
        &self.passed_over
    }

    /// How many files are read.
    pub fn n_files(&self) -> usize {
        self.parts.iter().filter(|p| matches!(p, Part::File(_))).count()
    }

    /// All documents in order. An error ends the stream: it concerns a whole file (a column that is not there), where a
    /// fault in one document is that document's own.
    pub fn pending(&self) -> impl Iterator<Item = Result<Pending>> + Send + use<> {
        let Self { parts, options, .. } = self.clone();
        (0..parts.len()).flat_map(move |part| -> Box<dyn Iterator<Item = Result<Pending>> + Send> {
            let ready = |options: Options| move |document| Pending::Ready(Box::new(options.complete(document)));
            match &parts[part] {
                Part::File(file) if matches!(file.format, Format::Text | Format::Html) => {
                    Box::new(std::iter::once(Ok(Pending::File(Box::new(file.clone())))))
                }
                Part::File(file) => match documents(file, &options.columns) {
                    Ok(rows) => {
                        let ready = ready(options.clone());
                        Box::new(rows.map(move |row| row.map(&ready)))
                    }
                    // One table that cannot be opened is one failed document; columns that are not there concern the call.
                    Err(e @ (Error::Io { .. } | Error::Format { .. })) => {
                        Box::new(std::iter::once(Ok(Pending::Ready(Box::new(Document::failed(file.id.clone(), e.to_string()))))))
                    }
                    Err(e) => Box::new(std::iter::once(Err(e))),
                },
                Part::Held(held) => {
                    let (held, ready) = (held.clone(), ready(options.clone()));
                    Box::new((0..held.texts.len()).map(move |row| Ok(ready(held.document(row)))))
                }
            }
        })
    }

    /// Reads a pending document. A fault is the document's own.
    pub fn load(&self, pending: Pending) -> Document {
        match pending {
            Pending::Ready(document) => *document,
            Pending::File(file) => self.options.complete(read_file(&file)),
        }
    }
}

impl Options {
    fn complete(&self, mut document: Document) -> Document {
        let meta = &mut document.meta;
        meta.date = meta.date.or(self.date);
        if meta.source.is_none() {
            meta.source.clone_from(&self.source);
        }
        document
    }
}

impl Pending {
    /// The document's id.
    pub fn id(&self) -> &str {
        match self {
            Self::File(file) => &file.id,
            Self::Ready(document) => &document.id,
        }
    }

    /// The number of bytes of its text, where it is known; else a guess.
    pub fn size(&self) -> usize {
        match self {
            Self::File(_) => 8 << 10,
            Self::Ready(document) => document.text.as_ref().map_or(0, |t| t.as_str().len()),
        }
    }
}

impl Held {
    fn document(&self, row: usize) -> Document {
        let id = self.ids.get(row).cloned().flatten().unwrap_or_else(|| row.to_string());
        let mut document = Document::failed(id, String::new());
        document.text = super::table::shared_text(self.texts.clone(), row);
        document.meta = self.metas.get(row).cloned().unwrap_or_default();
        let said = |of: &[(usize, String)]| of.binary_search_by_key(&row, |n| n.0).ok().map(|at| of[at].1.clone());
        document.note = said(&self.notes);
        if let (Err(problem), Some(fault)) = (&mut document.text, said(&self.faults)) {
            *problem = fault;
        }
        document
    }
}

fn read_file(file: &File) -> Document {
    let bytes = match file.bytes() {
        Ok(bytes) => bytes,
        Err(e) => return Document { meta: file.meta.clone(), ..Document::failed(file.id.clone(), e.to_string()) },
    };
    let mut meta = file.meta.clone();
    let problem =
        if bytes.is_empty() { Some("the file is empty".to_owned()) } else { crate::text::decode::looks_binary(&bytes).map(str::to_owned) };
    if let Some(problem) = problem {
        return Document { meta, ..Document::failed(file.id.clone(), problem) };
    }
    let decoded = decode(&bytes);
    let mut text = decoded.text;
    let mut note = None;
    if file.format == Format::Html {
        let page = html::read(&text);
        meta.title = meta.title.or(page.title);
        meta.lang = meta.lang.or(page.lang);
        meta.date = meta.date.or(page.publication.date);
        meta.source = meta.source.or(page.publication.source);
        text = page.text;
    } else {
        let (own, wrong) = header(&text);
        note = wrong.filter(|_| meta.date.is_none());
        meta = Meta {
            source: meta.source.or(own.source).or_else(|| masthead(&text).map(|name| name.text(&text).to_owned())),
            title: meta.title.or(own.title),
            date: meta.date.or(own.date),
            lang: meta.lang.or(own.lang),
        };
    }
    Document { encoding: Some(decoded.encoding), note, ..Document::new(file.id.clone(), meta, DocText::Own(text.into())) }
}
