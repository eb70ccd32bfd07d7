//! Which of the events that the rules find in a sentence is told first, last, most clearly, or alone.
//!
//! Who labels a sentence with one event labels its main one, and in news that is most often the one told first.

use super::key;
use crate::classify::rules::Hit;
use crate::span::Span;

/// From so many different labels on a sentence counts as one of many.
const MANY: usize = 3;

/// The numbers of the features of one scheme's labels.
#[derive(Debug)]
pub struct Order {
    first: Vec<u32>,
    last: Vec<u32>,
    heaviest: Vec<u32>,
    alone: Vec<u32>,
    /// The first label before the second one, row by row.
    pairs: Vec<u32>,
    /// By the number of different labels.
    counts: [u32; MANY + 1],
}

impl Order {
    /// For the labels of the scheme of this name.
    pub fn new(scheme: &str, labels: &[String]) -> Self {
        let each = |place: &str| labels.iter().map(|label| key(&format!("{scheme} {place} {label}"))).collect();
        let pair = |a| labels.iter().map(move |b| key(&format!("{scheme} pair {a} {b}")));
        Self {
            first: each("first"),
            last: each("last"),
            heaviest: each("heaviest"),
            alone: each("alone"),
            pairs: labels.iter().flat_map(pair).collect(),
            counts: std::array::from_fn(|count| key(&format!("{scheme} count {count}"))),
        }
    }

    /// Gives the features of a sentence to `push`, with what each was read from. `hits` are those that gave it its labels, in the
    /// order of the text; `start` is the start of the sentence.
    pub fn read(&self, hits: &[&Hit], start: u32, push: &mut impl FnMut(u32, Span)) {
        let nowhere = Span::new(start, start);
        let (Some(first), Some(last)) = (hits.first(), hits.last()) else { return push(self.counts[0], nowhere) };
        let heaviest = hits.iter().reduce(|a, b| if b.weight > a.weight { b } else { a }).unwrap_or(first);
        push(self.first[first.label as usize], first.span);
        push(self.last[last.label as usize], last.span);
        push(self.heaviest[heaviest.label as usize], heaviest.span);
        match hits.iter().find(|hit| hit.label != first.label) {
            Some(second) => push(self.pairs[first.label as usize * self.first.len() + second.label as usize], second.span),
            None => push(self.alone[first.label as usize], first.span),
        }
        let different = hits.iter().enumerate().filter(|(i, hit)| hits[..*i].iter().all(|before| before.label != hit.label));
        push(self.counts[different.take(MANY).count()], nowhere);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_event_of_several() {
        let labels = ["AID", "ASSAULT", "CONSULT"].map(String::from);
        let order = Order::new("events", &labels);
        let hit = |label, weight, start| Hit { rule: 0, label, weight, span: Span::new(start, start + 5), pattern: 0 };
        let read = |hits: &[Hit]| {
            let mut out = Vec::new();
            order.read(&hits.iter().collect::<Vec<_>>(), 0, &mut |key, span| out.push((key, span.start)));
            out
        };
        let name = |name: &str| key(&format!("events {name}"));
        assert_eq!(read(&[]), [(name("count 0"), 0)]);
        assert_eq!(
            read(&[hit(2, 1.0, 3), hit(1, 1.5, 20), hit(2, 0.5, 30)]),
            [
                (name("first CONSULT"), 3),
                (name("last CONSULT"), 30),
                (name("heaviest ASSAULT"), 20),
                (name("pair CONSULT ASSAULT"), 20),
                (name("count 2"), 0)
            ]
        );
        let alone = read(&[hit(0, 1.0, 9)]);
        assert!(alone.contains(&(name("alone AID"), 9)) && alone.contains(&(name("count 1"), 0)), "{alone:?}");
    }
}
