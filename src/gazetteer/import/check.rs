//! Whether a row of an import can be used.

use super::fields::Field;
use super::gather::{BadRows, Gather};
use super::{countries, report};
use crate::error::{Error, Result};
use crate::gazetteer::entries::roster::Known;
use crate::gazetteer::entries::{ValueRef, kinds, names, policy, row};

/// The further column of countries that are none.
const COUNTRY_NAME: &str = "country_name";

impl Gather {
    /// Checks the current row against the rules for one, and against the row before it that has its id.
    pub(super) fn check(&mut self, known: Known) -> Result<()> {
        let draft = &mut self.draft;
        if draft.kind.is_empty() {
            draft.kind.clone_from(&self.kind);
        }
        if draft.name.is_empty() {
            return self.bad("", "no name", "there is no name; every row needs one in the column name".into());
        }
        if let Some((column, problem)) = row::position_fault(draft.lat, draft.lon) {
            return self.no_degrees(if column == "lat" { Field::Lat } else { Field::Lon }, problem);
        }
        if let Some(problem) = names::fault(&draft.name) {
            let column = self.label(Field::Name);
            return self.bad(&column, "a name that cannot be matched", problem);
        }
        self.check_aliases()?;
        if let Some(problem) = self.fault_of(policy::COLUMN, policy::fault) {
            let column = self.label(Field::Case);
            return self.bad(&column, "a choice of case that is none", problem);
        }
        if let Some(problem) = self.fault_of(kinds::COLUMN, kinds::fault) {
            let column = self.label(Field::Variants);
            return self.bad(&column, "kinds of spelling that are none", problem);
        }
        match self.roster.kind_at(known) {
            Some(before) if before != self.draft.kind => {
                let problem = row::two_types(self.draft.id(), &self.draft.kind, before);
                let column = self.label(Field::Id);
                self.bad(&column, "an id that has another type before", problem)
            }
            _ => Ok(()),
        }
    }

    /// Makes the country of the current row an ISO code. What is no country that the seed knows moves to the further column
    /// `country_name`, so that nothing takes it for a code.
    pub(super) fn even_country(&mut self) {
        let written = self.draft.country.as_str();
        let is_code = written.len() == 2 && written.bytes().all(|b| b.is_ascii_uppercase()) && !countries::is_second_code(written);
        if written.is_empty() || is_code {
            return;
        }
        let written = std::mem::take(&mut self.draft.country);
        if let Some(code) = countries::code(&written) {
            self.draft.country = code;
        } else if !written.trim().is_empty() {
            self.note("countries are no ISO code and no name that is known, and stand as country_name", &written);
            let column = self.column(COUNTRY_NAME);
            if self.draft.values.iter().all(|value| value.0 != column) {
                self.value(column, ValueRef::Text(&written));
            }
        }
    }

    fn check_aliases(&mut self) -> Result<()> {
        let mut aliases = std::mem::take(&mut self.draft.aliases);
        let mut result = Ok(());
        aliases.retain(|alias| {
            let name = &self.draft.texts[alias.clone()];
            let Some(problem) = names::fault(name) else { return true };
            if self.bad_rows == BadRows::Error {
                let column = self.label(Field::Aliases);
                let place = format!("{}, column {column}", self.place());
                if result.is_ok() {
                    result = Err(Error::gazetteer(place, problem));
                }
            } else {
                let place = self.place();
                report::count(&mut self.report.names_left_out, "a name that cannot be matched", || format!("{place}: {problem:.80}"));
            }
            false
        });
        self.draft.aliases = aliases;
        result
    }

    /// What is wrong with a further column of the current row.
    fn fault_of(&self, column: &str, fault: impl Fn(ValueRef<'_>) -> Option<String>) -> Option<String> {
        let column = self.by_column.get(column)?;
        let (_, held) = self.draft.values.iter().rev().find(|value| value.0 == *column)?;
        fault(self.draft.value(held))
    }
}
