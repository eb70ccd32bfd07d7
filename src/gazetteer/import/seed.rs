//! The names that ship with dateline, read from the tables under `seeds/gazetteer/`, which are compiled in.
//!
//! `countries.csv` gives the states, their people and capitals; `bodies.toml` their governments and forces by pattern;
//! every other table holds entities a row (see `seeds/gazetteer/PROVENANCE.md` for the columns).

use super::patterns::{Body, Shapes, border_names};
use crate::error::{Error, Result};
use crate::gazetteer::entries::{Column, ColumnType, Entry, EntryList, Value};
use crate::gazetteer::known::states::State;
use crate::gazetteer::known::table::{Row, Table, slug, spellings};
use crate::gazetteer::variants::of_designation;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::hash::BuildHasher;

/// A table of entities: its name, its text, the type of its rows, and whether `/` parts spellings in its names.
struct Source {
    file: &'static str,
    text: &'static str,
    kind: &'static str,
    country: Option<&'static str>,
    prior: f64,
    spellings: bool,
}

macro_rules! source {
    ($file:literal, $kind:literal, $country:expr, $prior:literal, $spellings:literal) => {
        Source {
            file: concat!("seeds/gazetteer/", $file),
            text: include_str!(concat!("../../../seeds/gazetteer/", $file)),
            kind: $kind,
            country: $country,
            prior: $prior,
            spellings: $spellings,
        }
    };
}

/// In this order; a name that several entities bear goes to the one with the highest prior, then to the first.
const SOURCES: &[Source] = &[
    source!("nationalities.csv", "nationality", None, 0.8, false),
    source!("governments.csv", "government", None, 0.8, true),
    source!("persons.csv", "person", None, 0.7, true),
    source!("regions.csv", "place", None, 0.6, true),
    source!("divisions.csv", "place", None, 0.55, false),
    source!("places_ukraine.csv", "place", Some("UA"), 0.5, true),
    source!("places_belarus.csv", "place", Some("BY"), 0.5, true),
    source!("places_russia.csv", "place", Some("RU"), 0.5, true),
    source!("places_europe.csv", "place", None, 0.5, true),
    source!("places_world.csv", "place", None, 0.5, true),
    source!("facilities.csv", "facility", None, 0.5, true),
    source!("organizations.csv", "organization", None, 0.6, false),
    source!("armed_groups.csv", "armed_group", None, 0.6, false),
    source!("equipment.csv", "equipment", None, 0.5, false),
    source!("treaties.csv", "treaty", None, 0.6, false),
    source!("conflicts.csv", "conflict", None, 0.6, true),
];

const COUNTRIES: (&str, &str) = ("seeds/gazetteer/countries.csv", include_str!("../../../seeds/gazetteer/countries.csv"));
const CENTRES: (&str, &str) = ("seeds/gazetteer/centres.csv", include_str!("../../../seeds/gazetteer/centres.csv"));
const BODIES: (&str, &str) = ("seeds/gazetteer/bodies.toml", include_str!("../../../seeds/gazetteer/bodies.toml"));
const SHAPES: (&str, &str) = ("seeds/gazetteer/shapes.toml", include_str!("../../../seeds/gazetteer/shapes.toml"));
const BORDERS: (&str, &str) = ("seeds/gazetteer/borders.csv", include_str!("../../../seeds/gazetteer/borders.csv"));

/// Further columns of the seed, in the order of [`Entry::extra`]:
/// `body` (which body of its state it is, such as `foreign_ministry`), `metonym` (id of the government for which a capital or
/// a building stands), `role` (of a person, short), `prior` (0 to 1, among the entities of one name), `bare` (true for a body's
/// name without its state).
const EXTRA: [(&str, ColumnType); 5] = [
    ("body", ColumnType::Text),
    ("metonym", ColumnType::Text),
    ("role", ColumnType::Text),
    ("prior", ColumnType::Float),
    ("bare", ColumnType::Bool),
];

/// Value of `role` of a capital.
const CAPITAL: &str = "capital";

/// The entities of the seed, highest prior first.
pub fn seed_entries() -> Result<EntryList> {
    let mut seed = Seed::default();
    for row in Table::with_columns(CENTRES.0, CENTRES.1, &["iso", "lat", "lon"])?.rows() {
        if let Some(position) = row.number("lat")?.zip(row.number("lon")?) {
            seed.centres.insert(row.need("iso")?.to_owned(), position);
        }
    }
    let states = State::read_all(COUNTRIES.0, COUNTRIES.1)?;
    for state in &states {
        seed.add_state(state)?;
    }
    seed.add_bodies(&states)?;
    seed.add_borders(&states)?;
    let shapes = Shapes::read(SHAPES.0, SHAPES.1)?;
    for source in SOURCES {
        for row in Table::read(source.file, source.text)?.rows() {
            seed.add_row(source, &shapes, &row)?;
        }
    }
    seed.finish()
}

