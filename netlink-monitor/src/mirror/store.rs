//! The entries of one table in memory: `watch route` needs 70 MiB for the million routes of
//! `scripts/bench` (`VmRSS`), and 75 while the hash table grows (`VmHWM`).
//!
//! The mirror needs five verbs ([`Store::insert`], [`Store::replace`], [`Store::see`],
//! [`Store::remove`], [`Store::retain_seen`]) and a few questions. How the entries are kept is
//! known only here:
//!
//! - The bodies are in an [`Arena`], and the hash table has only their places. More than half of a
//!   hash table can be empty, and while it moves to twice the room, it is in memory twice: with
//!   slots of 8 bytes, that costs little.
//! - Beside each place is half a hash. A hash table that grows asks for it, and computing it again
//!   would fetch a million bodies into the cache.
//! - When most of the arena is free, the next reading begins with moving the rest together.

use std::collections::HashSet;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::arena::{Arena, Place};
use crate::table::Table;

/// The entries of one table.
pub(super) struct Store {
    pub(super) table: &'static Table,
    slots: HashTable<Slot>,
    arena: Arena,
    hasher: DefaultHashBuilder,
    /// The number of the current reading. It wraps around after 255, which does no harm:
    /// each completed reading either sees an entry or removes it.
    reading: u8,
    first_reading: bool,
    /// The identities of which an entry has been replaced since the last reading, and before it
    /// was clear that nothing older is waiting.
    replaced: HashSet<HalfHash>,
}

/// A body and the hash of its identity.
pub(super) struct Hashed<'b> {
    hash: HalfHash,
    pub(super) body: &'b [u8],
}

/// Half of a hash: enough to tell entries apart, and the place has room beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct HalfHash(u32);

impl HalfHash {
    /// What `HashTable` asks for: a hash whose lowest and highest bits both differ. Multiplied by
    /// 2⁶⁴ divided by the golden ratio, the upper half has something of all the bits.
    fn spread(self) -> u64 {
        u64::from(self.0).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32)
    }
}

#[derive(Clone, Copy)]
struct Slot {
    hash: HalfHash,
    place: Place,
}

/// Which entry is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// One of the same identity, whatever its state.
    Same,
    /// One of the same identity and in the same state.
    Equal,
    /// One of the same identity that the current reading has not seen.
    SameUnseen,
}

