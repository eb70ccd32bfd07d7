//! Rows from any source become entities: checked, united by id, counted; a row that cannot be used is an error or left out.

use super::draft::{Draft, Held};
use super::fields::{Columns, FIELDS, Field, Role, trimmed};
use super::lines::Foreign;
use super::report::{self, ImportReport};
use crate::error::{Error, Result};
use crate::gazetteer::entries::{ColumnType, Roster, Row, ValueRef, names};
use rustc_hash::FxHashMap;
use std::fmt::Display;

/// What is done with a row that cannot be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadRows {
    /// The import ends with an error that names file, row and column.
    #[default]
    Error,
    /// The row is left out, counted and named in the report.
    Skip,
}

/// What an import yields.
#[derive(Default)]
pub struct Import {
    /// The entities, for [`Gazetteer::build`](crate::gazetteer::Gazetteer::build).
    pub roster: Roster,
    /// What was used and what was left out.
    pub report: ImportReport,
}

/// Why a row cannot be used.
struct Fault {
    /// The column, where one is at fault.
    column: String,
    /// The kind of fault, for counting.
    reason: &'static str,
    /// The fault itself.
    problem: String,
}

/// Collects entities row by row.
///
/// ```
/// use dateline::gazetteer::Gazetteer;
/// use dateline::gazetteer::import::{BadRows, Gather};
/// let mut gather = Gather::new("a list", "line", BadRows::Skip);
/// gather.file("names.txt");
/// for (number, name) in (1..).zip(["Kyiv", "", "Minsk"]) {
///     gather.begin(number);
///     gather.name(name);
///     gather.end()?;
/// }
/// let import = gather.finish()?;
/// assert_eq!((import.report.rows, import.report.used), (3, 2));
/// assert_eq!(Gazetteer::build(import.roster)?.len(), 2);
/// # Ok::<(), dateline::Error>(())
/// ```
pub struct Gather {
    pub(super) roster: Roster,
    pub(super) by_column: FxHashMap<String, usize>,
    pub(super) bad_rows: BadRows,
    file: String,
    unit: &'static str,
    row: u64,
    fault: Option<Fault>,
    pub(super) draft: Draft,
    written: Vec<(u32, usize, String)>,
    labels: Vec<(Field, String)>,
    pub(super) kind: String,
    /// True if rows are those of a table, each an entity or a name of one.
    tabular: bool,
    pub(super) report: ImportReport,
}

fn place(file: &str, unit: &str, row: u64) -> String {
    if unit == "[]" { format!("{file}[{row}]") } else { format!("{file}, {unit} {row}") }
}

impl Gather {
    /// Nothing yet. `format` is what the report calls the source, `unit` what messages call a row ("line"; "[]" for an index).
    pub fn new(format: &str, unit: &'static str, bad_rows: BadRows) -> Self {
        Self {
            roster: Roster::new(),
            by_column: FxHashMap::default(),
            bad_rows,
            file: String::new(),
            unit,
            row: 0,
            fault: None,
            draft: Draft::default(),
            written: Vec::new(),
            labels: Vec::new(),
            kind: "name".to_owned(),
            tabular: false,
            report: ImportReport { format: format.to_owned(), ..ImportReport::default() },
        }
    }

    /// The rows that follow are of this file.
    pub fn file(&mut self, place: &str) {
        place.clone_into(&mut self.file);
        self.report.files.push(self.file.clone());
    }

    /// Takes the names of columns for messages, and the type of rows that have none.
    pub(super) fn name_columns(&mut self, columns: &Columns) {
        self.labels = columns.mapped.iter().filter_map(|(field, names)| Some((*field, names.first()?.clone()))).collect();
        self.kind.clone_from(&columns.kind);
        self.tabular = true;
    }

    /// Where the current row stands.
    pub fn place(&self) -> String {
        place(&self.file, self.unit, self.row)
    }

    pub(super) fn label(&self, field: Field) -> String {
        let own = FIELDS.iter().find(|f| f.1 == field).map_or("", |f| f.0);
        self.labels.iter().find(|l| l.0 == field).map_or(own, |l| &l.1).to_owned()
    }

    /// Begins a row.
    pub fn begin(&mut self, row: u64) {
        self.report.rows += 1;
        self.begin_more(row);
    }