/// An entity in the making.
struct Draft {
    entry: Entry,
    body: Option<String>,
    metonym: Option<String>,
    role: Option<String>,
    prior: f64,
    bare: bool,
}

impl Draft {
    fn new(id: String, kind: &str, mut names: Vec<String>, prior: f64) -> Self {
        let name = if names.is_empty() { String::new() } else { names.remove(0) };
        let entry = Entry { id, name, kind: kind.to_owned(), aliases: names, ..Entry::default() };
        Self { entry, body: None, metonym: None, role: None, prior, bare: false }
    }
}

#[derive(Default)]
struct Seed {
    drafts: Vec<Draft>,
    by_id: FxHashMap<String, usize>,
    /// Where it is written, the place that stands for a government, and the government's id.
    metonyms: Vec<(String, usize, String)>,
    /// Where the middle of a state is, by its code.
    centres: FxHashMap<String, (f64, f64)>,
}

impl Seed {
    /// Adds an entity; the id must be new.
    fn add(&mut self, place: &str, draft: Draft) -> Result<()> {
        if self.by_id.insert(draft.entry.id.clone(), self.drafts.len()).is_some() {
            let problem = format!("{:?} stands twice; give one of the two another id", draft.entry.id);
            return Err(Error::gazetteer(place, problem));
        }
        if let Some(metonym) = &draft.metonym {
            self.metonyms.push((place.to_owned(), self.drafts.len(), metonym.clone()));
        }
        self.drafts.push(draft);
        Ok(())
    }

    /// Adds names to an entity that is there, or a new one.
    fn merge(&mut self, place: &str, draft: Draft) -> Result<()> {
        let Some(&at) = self.by_id.get(&draft.entry.id) else {
            return self.add(place, draft);
        };
        let old = &mut self.drafts[at];
        if old.entry.kind != draft.entry.kind {
            let problem = format!("{:?} is a {} already; an entity has one type", old.entry.id, old.entry.kind);
            return Err(Error::gazetteer(place, problem));
        }
        let known = std::mem::replace(&mut old.entry.name, draft.entry.name);
        old.entry.aliases.push(known);
        old.entry.aliases.extend(draft.entry.aliases);
        old.entry.country = old.entry.country.take().or(draft.entry.country);
        old.body = old.body.take().or(draft.body);
        old.role = draft.role.or(old.role.take());
        if let Some(metonym) = draft.metonym {
            self.metonyms.push((place.to_owned(), at, metonym.clone()));
            old.metonym = Some(metonym);
        }
        Ok(())
    }

    fn add_state(&mut self, state: &State) -> Result<()> {
        let place = format!("{}, {}", COUNTRIES.0, state.name);
        let mut names = vec![state.name.clone()];
        names.extend(state.aliases.iter().cloned());
        let mut country = Draft::new(state.id(), "country", names, 1.0);
        country.entry.country = state.iso().map(str::to_owned);
        let centre = self.centres.get(state.code.as_str()).copied();
        (country.entry.lat, country.entry.lon) = centre.or(state.position.filter(|_| state.capital.is_none())).unzip();
        self.add(&place, country)?;

        let usable = |word: &&String| **word != state.name && !state.aliases.contains(word);
        let adjectives: Vec<_> = state.adjectives.iter().filter(usable).cloned().collect();
        let names: Vec<_> = adjectives.into_iter().chain(state.people.iter().cloned()).collect();
        if let Some(adjective) = names.first() {
            let mut nationality = Draft::new(format!("nationality:{}", slug(adjective)), "nationality", names.clone(), 0.9);
            nationality.entry.country = state.iso().map(str::to_owned);
            self.merge(&place, nationality)?;
        }

        if let Some((capital, aliases)) = &state.capital {
            let names = std::iter::once(capital).chain(aliases).cloned().collect();
            let mut draft = Draft::new(format!("place:{}", slug(capital)), "place", names, 0.9);
            draft.entry.country = state.iso().map(str::to_owned);
            (draft.entry.lat, draft.entry.lon) = state.position.unzip();
            draft.metonym = Some(state.government());
            draft.role = Some(CAPITAL.to_owned());
            self.add(&place, draft)?;
        }
        Ok(())
    }

    fn add_bodies(&mut self, states: &[State]) -> Result<()> {
        for body in &Body::read_all(BODIES.0, BODIES.1)? {
            let place = format!("{}, body {}", BODIES.0, body.code);
            for state in states.iter().filter(|s| body.is_named() && body.belongs_to(s)) {
                let mut draft = Draft::new(body.id(state), &body.kind, body.names(state), 0.8);
                draft.entry.country = state.iso().map(str::to_owned);
                draft.body = Some(body.body.clone());
                self.add(&place, draft)?;
            }
            let names = body.bare();
            if !names.is_empty() {
                let mut draft = Draft::new(format!("{}:bare_{}", body.kind, body.code), &body.kind, names, 0.3);
                draft.body = Some(body.body.clone());
                draft.bare = true;
                self.add(&place, draft)?;
            }
        }
        Ok(())
    }

