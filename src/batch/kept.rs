//! What stays of documents to compare them with each other, in memory or in a file beside the tables of a shard.

use crate::compare::{Claim, Fingerprint, conflicts, near_copies};
use crate::container::{Container, Verify, Writer};
use crate::error::{Error, Result};
use crate::read::DocText;
use crate::span::{CodePoints, Span};
use crate::tables::columns::TableBuilder;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What the file of a shard holds.
const KIND: &str = "kept";

/// One item a document in each list.
#[derive(Debug, Default)]
pub struct Kept {
    /// What tells the documents apart.
    pub documents: Vec<KeptDocument>,
    fingerprints: Vec<Fingerprint>,
    claims: Vec<Vec<Claim>>,
}

/// What tells a document apart, and where its places lie in code points.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptDocument {
    /// Its id.
    pub id: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its text; none for one that could not be read, and for one that was kept in a file.
    #[serde(skip)]
    pub text: Option<DocText>,
    /// For a document in a file: the code point of every byte where something begins or ends, in order; none if the two are the same.
    places: Option<Vec<(u32, i32)>>,
}

impl KeptDocument {
    /// A document with its text, or one that has none.
    pub const fn new(id: String, outlet: Option<String>, text: Option<DocText>) -> Self {
        Self { id, outlet, text, places: None }
    }
}

/// Which documents to compare, and in what.
#[derive(Clone, Copy)]
pub enum Part {
    /// Their texts: `near_copies`.
    Texts,
    /// Their claims: `conflicts`.
    Claims,
}

impl Kept {
    /// Adds a document.
    pub fn push(&mut self, document: KeptDocument, fingerprint: Fingerprint, claims: Vec<Claim>) {
        self.documents.push(document);
        self.fingerprints.push(fingerprint);
        self.claims.push(claims);
    }

    /// Adds all documents of another.
    pub fn append(&mut self, mut other: Self) {
        self.documents.append(&mut other.documents);
        self.fingerprints.append(&mut other.fingerprints);
        self.claims.append(&mut other.claims);
    }

    /// Moves what comparing needs into a file, without the texts: offsets count in code points from then on.
    pub fn into_file(mut self, path: &Path) -> Result<()> {
        for (at, document) in self.documents.iter_mut().enumerate() {
            let Some(text) = document.text.take() else { continue };
            if text.as_str().is_ascii() {
                continue;
            }
            let points = CodePoints::new(text.as_str());
            let spans = self.fingerprints[at].spans().chain(self.claims[at].iter().map(|c| c.span));
            let mut bytes: Vec<u32> = spans.flat_map(|s| [s.start, s.end]).collect();
            bytes.sort_unstable();
            bytes.dedup();
            document.places = Some(bytes.into_iter().map(|b| (b, points.at(b))).collect());
        }
        let mut writer = Writer::new(KIND);
        writer.section::<u8>("documents", packed(&self.documents)?);
        writer.section::<u8>("fingerprints", packed(&self.fingerprints)?);
        writer.section::<u8>("claims", packed(&self.claims)?);
        writer.save(path)
    }

    /// Adds the documents of a file that [`Self::into_file`] wrote, with what one part of comparing needs.
    pub fn load(&mut self, path: &Path, part: Part) -> Result<()> {
        let file = Container::open(path, KIND, Verify::Full)?;
        self.documents.append(&mut unpacked(&file, "documents")?);
        match part {
            Part::Texts => self.fingerprints.append(&mut unpacked(&file, "fingerprints")?),
            Part::Claims => self.claims.append(&mut unpacked(&file, "claims")?),
        }
        Ok(())
    }

    /// The rows of `near_copies`.
    pub fn near_copies(&self, schema: SchemaRef) -> Result<RecordBatch> {
        let mut places = Places::new(&self.documents);
        let mut rows = TableBuilder::new(schema);
        for pair in near_copies::near_copies(&self.fingerprints) {
            rows.text(&self.documents[pair.a as usize].id).text(&self.documents[pair.b as usize].id);
            rows.text(pair.degree.as_str()).score(pair.score);
            places.span(&mut rows, pair.a, pair.span_a)?;
            places.span(&mut rows, pair.b, pair.span_b)?;
        }
        rows.finish()
    }

    /// The rows of `conflicts`.
    pub fn conflicts(&self, schema: SchemaRef) -> Result<RecordBatch> {
        let mut places = Places::new(&self.documents);
        let mut rows = TableBuilder::new(schema);
        for conflict in conflicts::conflicts(&self.claims) {
            rows.text(&conflict.topic).text(conflict.relation.as_str());
            for (document, claim) in [conflict.a, conflict.b] {
                let of = &self.documents[document as usize];
                let claim = &self.claims[document as usize][claim as usize];
                rows.text(&of.id).maybe_text(of.outlet.as_deref());
                places.span(&mut rows, document, claim.span)?;
                rows.maybe_text(claim.source.as_deref()).text(&claim.value);
            }
        }
        rows.finish()
    }
}

fn packed<T: Serialize>(items: &[T]) -> Result<Vec<u8>> {
    postcard::to_allocvec(items).map_err(|e| Error::Internal { problem: format!("what was kept of documents cannot be written: {e}") })
}

fn unpacked<T: DeserializeOwned>(file: &Container, section: &str) -> Result<Vec<T>> {
    postcard::from_bytes(&file.section::<u8>(section)?).map_err(|e| file.fault(&format!("the section {section:?} cannot be read: {e}")))
}

/// From bytes of documents to code points, each text counted once.
struct Places<'a> {
    documents: &'a [KeptDocument],
    counted: FxHashMap<u32, CodePoints<'a>>,
}

impl<'a> Places<'a> {
    fn new(documents: &'a [KeptDocument]) -> Self {
        Self { documents, counted: FxHashMap::default() }
    }

    fn span(&mut self, row: &mut TableBuilder, document: u32, span: Span) -> Result<()> {
        let of = &self.documents[document as usize];
        match (&of.text, &of.places) {
            (Some(text), _) => {
                row.span(self.counted.entry(document).or_insert_with(|| CodePoints::new(text.as_str())), span);
            }
            (None, Some(places)) => {
                let point = |byte: u32| match places.binary_search_by_key(&byte, |place| place.0) {
                    Ok(at) => Ok(places[at].1),
                    Err(_) => Err(Error::Internal { problem: format!("byte {byte} of {:?} was not kept", of.id) }),
                };
                row.int(point(span.start)?).int(point(span.end)?);
            }
            (None, None) => {
                row.int(span.start as i32).int(span.end as i32);
            }
        }
        Ok(())
    }
}
