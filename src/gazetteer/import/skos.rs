//! Thesauri and other vocabularies in RDF: SKOS concepts, and anything else that has a label, as RDF/XML, Turtle or N-Triples.

use super::entities::{Fault, Watched};
use super::gather::{BadRows, Gather, Import};
use super::lines::Text;
use super::types::Types;
use crate::error::{Error, Result};
use crate::files::unpack::Packing;
use crate::gazetteer::entries::ValueRef;
use crate::shown::clipped;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxrdfxml::{RdfXmlParseError, RdfXmlParser};
use oxttl::{NTriplesParser, TurtleParseError, TurtleParser};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{BufReader, Read};
use std::path::Path;

/// Which resources and labels are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skos {
    /// Languages of labels, best first (`en` also takes `en-GB`); empty is all.
    pub languages: Vec<String>,
    /// Our type by the address of a class (`rdf:type`) or of a concept scheme (`skos:inScheme`).
    pub types: Types,
    /// The type of all others.
    pub kind: String,
    /// Hidden labels, as misspellings, too.
    pub hidden: bool,
}

impl Default for Skos {
    fn default() -> Self {
        Self { languages: Vec::new(), types: Types::default(), kind: "concept".to_owned(), hidden: true }
    }
}

impl Skos {
    /// The place of a language among those that are asked for; `None` for one that is not.
    fn rank(&self, language: &str) -> Option<usize> {
        match self.languages.iter().position(|asked| of_language(language, asked)) {
            Some(rank) => Some(rank),
            None if self.languages.is_empty() => Some(usize::from(!of_language(language, "en"))),
            // A label without a language is one of all languages.
            None => language.is_empty().then_some(self.languages.len()),
        }
    }
}

/// What a property says, as far as it is read.
#[derive(Clone, Copy)]
enum Says {
    Preferred,
    Alternative,
    Hidden,
    Type,
    Scheme,
    Lat,
    Lon,
    Deprecated,
    /// The text of a label that is a resource of its own (SKOS-XL).
    Form,
}

/// The most bytes of an address, which no vocabulary's has: a prefix of any length may stand before a million short names.
const LONGEST: usize = 2048;
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

fn says(property: &str) -> Option<Says> {
    const XL: &str = "http://www.w3.org/2008/05/skos-xl#";
    const GEONAMES: &str = "http://www.geonames.org/ontology#";
    const WGS84: &str = "http://www.w3.org/2003/01/geo/wgs84_pos#";
    let behind = |start: &str| property.strip_prefix(start);
    if let Some(name) = behind(SKOS).or_else(|| behind(XL)) {
        return Some(match name {
            "prefLabel" => Says::Preferred,
            "altLabel" => Says::Alternative,
            "hiddenLabel" => Says::Hidden,
            "inScheme" | "topConceptOf" => Says::Scheme,
            "literalForm" => Says::Form,
            _ => return None,
        });
    }
    if let Some(name) = behind(GEONAMES) {
        return match name {
            "name" => Some(Says::Preferred),
            "alternateName" | "officialName" | "shortName" => Some(Says::Alternative),
            _ => None,
        };
    }
    Some(match property {
        "http://www.w3.org/2000/01/rdf-schema#label" | "http://xmlns.com/foaf/0.1/name" => Says::Preferred,
        "http://schema.org/name" | "https://schema.org/name" => Says::Preferred,
        "http://schema.org/alternateName" | "https://schema.org/alternateName" => Says::Alternative,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" => Says::Type,
        "http://www.w3.org/2002/07/owl#deprecated" => Says::Deprecated,
        _ if behind(WGS84) == Some("lat") => Says::Lat,
        _ if behind(WGS84) == Some("long") => Says::Lon,
        _ => return None,
    })
}

/// A label: its text and language, or the resource that has them.
struct Label {
    says: Says,
    text: String,
    language: String,
    resource: bool,
}

/// What is known of a resource.
#[derive(Default)]
struct Resource {
    labels: Vec<Label>,
    classes: Vec<String>,
    schemes: Vec<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    deprecated: bool,
}

