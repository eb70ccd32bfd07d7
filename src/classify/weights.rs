//! Weights as they are applied: one row a feature, all labels side by side, in 16 or 8 bits, so that a feature costs one cache line.

use super::features::Counter;

/// Which hashed features have a row, and which row: a bit for each, and the number of bits set before each 64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    words: Vec<(u64, u32)>,
}

impl Index {
    /// From the features that have rows, ascending, below `length`.
    pub fn new(features: impl Iterator<Item = u32>, length: usize) -> Self {
        let mut bits = vec![0_u64; length.div_ceil(64)];
        features.for_each(|f| bits[f as usize / 64] |= 1 << (f % 64));
        Self::from_bits(bits)
    }

    /// From one bit a feature.
    pub fn from_bits(bits: Vec<u64>) -> Self {
        let mut before = 0;
        let word = |bits: u64| {
            let word = (bits, before);
            before += bits.count_ones();
            word
        };
        Self { words: bits.into_iter().map(word).collect() }
    }

    /// One bit a feature.
    pub fn bits(&self) -> impl Iterator<Item = u64> + '_ {
        self.words.iter().map(|w| w.0)
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.words.last().map_or(0, |w| (w.1 + w.0.count_ones()) as usize)
    }

    /// The row of a feature.
    #[inline]
    pub fn row(&self, feature: u32) -> Option<u32> {
        let &(bits, before) = self.words.get(feature as usize / 64)?;
        let bit = feature % 64;
        (bits >> bit & 1 != 0).then(|| before + (bits & ((1 << bit) - 1)).count_ones())
    }

    /// The bytes that it takes in a file.
    pub const fn bytes(length: usize) -> usize {
        length.div_ceil(64) * 8
    }
}

/// The numbers of all rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// 16 bits, linear.
    Wide(Vec<i16>),
    /// 8 bits, the square root of the weight: small weights keep their precision.
    Narrow(Vec<i8>),
}

/// Rows of inverse document frequency and one weight a label, in whole numbers with a scale a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// What each column's numbers are multiplied by; the first is the inverse document frequency.
    pub scales: Vec<f32>,
    /// Numbers from one row to the next, unused ones at the end of each row included.
    stride: usize,
    cells: Cells,
}

/// Rows begin at multiples of a power of two, so that they cross as few cache lines as can be.
const fn stride(columns: usize) -> usize {
    match columns {
        0..=2 => 2,
        3..=4 => 4,
        _ => columns.next_multiple_of(8),
    }
}

impl Weights {
    /// The number of rows that fit into so many bytes of a file.
    pub const fn fitting(bytes: usize, labels: usize, precision: u8) -> usize {
        bytes / ((labels + 1) * precision as usize / 8)
    }

    /// From columns: the inverse document frequency, then one for each label.
    pub fn new(columns: &[Vec<f32>], precision: u8) -> Self {
        let rows = columns.first().map_or(0, Vec::len);
        let stride = stride(columns.len());
        let largest: Vec<f32> = columns.iter().map(|c| c.iter().fold(1e-9, |m: f32, v| m.max(v.abs()))).collect();
        let place = |cell: usize| (cell / stride, cell % stride);
        let value = |cell: usize| {
            let (row, column) = place(cell);
            columns.get(column).map_or(0.0, |c| c[row] / largest[column])
        };
        let (cells, top) = if precision == 8 {
            (
                Cells::Narrow((0..rows * stride).map(|i| (value(i).abs().sqrt() * 127.0 * value(i).signum()).round() as i8).collect()),
                127.0 * 127.0,
            )
        } else {
            (Cells::Wide((0..rows * stride).map(|i| (value(i) * 32767.0).round() as i16).collect()), 32767.0)
        };
        Self { scales: largest.iter().map(|l| l / top).collect(), stride, cells }
    }

    /// From the cells of a file, which has no unused ones; their number is that of rows times scales.
    pub fn from_cells(scales: Vec<f32>, cells: Cells) -> Self {
        fn spread<T: Copy + Default>(cells: &[T], columns: usize, stride: usize) -> Vec<T> {
            let mut out = vec![T::default(); cells.len() / columns * stride];
            for (from, to) in cells.chunks_exact(columns).zip(out.chunks_exact_mut(stride)) {
                to[..columns].copy_from_slice(from);
            }
            out
        }
        let (columns, stride) = (scales.len(), stride(scales.len()));
        let cells = match cells {
            Cells::Wide(cells) => Cells::Wide(spread(&cells, columns, stride)),
            Cells::Narrow(cells) => Cells::Narrow(spread(&cells, columns, stride)),
        };
        Self { scales, stride, cells }
    }

    /// Bits a number.
    pub const fn precision(&self) -> u8 {
        match self.cells {
            Cells::Wide(_) => 16,
            Cells::Narrow(_) => 8,
        }
    }

    /// The cells as bytes, little-endian, without the unused ones.
    pub fn bytes(&self) -> Vec<u8> {
        let columns = self.scales.len();
        match &self.cells {
            Cells::Wide(cells) => cells.chunks_exact(self.stride).flat_map(|r| &r[..columns]).flat_map(|c| c.to_le_bytes()).collect(),
            Cells::Narrow(cells) => cells.chunks_exact(self.stride).flat_map(|r| &r[..columns]).flat_map(|c| c.to_le_bytes()).collect(),
        }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Wide(cells) => cells.len() / self.stride,
            Cells::Narrow(cells) => cells.len() / self.stride,
        }
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One number of one row.
    pub fn get(&self, row: u32, column: usize) -> f32 {
        let at = row as usize * self.stride + column;
        let raw = match &self.cells {
            Cells::Wide(cells) => linear(cells[at]),
            Cells::Narrow(cells) => squared(cells[at]),
        };
        raw * self.scales[column]
    }

