//! A gazetteer as a file: the index as it stands in memory, the entities as flat columns.
//!
//! Sections: `about` (version, entities, names), `root` `nodes` `words` `singles` `pairs` (the word trie), `text` and `ends` (all
//! strings end to end, and where each one ends), `names` (per entity where its strings end: id, name, aliases), `kind` and `country`
//! (per entity a string's number), `lat` and `lon` (bits of the number, NaN where absent), `columns` (per further column its name and
//! type), and `column0`, `column1` … (per entity a string's number, a number's bits, or 0 and 1) with `null0` … (1 where absent).

use super::filter::Filter;
use super::trie::Trie;
use super::{Column, ColumnType, Entry, EntryList, Gazetteer, Value, priors};
use crate::container::{Container, Flat, Verify, Writer};
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::path::Path;
use std::sync::OnceLock;

/// What the container says it holds.
const KIND: &str = "gazetteer";
/// Raised when the sections, the folding or the hash change.
const VERSION: u64 = 1;
/// A string's number where there is no string.
const ABSENT: u32 = u32::MAX;
/// The longest string, in bytes, that entities share. It bounds what a small file can swell to when it is read.
const SHARED: usize = 64;

/// All strings, end to end; the same string may stand once for many entities.
#[derive(Default)]
struct Strings<'g> {
    text: Vec<u8>,
    ends: Vec<u32>,
    shared: FxHashMap<&'g str, u32>,
}

impl<'g> Strings<'g> {
    fn add(&mut self, string: &str) -> u32 {
        self.text.extend_from_slice(string.as_bytes());
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    fn share(&mut self, string: Option<&'g str>) -> u32 {
        let Some(string) = string else { return ABSENT };
        if string.len() > SHARED {
            return self.add(string);
        }
        if let Some(&number) = self.shared.get(string) {
            return number;
        }
        let number = self.add(string);
        self.shared.insert(string, number);
        number
    }
}

impl Gazetteer {
    /// Writes the gazetteer, index included, to a file that [`Self::load`] maps. It is written beside `path` and renamed.
    ///
    /// ```
    /// use dateline::gazetteer::{Entry, EntryList, Gazetteer, Verify};
    /// let path = std::env::temp_dir().join(format!("{}.dlg", std::process::id()));
    /// Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![Entry::named("Kyiv")] })?.save(&path)?;
    /// assert_eq!(Gazetteer::load(&path, Verify::Full)?.lookup("KYIV"), [0]);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn save(&self, path: &Path) -> Result<()> {
        self.writer(&path.display().to_string())?.save(path)
    }

