//! The leading part of the singular value decomposition of a large sparse symmetric matrix, by subspace iteration from a random start
//! (Halko, Martinsson and Tropp 2011). Sums are taken in an order that does not depend on the number of threads.

use crate::error::Result;
use crate::pool::{self, Control};
use crate::random::Random;

/// Columns beyond those asked for, which make these exact.
const FURTHER: usize = 12;
/// Multiplications by the matrix.
const ROUNDS: usize = 4;
/// Rows of one task.
const TASK: usize = 512;
/// Pivots smaller than this share of the largest are those of columns that depend on others.
const DEPENDENT: f64 = 1e-10;
/// Sweeps of rotations over a small matrix, at most.
const SWEEPS: usize = 30;

/// A square matrix of which most entries are 0, row by row.
pub struct Sparse {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

impl Sparse {
    /// From entries in order, each with its row in the upper and its column in the lower half of its place.
    pub fn new(rows: usize, entries: &[(u64, f32)]) -> Self {
        let mut starts = vec![0; rows + 1];
        entries.iter().for_each(|(place, _)| starts[(place >> 32) as usize + 1] += 1);
        (1..starts.len()).for_each(|row| starts[row] += starts[row - 1]);
        let columns = entries.iter().map(|(place, _)| (place & 0xFFFF_FFFF) as u32).collect();
        Self { starts, columns, values: entries.iter().map(|entry| entry.1).collect() }
    }

    const fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// The product with a matrix of `width` columns.
    fn times(&self, dense: &[f32], width: usize, threads: usize, control: &Control) -> Result<Vec<f32>> {
        let mut out = vec![0.0; dense.len()];
        pool::map(threads, out.chunks_mut(TASK * width).enumerate().collect(), |(task, out): (usize, &mut [f32])| {
            control.check()?;
            for (row, out) in (task * TASK..).zip(out.chunks_exact_mut(width)) {
                let entries = self.starts[row]..self.starts[row + 1];
                for (&column, &value) in self.columns[entries.clone()].iter().zip(&self.values[entries]) {
                    let other = &dense[column as usize * width..(column as usize + 1) * width];
                    out.iter_mut().zip(other).for_each(|(o, d)| *o += value * d);
                }
            }
            Ok(())
        })?;
        Ok(out)
    }
}

/// Rows of `size` numbers whose products come as near to the matrix as products of so few can: eigenvectors times the roots of their
/// values.
pub fn embedding(matrix: &Sparse, size: usize, seed: u64, threads: usize, control: &Control) -> Result<Vec<f32>> {
    let rows = matrix.rows();
    let width = (size + FURTHER).min(rows);
    let mut random = Random::new(seed ^ 0x5EED);
    let mut basis: Vec<f32> = (0..rows * width).map(|_| if random.next() & 1 == 0 { 1.0 } else { -1.0 }).collect();
    for _ in 0..ROUNDS {
        basis = matrix.times(&basis, width, threads, control)?;
        // Twice, since the first time leaves what rounding makes of it.
        orthonormalise(&mut basis, width, threads)?;
        orthonormalise(&mut basis, width, threads)?;
    }
    let image = matrix.times(&basis, width, threads, control)?;
    let (values, vectors) = eigen(products(&basis, &image, width, threads)?, width);
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&a, &b| values[b].abs().total_cmp(&values[a].abs()).then(a.cmp(&b)));
    order.truncate(size);
    let mut out = vec![0.0; rows * size];
    let tasks = out.chunks_mut(TASK * size).zip(basis.chunks(TASK * width)).collect();
    pool::map(threads, tasks, |(out, basis): (&mut [f32], &[f32])| {
        for (out, row) in out.chunks_exact_mut(size).zip(basis.chunks_exact(width)) {
            for (out, &k) in out.iter_mut().zip(&order) {
                let sum: f64 = row.iter().enumerate().map(|(j, &b)| f64::from(b) * vectors[j * width + k]).sum();
                *out = (sum * values[k].abs().sqrt()) as f32;
            }
        }
        Ok(())
    })?;
    Ok(out)
}

/// The products of all columns of one matrix with all of another.
fn products(a: &[f32], b: &[f32], width: usize, threads: usize) -> Result<Vec<f64>> {
    let tasks = a.chunks(TASK * width).zip(b.chunks(TASK * width)).collect();
    let parts = pool::map(threads, tasks, |(a, b): (&[f32], &[f32])| {
        let mut sums = vec![0_f64; width * width];
        for (a, b) in a.chunks_exact(width).zip(b.chunks_exact(width)) {
            for (sums, &a) in sums.chunks_exact_mut(width).zip(a) {
                sums.iter_mut().zip(b).for_each(|(sum, &b)| *sum += f64::from(a) * f64::from(b));
            }
        }
        Ok(sums)
    })?;
    let add = |mut all: Vec<f64>, part: Vec<f64>| {
        all.iter_mut().zip(part).for_each(|(all, part)| *all += part);
        all
    };
    Ok(parts.into_iter().reduce(add).unwrap_or_default())
}

