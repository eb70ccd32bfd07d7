//! Reads one table of the seed gazetteer: CSV with a header, `|` between the names of a list, `/` between spellings of a word.

use crate::error::{Error, Result, must_be};
use csv::StringRecord;

/// The columns that a table may have.
const COLUMNS: [&str; 14] =
    ["id", "name", "aliases", "kind", "country", "lat", "lon", "prior", "body", "metonym", "role", "shape", "surname", "notes"];

/// A table read whole.
pub struct Table<'a> {
    file: &'a str,
    header: StringRecord,
    rows: Vec<(u64, StringRecord)>,
}

impl<'a> Table<'a> {
    /// Reads a table with the columns of the seed. Errors name the file and the row (its line) or the column.
    pub fn read(file: &'a str, text: &str) -> Result<Self> {
        Self::with_columns(file, text, &COLUMNS)
    }

    /// Reads a table that may have these columns and no others.
    pub fn with_columns(file: &'a str, text: &str, columns: &[&str]) -> Result<Self> {
        let fault = |e: csv::Error| {
            let line = e.position().map_or(0, csv::Position::line);
            Error::gazetteer(format!("{file}, row {line}"), format!("not a row of this table: {e}"))
        };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(fault)?.clone();
        if let Some(unknown) = header.iter().find(|h| !columns.contains(h)) {
            return Err(Error::gazetteer(
                format!("{file}, column {unknown}"),
                format!("no such column; a table may have {}", columns.join(", ")),
            ));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(fault)?;
            rows.push((record.position().map_or(0, csv::Position::line), record));
        }
        Ok(Self { file, header, rows })
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { file: self.file, line: *line, header: &self.header, cells })
    }
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    file: &'t str,
    line: u64,
    header: &'t StringRecord,
    cells: &'t StringRecord,
}

impl<'t> Row<'t> {
    /// Where it stands, for errors.
    pub fn place(&self) -> String {
        format!("{}, row {}", self.file, self.line)
    }

    /// A cell; `None` where it is empty or the table lacks the column.
    pub fn get(&self, column: &str) -> Option<&'t str> {
        let at = self.header.iter().position(|h| h == column)?;
        self.cells.get(at).filter(|cell| !cell.is_empty())
    }

    /// A cell that must be there.
    pub fn need(&self, column: &str) -> Result<&'t str> {
        self.get(column).ok_or_else(|| self.fault(column, "this cell must not be empty"))
    }

    /// A number; an error where the cell holds something else.
    pub fn number(&self, column: &str) -> Result<Option<f64>> {
        self.get(column)
            .map(|cell| cell.parse().map_err(|_| self.fault(column, &must_be("a number", format_args!("{cell:?}")))))
            .transpose()
    }

    /// A yes (`y`) or no (empty).
    pub fn flag(&self, column: &str) -> Result<bool> {
        match self.get(column) {
            None => Ok(false),
            Some("y") => Ok(true),
            Some(other) => Err(self.fault(column, &must_be("y or empty", format_args!("{other:?}")))),
        }
    }

    /// The parts of a cell between `|`.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.get(column).unwrap_or_default().split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// An error at a column of this row.
    pub fn fault(&self, column: &str, problem: &str) -> Error {
        Error::gazetteer(format!("{}, column {column}", self.place()), problem)
    }
}

/// Every spelling of a name whose words give alternatives: `Homel/Gomel region` → `Homel region`, `Gomel region`. The first
/// spelling of each word makes the first name.
pub fn spellings(name: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for (i, word) in name.split(' ').enumerate() {
        let before = std::mem::take(&mut out);
        for start in &before {
            for spelling in word.split('/') {
                let space = if i == 0 { "" } else { " " };
                out.push(format!("{start}{space}{spelling}"));
            }
        }
    }
    out
}

/// The form of a name inside an id: lower case, no marks, `_` between words.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in crate::text::fold::fold(name).chars() {
        match c {
            c if c.is_alphanumeric() => out.push(c),
            '\'' | '’' | 'ʼ' | 'ʻ' => {}
            _ if out.is_empty() || out.ends_with('_') => {}
            _ => out.push('_'),
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_parts_spellings_of_a_word() {
        assert_eq!(spellings("Homel/Gomel region"), ["Homel region", "Gomel region"]);
        assert_eq!(spellings("A/B C/D"), ["A C", "A D", "B C", "B D"]);
        assert_eq!(spellings("Minsk"), ["Minsk"]);
    }

    #[test]
    fn ids_are_lower_case_without_marks() {
        assert_eq!(slug("Côte d’Ivoire"), "cote_divoire");
        assert_eq!(slug("St. George's"), "st_georges");
        assert_eq!(slug("Tu-22M3"), "tu_22m3");
    }

    #[test]
    fn errors_name_file_row_and_column() {
        let bad = Table::read("x.csv", "name,colour\nA,b\n").err().expect("an unknown column").to_string();
        assert!(bad.contains("x.csv, column colour"), "{bad}");
        let table = Table::read("x.csv", "name,lat\nA,north\n").expect("a table");
        let bad = table.rows().next().expect("a row").number("lat").expect_err("no number").to_string();
        assert!(bad.contains("x.csv, row 2, column lat") && bad.contains("north"), "{bad}");
        let short = Table::read("x.csv", "name,lat\nA\n").err().expect("a short row").to_string();
        assert!(short.contains("x.csv, row 2"), "{short}");
    }
}