    /// The bytes that [`Self::save`] writes.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        Ok(self.writer("the gazetteer")?.to_bytes())
    }

    /// Maps a file that [`Self::save`] wrote; all processes that load it share the index. The file must not be changed while it is in
    /// use: replace it by renaming.
    pub fn load(path: &Path, verify: Verify) -> Result<Self> {
        Self::read(&Container::open(path, KIND, verify)?, verify)
    }

    /// A gazetteer from the bytes of a file; `shown` is what errors call them.
    pub fn from_bytes(bytes: Vec<u8>, shown: &str) -> Result<Self> {
        Self::read(&Container::from_bytes(bytes, shown, KIND, Verify::Full)?, Verify::Full)
    }

    fn writer(&self, shown: &str) -> Result<Writer> {
        let list = &self.list;
        let bytes: usize = list.entries.iter().map(Entry::text_size).sum();
        if u32::try_from(bytes).is_err() {
            return Err(Error::gazetteer(shown, format!("{bytes} bytes of names and columns; a file takes at most {}", u32::MAX)));
        }
        let mut strings = Strings::default();
        let mut names = Vec::with_capacity(list.entries.len());
        for entry in &list.entries {
            for string in [&entry.id, &entry.name].into_iter().chain(&entry.aliases) {
                strings.add(string);
            }
            names.push(strings.ends.len() as u32);
        }
        let kinds: Vec<u32> = list.entries.iter().map(|e| strings.share(Some(&e.kind))).collect();
        let countries: Vec<u32> = list.entries.iter().map(|e| strings.share(e.country.as_deref())).collect();
        let degrees =
            |of: fn(&Entry) -> Option<f64>| -> Vec<u64> { list.entries.iter().map(|e| of(e).unwrap_or(f64::NAN).to_bits()).collect() };
        let mut writer = Writer::new(KIND);
        let mut columns = Vec::new();
        for (n, column) in list.columns.iter().enumerate() {
            columns.extend([strings.share(Some(&column.name)), code(column.kind)]);
            let values = || list.entries.iter().map(|e| e.extra.get(n).unwrap_or(&Value::Null));
            let nulls: Vec<u8> = values().map(|v| u8::from(*v == Value::Null)).collect();
            writer.section(&format!("null{n}"), &nulls);
            let name = format!("column{n}");
            match column.kind {
                ColumnType::Text => {
                    writer.section(
                        &name,
                        &list.entries.iter().map(|e| strings.share(e.extra.get(n).and_then(Value::text))).collect::<Vec<u32>>(),
                    );
                }
                ColumnType::Bool => {
                    writer.section(&name, &values().map(|v| u8::from(*v == Value::Bool(true))).collect::<Vec<u8>>());
                }
                ColumnType::Int | ColumnType::Float => writer.section(&name, &values().map(bits).collect::<Vec<u64>>()),
            }
        }
        writer.section("about", &[VERSION, list.entries.len() as u64, self.n_names as u64]);
        writer.section("root", &self.trie.root);
        writer.section("nodes", &self.trie.nodes);
        writer.section("words", &self.trie.words);
        writer.section("singles", &self.trie.filter.singles);
        writer.section("pairs", &self.trie.filter.pairs);
        writer.section("text", &strings.text);
        writer.section("ends", &strings.ends);
        writer.section("names", &names);
        writer.section("kind", &kinds);
        writer.section("country", &countries);
        writer.section("lat", &degrees(|e| e.lat));
        writer.section("lon", &degrees(|e| e.lon));
        writer.section("columns", &columns);
        Ok(writer)
    }

    fn read(file: &Container, verify: Verify) -> Result<Self> {
        let about = file.section::<u64>("about")?;
        let &[version, count, n_names, ..] = &*about else { return Err(file.fault("the section \"about\" is too short")) };
        if version != VERSION {
            let problem = format!("the gazetteer has version {version}, and this dateline reads version {VERSION}; build the file again");
            return Err(Error::format(file.shown(), problem));
        }
        let trie = Trie {
            root: file.section("root")?,
            nodes: file.section("nodes")?,
            words: file.section("words")?,
            filter: Filter { singles: file.section("singles")?, pairs: file.section("pairs")? },
        };
        let list = Reader::new(file, count)?.list()?;
        if verify == Verify::Full {
            trie.check(list.entries.len()).map_err(|what| file.fault(what))?;
        }
        let mut by_id: FxHashMap<String, u32> = FxHashMap::default();
        by_id.reserve(list.entries.len());
        for (index, entry) in list.entries.iter().enumerate() {
            if by_id.insert(entry.id.clone(), index as u32).is_some() {
                return Err(file.fault(&format!("the id {:?} stands twice", entry.id)));
            }
        }
        let priors = priors(&list);
        Ok(Self { list, by_id, priors, trie, n_names: n_names as usize, bodies: OnceLock::new() })
    }
}

/// The number that stands for a column's type.
const fn code(kind: ColumnType) -> u32 {
    match kind {
        ColumnType::Text => 0,
        ColumnType::Int => 1,
        ColumnType::Float => 2,
        ColumnType::Bool => 3,
    }
}

fn bits(value: &Value) -> u64 {
    match *value {
        Value::Int(number) => number as u64,
        Value::Float(number) => number.to_bits(),
        _ => 0,
    }
}

/// Reads the entities, every index checked.
struct Reader<'f> {
    file: &'f Container,
    count: usize,
    text: Flat<u8>,
    ends: Flat<u32>,
    names: Flat<u32>,
    /// Bytes of text that may still be read.
    room: Cell<usize>,
}

impl<'f> Reader<'f> {
    fn new(file: &'f Container, count: u64) -> Result<Self> {
        let names = file.section::<u32>("names")?;
        if names.len() as u64 != count {
            return Err(file.fault(&format!("it should hold {count} entities and has names of {}", names.len())));
        }
        let text = file.section::<u8>("text")?;
        let per_entity = 2 + file.section::<u32>("columns")?.len() / 2;
        let room = Cell::new(text.len().saturating_add(SHARED.saturating_mul(names.len().saturating_mul(per_entity) + per_entity)));
        Ok(Self { file, count: names.len(), text, ends: file.section("ends")?, names, room })
    }

