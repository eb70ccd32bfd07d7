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
    /// From features and their columns.
    pub fn new(keys: &[u32], columns: &[Vec<f32>], precision: u8) -> Self {
        let (table, rows) = Table::new(keys);
        // Rows are numbered without gaps.
        let mut order = vec![0; rows.iter().flatten().count()];
        rows.iter().enumerate().for_each(|(i, row)| row.iter().for_each(|&row| order[row as usize] = i));
        let sorted: Vec<Vec<f32>> = columns.iter().map(|column| order.iter().map(|&i| column[i]).collect()).collect();
        Self { table, weights: Weights::new(&sorted, precision) }
    }

    /// The bytes of so many features.
    pub const fn bytes(features: usize, columns: usize, precision: u8) -> usize {
        Table::bytes(features) + Weights::bytes(features, columns, precision)
    }
}