    /// One over the Euclidean norm of counted rows, 0 for none.
    pub fn inverse_norm(&self, counter: &Counter, tf: &[f32; 256]) -> f32 {
        let square: f32 = counter.iter().map(|(row, count)| (tf[count as usize] * self.get(row, 0)).powi(2)).sum();
        if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 }
    }

    /// Adds what counted rows give to the scores, the norm of the rows taken out.
    #[inline]
    pub fn add(&self, counter: &Counter, tf: &[f32; 256], scores: &mut [f32]) {
        match &self.cells {
            Cells::Wide(cells) => self.add_cells(cells, linear, counter, tf, scores),
            Cells::Narrow(cells) => self.add_cells(cells, squared, counter, tf, scores),
        }
    }

    #[inline]
    fn add_cells<T: Copy>(&self, cells: &[T], read: impl Fn(T) -> f32 + Copy, counter: &Counter, tf: &[f32; 256], scores: &mut [f32]) {
        match self.stride {
            2 => self.add_rows::<T, 2>(cells, read, counter, tf, scores),
            4 => self.add_rows::<T, 4>(cells, read, counter, tf, scores),
            8 => self.add_rows::<T, 8>(cells, read, counter, tf, scores),
            16 => self.add_rows::<T, 16>(cells, read, counter, tf, scores),
            24 => self.add_rows::<T, 24>(cells, read, counter, tf, scores),
            _ => self.add_long(cells, read, counter, tf, scores),
        }
    }

    #[inline]
    fn add_rows<T: Copy, const N: usize>(
        &self,
        cells: &[T],
        read: impl Fn(T) -> f32,
        counter: &Counter,
        tf: &[f32; 256],
        scores: &mut [f32],
    ) {
        let (rows, _) = cells.as_chunks::<N>();
        let mut sums = [0_f32; N];
        let mut square = 0_f32;
        for (row, count) in counter.iter() {
            let Some(row) = rows.get(row as usize) else { continue };
            let times = tf[count as usize];
            for (sum, &cell) in sums.iter_mut().zip(row) {
                *sum += times * read(cell);
            }
            square += (times * read(row[0])).powi(2);
        }
        self.finish(&sums, square, scores);
    }

    /// For so many labels that their sums stay in the scores.
    fn add_long<T: Copy>(&self, cells: &[T], read: impl Fn(T) -> f32, counter: &Counter, tf: &[f32; 256], scores: &mut [f32]) {
        let mut sums = vec![0_f32; self.stride];
        let mut square = 0_f32;
        for (row, count) in counter.iter() {
            let start = row as usize * self.stride;
            let Some(row) = cells.get(start..start + self.stride) else { continue };
            let times = tf[count as usize];
            for (sum, &cell) in sums.iter_mut().zip(row) {
                *sum += times * read(cell);
            }
            square += (times * read(row[0])).powi(2);
        }
        self.finish(&sums, square, scores);
    }

    fn finish(&self, sums: &[f32], square: f32, scores: &mut [f32]) {
        if square > 0.0 {
            let inverse = 1.0 / (square.sqrt() * self.scales[0]);
            for ((score, sum), scale) in scores.iter_mut().zip(&sums[1..]).zip(&self.scales[1..]) {
                *score += sum * scale * inverse;
            }
        }
    }
}

#[inline]
fn linear(cell: i16) -> f32 {
    f32::from(cell)
}

#[inline]
fn squared(cell: i8) -> f32 {
    let root = f32::from(cell);
    root * root.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_features() {
        let features = [0, 3, 63, 64, 200, 255];
        let index = Index::new(features.into_iter(), 256);
        assert_eq!(index.rows(), 6);
        for f in 0..300 {
            assert_eq!(index.row(f), features.iter().position(|&g| g == f).map(|r| r as u32), "{f}");
        }
    }

    #[test]
    fn every_width_adds_the_same() {
        let tf = crate::classify::features::term_frequencies();
        for labels in [1, 2, 3, 4, 7, 8, 15, 16, 23, 24, 40] {
            let columns: Vec<Vec<f32>> =
                (0..=labels).map(|k| (0..5).map(|r| if k == 0 { 1.0 + r as f32 } else { (r as f32 - 2.0) * k as f32 }).collect()).collect();
            let mut counter = Counter::default();
            [0, 1, 1, 4].into_iter().for_each(|r| counter.add(r));
            for (precision, close) in [(16, 1e-3), (8, 0.05)] {
                let weights = Weights::new(&columns, precision);
                let mut scores = vec![0.5; labels];
                weights.add(&counter, &tf, &mut scores);
                let two = 1.0 + 2_f32.ln();
                let norm = (1.0 + (2.0 * two).powi(2) + 25.0).sqrt();
                for (k, score) in scores.iter().enumerate() {
                    let k = (k + 1) as f32;
                    let exact = 0.5 + (-2.0 * k - k * two + 2.0 * k) / norm;
                    assert!((score - exact).abs() < close * k, "{labels} {precision} {k}: {score} {exact}");
                }
            }
        }
    }
}
