//! One row of a list, and what may be wrong with it.

use super::names::{Forms, MAX_WORDS};
use super::{Column, ValueRef, policy, weight};
use crate::error::{Error, Result};
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

impl Row<'_> {
    /// An error that names the column if the row cannot be used. `columns` are those of its values; `forms` cuts names, once there is need.
    pub(super) fn check(&self, columns: &[Column], forms: &mut Option<Box<Forms>>, place: &dyn Fn() -> String) -> Result<()> {
        let bad = |column: &str, problem: String| Err(Error::gazetteer(format!("{}, {column}", place()), problem));
        if self.name.trim().is_empty() {
            return bad("name", "there is no name; every entry needs one under `name`".into());
        }
        for (column, value, limit) in [("lat", self.lat, 90.0), ("lon", self.lon, 180.0)] {
            if let Some(degrees) = value
                && !(-limit..=limit).contains(&degrees)
            {
                return bad(column, format!("{degrees} of {:?} is no coordinate; it must lie in -{limit} to {limit} degrees", self.name));
            }
        }
        if let Some(problem) = self.values.iter().filter(|v| columns[v.0].name == policy::COLUMN).find_map(|v| policy::fault(v.1)) {
            return bad(policy::COLUMN, problem);
        }
        if self.lat.is_some() != self.lon.is_some() {
            return bad(
                if self.lat.is_none() { "lat" } else { "lon" },
                "there is none, but the other coordinate; give both or neither".into(),
            );
        }
        if let Some((column, problem)) = self.values.iter().find_map(|&(at, value)| {
            let column = &columns[at].name;
            Some((column, weight::fault(column, value)?))
        }) {
            return bad(column, problem);
        }
        let folder = Folder::new();
        for (number, name) in std::iter::once(&self.name).chain(self.aliases).enumerate() {
            // A short name with a letter that folding keeps holds one word at least, and not too many.
            if name.len() <= MAX_WORDS && name.chars().any(|c| folder.makes_a_word(c)) {
                continue;
            }
            let forms = forms.get_or_insert_with(|| Box::new(Forms::new()));
            forms.cut(name, || if number == 0 { place() } else { format!("{}, alias {}", place(), number - 1) })?;
        }
        Ok(())
    }
}
