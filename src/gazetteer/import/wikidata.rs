//! Wikidata: the JSON dump of all items, an item a line, and the results of queries as CSV and JSON.
//!
//! Formats: "Wikibase/DataModel/JSON" of MediaWiki, and the W3C's SPARQL 1.1 results. The dump is read as a stream.

use super::gather::{BadRows, Gather, Import};
use super::lines::Text;
use super::types::Types;
use super::wikidata_item::Item;
use super::{classes, countries, sparql};
use crate::error::{Error, Result};
use crate::gazetteer::entries::ValueRef;
use rustc_hash::FxHashMap;
use std::path::Path;

/// Which items and names are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wikidata {
    /// Languages of labels and aliases, best first; empty is all.
    pub languages: Vec<String>,
    /// Our type by class (`Q515`), before the usual ones.
    pub types: Types,
    /// The usual classes too; without them only those of `types` are used.
    pub usual_types: bool,
    /// The type of rows of a query that have no class; items of a dump without a known class are left out.
    pub kind: Option<String>,
}

impl Default for Wikidata {
    fn default() -> Self {
        // "mul" has the names that are the same in many languages.
        Self { languages: vec!["en".into(), "mul".into()], types: Types::default(), usual_types: true, kind: None }
    }
}

impl Wikidata {
    /// Our type for a class.
    pub(super) fn type_of(&self, class: &str) -> Option<&str> {
        self.types.of(class).or_else(|| classes::usual(class).filter(|_| self.usual_types))
    }
}

/// A dump or the results of a query; which of them it is, its beginning tells.
pub fn read_wikidata(path: &Path, options: &Wikidata) -> Result<Import> {
    let file = Text::open(path)?;
    let head = file.head.trim_ascii_start();
    let results = head.starts_with(b"{") && memchr::memmem::find(&head[..head.len().min(512)], b"\"head\"").is_some();
    match head.first() {
        Some(b'{') if results => sparql::read_json(file, options),
        Some(b'[') if !is_dump(head) => sparql::read_json(file, options),
        Some(b'{' | b'[') => read_dump(file, options),
        _ => sparql::read_csv(file, options),
    }
}

/// True for the beginning of an array of items; else it is one of the results of a query.
fn is_dump(head: &[u8]) -> bool {
    let text: Vec<u8> = head.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(4096).collect();
    let says = |part: &str| memchr::memmem::find(&text, part.as_bytes()).is_some();
    ["item", "property", "lexeme"].iter().any(|kind| says(&format!("\"type\":\"{kind}\"")))
        || ["\"claims\":{", "\"labels\":{", "\"labels\":["].into_iter().any(says)
        || !says(":")
}

/// What stands in a line of a dump.
enum Line {
    /// Nothing, or only what parts items.
    Empty,
    /// The array of all items begins.
    Opens,
    /// The array of all items ends.
    Closes,
    Item(Box<Item>),
    /// JSON of another shape.
    NoItem(String),
}

/// Reads a line; `place` says where it stands.
fn line_of_dump(line: &str, place: impl Fn() -> String) -> Result<Line> {
    let json = line.trim().trim_end_matches(',');
    match json {
        "" => return Ok(Line::Empty),
        "[" => return Ok(Line::Opens),
        "]" => return Ok(Line::Closes),
        _ => {}
    }
    if json == "{" || json.starts_with("[{") || json.starts_with("[ {") {
        let problem = "a dump of Wikidata has one item a line, in a line of its own; this file is laid out otherwise";
        return Err(Error::gazetteer(place(), problem));
    }
    match serde_json::from_str(json) {
        Ok(item) => Ok(Line::Item(Box::new(item))),
        Err(e) if e.is_data() => Ok(Line::NoItem(format!("this is no item: {e}"))),
        Err(e) => Err(Error::gazetteer(place(), format!("this is no JSON object, or it is cut short: {e}"))),
    }
}

