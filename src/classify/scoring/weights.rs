//! Weights as they are applied: one row a feature, all labels side by side, in 16 or 8 bits, so that a feature costs one cache line.

use super::lanes::Kernel;
use crate::container::Flat;
use crate::prefetch::prefetch;

/// Rows of whole numbers with a scale a column. Numbers are packed into words of 64 bits, so that the cells lie in a file as they do
/// in memory: of 16 bits, linear, or of 8 bits, the square root of the weight, so that small weights keep their precision.
#[derive(Clone, Debug)]
pub struct Weights {
    /// What each column's numbers are multiplied by.
    pub scales: Vec<f32>,
    /// The same in fours, zeros behind them.
    fours: Vec<Four>,
    precision: u8,
    cells: Flat<u64>,
}

/// Four columns of sums, which are worked on at once.
pub type Four = [f32; 4];

/// Rows that are added up before the sums, which then cannot run over, are taken out.
const BATCH: usize = 1 << 15;

/// Words from one row to the next.
#[inline(always)]
const fn stride(columns: usize, precision: u8) -> usize {
    columns.div_ceil(64 / precision as usize)
}

#[inline(always)]
fn squared(cell: i8) -> i32 {
    let root = i32::from(cell);
    root * root.abs()
}

/// The nearest whole number, of two equally near ones the one farther from 0: as `f32::round`, without a call for each number.
#[inline(always)]
fn rounded(value: f32) -> i32 {
    const JUST_BELOW_HALF: f32 = 0.5 - f32::EPSILON / 4.0;
    (value + JUST_BELOW_HALF.copysign(value)) as i32
}

impl Weights {
    /// The bytes of so many rows.
    pub const fn bytes(rows: usize, columns: usize, precision: u8) -> usize {
        rows * stride(columns, precision) * 8
    }

    /// From columns of equal length.
    pub fn new(columns: &[Vec<f32>], precision: u8) -> Self {
        Self::filled(columns.first().map_or(0, Vec::len), columns.len(), precision, |k, out| out.copy_from_slice(&columns[k]))
    }

    /// From columns that `fill` puts down one after the other.
    pub fn filled(rows: usize, columns: usize, precision: u8, mut fill: impl FnMut(usize, &mut [f32])) -> Self {
        let (stride, each) = (stride(columns, precision), 64 / usize::from(precision));
        let mut cells = vec![0; rows * stride];
        let mut column = vec![0.0; rows];
        let mut largest = Vec::with_capacity(columns);
        for k in 0..columns {
            fill(k, &mut column);
            let top = column.iter().fold(1e-9, |m: f32, v| m.max(v.abs()));
            largest.push(top);
            let (word, shift) = (k / each, k % each * usize::from(precision));
            for (cell, value) in cells.iter_mut().skip(word).step_by(stride).zip(&column) {
                let value = value / top;
                let bits = if precision == 8 {
                    u64::from(rounded(value.abs().sqrt() * 127.0 * value.signum()) as i8 as u8)
                } else {
                    u64::from(rounded(value * 32767.0) as i16 as u16)
                };
                *cell |= bits << shift;
            }
        }
        let top = if precision == 8 { 127.0 * 127.0 } else { 32767.0 };
        Self::scaled(largest.iter().map(|l| l / top).collect(), precision, cells.into())
    }

    /// From the cells of a file: `None` unless they are whole rows of 16 or 8 bits a number.
    pub fn from_cells(scales: Vec<f32>, precision: u8, cells: Flat<u64>) -> Option<Self> {
        let fits = matches!(precision, 8 | 16) && !scales.is_empty() && cells.len().is_multiple_of(stride(scales.len(), precision));
        fits.then(|| Self::scaled(scales, precision, cells))
    }

    fn scaled(scales: Vec<f32>, precision: u8, cells: Flat<u64>) -> Self {
        let fours = scales.chunks(4).map(|some| std::array::from_fn(|i| some.get(i).copied().unwrap_or(0.0))).collect();
        Self { scales, fours, precision, cells }
    }

