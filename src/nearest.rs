//! The known name that a misspelt one is nearest to, for errors.

/// What an error adds behind a name that is none of `known`: which of them is perhaps meant, or nothing where none is near.
///
/// ```
/// use dateline::nearest::hint;
/// assert_eq!(hint("persn", ["place", "person"]), " (is \"person\" meant?)");
/// assert_eq!(hint("Person", ["place", "person"]), " (is \"person\" meant?)");
/// assert_eq!(hint("vessel", ["place", "person"]), "");
/// ```
pub fn hint<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let letters = |name: &str| name.trim().to_lowercase().chars().collect::<Vec<_>>();
    let written = letters(given);
    let near = known.into_iter().filter_map(|name| {
        let letters = letters(name);
        // A third of the letters may be wrong: more make another word.
        let most = written.len().max(letters.len()) / 3;
        let edits = if written.len().abs_diff(letters.len()) > most { most + 1 } else { edits(&written, &letters) };
        (edits <= most).then_some((edits, name))
    });
    near.min_by_key(|(edits, _)| *edits).map_or_else(String::new, |(_, name)| format!(" (is {name:?} meant?)"))
}

/// How many letters are to be changed, put in, left out or swapped with their neighbour.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut now = vec![i + 1; b.len() + 1];
        for (j, &y) in b.iter().enumerate() {
            now[j + 1] = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(now[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                now[j + 1] = now[j + 1].min(before[j - 1] + 1);
            }
        }
        (before, last) = (last, now);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_several_is_named() {
        assert_eq!(hint("captoin", ["caption", "captain"]), " (is \"caption\" meant?)");
        assert_eq!(hint("cuntry", ["county", "country"]), " (is \"country\" meant?)");
        assert_eq!(hint("", ["a", "b"]), "");
        assert_eq!(hint("orgnaisation", ["organization", "nation"]), " (is \"organization\" meant?)");
    }
}
