//! The entries of one table in memory: a million routes in about 100 MiB.
//!
//! The mirror needs five verbs ([`Store::insert`], [`Store::replace`], [`Store::see`],
//! [`Store::remove`], [`Store::retain_seen`]) and a few questions. How the entries are kept is
//! known only here:
//!
//! - An entry is a hash and a boxed slice, 24 bytes in addition to the body. The hash is
//!   kept because a hash table that grows asks for it, and computing it again would fetch
//!   a million bodies into the cache.
//! - The slice has one byte more than the body: the number of the reading that has last
//!   seen the entry. The allocator rounds sizes up, so the byte is usually free.
//! - There are 256 hash tables instead of one. A hash table grows by moving to twice the
//!   room; with 256 of them, only 1/256 of the entries are in memory twice at that moment.

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
}

/// A body and the hash of its identity.
pub(super) struct Hashed<'b> {
    hash: u64,
    pub(super) body: &'b [u8],
}

struct Entry {
    hash: u64,
    /// The body, and after it the number of the reading that saw it last.
    bytes: Box<[u8]>,
}

impl Entry {
    fn new(hashed: &Hashed<'_>, reading: u8) -> Self {
        let mut bytes = Vec::with_capacity(hashed.body.len() + 1);
        bytes.extend_from_slice(hashed.body);
        bytes.push(reading);
        Entry { hash: hashed.hash, bytes: bytes.into_boxed_slice() }
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
        }
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.shards.iter().map(HashTable::len).sum()
    }

    /// Hashes the identity of a body, once for all that follows.
    pub(super) fn hashed<'b>(&self, body: &'b [u8]) -> Hashed<'b> {
        Hashed { hash: self.table.identity.hash(&self.hasher, body), body }
    }

    /// How many entries there are of this identity.
    pub(super) fn count_same(&self, hashed: &Hashed<'_>) -> usize {
        let same = self.matching(hashed, Which::Same);
        self.shards[shard(hashed.hash)].iter_hash(hashed.hash).filter(|entry| same(entry)).count()
    }

    /// Whether there is such an entry.
    pub(super) fn has(&self, hashed: &Hashed<'_>, which: Which) -> bool {
        let matching = self.matching(hashed, which);
        self.shards[shard(hashed.hash)].find(hashed.hash, matching).is_some()
    }

    /// The body of an entry of this identity.
    pub(super) fn get(&self, hashed: &Hashed<'_>) -> Option<&[u8]> {
        let matching = self.matching(hashed, Which::Same);
        self.shards[shard(hashed.hash)].find(hashed.hash, matching).map(Entry::body)
    }

    /// Whether there were no entries when the current reading began.
    pub(super) fn is_first_reading(&self) -> bool {
        self.first_reading
    }

    /// Adds an entry, which the current reading has seen.
    pub(super) fn insert(&mut self, hashed: &Hashed<'_>) {
        let entry = Entry::new(hashed, self.reading);
        self.shards[shard(hashed.hash)].insert_unique(hashed.hash, entry, |entry| entry.hash);
    }

    /// Replaces an entry of the same identity by the body, and returns the old body; `None`,
    /// and no change, if there is no such entry.
    pub(super) fn replace(&mut self, hashed: &Hashed<'_>) -> Option<OldBody> {
        let (table, reading) = (self.table, self.reading);
        let entry = self.shards[shard(hashed.hash)]
            .find_mut(hashed.hash, |entry| matches(table, entry, hashed, Which::Same, reading))?;
        Some(OldBody(std::mem::replace(entry, Entry::new(hashed, reading))))
    }

    /// Marks an equal entry as seen by the current reading; `false` if there is none.
    ///
    /// Where several entries may be alike, each is seen once: the second of two equal
    /// routes in a dump has to find the second of two equal entries.
    pub(super) fn see(&mut self, hashed: &Hashed<'_>) -> bool {
        let (table, reading) = (self.table, self.reading);
        let open = |entry: &Entry| table.identity.unique || !entry.seen_in(reading);
        let found = self.shards[shard(hashed.hash)].find_mut(hashed.hash, |entry| {
            open(entry) && matches(table, entry, hashed, Which::Equal, reading)
        });
        if let Some(entry) = found {
            entry.see_in(reading);
            return true;
        }
        false
    }

    /// Removes an entry and returns its body; `None` if there is no such entry.
    pub(super) fn remove(&mut self, hashed: &Hashed<'_>, which: Which) -> Option<OldBody> {
        let (table, reading) = (self.table, self.reading);
        let found = self.shards[shard(hashed.hash)]
            .find_entry(hashed.hash, |entry| matches(table, entry, hashed, which, reading));
        Some(OldBody(found.ok()?.remove().0))
    }

    /// Begins a reading, which has seen nothing yet.
    pub(super) fn begin_reading(&mut self) {
        self.reading = self.reading.wrapping_add(1);
        self.first_reading = self.len() == 0;
    }

    /// Removes what the current reading has not seen, and calls `gone` with each body.
    pub(super) fn retain_seen(&mut self, mut gone: impl FnMut(&[u8])) {
        let reading = self.reading;
        for shard in self.shards.iter_mut() {
            shard.retain(|entry| {
                let seen = entry.seen_in(reading);
                if !seen {
                    gone(entry.body());
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

/// Which of the 256 hash tables has the entries with this hash. `HashTable` itself uses
/// other bits, the lowest and the highest.
fn shard(hash: u64) -> usize {
    let [_, _, _, _, byte, ..] = hash.to_le_bytes();
    byte.into()
}

/// The body of an entry that has been replaced or removed.
pub(super) struct OldBody(Entry);

impl std::ops::Deref for OldBody {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.body()
    }
}
