//! How real each event that the rules find is: negated, possible, intended, asked for, alleged.
//!
//! Words that do this (`seeds/words/scope.txt`) act on what follows them in their clause, so they are looked for in the few words
//! before an event, back to a comma, a semicolon or a colon.

use super::key;
use crate::classify::rules::Hit;
use crate::span::Span;
use crate::text::Word;
use crate::text::fold;
use crate::text::hashes::HashTable;
use crate::text::listed::lines;

/// What is done to an event, as sections of the list are called; the last stands for nothing.
const CLASSES: [&str; 7] = ["negation", "modality", "intention", "condition", "request", "allegation", "plain"];
/// The last of them.
const PLAIN: usize = CLASSES.len() - 1;
/// How many words before an event are looked at.
const REACH: usize = 5;
/// How many different labels of a sentence are looked at.
const LABELS: usize = 4;

/// The words and the numbers of the features of one scheme's labels.
#[derive(Debug)]
pub struct Scope {
    /// Classes as bits.
    words: HashTable<u8>,
    /// For each label and class.
    any: Vec<u32>,
    /// The same for the first label of a sentence.
    first: Vec<u32>,
    /// For each class, whatever the first label is.
    class: [u32; CLASSES.len()],
}

impl Scope {
    /// For the labels of the scheme of this name.
    pub fn new(scheme: &str, labels: &[String]) -> Self {
        let each = |place: &str| {
            let class = |label| CLASSES.iter().map(move |class| key(&format!("{scheme} {place} {label} {class}")));
            labels.iter().flat_map(class).collect()
        };
        Self {
            words: listed(include_str!("../../../../seeds/words/scope.txt")),
            any: each("scope"),
            first: each("first scope"),
            class: CLASSES.map(|class| key(&format!("{scheme} first scope {class}"))),
        }
    }

    /// Gives the features of a sentence to `push`, each with its event. `hits` are those that gave the sentence its labels, in the
    /// order of the text.
    pub fn read(&self, text: &str, words: &[Word], hits: &[&Hit], push: &mut impl FnMut(u32, Span)) {
        let first_of = |i: usize, hit: &Hit| hits[..i].iter().all(|before| before.label != hit.label);
        let looked_at = hits.iter().enumerate().filter(|(i, hit)| first_of(*i, hit)).take(LABELS);
        for (i, hit) in looked_at {
            let found = self.before(text, words, hit.span.start);
            for class in (0..CLASSES.len()).filter(|class| found & 1 << class != 0) {
                let at = hit.label as usize * CLASSES.len() + class;
                push(self.any[at], hit.span);
                if i == 0 {
                    push(self.first[at], hit.span);
                    push(self.class[class], hit.span);
                }
            }
        }
    }

    /// The classes of the words before a place, as bits; the bit of `plain` if there is none.
    fn before(&self, text: &str, words: &[Word], place: u32) -> u8 {
        let mut found = 0;
        let mut next = place;
        for word in words[..words.partition_point(|word| word.end <= place)].iter().rev().take(REACH) {
            if text.as_bytes()[word.end as usize..next as usize].iter().any(|b| matches!(b, b',' | b';' | b':')) {
                break;
            }
            found |= self.words.get(word.hash).unwrap_or(0);
            next = word.start;
        }
        if found == 0 { 1 << PLAIN } else { found }
    }
}

/// The words of a list in sections; a word of two sections has both classes.
fn listed(list: &str) -> HashTable<u8> {
    let mut classes: Vec<(u64, u8)> = Vec::new();
    let mut class = 0;
    for line in lines(list) {
        if let Some(section) = line.strip_prefix('[') {
            class = CLASSES.iter().position(|name| section.trim_end_matches(']') == *name).unwrap_or(PLAIN);
            continue;
        }
        for word in line.split_whitespace() {
            classes.push((fold::hash(&fold::fold(word)), 1 << class));
        }
    }
    HashTable::of_flags(classes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn read(text: &str, event: &str) -> Vec<u32> {
        let scope = Scope::new("events", &["AID".to_owned()]);
        let start = text.find(event).unwrap() as u32;
        let hit = Hit { rule: 0, label: 0, weight: 1.0, span: Span::new(start, start + event.len() as u32), pattern: 0 };
        let mut out = Vec::new();
        scope.read(text, &words(text), &[&hit], &mut |key, span| {
            assert_eq!(span.text(text), event);
            out.push(key);
        });
        out
    }

    #[test]
    fn what_stands_before_an_event() {
        let has = |text: &str, event: &str, class: &str| read(text, event).contains(&key(&format!("events first scope AID {class}")));
        assert!(has("The council may send blankets.", "send blankets", "modality"));
        assert!(has("They have not sent blankets.", "sent blankets", "negation"));
        assert!(has("They haven’t sent blankets.", "sent blankets", "negation"));
        assert!(has("The envoy asked for aid from Tarn.", "aid", "request"));
        assert!(has("The council sent blankets.", "sent blankets", "plain"));
        assert!(has("Whether or not it may snow, the council sent blankets.", "sent blankets", "plain"), "not over a comma");
        assert!(has("Aid came.", "Aid", "plain"), "nothing stands before the first word");
        assert!(!has("They have not sent blankets.", "sent blankets", "plain"));
    }

    #[test]
    fn every_section_is_a_class() {
        let list = include_str!("../../../../seeds/words/scope.txt");
        let sections = list.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        assert_eq!(sections.collect::<Vec<_>>(), CLASSES[..PLAIN]);
    }
}