/// Resources with labels. Statements about one resource may stand anywhere in a file, so its labels are held until the end.
pub fn read_skos(path: &Path, options: &Skos) -> Result<Import> {
    let file = Text::open(path)?;
    let place = file.place.clone();
    let file_name = file.name.clone();
    let ending = file.name.rsplit_once('.').map_or("", |name| name.1).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&file.head).into_owned();
    if is_json(&ending, &head) {
        let problem = "this is JSON-LD, which is not read; save the vocabulary as Turtle (.ttl), N-Triples (.nt) or RDF/XML (.rdf)";
        return Err(Error::gazetteer(place, problem));
    }
    let (stream, unreadable) = file.stream();
    let at = |line: u64, problem: String| Error::gazetteer(format!("{place}, line {line}"), problem);
    let base = base(&file_name);
    let no_base = |e: &dyn std::fmt::Display| Error::gazetteer(&place, format!("{base} is no address: {e}"));
    let mut vocabulary = Vocabulary::default();
    let mut take = |triple| vocabulary.take(triple).map_err(|problem| Error::gazetteer(&place, problem));
    if matches!(ending.as_str(), "rdf" | "xml" | "owl") || head.trim_start().starts_with("<?xml") || head.contains("<rdf:RDF") {
        let fault = Fault::default();
        let stream = BufReader::with_capacity(1 << 16, Watched::new(stream, fault.clone()));
        let mut parser = RdfXmlParser::new().with_base_iri(&base).map_err(|e| no_base(&e))?.for_reader(stream);
        while let Some(triple) = parser.next() {
            match triple {
                Ok(triple) => take(triple)?,
                Err(RdfXmlParseError::Io(e)) => {
                    return Err(fault.take().map_or_else(|| unreadable(e), |(line, problem)| at(line, problem)));
                }
                Err(RdfXmlParseError::Syntax(e)) => return Err(at(line_of(path, parser.buffer_position())?, e.to_string())),
            }
        }
    } else {
        let stream = BufReader::with_capacity(1 << 16, stream);
        let triples: Box<dyn Iterator<Item = std::result::Result<Triple, TurtleParseError>>> = match ending.as_str() {
            "nt" => Box::new(NTriplesParser::new().for_reader(stream)),
            _ => Box::new(TurtleParser::new().with_base_iri(&base).map_err(|e| no_base(&e))?.for_reader(stream)),
        };
        for triple in triples {
            match triple {
                Ok(triple) => take(triple)?,
                Err(TurtleParseError::Io(e)) => return Err(unreadable(e)),
                Err(TurtleParseError::Syntax(e)) => return Err(at(e.location().start.line + 1, e.message().to_owned())),
            }
        }
    }
    vocabulary.gather(&place, options)
}

/// True for JSON, by its name or by how it begins: no Turtle begins with a brace, or has one behind a first bracket.
fn is_json(ending: &str, head: &str) -> bool {
    let start = head.trim_start_matches('\u{feff}').trim_start();
    ending == "jsonld" || start.strip_prefix('[').unwrap_or(start).trim_start().starts_with('{')
}

/// What addresses without a scheme lean on where the file names no base: its own name, wherever it lies.
fn base(file: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let written = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    format!("file:///{}", file.bytes().map(written).collect::<String>())
}

/// The line of the unpacked text in which byte `position` stands.
fn line_of(path: &Path, position: u64) -> Result<u64> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let packing = Packing::of(&name).0;
    let mut bytes = packing.open(path)?.take(position);
    let mut buffer = [0; 1 << 14];
    let mut line = 1;
    loop {
        match bytes.read(&mut buffer).map_err(|e| packing.unreadable(path, e))? {
            0 => return Ok(line),
            n => line += memchr::memchr_iter(b'\n', &buffer[..n]).count() as u64,
        }
    }
}

/// Resources in the order in which they come up.
#[derive(Default)]
struct Vocabulary {
    order: Vec<String>,
    resources: FxHashMap<String, Resource>,
    /// Texts and languages of labels that are resources of their own.
    forms: FxHashMap<String, (String, String)>,
}