    /// Begins a row that has but a further name of an entity.
    pub(super) fn begin_more(&mut self, row: u64) {
        self.row = row;
        self.fault = None;
        self.draft.clear();
    }

    /// Leaves the current row out on purpose; it needs no [`end`](Self::end).
    ///
    /// Reasons are counted one by one, so there are few of them: what a row says goes into the example.
    pub fn leave_out(&mut self, reason: &'static str, what: impl Display) {
        let Self { file, unit, row, .. } = self;
        report::count(&mut self.report.left_out, reason, || format!("{}: {what:.120}", place(file, unit, *row)));
    }

    /// Leaves a name of the current row out on purpose.
    pub(super) fn leave_out_name(&mut self, reason: &'static str, name: &str) {
        let Self { file, unit, row, .. } = self;
        report::count(&mut self.report.names_left_out, reason, || format!("{}: {name:.60}", place(file, unit, *row)));
    }

    /// Counts what is to be known of the current row, which is used.
    pub(super) fn note(&mut self, what: &'static str, example: impl Display) {
        let Self { file, unit, row, .. } = self;
        report::count(&mut self.report.notes, what, || format!("{}: {example:.80}", place(file, unit, *row)));
    }

    /// Counts what is to be known of the file at hand.
    pub(super) fn note_file(&mut self, what: &str, example: &str) {
        report::count(&mut self.report.notes, what, || format!("{}: {example:.60}", self.file));
    }

    /// Notes of a file that was read which bytes of it were no UTF-8.
    pub(super) fn note_encoding(&mut self, foreign: &Foreign) {
        if let Some(encoding) = foreign.file {
            let what = format!("files are no UTF-8 and were read as {}", encoding.to_ascii_lowercase());
            report::count(&mut self.report.notes, &what, || self.file.clone());
        }
        if let Some((line, first)) = &foreign.first {
            let what = match first.encoding {
                "utf-8-replaced" => "rows hold broken UTF-8, which was replaced".to_owned(),
                encoding => format!("rows are no UTF-8 and were read as {encoding}"),
            };
            let place = place(&self.file, "line", *line);
            report::count(&mut self.report.notes, &what, || format!("{place}: {:.60}", first.text));
            if let Some(note) = self.report.notes.iter_mut().find(|note| note.reason == what) {
                note.count += foreign.count - 1;
            }
        }
        self.doubt_encoding(foreign);
    }

    /// The current row cannot be used: an error, or left out.
    pub fn bad(&mut self, column: &str, reason: &'static str, problem: String) -> Result<()> {
        match self.bad_rows {
            BadRows::Error => {
                let place = if column.is_empty() { self.place() } else { format!("{}, column {column}", self.place()) };
                Err(Error::gazetteer(place, problem))
            }
            BadRows::Skip => {
                self.fault.get_or_insert_with(|| Fault { column: column.to_owned(), reason, problem });
                Ok(())
            }
        }
    }

    /// Sets the id of the current row.
    pub fn id(&mut self, id: &str) {
        id.clone_into(&mut self.draft.id);
    }

    /// Sets the canonical name of the current row.
    pub fn name(&mut self, name: &str) {
        trimmed(name).clone_into(&mut self.draft.name);
    }

    /// Sets the type of the current row.
    pub fn kind(&mut self, kind: &str) {
        kind.clone_into(&mut self.draft.kind);
    }

    /// Sets the country of the current row; an empty one is none.
    pub fn country(&mut self, country: &str) {
        country.clone_into(&mut self.draft.country);
    }

    /// Sets latitude and longitude of the current row, in degrees.
    pub fn position(&mut self, lat: Option<f64>, lon: Option<f64>) {
        (self.draft.lat, self.draft.lon) = (lat, lon);
    }

    /// Adds a name to the current row, unless it is empty.
    pub fn alias(&mut self, alias: &str) {
        let alias = alias.trim();
        if !alias.is_empty() {
            let kept = self.draft.keep(alias);
            self.draft.aliases.push(kept);
        }
    }

    /// The number of a further column, new or known.
    pub fn column(&mut self, name: &str) -> usize {
        if let Some(&at) = self.by_column.get(name) {
            return at;
        }
        let at = self.roster.column(name);
        self.by_column.insert(name.to_owned(), at);
        at
    }

