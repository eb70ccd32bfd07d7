//! Where a sentence stands in its document: reports tell their main event first, background and comment later.

use super::key;
use crate::texts::Position;
use std::sync::LazyLock;

/// From which sentence on each of the stretches of a document begins, counted from its start, and in the same way from its end.
const STRETCHES: [u32; 7] = [0, 1, 2, 3, 5, 10, 20];
/// From how many sentences on a document is of each size.
const SIZES: [u32; 5] = [1, 2, 6, 16, 41];
/// A document is cut into so many parts of equal length.
const PARTS: u32 = 4;

/// The numbers of the features.
struct Keys {
    from_start: [u32; STRETCHES.len()],
    from_end: [u32; STRETCHES.len()],
    part: [u32; PARTS as usize],
    size: [u32; SIZES.len()],
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    fn each<const N: usize>(what: &str) -> [u32; N] {
        std::array::from_fn(|i| key(&format!("position {what} {i}")))
    }
    Keys { from_start: each("from start"), from_end: each("from end"), part: each("part"), size: each("size") }
});

/// The last of the bounds that a number reaches.
fn reached(bounds: &[u32], number: u32) -> usize {
    bounds.partition_point(|&bound| bound <= number).saturating_sub(1)
}

/// Gives the features of a position to `push`: those of its end only where the number of sentences is known.
pub fn read(position: Position, mut push: impl FnMut(u32)) {
    let keys = &*KEYS;
    push(keys.from_start[reached(&STRETCHES, position.sentence)]);
    if let Some(all) = position.sentences {
        let at = position.sentence.min(all.saturating_sub(1));
        push(keys.from_end[reached(&STRETCHES, all.saturating_sub(at + 1))]);
        push(keys.part[(u64::from(at) * u64::from(PARTS) / u64::from(all.max(1))) as usize]);
        push(keys.size[reached(&SIZES, all)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sentence: u32, sentences: Option<u32>) -> Vec<u32> {
        let mut out = Vec::new();
        read(Position { sentence, sentences }, |key| out.push(key));
        out
    }

    #[test]
    fn places_of_sentences() {
        let name = |name: &str| key(&format!("position {name}"));
        assert_eq!(of(0, None), [name("from start 0")]);
        assert_eq!(of(0, Some(1)), ["from start 0", "from end 0", "part 0", "size 0"].map(name));
        assert_eq!(of(4, Some(30)), ["from start 3", "from end 6", "part 0", "size 3"].map(name));
        assert_eq!(of(29, Some(30)), ["from start 6", "from end 0", "part 3", "size 3"].map(name));
        assert_eq!(of(u32::MAX, Some(0)).len(), 4, "whatever a caller says");
    }
}