    /// A section with one item an entity.
    fn column<T: crate::container::Plain>(&self, name: &str) -> Result<Flat<T>> {
        let items = self.file.section::<T>(name)?;
        if items.len() == self.count {
            Ok(items)
        } else {
            Err(self.file.fault(&format!("the section {name:?} has {} items for {} entities", items.len(), self.count)))
        }
    }

    fn string(&self, number: u32) -> Result<String> {
        let end = self.ends.get(number as usize).map(|&end| end as usize);
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before as usize)).map_or(0, |&start| start as usize);
        let bytes = end.and_then(|end| self.text.get(start..end));
        let room =
            self.room.get().checked_sub(bytes.map_or(0, <[u8]>::len)).ok_or_else(|| self.file.fault("its strings are read too often"))?;
        self.room.set(room);
        let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.map(str::to_owned).ok_or_else(|| self.file.fault(&format!("string {number} is none")))
    }

    fn columns(&self) -> Result<Vec<Column>> {
        let numbers = self.file.section::<u32>("columns")?;
        let (pairs, _) = numbers.as_chunks::<2>();
        let column = |&[name, kind]: &[u32; 2]| {
            let kinds = [ColumnType::Text, ColumnType::Int, ColumnType::Float, ColumnType::Bool];
            let kind = kinds.into_iter().find(|&k| code(k) == kind);
            let kind = kind.ok_or_else(|| self.file.fault("a column has no known type"))?;
            Ok(Column { name: self.string(name)?, kind })
        };
        pairs.iter().map(column).collect()
    }

    fn list(&self) -> Result<EntryList> {
        let kinds = self.column::<u32>("kind")?;
        let countries = self.column::<u32>("country")?;
        let (lat, lon) = (self.column::<u64>("lat")?, self.column::<u64>("lon")?);
        let degrees = |bits: u64| Some(f64::from_bits(bits)).filter(|d| !d.is_nan());
        let columns = self.columns()?;
        let mut entries = Vec::with_capacity(self.count);
        let mut string = 0;
        for row in 0..self.count {
            let end = self.names[row];
            if end > self.ends.len() as u32 || end < string || end - string < 2 {
                return Err(self.file.fault(&format!("the names of entity {row} are none")));
            }
            let mut entry = Entry {
                id: self.string(string)?,
                name: self.string(string + 1)?,
                kind: self.string(kinds[row])?,
                aliases: (string + 2..end).map(|n| self.string(n)).collect::<Result<_>>()?,
                lat: degrees(lat[row]),
                lon: degrees(lon[row]),
                ..Entry::default()
            };
            if countries[row] != ABSENT {
                entry.country = Some(self.string(countries[row])?);
            }
            entry.check(row).map_err(|error| self.file.fault(&error.to_string()))?;
            entries.push(entry);
            string = end;
        }
        for (n, column) in columns.iter().enumerate() {
            self.fill(&mut entries, n, column.kind)?;
        }
        Ok(EntryList { columns, entries })
    }

    /// Adds the values of one further column.
    fn fill(&self, entries: &mut [Entry], n: usize, kind: ColumnType) -> Result<()> {
        let nulls = self.column::<u8>(&format!("null{n}"))?;
        let name = format!("column{n}");
        let value: Box<dyn Fn(usize) -> Result<Value>> = match kind {
            ColumnType::Text => {
                let numbers = self.column::<u32>(&name)?;
                Box::new(move |row| self.string(numbers[row]).map(Value::Text))
            }
            ColumnType::Bool => {
                let flags = self.column::<u8>(&name)?;
                Box::new(move |row| Ok(Value::Bool(flags[row] != 0)))
            }
            ColumnType::Int => {
                let numbers = self.column::<u64>(&name)?;
                Box::new(move |row| Ok(Value::Int(numbers[row] as i64)))
            }
            ColumnType::Float => {
                let numbers = self.column::<u64>(&name)?;
                Box::new(move |row| Ok(Value::Float(f64::from_bits(numbers[row]))))
            }
        };
        for (row, entry) in entries.iter_mut().enumerate() {
            entry.extra.push(if nulls[row] == 0 { value(row)? } else { Value::Null });
        }
        Ok(())
    }
}