    fn add_borders(&mut self, states: &[State]) -> Result<()> {
        let by_code: FxHashMap<_, _> = states.iter().map(|s| (s.code.as_str(), s)).collect();
        for row in Table::with_columns(BORDERS.0, BORDERS.1, &["a", "b"])?.rows() {
            let side = |column| {
                let code = row.need(column)?;
                by_code.get(code).copied().ok_or_else(|| row.fault(column, &format!("no state {code:?} in {}", COUNTRIES.0)))
            };
            let (a, b) = (side("a")?, side("b")?);
            let id = format!("place:{}_{}_border", slug(&a.name), slug(&b.name));
            let mut draft = Draft::new(id, "place", border_names(a, b), 0.8);
            draft.role = Some("border".to_owned());
            self.add(&row.place(), draft)?;
        }
        Ok(())
    }

    fn add_row(&mut self, source: &Source, shapes: &Shapes, row: &Row<'_>) -> Result<()> {
        let kind = row.get("kind").unwrap_or(source.kind);
        let expand = |name: &str| if source.spellings { spellings(name) } else { vec![name.to_owned()] };
        let mut names = Vec::new();
        for name in std::iter::once(row.need("name")?).chain(row.list("aliases")) {
            match (row.get("shape"), name.strip_prefix('=')) {
                (_, Some(literal)) => names.extend(expand(literal)),
                (None, None) => names.extend(expand(name)),
                (Some(shape), None) => {
                    for stem in expand(name) {
                        names.extend(shapes.names(row, shape, &stem)?);
                    }
                }
            }
        }
        let mut stem = names[0].clone();
        if row.flag("surname")? {
            let last = row.need("name")?.rsplit(' ').next().unwrap_or_default();
            let surnames = spellings(last);
            stem.clone_from(&surnames[0]);
            names.extend(surnames);
        }
        let prior = row.number("prior")?.unwrap_or(source.prior);
        let id = row.get("id").map_or_else(|| format!("{kind}:{}", slug(&stem)), str::to_owned);
        let mut draft = Draft::new(id, kind, names, prior);
        draft.entry.country = row.get("country").or(source.country).map(str::to_owned);
        draft.entry.lat = row.number("lat")?;
        draft.entry.lon = row.number("lon")?;
        draft.body = row.get("body").map(str::to_owned);
        draft.metonym = row.get("metonym").map(str::to_owned);
        draft.role = row.get("role").map(str::to_owned);
        if row.get("id").is_some() { self.merge(&row.place(), draft) } else { self.add(&row.place(), draft) }
    }

    /// Checks what refers to other entities, gives governments the names of their buildings, drops names that stand twice, and
    /// orders by prior.
    fn finish(mut self) -> Result<EntryList> {
        for (place, building, government) in std::mem::take(&mut self.metonyms) {
            let Some(&at) = self.by_id.get(&government) else {
                return Err(Error::gazetteer(format!("{place}, column metonym"), format!("there is no entity {government:?}")));
            };
            let building = &self.drafts[building];
            if building.role.as_deref() != Some(CAPITAL) {
                let names = [vec![building.entry.name.clone()], building.entry.aliases.clone()].concat();
                self.drafts[at].entry.aliases.extend(names);
            }
        }
        self.drafts.sort_by(|a, b| b.prior.total_cmp(&a.prior));
        let text = |cell: Option<String>| cell.map_or(Value::Null, Value::Text);
        let hash = |name: &String| FxBuildHasher.hash_one(name);
        let mut seen = FxHashSet::default();
        let entries = self.drafts.into_iter().map(|draft| {
            let mut entry = draft.entry;
            if entry.kind == "equipment" {
                let plurals: Vec<String> =
                    std::iter::once(&entry.name).chain(&entry.aliases).filter_map(|name| of_designation(name)).collect();
                entry.aliases.extend(plurals);
            }
            seen.clear();
            seen.insert(hash(&entry.name));
            entry.aliases.retain(|alias| seen.insert(hash(alias)));
            let bare = if draft.bare { Value::Bool(true) } else { Value::Null };
            entry.extra = vec![text(draft.body), text(draft.metonym), text(draft.role), Value::Float(draft.prior), bare];
            entry
        });
        let columns = EXTRA.iter().map(|&(name, kind)| Column { name: name.to_owned(), kind }).collect();
        Ok(EntryList { columns, entries: entries.collect() })
    }
}