/// A dump while it is read.
struct Dump<'o> {
    options: &'o Wikidata,
    gather: Gather,
    population: usize,
    class: usize,
    /// Codes of countries, by item: others tell their country as an item, which may come later.
    iso: FxHashMap<String, String>,
    /// Items whose country has not come up yet.
    waiting: Vec<Waiting>,
}

/// An item whose country has not come up yet.
struct Waiting {
    line: u64,
    id: String,
    name: String,
    country: String,
}

impl<'o> Dump<'o> {
    fn new(options: &'o Wikidata, place: &str) -> Self {
        let mut gather = Gather::new("Wikidata dump", "line", BadRows::Skip);
        gather.file(place);
        let (population, class) = (gather.column("population"), gather.column("class"));
        Self { options, gather, population, class, iso: FxHashMap::default(), waiting: Vec::new() }
    }

    /// Takes the item of the current row, or says why not.
    fn take(&mut self, line: u64, item: &Item) -> Result<()> {
        if !item.is_item() {
            self.gather.leave_out("no item (a property or lexeme)", &item.id);
            return Ok(());
        }
        if let Some(code) = item.iso() {
            self.iso.insert(item.id.clone(), code.to_owned());
        }
        let Some((class, kind)) = item.classes().find_map(|class| Some((class, self.options.type_of(class)?))) else {
            self.gather.leave_out("an instance of no class that is asked for", &item.id);
            return Ok(());
        };
        let Some(name) = item.label(&self.options.languages) else {
            self.gather.leave_out("no label in the languages that are asked for", &item.id);
            return Ok(());
        };
        let gather = &mut self.gather;
        gather.id(&format!("wikidata:{}", item.id));
        gather.name(name);
        gather.kind(kind);
        item.further_names(name, &self.options.languages).for_each(|name| gather.alias(name));
        if let Some((lat, lon)) = item.position() {
            gather.position(lat, lon);
        }
        gather.value(self.class, ValueRef::Text(class));
        gather.value(self.population, item.population().map_or(ValueRef::Null, ValueRef::Int));
        let country = item.country();
        if let Some(code) = self.iso.get(&item.id).or_else(|| self.iso.get(country?)) {
            gather.country(code);
        } else if let Some(country) = country {
            self.waiting.push(Waiting { line, id: item.id.clone(), name: name.to_owned(), country: country.to_owned() });
        }
        gather.end()
    }

    /// Gives the items that waited for their country its code.
    fn finish(mut self) -> Result<Import> {
        for Waiting { line, id, name, country } in self.waiting {
            let code = self.iso.get(&country).map(String::as_str).or_else(|| countries::of_item(&country));
            if let Some(code) = code {
                self.gather.begin_more(line);
                self.gather.id(&format!("wikidata:{id}"));
                self.gather.name(&name);
                self.gather.country(code);
                self.gather.end_more()?;
            }
        }
        self.gather.finish()
    }
}

fn read_dump(file: Text, options: &Wikidata) -> Result<Import> {
    let mut lines = file.lines();
    let place = lines.place.clone();
    let mut dump = Dump::new(options, &place);
    // Where the array began that is not closed yet, and the last line.
    let (mut array, mut last) = (None, 0);
    while let Some((number, line)) = lines.next()? {
        last = number;
        match line_of_dump(&line, || format!("{place}, line {number}"))? {
            Line::Empty => {}
            Line::Opens => array = Some(number),
            Line::Closes => array = None,
            Line::Item(item) => {
                dump.gather.begin(number);
                dump.take(number, &item)?;
            }
            Line::NoItem(problem) => {
                dump.gather.begin(number);
                dump.gather.bad("", "no item", problem)?;
                dump.gather.end()?;
            }
        }
    }
    if let Some(first) = array {
        let problem = format!("the file ends here, and the array that begins in line {first} has no end: it is cut short");
        return Err(Error::gazetteer(format!("{place}, line {last}"), problem));
    }
    dump.finish()
}