impl Vocabulary {
    /// Takes what is read of a statement. An address that is too long is an error, whatever its statement says: of such, memory and time
    /// would run out long before the file ends.
    fn take(&mut self, triple: Triple) -> std::result::Result<(), String> {
        let subject = if let NamedOrBlankNode::NamedNode(node) = &triple.subject { node.as_str() } else { "" };
        let object = if let Term::NamedNode(node) = &triple.object { node.as_str() } else { "" };
        if let Some(long) = [subject, triple.predicate.as_str(), object].into_iter().find(|address| address.len() > LONGEST) {
            let advice = "is the prefix before it, or the base, what you mean?";
            return Err(format!("the address {} is longer than {LONGEST} bytes; {advice}", clipped(long)));
        }
        let Some(says) = says(triple.predicate.as_str()) else { return Ok(()) };
        let subject = match triple.subject {
            NamedOrBlankNode::NamedNode(node) => node.into_string(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let (text, language, resource) = match triple.object {
            Term::Literal(literal) => {
                let language = literal.language().unwrap_or_default().to_owned();
                (literal.destruct().0, language, false)
            }
            Term::NamedNode(node) => (node.into_string(), String::new(), true),
            Term::BlankNode(node) => (node.to_string(), String::new(), true),
        };
        if matches!(says, Says::Form) {
            self.forms.insert(subject, (text, language));
            return Ok(());
        }
        if !self.resources.contains_key(&subject) {
            self.order.push(subject.clone());
        }
        let known = self.resources.entry(subject).or_default();
        match says {
            Says::Preferred | Says::Alternative | Says::Hidden => known.labels.push(Label { says, text, language, resource }),
            Says::Type => known.classes.push(text),
            Says::Scheme => known.schemes.push(text),
            Says::Lat => known.lat = text.trim().parse().ok(),
            Says::Lon => known.lon = text.trim().parse().ok(),
            Says::Deprecated => known.deprecated = text == "true" || text == "1",
            Says::Form => {}
        }
        Ok(())
    }

    fn gather(self, place: &str, options: &Skos) -> Result<Import> {
        let mut gather = Gather::new("RDF", "resource", BadRows::Skip);
        gather.file(place);
        let scheme_column = gather.column("scheme");
        for (number, id) in (1..).zip(&self.order) {
            let resource = &self.resources[id];
            if resource.labels.is_empty() {
                continue;
            }
            gather.begin(number);
            let asked = |class: &String| options.types.of(class).is_some();
            if resource.classes.iter().any(|class| is_frame(class)) && !resource.classes.iter().any(asked) {
                gather.leave_out("a concept scheme or a collection", id);
                continue;
            }
            if resource.deprecated {
                gather.leave_out("a concept that is deprecated", id);
                continue;
            }
            let mut names = self.names(resource, options, &mut gather).into_iter();
            let Some(name) = names.next() else {
                gather.leave_out("no label in the languages that are asked for", id);
                continue;
            };
            gather.id(id);
            gather.name(name);
            names.for_each(|name| gather.alias(name));
            let kind = options.types.first(|address| resource.classes.iter().chain(&resource.schemes).any(|own| own == address));
            gather.kind(kind.unwrap_or(&options.kind));
            gather.position(resource.lat, resource.lon);
            if let Some(scheme) = resource.schemes.first() {
                gather.value(scheme_column, ValueRef::Text(scheme));
            }
            gather.end()?;
        }
        gather.finish()
    }

    /// The labels of a resource that are asked for, each once: preferred ones first, those of the first language first.
    fn names<'v>(&'v self, resource: &'v Resource, options: &Skos, gather: &mut Gather) -> Vec<&'v str> {
        let mut labels: Vec<(u8, usize, &str)> = Vec::new();
        for label in &resource.labels {
            let (text, language) = match (label.resource, self.forms.get(&label.text)) {
                (false, _) => (label.text.as_str(), label.language.as_str()),
                (true, Some((text, language))) => (text.as_str(), language.as_str()),
                (true, None) => continue,
            };
            let kind = match label.says {
                Says::Preferred => 0,
                Says::Alternative => 1,
                _ if options.hidden => 2,
                _ => {
                    gather.leave_out_name("a hidden label", text);
                    continue;
                }
            };
            match options.rank(language) {
                Some(rank) => labels.push((kind, rank, text)),
                None => gather.leave_out_name("a label in a language that is not asked for", text),
            }
        }
        labels.sort_by_key(|&(kind, rank, _)| (kind, rank));
        let mut seen = FxHashSet::default();
        labels.into_iter().map(|label| label.2).filter(|text| seen.insert(*text)).collect()
    }
}

/// True for a class of things that hold concepts and are none: their labels are titles.
fn is_frame(class: &str) -> bool {
    class.strip_prefix(SKOS).is_some_and(|name| matches!(name, "ConceptScheme" | "Collection" | "OrderedCollection"))
}

/// True if `language` (`en-GB`) is `asked` (`en`) or a kind of it.
fn of_language(language: &str, asked: &str) -> bool {
    language.eq_ignore_ascii_case(asked)
        || language.len() > asked.len()
            && language.as_bytes()[asked.len()] == b'-'
            && language.as_bytes()[..asked.len()].eq_ignore_ascii_case(asked.as_bytes())
}