impl Store {
    pub(super) fn new(table: &'static Table) -> Self {
        Store {
            table,
            slots: HashTable::new(),
            arena: Arena::default(),
            hasher: DefaultHashBuilder::default(),
            reading: 0,
            first_reading: true,
            replaced: HashSet::new(),
        }
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Hashes the identity of a body, once for all that follows.
    pub(super) fn hashed<'b>(&self, body: &'b [u8]) -> Hashed<'b> {
        let [a, b, c, d, ..] = self.table.identity.hash(&self.hasher, body).to_ne_bytes();
        Hashed { hash: HalfHash(u32::from_ne_bytes([a, b, c, d])), body }
    }

    /// How many entries there are of this identity.
    pub(super) fn count_same(&self, hashed: &Hashed<'_>) -> usize {
        self.same(hashed).count()
    }

    /// The entries of this identity.
    fn same(&self, hashed: &Hashed<'_>) -> impl Iterator<Item = &Slot> {
        let slots = self.slots.iter_hash(hashed.hash.spread());
        slots.filter(|slot| self.matches(slot, hashed, Which::Same))
    }

    fn find(&self, hashed: &Hashed<'_>, which: Which) -> Option<&Slot> {
        self.slots.find(hashed.hash.spread(), |slot| self.matches(slot, hashed, which))
    }

    /// The lowest number that no entry of this identity has.
    fn free_number(&self, hashed: &Hashed<'_>) -> u32 {
        if self.table.identity.unique {
            return 1;
        }
        let mut taken: Vec<u32> =
            self.same(hashed).map(|slot| self.arena.number(slot.place)).collect();
        taken.sort_unstable();
        taken.into_iter().fold(1, |free, taken| if taken == free { free + 1 } else { free })
    }

    /// Whether there is such an entry.
    pub(super) fn has(&self, hashed: &Hashed<'_>, which: Which) -> bool {
        self.find(hashed, which).is_some()
    }

    /// The body of an entry of this identity.
    pub(super) fn get(&self, hashed: &Hashed<'_>) -> Option<&[u8]> {
        self.find(hashed, Which::Same).map(|slot| self.arena.body(slot.place))
    }

    /// Whether there were no entries when the current reading began.
    pub(super) fn is_first_reading(&self) -> bool {
        self.first_reading
    }

    /// Adds an entry, which the current reading has seen, and returns its number among those of
    /// the same identity: the lowest that is free.
    pub(super) fn insert(&mut self, hashed: &Hashed<'_>) -> u32 {
        let number = self.free_number(hashed);
        self.insert_as(hashed, number);
        number
    }

    /// The same with a number that is known to be free.
    pub(super) fn insert_as(&mut self, hashed: &Hashed<'_>, number: u32) {
        let place = self.arena.insert(hashed.body, number, self.reading);
        let slot = Slot { hash: hashed.hash, place };
        self.slots.insert_unique(slot.hash.spread(), slot, |slot| slot.hash.spread());
    }

    /// Replaces an entry of the same identity by the body, and returns the old one; `None`,
    /// and no change, if there is no such entry. The number stays.
    pub(super) fn replace(&mut self, hashed: &Hashed<'_>) -> Option<Old> {
        let old = self.remove(hashed, Which::Same)?;
        self.insert_as(hashed, old.number);
        Some(old)
    }

    /// Marks an equal entry as seen by the current reading; `false` if there is none.
    ///
    /// Where several entries may be alike, each is seen once: the second of two equal
    /// routes in a dump has to find the second of two equal entries.
    pub(super) fn see(&mut self, hashed: &Hashed<'_>) -> bool {
        let open = |slot: &Slot| self.table.identity.unique || !self.is_seen(slot);
        let found = self.slots.find(hashed.hash.spread(), |slot| {
            self.matches(slot, hashed, Which::Equal) && open(slot)
        });
        let Some(place) = found.map(|slot| slot.place) else { return false };
        self.arena.set_reading(place, self.reading);
        true
    }

    /// Removes an entry and returns it; `None` if there is no such entry.
    pub(super) fn remove(&mut self, hashed: &Hashed<'_>, which: Which) -> Option<Old> {
        let place = self.find(hashed, which)?.place;
        let slot = self.slots.find_entry(hashed.hash.spread(), |slot| slot.place == place);
        slot.ok()?.remove();
        let old = Old { number: self.arena.number(place), body: self.arena.body(place).into() };
        self.arena.remove(place);
        Some(old)
    }

    /// Begins a reading, which has seen nothing yet.
    pub(super) fn begin_reading(&mut self) {
        self.reading = self.reading.wrapping_add(1);
        self.first_reading = self.len() == 0;
        self.replaced.clear();
        if self.arena.is_mostly_free() {
            self.give_back();
        }
    }

    /// Moves what is left into as little memory as it needs.
    fn give_back(&mut self) {
        let old = std::mem::take(&mut self.arena);
        for Slot { place, .. } in &mut self.slots {
            *place = self.arena.insert(old.body(*place), old.number(*place), old.reading(*place));
        }
        self.slots.shrink_to_fit(|slot| slot.hash.spread());
    }

    /// Notes that an entry of this identity has been replaced, for [`Store::was_replaced`].
    pub(super) fn note_replaced(&mut self, hashed: &Hashed<'_>) {
        self.replaced.insert(hashed.hash);
    }

    /// Whether that has been noted since the last reading; or, rarely, of another identity.
    pub(super) fn was_replaced(&self, hashed: &Hashed<'_>) -> bool {
        self.replaced.contains(&hashed.hash)
    }

    /// Forgets those notes.
    pub(super) fn forget_replaced(&mut self) {
        self.replaced.clear();
    }

    /// Removes what the current reading has not seen, and calls `gone` with each number and body.
    pub(super) fn retain_seen(&mut self, mut gone: impl FnMut(u32, &[u8])) {
        let (arena, reading) = (&mut self.arena, self.reading);
        self.slots.retain(|slot| {
            let seen = arena.reading(slot.place) == reading;
            if !seen {
                gone(arena.number(slot.place), arena.body(slot.place));
                arena.remove(slot.place);
            }
            seen
        });
    }

    fn matches(&self, slot: &Slot, hashed: &Hashed<'_>, which: Which) -> bool {
        let body = || self.arena.body(slot.place);
        slot.hash == hashed.hash
            && self.table.identity.same(body(), hashed.body)
            && match which {
                Which::Same => true,
                Which::Equal => self.table.equal(body(), hashed.body),
                Which::SameUnseen => !self.is_seen(slot),
            }
    }

    /// Whether the current reading has seen the entry.
    fn is_seen(&self, slot: &Slot) -> bool {
        self.arena.reading(slot.place) == self.reading
    }
}

/// An entry that has been replaced or removed.
pub(super) struct Old {
    number: u32,
    body: Box<[u8]>,
}

impl Old {
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }
}
