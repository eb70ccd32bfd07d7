//! Plurals of what news counts: equipment (F-16s, Leopard 2s, Bradleys) and what acronyms stand for (UAVs, NGOs).

/// The plural of a designation, which ends with a digit or a capital: "F-16s", "Su-24Ms", "UAVs". `None` for one that ends with an S, for a
/// number, and for what is not written in ASCII.
pub(in crate::gazetteer) fn of_designation(name: &str) -> Option<String> {
    let last = *name.as_bytes().last()?;
    let named = name.len() > 1 && name.is_ascii() && name.bytes().any(|b| b.is_ascii_uppercase());
    (named && (last.is_ascii_digit() || last.is_ascii_uppercase() && last != b'S')).then(|| format!("{name}s"))
}

/// The plural of equipment, of whichever name: "Bradleys", "Leopard 2s", "glide bombs".
pub(super) fn of_equipment(name: &str) -> Option<String> {
    of_designation(name).or_else(|| of_noun(name))
}

/// The plural of what an acronym of three to six letters stands for, or of a designation with a number: "NGOs", "Boeing 737s".
pub(super) fn of_acronym(name: &str) -> Option<String> {
    let acronym = (3..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    let numbered = name.ends_with(|c: char| c.is_ascii_digit());
    if acronym || numbered { of_designation(name) } else { None }
}

/// A noun with an -s; `None` where English has more than that, and for one that is a plural already.
fn of_noun(name: &str) -> Option<String> {
    let noun = name.is_ascii() && name.len() > 3 && name.ends_with(|c: char| c.is_ascii_lowercase());
    if !noun || ["s", "x", "z", "ch", "sh", "men"].iter().any(|end| name.ends_with(end)) {
        return None;
    }
    Some(with_s(name))
}

/// A word with the -s of the plural: Battery → Batteries, Turkey → Turkeys.
pub(super) fn with_s(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_of_designations_nouns_and_acronyms() {
        let equipment = |name| of_equipment(name).unwrap_or_default();
        let names = ["F-16", "Leopard 2", "Su-24M", "UAV", "Leopard", "glide bomb", "Switchblade", "Battery"];
        let plurals = ["F-16s", "Leopard 2s", "Su-24Ms", "UAVs", "Leopards", "glide bombs", "Switchblades", "Batteries"];
        assert_eq!(names.map(equipment), plurals);
        assert!(
            ["HIMARS", "Tu-95MS", "Abrams", "Т-72", "Bayraktar TB2 ", "155", "", "Grad-х"].iter().all(|name| of_equipment(name).is_none())
        );
        assert_eq!(["NGO", "UAV", "Boeing 737"].map(|name| of_acronym(name).unwrap_or_default()), ["NGOs", "UAVs", "Boeing 737s"]);
        assert!(["EU", "Ministry", "UNITED NATIONS", "IDPS", "Order 66 B"].iter().all(|name| of_acronym(name).is_none()));
    }
}
