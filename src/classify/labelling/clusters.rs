//! Clusters of near-copies that are too large for one side of a split.
//!
//! Reports filled into a form are near-copies of one another, hundreds in a chain. Kept together they would be all training or all test, and
//! a label with a form of its own would never be learnt where it is judged. So a cluster larger than one side holds, or with most of the
//! texts of a label, is cut: what is still alike when more is asked of it stays together, and at last only copies word by word.

use super::copies::{Copies, NEAR};
use super::warning::Warning;
use crate::error::Result;
use crate::pool::Control;
use rustc_hash::FxHashMap;

/// Of a label with so many texts no cluster may have more than half.
const LABEL_TEXTS: usize = 20;

/// How texts are to be parted.
#[derive(Debug)]
pub struct Parting<'a> {
    /// One sorted row of labels a text.
    pub labels: &'a [Vec<u32>],
    /// How many texts each counts for; 0 leaves it out.
    pub room: &'a [usize],
    /// The largest share of all that one cluster may have.
    pub most: f64,
}

impl Parting<'_> {
    /// The group of each text, as near-copies are, those cut that are too large; with a warning if there were any.
    ///
    /// ```
    /// use dateline::classify::labelling::{clusters::Parting, copies::Copies};
    /// let texts: Vec<String> = (0..60).map(|i| format!("Incident {i}: a theft was reported to the police of the second ward at night")).collect();
    /// let copies = Copies::of(&texts, None, &Default::default()).unwrap();
    /// assert_eq!(copies.groups.iter().max(), Some(&0));
    /// let parting = Parting { labels: &vec![vec![]; 60], room: &[1; 60], most: 0.25 };
    /// let (groups, warning) = parting.groups(&copies, &Default::default()).unwrap();
    /// assert!(groups.iter().max() > Some(&3) && warning.unwrap().to_string().starts_with("60 of 60 texts are near-copies"));
    /// ```
    pub fn groups(&self, copies: &Copies, control: &Control) -> Result<(Vec<u32>, Option<Warning>)> {
        let mut groups = copies.groups.clone();
        let too_large = self.too_large(&groups);
        if too_large.is_empty() {
            return Ok((groups, None));
        }
        let mut large = too_large.clone();
        for tenths in NEAR + 1..=10 {
            let rows: Vec<u32> = (0..).zip(&groups).filter(|(_, group)| large.contains_key(group)).map(|(row, _)| row).collect();
            let first = groups.iter().max().map_or(0, |&most| most + 1);
            for (&row, group) in rows.iter().zip(copies.closer(&rows, tenths, control)?) {
                groups[row as usize] = first + group;
            }
            large = self.too_large(&groups);
            if large.is_empty() {
                break;
            }
        }
        let warning = self.warning(&too_large, &copies.groups, &groups);
        Ok((numbered(&groups), warning))
    }

    /// The groups of more texts than one that are too large, and what each counts.
    fn too_large(&self, groups: &[u32]) -> FxHashMap<u32, usize> {
        let n_labels = self.labels.iter().flatten().max().map_or(0, |&label| label as usize + 1);
        let mut totals = vec![0; n_labels];
        // The texts of each group, and what they count in all and of each label.
        let mut sizes: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
        let mut of_labels: FxHashMap<(u32, u32), usize> = FxHashMap::default();
        for ((&group, &room), labels) in groups.iter().zip(self.room).zip(self.labels).filter(|((_, room), _)| **room > 0) {
            let size = sizes.entry(group).or_default();
            *size = (size.0 + 1, size.1 + room);
            for &label in labels {
                totals[label as usize] += room;
                *of_labels.entry((group, label)).or_default() += room;
            }
        }
        let limit = (self.most * self.room.iter().sum::<usize>() as f64).max(1.0);
        let mut out: FxHashMap<u32, usize> =
            sizes.iter().filter(|(_, (_, size))| *size as f64 > limit).map(|(&group, &(_, size))| (group, size)).collect();
        for ((group, label), size) in of_labels {
            if totals[label as usize] >= LABEL_TEXTS && 2 * size > totals[label as usize] {
                out.insert(group, sizes[&group].1);
            }
        }
        out.retain(|group, _| sizes[group].0 > 1);
        out
    }

    /// What is to be said of clusters that were cut, if any was: those of copies word by word cannot be.
    fn warning(&self, too_large: &FxHashMap<u32, usize>, before: &[u32], after: &[u32]) -> Option<Warning> {
        let mut parts: FxHashMap<u32, (u32, bool)> = FxHashMap::default();
        for (group, &part) in before.iter().zip(after).filter(|(group, _)| too_large.contains_key(group)) {
            let (first, cut) = parts.entry(*group).or_insert((part, false));
            *cut |= *first != part;
        }
        let cut = |group: u32| parts.get(&group).is_some_and(|(_, cut)| *cut);
        let texts: usize = too_large.iter().filter(|(group, _)| cut(**group)).map(|(_, size)| size).sum();
        // Of the largest, the first in the list.
        let (&largest, _) = too_large.iter().filter(|(group, _)| cut(**group)).max_by_key(|(group, size)| (**size, u32::MAX - **group))?;
        let mut rows = (0..before.len()).filter(|&row| before[row] == largest && self.room[row] > 0);
        let (first, second) = (rows.next()?, rows.next()?);
        let all: usize = self.room.iter().sum();
        let warning =
            Warning::from(format!("{texts} of {all} texts are near-copies of one another, as ")).row(first).text(" and ").row(second);
        let meaning = " are (filled into one form?): too many to be kept on one side when texts are held out. They were parted, with only the \
                       closest kept together; figures on texts held out are those for more of the same, and too good for others";
        Some(warning.text(meaning))
    }
}

