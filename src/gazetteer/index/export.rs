//! A gazetteer as files that others read: CSV, JSON lines, and the patterns of spaCy's entity ruler.

use super::Gazetteer;
use crate::error::Result;
use crate::files::replace;
use crate::gazetteer::entries::kinds::COLUMN;
use crate::gazetteer::entries::{Column, ColumnType, EntryRef, ValueRef, Variants};
use crate::gazetteer::import::joined;
use serde_json::{Map, Value as Json, json};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file, whole or not at all.
fn whole(path: &Path, write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>) -> Result<()> {
    replace::file(path, |file| {
        let mut file = BufWriter::new(file);
        write(&mut file)?;
        Ok(file.flush()?)
    })
}

/// A number as text that reads as one again, and not as a whole one.
fn decimal(number: f64) -> String {
    format!("{number:?}")
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Float(number) => decimal(number),
        value => value.written().into_owned(),
    }
}

fn json_value(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Text(text) => text.into(),
        ValueRef::Int(number) => number.into(),
        ValueRef::Float(number) => number.into(),
        ValueRef::Bool(flag) => flag.into(),
    }
}

impl Gazetteer {
    /// Writes a CSV file that [`read_csv`](crate::gazetteer::import::read_csv) reads back. CSV knows no types: a column of text in which every
    /// value looks like a number comes back as numbers; JSON lines and Parquet keep it.
    pub fn to_csv(&self, path: &Path) -> Result<()> {
        whole(path, |file| {
            let mut out = csv::Writer::from_writer(file);
            let (columns, usual) = (self.written_columns(), self.usual_kinds());
            let further = columns.iter().map(|c| c.name.as_str());
            out.write_record(["id", "name", "type", "aliases", "country", "lat", "lon"].into_iter().chain(further))?;
            for entry in self.iter() {
                let (lat, lon) = entry.degrees();
                let degrees = |degrees: Option<f64>| degrees.map(decimal).unwrap_or_default();
                let aliases = joined(entry.names().skip(1));
                let fixed =
                    [entry.id(), entry.name(), entry.kind(), &aliases, entry.country().unwrap_or_default(), &degrees(lat), &degrees(lon)]
                        .map(str::to_owned);
                let further = self.written_values(entry, usual.as_deref()).map(cell);
                out.write_record(fixed.into_iter().chain(further))?;
            }
            out.flush()
        })
    }

    /// Writes a JSON-lines file that [`read_jsonl`](crate::gazetteer::import::read_jsonl) reads back.
    pub fn to_jsonl(&self, path: &Path) -> Result<()> {
        whole(path, |file| {
            let (columns, usual) = (self.written_columns(), self.usual_kinds());
            for entry in self.iter() {
                serde_json::to_writer(&mut *file, &self.object(entry, &columns, usual.as_deref()))?;
                file.write_all(b"\n")?;
            }
            Ok(())
        })
    }

    fn object(&self, entry: EntryRef<'_>, columns: &[Column], usual: Option<&str>) -> Json {
        let (lat, lon) = entry.degrees();
        let mut object = Map::new();
        let mut set = |key: &str, value: Json| drop(object.insert(key.to_owned(), value));
        set("id", entry.id().into());
        set("name", entry.name().into());
        set("type", entry.kind().into());
        set("aliases", entry.names().skip(1).collect());
        set("country", entry.country().into());
        set("lat", lat.into());
        set("lon", lon.into());
        for (column, value) in columns.iter().zip(self.written_values(entry, usual)) {
            set(&column.name, json_value(value));
        }
        Json::Object(object)
    }

    /// Writes patterns for spaCy's `EntityRuler`, a line a name; ids, types and names are kept, countries, positions and further
    /// columns are not. A name written without capitals, which matches in any case, becomes a pattern of `LOWER` tokens.
    pub fn to_spacy(&self, path: &Path) -> Result<()> {
        whole(path, |file| {
            for entry in self.iter() {
                for name in entry.names() {
                    let line = json!({"label": entry.kind(), "pattern": spacy_pattern(name), "id": entry.id()});
                    serde_json::to_writer(&mut *file, &line)?;
                    file.write_all(b"\n")?;
                }
            }
            Ok(())
        })
    }
}

fn spacy_pattern(name: &str) -> Json {
    // Only where spaCy cuts as we do, at single spaces between plain words, can the tokens be told from here.
    let plain = name.split(' ').all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
    if plain && !name.chars().any(char::is_uppercase) && name.to_lowercase() == name {
        return name.split(' ').map(|word| json!({"LOWER": word})).collect();
    }
    name.into()
}

impl Gazetteer {
    /// The further columns as a file or a table has them that is read back by the usual choices: with the kinds of spelling that those do not make.
    pub(crate) fn written_columns(&self) -> Cow<'_, [Column]> {
        let columns = self.columns();
        if self.options.variants == Variants::AUTO || columns.iter().any(|c| c.name == COLUMN) {
            return Cow::Borrowed(columns);
        }
        Cow::Owned(columns.iter().cloned().chain([Column { name: COLUMN.to_owned(), kind: ColumnType::Text }]).collect())
    }

    /// The kinds of spelling that the gazetteer makes of entities which have none of their own, as [`Self::written_columns`] hold them.
    pub(crate) fn usual_kinds(&self) -> Option<String> {
        (self.options.variants != Variants::AUTO).then(|| self.options.variants.to_text())
    }

    /// The values of an entity in [`Self::written_columns`]; `usual` is what [`Self::usual_kinds`] gave.
    pub(crate) fn written_values<'g>(&'g self, entry: EntryRef<'g>, usual: Option<&'g str>) -> impl Iterator<Item = ValueRef<'g>> {
        let columns = self.columns();
        let missing = usual.filter(|_| columns.iter().all(|c| c.name != COLUMN)).map(ValueRef::Text);
        let values = columns.iter().enumerate().map(move |(number, column)| match (entry.value(number), usual) {
            (ValueRef::Null, Some(usual)) if column.name == COLUMN => ValueRef::Text(usual),
            (value, _) => value,
        });
        values.chain(missing)
    }
}
