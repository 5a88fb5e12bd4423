//! The entries of one table in memory: a million routes in about 100 MiB.
//!
//! The mirror needs five verbs ([`Store::insert`], [`Store::replace`], [`Store::see`],
//! [`Store::remove`], [`Store::retain_seen`]) and a few questions. How the entries are kept is
//! known only here:
//!
//! - An entry is half a hash, a number and a boxed slice, 24 bytes in addition to the body. The
//!   hash is kept because a hash table that grows asks for it, and computing it again would
//!   fetch a million bodies into the cache.
//! - The slice has one byte more than the body: the number of the reading that has last
//!   seen the entry. The allocator rounds sizes up, so the byte is usually free.
//! - There are 256 hash tables instead of one. A hash table grows by moving to twice the
//!   room; with 256 of them, only 1/256 of the entries are in memory twice at that moment.

use std::collections::HashSet;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::table::Table;

/// The entries of one table.
pub(super) struct Store {
    pub(super) table: &'static Table,
    shards: Box<[HashTable<Entry>; 256]>,
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

/// Half of a hash: enough to tell entries apart, and the number has room beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct HalfHash(u32);

impl HalfHash {
    /// Which of the 256 hash tables has the entries with this hash.
    fn shard(self) -> usize {
        let [byte, ..] = self.0.to_le_bytes();
        byte.into()
    }

    /// What `HashTable` asks for: a hash whose lowest and highest bits both differ. Multiplied by
    /// 2⁶⁴ divided by the golden ratio, the upper half has something of all the bits.
    fn spread(self) -> u64 {
        u64::from(self.0).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32)
    }
}

struct Entry {
    hash: HalfHash,
    /// Which of the entries of its identity it is, counted from 1.
    number: u32,
    /// The body, and after it the number of the reading that saw it last.
    bytes: Box<[u8]>,
}

impl Entry {
    fn new(hashed: &Hashed<'_>, number: u32, reading: u8) -> Self {
        let mut bytes = Vec::with_capacity(hashed.body.len() + 1);
        bytes.extend_from_slice(hashed.body);
        bytes.push(reading);
        Entry { hash: hashed.hash, number, bytes: bytes.into_boxed_slice() }
    }

    fn body(&self) -> &[u8] {
        self.bytes.split_last().map_or(&[], |(_, body)| body)
    }

    fn seen_in(&self, reading: u8) -> bool {
        self.bytes.last() == Some(&reading)
    }

    fn see_in(&mut self, reading: u8) {
        if let Some(last) = self.bytes.last_mut() {
            *last = reading;
        }
    }
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
            shards: Box::new(std::array::from_fn(|_| HashTable::new())),
            hasher: DefaultHashBuilder::default(),
            reading: 0,
            first_reading: true,
            replaced: HashSet::new(),
        }
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.shards.iter().map(HashTable::len).sum()
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
    fn same(&self, hashed: &Hashed<'_>) -> impl Iterator<Item = &Entry> {
        let same = self.matching(hashed, Which::Same);
        let shard = &self.shards[hashed.hash.shard()];
        shard.iter_hash(hashed.hash.spread()).filter(move |entry| same(entry))
    }

    /// The lowest number that no entry of this identity has.
    fn free_number(&self, hashed: &Hashed<'_>) -> u32 {
        if self.table.identity.unique {
            return 1;
        }
        let mut taken: Vec<u32> = self.same(hashed).map(|entry| entry.number).collect();
        taken.sort_unstable();
        taken.into_iter().fold(1, |free, taken| if taken == free { free + 1 } else { free })
    }

    /// Whether there is such an entry.
    pub(super) fn has(&self, hashed: &Hashed<'_>, which: Which) -> bool {
        let matching = self.matching(hashed, which);
        self.shards[hashed.hash.shard()].find(hashed.hash.spread(), matching).is_some()
    }

    /// The body of an entry of this identity.
    pub(super) fn get(&self, hashed: &Hashed<'_>) -> Option<&[u8]> {
        let matching = self.matching(hashed, Which::Same);
        self.shards[hashed.hash.shard()].find(hashed.hash.spread(), matching).map(Entry::body)
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
        let entry = Entry::new(hashed, number, self.reading);
        let hash = hashed.hash;
        self.shards[hash.shard()].insert_unique(hash.spread(), entry, |entry| entry.hash.spread());
    }

    /// Replaces an entry of the same identity by the body, and returns the old one; `None`,
    /// and no change, if there is no such entry. The number stays.
    pub(super) fn replace(&mut self, hashed: &Hashed<'_>) -> Option<Old> {
        let (table, reading) = (self.table, self.reading);
        let entry = self.shards[hashed.hash.shard()].find_mut(hashed.hash.spread(), |entry| {
            matches(table, entry, hashed, Which::Same, reading)
        })?;
        let new = Entry::new(hashed, entry.number, reading);
        Some(Old(std::mem::replace(entry, new)))
    }

    /// Marks an equal entry as seen by the current reading; `false` if there is none.
    ///
    /// Where several entries may be alike, each is seen once: the second of two equal
    /// routes in a dump has to find the second of two equal entries.
    pub(super) fn see(&mut self, hashed: &Hashed<'_>) -> bool {
        let (table, reading) = (self.table, self.reading);
        let open = |entry: &Entry| table.identity.unique || !entry.seen_in(reading);
        let found = self.shards[hashed.hash.shard()].find_mut(hashed.hash.spread(), |entry| {
            open(entry) && matches(table, entry, hashed, Which::Equal, reading)
        });
        if let Some(entry) = found {
            entry.see_in(reading);
            return true;
        }
        false
    }

    /// Removes an entry and returns it; `None` if there is no such entry.
    pub(super) fn remove(&mut self, hashed: &Hashed<'_>, which: Which) -> Option<Old> {
        let (table, reading) = (self.table, self.reading);
        let found = self.shards[hashed.hash.shard()].find_entry(hashed.hash.spread(), |entry| {
            matches(table, entry, hashed, which, reading)
        });
        Some(Old(found.ok()?.remove().0))
    }

    /// Begins a reading, which has seen nothing yet.
    pub(super) fn begin_reading(&mut self) {
        self.reading = self.reading.wrapping_add(1);
        self.first_reading = self.len() == 0;
        self.replaced.clear();
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
        let reading = self.reading;
        for shard in self.shards.iter_mut() {
            shard.retain(|entry| {
                let seen = entry.seen_in(reading);
                if !seen {
                    gone(entry.number, entry.body());
                }
                seen
            });
        }
    }

    fn matching(&self, hashed: &Hashed<'_>, which: Which) -> impl Fn(&Entry) -> bool {
        let (table, reading) = (self.table, self.reading);
        move |entry| matches(table, entry, hashed, which, reading)
    }
}

fn matches(table: &Table, entry: &Entry, hashed: &Hashed<'_>, which: Which, reading: u8) -> bool {
    entry.hash == hashed.hash
        && table.identity.same(entry.body(), hashed.body)
        && match which {
            Which::Same => true,
            Which::Equal => table.equal(entry.body(), hashed.body),
            Which::SameUnseen => !entry.seen_in(reading),
        }
}

/// An entry that has been replaced or removed.
pub(super) struct Old(Entry);

impl Old {
    pub(super) fn body(&self) -> &[u8] {
        self.0.body()
    }

    pub(super) fn number(&self) -> u32 {
        self.0.number
    }
}