/// Groups numbered from 0 by first appearance.
fn numbered(groups: &[u32]) -> Vec<u32> {
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    let number = |&group: &u32| {
        let next = numbers.len() as u32;
        *numbers.entry(group).or_insert(next)
    };
    groups.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(texts: &[String], labels: &[Vec<u32>], most: f64) -> (Vec<u32>, Option<Warning>) {
        let copies = Copies::of(&texts.to_vec(), Some(1), &Control::default()).unwrap();
        Parting { labels, room: &vec![1; texts.len()], most }.groups(&copies, &Control::default()).unwrap()
    }

    fn largest(groups: &[u32]) -> usize {
        let mut sizes = vec![0; groups.len()];
        groups.iter().for_each(|&group| sizes[group as usize] += 1);
        sizes.into_iter().max().unwrap_or(0)
    }

    #[test]
    fn forms_are_cut_and_exact_copies_stay_together() {
        let officer = "was reported to the duty officer of the town police";
        let form = |i: usize| format!("Incident {}: theft of a bicycle {officer} in ward {} this morning", i / 2, i / 2 % 9);
        let mut texts: Vec<String> = (0..120).map(form).collect();
        texts.extend((0..30).map(|i| format!("Entirely other words {i}, of a kind that no other text has {}", i * 7)));
        let labels = vec![Vec::new(); texts.len()];
        let (groups, warning) = parted(&texts, &labels, 0.2);
        assert!(largest(&groups) <= 30, "{groups:?}");
        assert!((0..120).step_by(2).all(|row| groups[row] == groups[row + 1]));
        let said = warning.expect("a warning").to_string();
        assert!(said.starts_with("120 of 150 texts are near-copies of one another, as row 0 and row 1 are"), "{said}");
        assert_eq!(parted(&texts, &labels, 0.2).0, groups);
        assert!(parted(&texts, &labels, 0.9).1.is_none(), "there is room for them");
    }

    #[test]
    fn a_label_with_a_form_of_its_own_is_on_both_sides() {
        let kinds = ["theft of a bicycle", "fire in a shed", "noise at a party", "fight in a bar", "crash of two lorries", "loss of a dog"];
        let texts: Vec<String> = (0..180).map(|i| format!("Number {i}, {} was reported to the police of ward {i}", kinds[i % 6])).collect();
        let labels: Vec<Vec<u32>> = (0..180).map(|i| vec![i % 6]).collect();
        let (groups, warning) = parted(&texts, &labels, 0.2);
        assert!(warning.is_some() && largest(&groups) <= 15, "{groups:?}");
        assert!(parted(&texts, &vec![Vec::new(); 180], 0.2).1.is_none(), "without labels each form may stay whole");
    }

    #[test]
    fn copies_word_by_word_are_never_cut() {
        let texts: Vec<String> =
            (0..40).map(|i| if i < 30 { "Rain is expected in the south.".into() } else { format!("Text {i} by itself") }).collect();
        let (groups, warning) = parted(&texts, &vec![vec![0]; 40], 0.25);
        assert_eq!((largest(&groups), warning), (30, None));
    }

    #[test]
    fn what_is_closest_stays_together() {
        // A chain of forms in which each third text is nearly that before it.
        let more = "which was looked into by two officers of the night shift without any result so far";
        let text =
            |i: usize| format!("Case {}: theft of a bicycle reported in ward {}, {more}{}", i / 3, i / 3 % 11, ["", ".", " now"][i % 3]);
        let texts: Vec<String> = (0..90).map(text).collect();
        let (groups, warning) = parted(&texts, &vec![Vec::new(); 90], 0.2);
        assert!(warning.is_some() && (3..=18).contains(&largest(&groups)), "{groups:?}");
        assert!((0..90).step_by(3).all(|row| groups[row] == groups[row + 1]), "{groups:?}");
    }
}
