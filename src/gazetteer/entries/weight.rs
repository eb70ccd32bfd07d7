//! The further columns that say which of several entities of one name comes first: `prior` and `population`.

use super::ValueRef;
use crate::error::must_be;
use crate::shown::clipped;

/// From 0 to 1, as it is.
pub(in crate::gazetteer) const PRIOR: &str = "prior";
/// People, by their logarithm.
pub(in crate::gazetteer) const POPULATION: &str = "population";

/// What is wrong with a value of such a column, if anything is; other columns take any value.
pub(in crate::gazetteer) fn fault(column: &str, value: ValueRef<'_>) -> Option<String> {
    if column != PRIOR && column != POPULATION {
        return None;
    }
    let problem = match (value, value.number()) {
        (ValueRef::Null, _) => return None,
        (_, Some(number)) if number.is_nan() => return None,
        (_, Some(number)) if column == PRIOR && !(0.0..=1.0).contains(&number) => must_be("a number from 0 to 1", number),
        (_, Some(number)) if !(0.0..f64::INFINITY).contains(&number) => must_be("a number of people, 0 or more", number),
        (_, Some(_)) => return None,
        (ValueRef::Text(text), None) => must_be("a number", format_args!("{:?}; leave the cell empty where there is none", clipped(text))),
        (_, None) => must_be("a number", "true or false; leave the cell empty where there is none"),
    };
    Some(problem)
}
