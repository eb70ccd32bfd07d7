//! The columns of a table of words.

use super::numbers::Numbers;
use super::strings::{Label, SHORT};
use crate::error::Result;
use crate::pool::stop_now_and_then;
use crate::text::fold::Folder;
use crate::text::{Shape, Word};
use arrow_array::ArrayRef;

/// The columns of a table of words: start, end, text, folded, shape (`Capitalised`, `UPPER`, `lower`, `number`, `mixed`).
///
/// ```
/// use arrow_array::cast::AsArray;
/// use dateline::{tables, text::words::words};
/// let text = "Mr. O'Brien met 12 MPs.";
/// let columns = tables::words::words(text, &words(text)).unwrap();
/// let folded: Vec<_> = columns[3].as_string::<i32>().iter().flatten().collect();
/// assert_eq!(folded, ["mr", "obrien", "met", "12", "mps"]);
/// ```
pub fn words(text: &str, words: &[Word]) -> Result<Vec<ArrayRef>> {
    let (n, source) = (words.len(), text.as_bytes());
    let mut values = vec![0_i32; 5 * n + 3];
    let (starts, rest) = values.split_at_mut(n);
    let (ends, rest) = rest.split_at_mut(n);
    let (offsets, rest) = rest.split_at_mut(n + 1);
    let (shape_offsets, folded_offsets) = rest.split_at_mut(n + 1);
    let mut surface = vec![0; source.len() + SHORT];
    let mut shapes = vec![0; n * LONGEST + SHORT];
    let (mut at, mut shape_at) = (0, 0);
    // Words that are folded by more than writing them in small letters.
    let mut special = Vec::new();
    // A byte offset, and the code points before it.
    let (mut byte, mut point) = (0, 0);
    for (i, word) in words.iter().enumerate() {
        stop_now_and_then(i);
        let (from, to) = (word.start as usize, word.end as usize);
        let len = to - from;
        starts[i] = point + code_points(&source[byte..from]);
        ends[i] = starts[i] + if word.shape.has(Shape::WIDE) { code_points(&source[from..to]) } else { len as i32 };
        (byte, point) = (to, ends[i]);
        match source.get(from..from + SHORT) {
            Some(chunk) if len <= SHORT => surface[at..at + SHORT].copy_from_slice(chunk),
            _ => surface[at..at + len].copy_from_slice(&source[from..to]),
        }
        at += len;
        offsets[i + 1] = at as i32;
        let label = &LABELS[usize::from(word.shape.0)];
        shapes[shape_at..shape_at + SHORT].copy_from_slice(&label.bytes);
        shape_at += label.len;
        shape_offsets[i + 1] = shape_at as i32;
        if word.shape.0 & (Shape::WIDE.0 | Shape::DOTTED.0) != 0 {
            special.push(i);
        }
    }
    surface.truncate(at);
    shapes.truncate(shape_at);
    let marked = memchr::memchr2_iter(b'\'', b'`', &surface).map(|at| offsets.partition_point(|&offset| offset as usize <= at) - 1);
    let plain = special.len();
    special.extend(marked);
    if plain < special.len() {
        special.sort_unstable();
        special.dedup();
    }
    let folded = fold(text, words, &special, &surface, offsets, folded_offsets);
    let mut numbers = Numbers::new(n, values);
    let (starts, ends, surface) = (numbers.next_ints(), numbers.next_ints(), numbers.next_texts(surface)?);
    let (shapes, folded) = (numbers.next_texts(shapes)?, numbers.next_texts(folded)?);
    Ok(vec![starts, ends, surface, folded, shapes])
}

/// The number of code points in a few bytes.
#[inline]
fn code_points(bytes: &[u8]) -> i32 {
    match bytes {
        [_] => 1,
        _ => bytes.iter().filter(|&&byte| byte as i8 >= -0x40).count() as i32,
    }
}

/// The folded forms of words whose texts stand in `surface`: small letters, but for those that are `special`.
fn fold(text: &str, words: &[Word], special: &[usize], surface: &[u8], offsets: &[i32], folded_offsets: &mut [i32]) -> Vec<u8> {
    let folder = Folder::new();
    let mut folded = Vec::with_capacity(surface.len() + SHORT);
    let mut next = 0;
    for end in special.iter().copied().chain([words.len()]) {
        let (from, to) = (offsets[next] as usize, offsets[end] as usize);
        let shift = folded.len() as i32 - from as i32;
        folded.extend_from_slice(&surface[from..to]);
        for (folded, offset) in folded_offsets[next..=end].iter_mut().zip(&offsets[next..=end]) {
            *folded = offset + shift;
        }
        if let Some(word) = words.get(end) {
            folder.fold_into(word.text(text), &mut folded);
        }
        next = end + 1;
    }
    // What is folded already has no capitals.
    folded.make_ascii_lowercase();
    folded
}

/// Bytes of the longest label.
const LONGEST: usize = 11;

/// How a word is written, for each value of its flags.
static LABELS: [Label; 256] = {
    let mut labels = [Label::new(""); 256];
    let mut flags = 0;
    while flags < 256 {
        labels[flags] = Label::new(label(Shape(flags as u8)));
        flags += 1;
    }
    labels
};

const fn label(shape: Shape) -> &'static str {
    match () {
        () if shape.has(Shape::NUMBER) => "number",
        () if shape.has(Shape::DIGIT) => "mixed",
        () if shape.has(Shape::UPPER) => "UPPER",
        () if shape.has(Shape::CAPITAL) => "Capitalised",
        () => "lower",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::CodePoints;
    use crate::text::{fold, words as cut};
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int32Type;

    fn check(text: &str) {
        let cut = cut::words(text);
        let points = CodePoints::new(text);
        let columns = words(text, &cut).expect("columns");
        assert!(columns.iter().all(|column| column.len() == cut.len()), "{text:?}");
        for (row, word) in cut.iter().enumerate() {
            let column = |i: usize| columns[i].as_string::<i32>().value(row);
            assert_eq!(columns[0].as_primitive::<Int32Type>().value(row), points.at(word.start), "{text:?}");
            assert_eq!(columns[1].as_primitive::<Int32Type>().value(row), points.at(word.end), "{text:?}");
            assert_eq!(column(2), word.text(text));
            assert_eq!(column(3), fold::fold(word.text(text)));
            assert_eq!(column(4), label(word.shape));
        }
    }

    #[test]
    fn columns_of_words_hold_what_they_say() {
        check("");
        check("a");
        check("'");
        check("O'Brien's D`Arcy 0day Zz9 Qa'ida U.S. ÉLAN-Vital, ANTIDISESTABLISHMENTARIANISM in 'Rome' and Żory's (CO2) I‘m… Ω");
        check("U.S.");
        check("Straße 12 Rock'n'Roll");
    }

    proptest::proptest! {
        #[test]
        fn columns_of_any_words(text in "([A-Za-z0-9'`.’é ßΩİ-]|Antidisestablishmentarianism|U\\.S\\. ){0,60}") {
            check(&text);
        }
    }
}
