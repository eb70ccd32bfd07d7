//! Which column of a table is what, and what its cells say.

use crate::error::{Error, Result};
use crate::gazetteer::entries::{ValueRef, kinds, policy, weight};
use crate::nearest::hint;
use crate::shown::{clipped, listed};
use encoding_rs::Encoding;
use std::borrow::Cow;

/// One cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// A single value.
    One(ValueRef<'a>),
    /// Text of a table that knows only text: a further column takes it as the narrowest type that all its cells fit.
    Raw(&'a str),
    /// A list of texts, as for aliases.
    Many(Vec<String>),
    /// What has parts of its own, such as a JSON object, written out: a further column keeps its text, nothing else can use it.
    Nested(String),
}

/// What a column means to the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Unique id.
    Id,
    /// Canonical name.
    Name,
    /// Type.
    Kind,
    /// Further names.
    Aliases,
    /// ISO alpha-2 code.
    Country,
    /// Latitude.
    Lat,
    /// Longitude.
    Lon,
    /// How the case of its names is taken; kept as a further column.
    Case,
    /// Which kinds of spelling are made of its names; kept as a further column.
    Variants,
    /// How likely it is among the entities of one name; kept as a further column.
    Prior,
    /// People, by which entities of one name are ordered; kept as a further column.
    Population,
}

impl Field {
    /// The further column that keeps what fills the field, for those that have one.
    pub(super) const fn column(self) -> Option<&'static str> {
        match self {
            Self::Case => Some(policy::COLUMN),
            Self::Variants => Some(kinds::COLUMN),
            Self::Prior => Some(weight::PRIOR),
            Self::Population => Some(weight::POPULATION),
            _ => None,
        }
    }

    /// The field that is kept as this further column, if one is.
    pub(super) fn of_column(name: &str) -> Option<Self> {
        [Self::Case, Self::Variants, Self::Prior, Self::Population].into_iter().find(|field| field.column() == Some(name))
    }
}

/// The fields by the names under which tables have them.
pub const FIELDS: [(&str, Field); 11] = [
    ("id", Field::Id),
    ("name", Field::Name),
    ("type", Field::Kind),
    ("aliases", Field::Aliases),
    ("country", Field::Country),
    ("lat", Field::Lat),
    ("lon", Field::Lon),
    (policy::COLUMN, Field::Case),
    (kinds::COLUMN, Field::Variants),
    (weight::PRIOR, Field::Prior),
    (weight::POPULATION, Field::Population),
];

/// What is done with one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It fills fields.
    Fields(Vec<Field>),
    /// It is carried along.
    Further,
    /// It is left.
    Ignored,
}

/// Which columns of a table fill which fields, and which are carried along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The table's columns for a field; a field that is not here is looked for under its own name.
    pub mapped: Vec<(Field, Vec<String>)>,
    /// What parts several aliases in one cell.
    pub separator: String,
    /// The type of rows that have none.
    pub kind: String,
    /// The further columns to carry along; `None` is all.
    pub keep: Option<Vec<String>>,
    /// The encoding of files of text; `None` finds it out.
    pub encoding: Option<&'static Encoding>,
}

impl Default for Columns {
    fn default() -> Self {
        Self { mapped: Vec::new(), separator: "|".to_owned(), kind: "name".to_owned(), keep: None, encoding: None }
    }
}

impl Columns {
    /// The field of a name; an error lists the names.
    pub fn field(name: &str) -> Result<Field> {
        FIELDS.iter().find(|f| f.0 == name).map(|f| f.1).ok_or_else(|| {
            let names: Vec<&str> = FIELDS.iter().map(|f| f.0).collect();
            Error::input(
                "columns",
                format!("there is no field {name:?}{}; the fields are: {}", hint(name, names.iter().copied()), names.join(", ")),
            )
        })
    }

    /// What is done with the column `name`. One without a name, as spreadsheets write them behind the last, is left.
    pub(super) fn role(&self, name: &str) -> Role {
        if name.trim().is_empty() {
            // Spreadsheet programs write such columns behind a table.
            return Role::Ignored;
        }
        let mapped: Vec<Field> = self.mapped.iter().filter(|(_, columns)| columns.iter().any(|c| c == name)).map(|m| m.0).collect();
        if !mapped.is_empty() {
            return Role::Fields(mapped);
        }
        if name.trim().is_empty() {
            return Role::Ignored;
        }
        let kept = self.keep.as_ref().is_none_or(|keep| keep.iter().any(|k| k == name));
        match FIELDS.iter().find(|(field, _)| name.trim().eq_ignore_ascii_case(field)) {
            // What is kept as a further column is carried along like one.
            Some((_, field)) if field.column().is_some() && !kept => Role::Ignored,
            Some((_, field)) if self.mapped.iter().any(|m| m.0 == *field) => Role::Ignored,
            Some(&(_, field)) => Role::Fields(vec![field]),
            None if kept => Role::Further,
            None => Role::Ignored,
        }
    }