    /// The number of the further column that a table's column fills, if it fills one: columns stand in the order of the table.
    pub(super) fn column_of(&mut self, name: &str, role: &Role) -> Option<usize> {
        match role {
            Role::Further => Some(self.column(name)),
            Role::Fields(fields) => fields.iter().filter_map(|field| field.column()).map(|name| self.column(name)).last(),
            Role::Ignored => None,
        }
    }

    /// Sets a further column of the current row.
    pub fn value(&mut self, column: usize, value: ValueRef<'_>) {
        let held = match value {
            ValueRef::Null => return,
            ValueRef::Text(text) if text.trim().is_empty() => return,
            ValueRef::Text(text) => Held::Text(self.draft.keep(text.trim())),
            ValueRef::Int(number) => Held::Int(number),
            ValueRef::Float(number) if number.is_nan() => return,
            ValueRef::Float(number) => Held::Float(number),
            ValueRef::Bool(flag) => Held::Bool(flag),
        };
        self.draft.values.push((column, held));
    }

    /// Ends the current row: it is checked, and used or left out.
    pub fn end(&mut self) -> Result<()> {
        let known = self.roster.look_up(self.draft.id());
        if self.fault.is_none() {
            self.check(known)?;
        }
        if let Some(Fault { column, reason, problem }) = self.fault.take() {
            let place = self.place();
            let column = if column.is_empty() { String::new() } else { format!(", column {column}") };
            report::count(&mut self.report.left_out, reason, || format!("{place}{column}: {problem}"));
            return Ok(());
        }
        self.even_country();
        self.doubt_names();
        let (mut aliases, mut values) = (Vec::new(), Vec::new());
        let row = self.draft.row(&mut aliases, &mut values);
        let entities = self.roster.len();
        if let Some(contradiction) = self.roster.contradiction(&row, known) {
            let place = place(&self.file, self.unit, self.row);
            let what = "rows say something else of an entity than a row before them, which holds";
            report::count(&mut self.report.notes, what, || format!("{place}: {contradiction:.120}"));
        }
        if self.tabular
            && let Some(before) = self.roster.other_name(&row, known)
        {
            let place = place(&self.file, self.unit, self.row);
            let what = "rows give an id another name than a row before them: one entity with both names";
            report::count(&mut self.report.notes, what, || format!("{place}: {:?}, before {before:?}", row.name));
        }
        let entity = self.roster.add(&row, known, &|| place(&self.file, self.unit, self.row))?;
        // Of an entity that was known the value is kept that came first.
        for (column, text) in self.draft.written.iter().filter(|_| entity as usize == entities) {
            self.written.push((entity, *column, self.draft.texts[text.clone()].to_owned()));
        }
        self.report.used += 1;
        Ok(())
    }

    /// Ends a row that [`begin_more`](Self::begin_more) began, of an entity that is known: id, a name, and what else is new.
    pub(super) fn end_more(&mut self) -> Result<()> {
        if let Some(problem) = names::fault(&self.draft.name) {
            self.leave_out_name("a name that cannot be matched", &problem);
            return Ok(());
        }
        let known = self.roster.look_up(&self.draft.id);
        let Some(kind) = self.roster.kind_at(known).map(str::to_owned) else { return Ok(()) };
        let country = Some(self.draft.country.as_str()).filter(|c| !c.is_empty());
        let row = Row { id: &self.draft.id, name: &self.draft.name, kind: &kind, country, ..Row::default() };
        self.roster.add(&row, known, &|| place(&self.file, self.unit, self.row)).map(drop)
    }

    /// The entities. Files of which no row can be used are an error that says why.
    pub fn finish(self) -> Result<Import> {
        if self.report.used == 0 {
            return Err(Error::gazetteer(self.report.files.join(", "), self.report.nothing_used()));
        }
        self.finish_any()
    }

    /// The entities, if there are any.
    pub fn finish_any(mut self) -> Result<Import> {
        for (entity, column, text) in &self.written {
            if self.roster.column_kind(*column) == Some(ColumnType::Text) {
                self.roster.rewrite(*entity, *column, text)?;
            }
        }
        Ok(Import { roster: self.roster, report: self.report })
    }
}