    /// The cells.
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// Bits a number.
    pub const fn precision(&self) -> u8 {
        self.precision
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.cells.len() / stride(self.scales.len(), self.precision)
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fetches rows that will be added up.
    #[inline(always)]
    pub fn prefetch(&self, rows: &[u32]) {
        let stride = stride(self.scales.len(), self.precision);
        rows.iter().for_each(|&row| prefetch(&self.cells, row as usize * stride));
    }

    /// One number of one row; 0 where there is no such row.
    pub fn get(&self, row: u32, column: usize) -> f32 {
        let each = 64 / usize::from(self.precision);
        let at = row as usize * stride(self.scales.len(), self.precision) + column / each;
        let bits = self.cells.get(at).map_or(0, |word| word >> (column % each * usize::from(self.precision)));
        let raw = if self.precision == 8 { squared(bits as i8) } else { i32::from(bits as i16) };
        raw as f32 * self.scales[column]
    }

    /// The sums of the columns over `rows`, into `sums`, which takes all columns in fours.
    #[inline(always)]
    pub fn sum<K: Kernel>(&self, rows: &[u32], sums: &mut [Four]) {
        sums.fill([0.0; 4]);
        let (cells, stride) = (&*self.cells, stride(self.scales.len(), self.precision));
        for rows in rows.chunks(BATCH) {
            match stride {
                _ if self.precision == 8 => self.sum_short(stride, rows, sums),
                _ => {
                    for (first, some) in (0..stride).step_by(8).zip(sums.chunks_mut(8)) {
                        match some.len() {
                            1 => take(K::add_rows::<1>(cells, stride, first, rows), some),
                            2 => take(K::add_rows::<2>(cells, stride, first, rows), some),
                            3 => take(K::add_rows::<3>(cells, stride, first, rows), some),
                            4 => take(K::add_rows::<4>(cells, stride, first, rows), some),
                            5 => take(K::add_rows::<5>(cells, stride, first, rows), some),
                            6 => take(K::add_rows::<6>(cells, stride, first, rows), some),
                            7 => take(K::add_rows::<7>(cells, stride, first, rows), some),
                            _ => take(K::add_rows::<8>(cells, stride, first, rows), some),
                        }
                    }
                }
            }
        }
        for (sums, scales) in sums.iter_mut().zip(&self.fours) {
            *sums = std::array::from_fn(|i| sums[i] * scales[i]);
        }
    }

    /// For weights of 8 bits: sums stay in memory.
    fn sum_short(&self, stride: usize, rows: &[u32], sums: &mut [Four]) {
        let mut whole = vec![0_i32; stride * 8];
        for &row in rows {
            let start = row as usize * stride;
            let row = self.cells.get(start..start + stride).unwrap_or_default();
            for (sum, cell) in whole.iter_mut().zip(row.iter().flat_map(|word| word.to_le_bytes())) {
                *sum += squared(cell as i8);
            }
        }
        sums.as_flattened_mut().iter_mut().zip(&whole).for_each(|(sum, &whole)| *sum += whole as f32);
    }
}

#[inline(always)]
fn take<const N: usize>(whole: [[i32; 4]; N], sums: &mut [Four]) {
    for (sums, whole) in sums.iter_mut().zip(whole) {
        *sums = std::array::from_fn(|i| sums[i] + whole[i] as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::scoring::lanes::Usual;

    #[test]
    fn every_width_adds_the_same() {
        for columns in [1, 2, 3, 4, 5, 7, 8, 15, 16, 23, 24, 31, 40] {
            let value = |row: usize, column: usize| (row as f32 - 2.0) * (column + 1) as f32;
            let given: Vec<Vec<f32>> = (0..columns).map(|k| (0..5).map(|r| value(r, k)).collect()).collect();
            for (precision, close) in [(16, 1e-3), (8, 0.05)] {
                let weights = Weights::new(&given, precision);
                assert_eq!((weights.len(), weights.precision()), (5, precision));
                let mut sums = vec![[9.0; 4]; columns.div_ceil(4)];
                weights.sum::<Usual>(&[0, 1, 1, 4, 77], &mut sums);
                for (k, sum) in sums.as_flattened()[..columns].iter().enumerate() {
                    let exact = value(0, k) + 2.0 * value(1, k) + value(4, k);
                    assert!((sum - exact).abs() < close * (k + 1) as f32, "{columns} {precision} {k}: {sum} {exact}");
                    assert!((weights.get(4, k) - value(4, k)).abs() < close * (k + 1) as f32);
                }
            }
        }
    }

    #[test]
    fn numbers_are_rounded_as_by_the_library() {
        let steps = (-40_000..=40_000).map(|i| i as f32 * 0.25);
        for value in steps.flat_map(|v| [v, v.next_up(), v.next_down(), v / 3.0]) {
            assert_eq!(rounded(value), value.round() as i32, "{value}");
        }
    }

    #[test]
    fn long_texts_do_not_run_over() {
        let weights = Weights::new(&[vec![1.0], vec![-2.0]], 16);
        let mut sums = [[0.0; 4]];
        weights.sum::<Usual>(&vec![0; 200_000], &mut sums);
        assert!((sums[0][0] - 200_000.0).abs() < 1.0 && (sums[0][1] + 400_000.0).abs() < 2.0, "{sums:?}");
    }
}
