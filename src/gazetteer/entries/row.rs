//! One row of a list, and what may be wrong with it.

use super::names::{Forms, is_sound};
use super::{Column, ValueRef, kinds, policy, weight};
use crate::error::{Error, Result, must_be};
use crate::shown::clipped;
use crate::text::fold::Folder;

/// One row: an entity, or more about one that an earlier row of the same id and type told of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row<'a> {
    /// Unique id; empty for an entity that is known by its name alone, which is its id then.
    pub id: &'a str,
    /// The canonical name.
    pub name: &'a str,
    /// The type.
    pub kind: &'a str,
    /// Further names.
    pub aliases: &'a [&'a str],
    /// ISO 3166 alpha-2 code of the country it belongs to.
    pub country: Option<&'a str>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// Values of further columns, each with the number that [`Roster::column`](super::Roster::column) gave.
    pub values: &'a [(usize, ValueRef<'a>)],
}

/// What is wrong with a latitude and longitude, and which of the two is at fault.
pub(in crate::gazetteer) fn position_fault(lat: Option<f64>, lon: Option<f64>) -> Option<(&'static str, String)> {
    for (column, value, limit) in [("lat", lat, 90.0), ("lon", lon, 180.0)] {
        if let Some(degrees) = value.filter(|degrees| !(-limit..=limit).contains(degrees)) {
            return Some((column, must_be(format_args!("a number of degrees from -{limit} to {limit}"), degrees)));
        }
    }
    let (missing, there) = match (lat, lon) {
        (Some(_), None) => ("lon", "latitude"),
        (None, Some(_)) => ("lat", "longitude"),
        _ => return None,
    };
    Some((missing, format!("there is none, but a {there}; give both or neither")))
}

/// What is wrong with an id that had another type before.
pub(in crate::gazetteer) fn two_types(id: &str, kind: &str, before: &str) -> String {
    let [id, kind, before] = [id, kind, before].map(clipped);
    format!("the id {id:?} has the type {kind:?} here and {before:?} before; one entity has one type, so give one of them another id")
}

impl Row<'_> {
    /// An error that names the column if the row cannot be used. `columns` are those of its values; `forms` cuts names, once there is need.
    pub(super) fn check(&self, columns: &[Column], forms: &mut Option<Box<Forms>>, place: &dyn Fn() -> String) -> Result<()> {
        let bad = |column: &str, problem: String| Err(Error::gazetteer(format!("{}, {column}", place()), problem));
        if self.name.trim().is_empty() {
            return bad("name", "there is no name; every entry needs one under `name`".into());
        }
        if let Some((column, problem)) = position_fault(self.lat, self.lon) {
            return bad(column, problem);
        }
        if let Some((column, problem)) = self.values.iter().find_map(|&(at, value)| {
            let column = columns[at].name.as_str();
            let problem = match column {
                policy::COLUMN => policy::fault(value),
                kinds::COLUMN => kinds::fault(value),
                _ => weight::fault(column, value),
            };
            Some((column, problem?))
        }) {
            return bad(column, problem);
        }
        let folder = Folder::new();
        for (number, name) in std::iter::once(&self.name).chain(self.aliases).enumerate() {
            if is_sound(&folder, name) {
                continue;
            }
            let forms = forms.get_or_insert_with(|| Box::new(Forms::new()));
            forms.cut(name, || if number == 0 { place() } else { format!("{}, alias {}", place(), number - 1) })?;
        }
        Ok(())
    }
}
