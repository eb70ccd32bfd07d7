//! One kind of features with their weights: tokens, runs, character n-grams or cues.

use super::table::Table;
use super::weights::Weights;

/// Features and the rows of weights that they lead to.
#[derive(Clone, Debug)]
pub struct Block {
    /// Which features there are.
    pub table: Table,
    /// Their weights: columns of squared length and of each label; tokens have the same again for their spelling.
    pub weights: Weights,
}

impl Block {
    /// From features and the number of their columns; `value` gives the number of a column (the first) for a feature by its place.
    pub fn new(keys: &[u32], columns: usize, precision: u8, value: impl Fn(usize, usize) -> f32) -> Self {
        let (table, rows) = Table::new(keys);
        // Rows are numbered without gaps.
        let mut order = vec![0; rows.iter().flatten().count()];
        rows.iter().enumerate().for_each(|(i, row)| row.iter().for_each(|&row| order[row as usize] = i));
        let weights = Weights::filled(order.len(), columns, precision, |k, out| {
            out.iter_mut().zip(&order).for_each(|(cell, &i)| *cell = value(k, i));
        });
        Self { table, weights }
    }

    /// The bytes of so many features.
    pub const fn bytes(features: usize, columns: usize, precision: u8) -> usize {
        Table::bytes(features) + Weights::bytes(features, columns, precision)
    }
}
