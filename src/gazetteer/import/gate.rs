//! GATE's gazetteer lists: `.lst` files of names, and the `.def` index that gives each its types.
//!
//! Formats: "Developing Language Processing Components with GATE", chapter "Gazetteers". A line of the index is
//! `file.lst:majorType:minorType:language:annotationType`; a line of a list is a name, and behind a separator `feature=value` pairs.

use super::fields::{Cell, Field};
use super::gather::{BadRows, Gather, Import};
use super::lines::Text;
use super::types::Types;
use crate::error::{Error, Result};
use crate::files::format::FileFormat;
use crate::files::unpack::Packing;
use crate::gazetteer::entries::ValueRef;
use crate::text::listed;
use encoding_rs::Encoding;
use rustc_hash::FxHashMap;
use std::path::{Component, Path, PathBuf};

/// How lists are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// What parts a name from its features, and these from each other (`&`, a tab); empty for lists of names alone.
    pub separator: String,
    /// Our type by GATE's `major:minor` or `major`; what is not here keeps the usual types.
    pub types: Types,
    /// The encoding of the files; `None` finds it out.
    pub encoding: Option<&'static Encoding>,
}

/// One line of the index.
struct List {
    path: PathBuf,
    major: String,
    minor: String,
    language: String,
    /// Where the index names it.
    place: String,
}

/// Our type by the type that GATE's own lists use, `major:minor` or `major`; any other major type is kept.
fn usual(theirs: &str) -> Option<&'static str> {
    Some(match theirs {
        "location:country" | "location:country_abbrev" | "country_code" => "country",
        "location:airport" | "facility" | "facility_key" => "facility",
        "location" => "place",
        "country_adj" => "nationality",
        "govern_key" | "organization:government" => "government",
        "organization" | "organization:company" | "org_base" => "organization",
        "person_full" | "person_first" | "surname" => "person",
        _ => return None,
    })
}

impl Gate {
    fn kind(&self, major: &str, minor: &str) -> String {
        let both = format!("{major}:{minor}");
        let own = self.types.of(&both).or_else(|| self.types.of(major));
        let found = own.or_else(|| usual(&both)).or_else(|| usual(major));
        found.unwrap_or(if major.is_empty() { "name" } else { major }).to_owned()
    }
}

/// A `.def` index with its lists, a single list, or a folder with an index `lists.def`.
pub fn read_gate(path: &Path, options: &Gate) -> Result<Import> {
    let mut gather = Gather::new("GATE lists", "line", BadRows::Skip);
    let index = if path.is_dir() { path.join("lists.def") } else { path.to_owned() };
    std::fs::metadata(&index).map_err(|e| Error::io(index.display().to_string(), e))?;
    let single = !index.extension().is_some_and(|e| e.eq_ignore_ascii_case("def"));
    if single && let Some((ending, reader)) = of_another_format(&index) {
        let problem = format!("a .{ending} file is no list of GATE, which is a .lst file with a name a line; read it with read_{reader}");
        return Err(Error::gazetteer(index.display().to_string(), problem));
    }
    let lists = if single {
        vec![List { path: index, major: String::new(), minor: String::new(), language: String::new(), place: String::new() }]
    } else {
        lists(&index, options)?
    };
    for list in lists {
        read_list(&list, options, &mut gather)?;
    }
    gather.finish()
}

/// The ending and the reader of a file of a format that has a reader of its own, packed or not.
fn of_another_format(path: &Path) -> Option<(String, &'static str)> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = Packing::of(&file).1;
    let reader = match FileFormat::of(name)? {
        FileFormat::Csv | FileFormat::Tsv => "csv",
        FileFormat::Json | FileFormat::JsonLines => "jsonl",
        format @ (FileFormat::Parquet | FileFormat::Rdf) => format.name(),
        _ => return None,
    };
    Some((name.rsplit_once('.')?.1.to_owned(), reader))
}

fn lists(index: &Path, options: &Gate) -> Result<Vec<List>> {
    let mut lines = Text::open_as(index, options.encoding)?.lines();
    let folder = index.parent().unwrap_or(Path::new(""));
    let mut lists = Vec::new();
    while let Some((number, line)) = lines.next()? {
        let Some(line) = listed::content(&line) else { continue };
        let place = format!("{}, line {number}", index.display());
        let mut cells = line.split(':').map(str::trim);
        let file = cells.next().unwrap_or_default();
        if file.is_empty() {
            return Err(Error::gazetteer(place, "the line names no list; an index has file.lst:major type:minor type"));
        }
        let mut cell = || cells.next().unwrap_or_default().to_owned();
        if !stays(file) {
            let problem = format!("the list {file:?} lies outside the folder of its index, where all lists must be; copy it there");
            return Err(Error::gazetteer(place, problem));
        }
        let list = List { path: folder.join(file), major: cell(), minor: cell(), language: cell(), place };
        if !list.path.is_file() {
            return Err(Error::gazetteer(list.place, format!("the list {:?} is not there", list.path.display())));
        }
        lists.push(list);
    }
    Ok(lists)
}

/// True for a path that does not lead out of the folder it is taken from: an index from elsewhere names no other files of its reader's.
fn stays(file: &str) -> bool {
    // The separator of other systems parts as theirs do.
    !file.contains('\\') && Path::new(file).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn read_list(list: &List, options: &Gate, gather: &mut Gather) -> Result<()> {
    // An empty list is of no use, and no fault either.
    if !list.place.is_empty() && std::fs::metadata(&list.path).is_ok_and(|m| m.len() == 0) {
        return Ok(());
    }
    let mut lines = Text::open_as(&list.path, options.encoding)?.lines();
    gather.file(&lines.place);
    let kind = options.kind(&list.major, &list.minor);
    let mut columns: FxHashMap<String, usize> = FxHashMap::default();
    while let Some((number, line)) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        gather.begin(number);
        let mut cells: Box<dyn Iterator<Item = &str>> =
            if options.separator.is_empty() { Box::new(std::iter::once(&*line)) } else { Box::new(line.split(options.separator.as_str())) };
        let name = cells.next().unwrap_or_default().trim();
        let features: Vec<(&str, &str)> = cells.filter_map(|cell| cell.split_once('=')).map(|(k, v)| (k.trim(), v.trim())).collect();
        let feature = |keys: [&str; 2]| features.iter().find(|f| keys.contains(&f.0) && !f.1.is_empty()).map(|f| f.1);
        // Lists made from ontologies give several names of one entity the same instance.
        match feature(["inst", "id"]) {
            Some(id) => gather.id(id),
            None => gather.id(&format!("{kind}:{name}")),
        }
        gather.name(name);
        gather.kind(&kind);
        let further = [("major", list.major.as_str()), ("minor", &list.minor), ("language", &list.language)];
        let features = features.iter().copied().filter(|f| !matches!(f.0, "inst" | "id"));
        for (key, value) in further.into_iter().chain(features).filter(|f| !f.0.is_empty() && !f.1.is_empty()) {
            let usual = match key {
                "country" => Some(Field::Country),
                "lat" | "latitude" => Some(Field::Lat),
                "lon" | "long" | "lng" | "longitude" => Some(Field::Lon),
                key => Field::of_column(key),
            };
            if let Some(field) = usual {
                gather.set(field, Cell::Raw(value), "")?;
                continue;
            }
            let column = *columns.entry(key.to_owned()).or_insert_with(|| gather.column(key));
            gather.value(column, ValueRef::Text(value));
        }
        gather.end()?;
    }
    gather.note_encoding(&lines.foreign);
    Ok(())
}