/// Makes columns orthogonal and of length 1, by the Cholesky factor of their products; those that depend on others become 0.
fn orthonormalise(matrix: &mut [f32], width: usize, threads: usize) -> Result<()> {
    let mut factor = products(matrix, matrix, width, threads)?;
    let largest = (0..width).map(|i| factor[i * width + i]).fold(0.0, f64::max);
    for i in 0..width {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| factor[i * width + k] * factor[j * width + k]).sum();
            let rest = factor[i * width + j] - sum;
            factor[i * width + j] = if i == j {
                if rest > DEPENDENT * largest { rest.sqrt() } else { 0.0 }
            } else if factor[j * width + j] > 0.0 {
                rest / factor[j * width + j]
            } else {
                0.0
            };
        }
    }
    pool::map(threads, matrix.chunks_mut(TASK * width).collect(), |rows: &mut [f32]| {
        let mut solved = vec![0_f64; width];
        for row in rows.chunks_exact_mut(width) {
            for j in 0..width {
                let sum: f64 = solved[..j].iter().zip(&factor[j * width..]).map(|(s, f)| s * f).sum();
                let pivot = factor[j * width + j];
                solved[j] = if pivot > 0.0 { (f64::from(row[j]) - sum) / pivot } else { 0.0 };
            }
            row.iter_mut().zip(&solved).for_each(|(r, &s)| *r = s as f32);
        }
        Ok(())
    })?;
    Ok(())
}

/// Eigenvalues and eigenvectors (columns) of a small symmetric matrix, by Jacobi's rotations.
fn eigen(mut matrix: Vec<f64>, width: usize) -> (Vec<f64>, Vec<f64>) {
    for i in 0..width {
        for j in 0..i {
            let mean = 0.5 * (matrix[i * width + j] + matrix[j * width + i]);
            (matrix[i * width + j], matrix[j * width + i]) = (mean, mean);
        }
    }
    let mut vectors = vec![0.0; width * width];
    (0..width).for_each(|i| vectors[i * width + i] = 1.0);
    let whole: f64 = matrix.iter().map(|v| v * v).sum();
    for _ in 0..SWEEPS {
        let beside: f64 = (0..width).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| matrix[i * width + j].powi(2)).sum();
        if beside <= 1e-20 * whole {
            break;
        }
        for p in 0..width {
            for q in p + 1..width {
                let off = matrix[p * width + q];
                if off == 0.0 {
                    continue;
                }
                let theta = (matrix[q * width + q] - matrix[p * width + p]) / (2.0 * off);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let (c, s) = (1.0 / (t * t + 1.0).sqrt(), t / (t * t + 1.0).sqrt());
                for k in 0..width {
                    let (a, b) = (matrix[k * width + p], matrix[k * width + q]);
                    (matrix[k * width + p], matrix[k * width + q]) = (c * a - s * b, s * a + c * b);
                    let (a, b) = (vectors[k * width + p], vectors[k * width + q]);
                    (vectors[k * width + p], vectors[k * width + q]) = (c * a - s * b, s * a + c * b);
                }
                for k in 0..width {
                    let (a, b) = (matrix[p * width + k], matrix[q * width + k]);
                    (matrix[p * width + k], matrix[q * width + k]) = (c * a - s * b, s * a + c * b);
                }
            }
        }
    }
    ((0..width).map(|i| matrix[i * width + i]).collect(), vectors)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A symmetric matrix of rank 3 is what products of rows of 3 numbers give.
    #[test]
    fn products_of_rows_give_the_matrix() {
        const ROWS: usize = 40;
        let row = |i: usize| [1.0 + i as f32 % 3.0, (i as f32 * 0.7).sin(), (i as f32 * 1.3).cos()];
        let entry = |i, j| row(i).iter().zip(row(j)).map(|(a, b)| a * b).sum::<f32>();
        let places = (0..ROWS).flat_map(|i| (0..ROWS).map(move |j| (i, j)));
        let entries: Vec<(u64, f32)> = places.map(|(i, j)| ((i as u64) << 32 | j as u64, entry(i, j))).collect();
        let matrix = Sparse::new(ROWS, &entries);
        let found = embedding(&matrix, 3, 1, 1, &Control::default()).unwrap();
        for (i, a) in found.chunks(3).enumerate() {
            for (j, b) in found.chunks(3).enumerate() {
                let product: f32 = a.iter().zip(b).map(|(x, y)| x * y).sum();
                assert!((product - entry(i, j)).abs() < 1e-2, "{i} {j} {product} {}", entry(i, j));
            }
        }
    }

    #[test]
    fn eigenvalues_by_hand() {
        let (mut values, vectors) = eigen(vec![2.0, 1.0, 1.0, 2.0], 2);
        assert!((vectors[0].powi(2) - 0.5).abs() < 1e-9);
        values.sort_by(f64::total_cmp);
        assert!((values[0] - 1.0).abs() < 1e-9 && (values[1] - 3.0).abs() < 1e-9);
    }
}
