//! Which kinds of spelling are made of single entities, kept in the further column `match_variants`.
//!
//! A value names the kinds, parted by `|`; an entity without one gets those of the gazetteer. A gazetteer that was made of two which differ has
//! values where the entities of the one side do not get what those of the other do, and a list that is written for others has them wherever
//! reading it back would make other kinds.

use super::ValueRef;
use super::entities::{Entities, EntryRef};
use super::variants::Variants;
use super::{Column, ColumnType, Gazetteer};
use std::borrow::Cow;

/// The further column that holds them.
pub(super) const COLUMN: &str = "match_variants";

/// What is wrong with a value of the column, if anything is.
pub(super) fn fault(value: ValueRef<'_>) -> Option<String> {
    Variants::told(&value.written()).err()
}

/// The kinds of spelling of every entity.
pub(super) struct Kinds {
    usual: Variants,
    column: Option<usize>,
}

impl Kinds {
    /// Those of entities of which a gazetteer makes the kinds `usual` where they say nothing of their own.
    pub fn new(entities: &Entities, usual: Variants) -> Self {
        Self { usual, column: entities.columns().iter().position(|c| c.name == COLUMN) }
    }

    /// True if nothing is made of any.
    pub fn are_none(&self) -> bool {
        self.column.is_none() && self.usual == Variants::NONE
    }

    /// The kinds of one entity.
    pub fn of(&self, entry: EntryRef<'_>) -> Variants {
        self.own(entry).unwrap_or(self.usual)
    }

    /// The kinds that an entity has of its own.
    fn own(&self, entry: EntryRef<'_>) -> Option<Variants> {
        let value = entry.value(self.column?).text()?;
        Variants::told(value).ok().flatten()
    }

    /// The kinds of all entities together.
    pub fn any(&self, entities: &Entities) -> Variants {
        if self.column.is_none() || entities.is_empty() {
            return self.usual;
        }
        entities.iter().fold(Variants::NONE, |all, entry| all.united(self.of(entry)))
    }
}

/// How the kinds of the entities of two gazetteers are written once they are in one, which makes the kinds `usual`.
pub(super) struct Joint<'g> {
    sides: [(&'g Entities, Kinds); 2],
    usual: Variants,
}

impl<'g> Joint<'g> {
    /// `None` if there is nothing to write: neither side has kinds of single entities, and both make the same.
    pub fn new(sides: [&'g Gazetteer; 2], usual: Variants) -> Option<Self> {
        let sides = sides.map(|side| (side.entities(), Kinds::new(side.entities(), side.options().variants)));
        let differ = sides[0].1.usual != sides[1].1.usual || sides.iter().any(|side| side.1.column.is_some());
        differ.then_some(Self { sides, usual })
    }

    /// What the column holds of an entity of one side: the kinds of both if the other one has it too. The first side tells of those.
    pub fn written(&self, side: usize, entry: EntryRef<'_>) -> Option<String> {
        let (entities, theirs) = &self.sides[1 - side];
        let other = entities.index_of(entry.id()).map(|index| entities.get(index));
        if side == 1 && other.is_some() {
            return None;
        }
        let kinds = &self.sides[side].1;
        let of_both = other.map_or(kinds.of(entry), |other| kinds.of(entry).united(theirs.of(other)));
        let told = kinds.own(entry).is_some() || other.is_some_and(|other| theirs.own(other).is_some());
        (told || of_both != self.usual).then(|| of_both.to_text())
    }
}

impl Gazetteer {
    /// The kinds of spelling that are made of some entity.
    pub fn variants(&self) -> Variants {
        *self.kinds.get_or_init(|| Kinds::new(&self.entities, self.options.variants).any(&self.entities))
    }

    /// The further columns as a file or a table has them that is read back by the usual choices: with the kinds of spelling that those do not make.
    pub(crate) fn written_columns(&self) -> Cow<'_, [Column]> {
        let columns = self.columns();
        if self.options.variants == Variants::AUTO || columns.iter().any(|c| c.name == COLUMN) {
            return Cow::Borrowed(columns);
        }
        Cow::Owned(columns.iter().cloned().chain([Column { name: COLUMN.to_owned(), kind: ColumnType::Text }]).collect())
    }

    /// The kinds of spelling that the gazetteer makes of entities which have none of their own, as [`Self::written_columns`] hold them.
    pub(crate) fn usual_kinds(&self) -> Option<String> {
        (self.options.variants != Variants::AUTO).then(|| self.options.variants.to_text())
    }

    /// The values of an entity in [`Self::written_columns`]; `usual` is what [`Self::usual_kinds`] gave.
    pub(crate) fn written_values<'g>(&'g self, entry: EntryRef<'g>, usual: Option<&'g str>) -> impl Iterator<Item = ValueRef<'g>> {
        let columns = self.columns();
        let missing = usual.filter(|_| columns.iter().all(|c| c.name != COLUMN)).map(ValueRef::Text);
        let values = columns.iter().enumerate().map(move |(number, column)| match (entry.value(number), usual) {
            (ValueRef::Null, Some(usual)) if column.name == COLUMN => ValueRef::Text(usual),
            (value, _) => value,
        });
        values.chain(missing)
    }
}