    /// The roles of a table's columns. A column that is asked for and not there, one that stands twice, and a table without a
    /// column of names are errors that list the columns.
    pub(super) fn roles(&self, header: &[String], place: &str) -> Result<Vec<Role>> {
        let there = || listed(header);
        let asked = self.mapped.iter().flat_map(|m| &m.1).chain(self.keep.iter().flatten());
        if let Some(missing) = asked.clone().find(|c| !header.contains(c)) {
            let near = hint(missing, header.iter().map(String::as_str));
            return Err(Error::gazetteer(place, format!("there is no column {missing:?}{near}; the columns are: {}", there())));
        }
        let named = |h: &String| !h.trim().is_empty();
        if let Some((_, twice)) = header.iter().enumerate().find(|&(i, h)| named(h) && header[..i].contains(h)) {
            return Err(Error::gazetteer(
                place,
                format!("the column {:?} stands twice; several names of one entity go into aliases", clipped(twice)),
            ));
        }
        let roles: Vec<Role> = header.iter().map(|name| self.role(name)).collect();
        if !roles.iter().any(|role| matches!(role, Role::Fields(fields) if fields.contains(&Field::Name))) {
            let problem = format!(
                "there is no column name; write name above the names in the first line, or say which column it is with columns={{\"name\": …}}, \
                 on the command line --columns name=…; the columns are: {}",
                there()
            );
            return Err(Error::gazetteer(place, problem));
        }
        Ok(roles)
    }
}

/// A text without white space around it: most have none, which two bytes tell.
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A value as text without white space around it; empty where there is none.
pub(super) fn text_of(value: ValueRef<'_>) -> Cow<'_, str> {
    match value {
        ValueRef::Text(text) => Cow::Borrowed(trimmed(text)),
        value => value.written(),
    }
}

/// A value as the narrowest type: what looks like a whole number is one, and so on. For tables that know only text.
pub(super) fn narrow(text: &str) -> ValueRef<'_> {
    let text = text.trim();
    if text.is_empty() {
        return ValueRef::Null;
    }
    // A code with a leading zero or plus sign is text: it would not survive as a number.
    let code = text.starts_with('+') || text.len() > 1 && text.starts_with('0') && text.as_bytes()[1].is_ascii_digit();
    match text {
        "true" | "True" | "TRUE" => ValueRef::Bool(true),
        "false" | "False" | "FALSE" => ValueRef::Bool(false),
        _ if !code && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'e' | b'E')) => {
            let float = || text.parse().ok().filter(|float: &f64| float.is_finite()).map(ValueRef::Float);
            text.parse().ok().map(ValueRef::Int).or_else(float).unwrap_or(ValueRef::Text(text))
        }
        _ => ValueRef::Text(text),
    }
}

/// A number as people write it, with a decimal point or a decimal comma.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let (whole, rest) = text.split_once(',')?;
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if digits(whole.trim_start_matches(['-', '+'])) && digits(rest) { format!("{whole}.{rest}").parse().ok() } else { None }
    })
}

/// The parts of a cell with several names, none empty. With the separator `|` a name that holds one has `\|` for it, and `\\` for `\`.
pub(super) fn parts<'a>(cell: &'a str, separator: &'a str) -> Box<dyn Iterator<Item = Cow<'a, str>> + 'a> {
    let kept = |part: &'a str| Some(part.trim()).filter(|p| !p.is_empty()).map(Cow::Borrowed);
    if separator.is_empty() {
        return Box::new(kept(cell).into_iter());
    }
    if separator != "|" || !cell.contains('\\') {
        return Box::new(cell.split(separator).filter_map(kept));
    }
    let mut out = Vec::new();
    let mut part = String::new();
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if matches!(chars.peek(), Some('|' | '\\')) => part.extend(chars.next()),
            '|' => out.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    out.push(part);
    Box::new(out.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).map(Cow::Owned))
}

/// A word with a capital at its start, and behind a hyphen, and small letters otherwise.
pub(super) fn title_case(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut first = true;
    for c in word.chars() {
        if first {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        first = !c.is_alphanumeric() && c != '\'';
    }
    out
}

/// Names as one cell, so that [`parts`] finds them again.
pub fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| name.replace('\\', "\\\\").replace('|', "\\|")).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_cell_come_apart_as_they_were_joined() {
        let names = ["Kyiv", "A|B", "back\\slash", "end\\", "\\|"];
        let apart = |cell: &str, separator: &str| parts(cell, separator).map(Cow::into_owned).collect::<Vec<_>>();
        assert_eq!(apart(&joined(names.into_iter()), "|"), names);
        assert_eq!(apart(" Kiev | Kyiv ||", "|"), ["Kiev", "Kyiv"]);
        assert_eq!(apart("Kiev; Kyiv|Kyjiw", ";"), ["Kiev", "Kyiv|Kyjiw"]);
    }

    #[test]
    fn a_field_is_found_under_its_own_name_unless_it_is_mapped() {
        let columns = Columns { mapped: vec![(Field::Name, vec!["title".into()])], keep: Some(vec!["n".into()]), ..Columns::default() };
        assert_eq!(columns.role("title"), Role::Fields(vec![Field::Name]));
        assert_eq!(columns.role("name"), Role::Ignored);
        assert_eq!(columns.role("Country"), Role::Fields(vec![Field::Country]));
        assert_eq!(columns.role("n"), Role::Further);
        assert_eq!(columns.role("m"), Role::Ignored);
        assert_eq!(columns.role("population"), Role::Ignored);
        assert_eq!(Columns::default().role("Population"), Role::Fields(vec![Field::Population]));
    }

    #[test]
    fn a_decimal_comma_is_one_and_nothing_else_is() {
        let cases = [("47.5", Some(47.5)), ("47,5", Some(47.5)), (" -0,25 ", Some(-0.25)), ("1,2,3", None), ("1.2,3", None), (",5", None)];
        for (text, wanted) in cases {
            assert_eq!(decimal(text), wanted, "{text}");
        }
    }
}
