//! A gazetteer as a file: the arrays of the index and of the entities as they stand in memory, so that a mapped file is used in place.
//!
//! Sections: `about` (version, entities, names, choices of building), `root` `nodes` `words` `filter` (the word trie), `text` `ends` `entities`
//! (ids and names), `shared` `shared_ends` (types, countries, texts), `kind` `country` `lat` `lon` `ids` `prior` (one number an entity,
//! or none at all), `columns` (types and names of the further columns), and `column0`, `column1` … with `present0` … for whole numbers.

use super::Gazetteer;
use super::filter::Filter;
use super::trie::Trie;
use crate::container::{Container, Flat, Plain, Verify, Writer};
use crate::error::{Error, Result};
use crate::gazetteer::entries::entities::{Entities, Strings, Values};
use crate::gazetteer::entries::{BuildOptions, Column, ColumnType};
use std::path::Path;

/// What the container says it holds.
const KIND: &str = "gazetteer";
/// Raised when the sections, the folding or the hash change.
const VERSION: u64 = 5;

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
        self.writer().save(path)
    }

    /// The bytes that [`Self::save`] writes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.writer().to_bytes()
    }

    /// Maps a file that [`Self::save`] wrote; all processes that load it share its memory. The file must not be changed while it is in
    /// use: replace it by renaming.
    pub fn load(path: &Path, verify: Verify) -> Result<Self> {
        Self::read(&Container::open(path, KIND, verify)?, verify)
    }

    /// A gazetteer from the bytes of a file; `shown` is what errors call them.
    pub fn from_bytes(bytes: Vec<u8>, shown: &str) -> Result<Self> {
        Self::read(&Container::from_bytes(bytes, shown, KIND, Verify::Full)?, Verify::Full)
    }

    fn writer(&self) -> Writer<'_> {
        let entities = &self.entities;
        let mut writer = Writer::new(KIND);
        writer.section("about", vec![VERSION, entities.len() as u64, self.n_names as u64, u64::from(self.options.to_code())]);
        writer.section("root", &*self.trie.root);
        writer.section("nodes", &*self.trie.nodes);
        writer.section("words", &*self.trie.words);
        writer.section("filter", &*self.trie.filter.numbers);
        writer.section("text", &*entities.names.text);
        writer.section("ends", &*entities.names.ends);
        writer.section("entities", &*entities.ends);
        writer.section("shared", &*entities.shared.text);
        writer.section("shared_ends", &*entities.shared.ends);
        writer.section("kind", &*entities.kinds);
        writer.section("country", &*entities.countries);
        writer.section("lat", &*entities.positions[0]);
        writer.section("lon", &*entities.positions[1]);
        writer.section("ids", &*entities.ids);
        writer.section("prior", &*self.priors);
        let mut columns = Vec::new();
        for (n, (column, values)) in entities.columns.iter().zip(&entities.values).enumerate() {
            columns.extend([code(column.kind), column.name.len() as u32].into_iter().flat_map(u32::to_le_bytes));
            columns.extend_from_slice(column.name.as_bytes());
            let name = format!("column{n}");
            match values {
                Values::Text(numbers) => writer.section(&name, &**numbers),
                Values::Int(numbers, present) => {
                    writer.section(&name, &**numbers);
                    writer.section(&format!("present{n}"), &**present);
                }
                Values::Float(numbers) => writer.section(&name, &**numbers),
                Values::Bool(flags) => writer.section(&name, &**flags),
            }
        }
        writer.section("columns", columns);
        writer
    }

    fn read(file: &Container, verify: Verify) -> Result<Self> {
        let about = file.section::<u64>("about")?;
        let Some(&version) = about.first() else { return Err(file.fault("the section \"about\" is empty")) };
        if version != VERSION {
            let problem = format!("the gazetteer has version {version}, and this dateline reads version {VERSION}; build the file again");
            return Err(Error::format(file.shown(), problem));
        }
        let &[_, count, n_names, code] = &*about else { return Err(file.fault("the section \"about\" has not four numbers")) };
        let trie = Trie {
            root: file.section("root")?,
            nodes: file.section("nodes")?,
            words: file.section("words")?,
            filter: Filter::new(file.section("filter")?),
        };
        let ends = file.section::<u32>("entities")?;
        if ends.len() as u64 != count {
            return Err(file.fault(&format!("it should hold {count} entities and has {}", ends.len())));
        }
        let reader = Reader { file, count: ends.len() };
        let columns = reader.columns()?;
        let entities = Entities {
            names: Strings { text: file.section("text")?, ends: file.section("ends")? },
            ends,
            shared: Strings { text: file.section("shared")?, ends: file.section("shared_ends")? },
            kinds: reader.column("kind")?,
            countries: reader.column_or_none("country")?,
            positions: [reader.column_or_none("lat")?, reader.column_or_none("lon")?],
            values: columns.iter().enumerate().map(|(n, column)| reader.values(n, column.kind)).collect::<Result<_>>()?,
            columns,
            ids: file.section("ids")?,
        };
        let priors = reader.column_or_none("prior")?;
        if verify == Verify::Full {
            entities.check().and_then(|()| trie.check(entities.len())).map_err(|what| file.fault(what))?;
        }
        let options = u32::try_from(code).ok().and_then(BuildOptions::from_code);
        let options = options.ok_or_else(|| file.fault("its choices of folding, boundaries and spellings are none that there are"))?;
        Self::of_parts(entities, priors, trie, n_names as usize, options)
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

/// Opens sections with as many items as there are entities.
struct Reader<'f> {
    file: &'f Container,
    count: usize,
}

impl Reader<'_> {
    fn column<T: Plain>(&self, name: &str) -> Result<Flat<T>> {
        let items = self.file.section::<T>(name)?;
        if items.len() == self.count {
            Ok(items)
        } else {
            Err(self.file.fault(&format!("the section {name:?} has {} items for {} entities", items.len(), self.count)))
        }
    }

    /// A column that is empty if no entity has a value.
    fn column_or_none<T: Plain>(&self, name: &str) -> Result<Flat<T>> {
        let items = self.file.section::<T>(name)?;
        if items.is_empty() { Ok(items) } else { self.column(name) }
    }

    fn columns(&self) -> Result<Vec<Column>> {
        let bytes = self.file.section::<u8>("columns")?;
        let mut rest = &*bytes;
        let mut columns = Vec::new();
        while !rest.is_empty() {
            let column = split_column(rest).ok_or_else(|| self.file.fault("a further column has no name or no known type"))?;
            columns.push(column.0);
            rest = column.1;
        }
        Ok(columns)
    }

    fn values(&self, n: usize, kind: ColumnType) -> Result<Values> {
        let name = format!("column{n}");
        Ok(match kind {
            ColumnType::Text => Values::Text(self.column(&name)?),
            ColumnType::Int => Values::Int(self.column(&name)?, self.column(&format!("present{n}"))?),
            ColumnType::Float => Values::Float(self.column(&name)?),
            ColumnType::Bool => Values::Bool(self.column(&name)?),
        })
    }
}

/// The first of the columns that `bytes` tell of, and the bytes after it.
fn split_column(bytes: &[u8]) -> Option<(Column, &[u8])> {
    let (kind, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (name, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let kinds = [ColumnType::Text, ColumnType::Int, ColumnType::Float, ColumnType::Bool];
    let kind = kinds.into_iter().find(|&known| code(known) == u32::from_le_bytes(*kind))?;
    Some((Column { name: std::str::from_utf8(name).ok()?.to_owned(), kind }, rest))
}
