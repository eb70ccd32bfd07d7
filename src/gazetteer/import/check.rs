//! Whether a row of an import can be used.

use super::fields::Field;
use super::gather::{BadRows, Gather};
use super::report;
use crate::error::{Error, Result};
use crate::gazetteer::roster::Known;
use crate::gazetteer::{names, policy};

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
        for (field, value, limit) in [(Field::Lat, draft.lat, 90.0), (Field::Lon, draft.lon, 180.0)] {
            if let Some(degrees) = value.filter(|degrees| !(-limit..=limit).contains(degrees)) {
                return self.no_degrees(field, format!("{degrees} is no coordinate; it must lie in -{limit} to {limit} degrees"));
            }
        }
        if let Some(problem) = names::fault(&draft.name) {
            let column = self.label(Field::Name);
            return self.bad(&column, "a name that cannot be matched", problem);
        }
        self.check_aliases()?;
        if let Some(problem) = self.wrong_case() {
            return self.bad(policy::COLUMN, "a choice of case that is none", problem);
        }
        match self.roster.kind_at(known) {
            Some(before) if before != self.draft.kind => {
                let problem = format!(
                    "the id {:?} has the type {:?} here and {before:?} before; one entity has one type, so give one of them another id",
                    self.draft.id(),
                    self.draft.kind
                );
                let column = self.label(Field::Id);
                self.bad(&column, "an id that has another type before", problem)
            }
            _ => Ok(()),
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

    /// What is wrong with the choice of case of the current row.
    fn wrong_case(&self) -> Option<String> {
        let column = self.by_column.get(policy::COLUMN)?;
        let (_, held) = self.draft.values.iter().rev().find(|value| value.0 == *column)?;
        policy::fault(self.draft.value(held))
    }
}
