//! The ten tables of an analysis.

use super::layouts::{BLOCKS, CONFLICTS, DOCUMENTS, EVENTS, MENTIONS, NEAR_COPIES, QUANTITIES, QUOTES, SENTENCES, TIMES};
use super::{Layout, Rows};
use crate::gazetteer::Gazetteer;
use std::ops::{Index, IndexMut};

/// A table of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableId {
    /// One row a document, the failed ones too.
    Documents,
    /// What each line or paragraph is.
    Blocks,
    /// What each sentence does, who says it, which events it reports.
    Sentences,
    /// Who and what is named where.
    Mentions,
    /// Who did what to whom.
    Events,
    /// Who said which words.
    Quotes,
    /// Dates and periods, resolved.
    Times,
    /// Numbers with units.
    Quantities,
    /// Which documents share their text.
    NearCopies,
    /// Which claims cannot both be so.
    Conflicts,
}

impl TableId {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Documents,
        Self::Blocks,
        Self::Sentences,
        Self::Mentions,
        Self::Events,
        Self::Quotes,
        Self::Times,
        Self::Quantities,
        Self::NearCopies,
        Self::Conflicts,
    ];

    /// Name and columns.
    pub const fn layout(self) -> &'static Layout {
        match self {
            Self::Documents => &DOCUMENTS,
            Self::Blocks => &BLOCKS,
            Self::Sentences => &SENTENCES,
            Self::Mentions => &MENTIONS,
            Self::Events => &EVENTS,
            Self::Quotes => &QUOTES,
            Self::Times => &TIMES,
            Self::Quantities => &QUANTITIES,
            Self::NearCopies => &NEAR_COPIES,
            Self::Conflicts => &CONFLICTS,
        }
    }

    /// The name, such as `near_copies`.
    pub const fn name(self) -> &'static str {
        self.layout().table
    }

    /// True for tables that compare documents with each other, and so are made when all have been read.
    pub const fn is_of_whole_run(self) -> bool {
        matches!(self, Self::NearCopies | Self::Conflicts)
    }
}

/// One of something for each table of an analysis.
#[derive(Clone, Debug)]
pub struct Tables<T>([T; TableId::ALL.len()]);

impl<T> Tables<T> {
    /// What `make` makes for each.
    pub fn of(make: impl FnMut(TableId) -> T) -> Self {
        Self(TableId::ALL.map(make))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }

    /// The same for what `change` makes of each.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Tables<U> {
        Tables(self.0.map(change))
    }
}

impl Tables<Rows> {
    /// Tables without rows; that of mentions has the further columns of the gazetteer's entities.
    pub fn empty(gazetteer: Option<&Gazetteer>) -> Self {
        let further = gazetteer.map_or(&[][..], Gazetteer::columns);
        Self::of(|table| Rows::empty(table.layout(), if table == TableId::Mentions { further } else { &[] }))
    }
}

impl<T> TryFrom<Vec<T>> for Tables<T> {
    type Error = Vec<T>;

    /// One for each table, in order; the list itself where it has more or fewer.
    fn try_from(list: Vec<T>) -> Result<Self, Vec<T>> {
        list.try_into().map(Self)
    }
}

impl<T> Index<TableId> for Tables<T> {
    type Output = T;

    fn index(&self, table: TableId) -> &T {
        &self.0[table as usize]
    }
}

impl<T> IndexMut<TableId> for Tables<T> {
    fn index_mut(&mut self, table: TableId) -> &mut T {
        &mut self.0[table as usize]
    }
}
