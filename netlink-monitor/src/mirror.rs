//! The mirror: what the kernel has of an object, kept equal by what the kernel tells.
//!
//! The law: **at a quiet moment, what was told adds up to what the kernel has.** What
//! is in here changes only by what [`Mirror::apply`], [`Mirror::take`] and
//! [`Mirror::end`] tell their caller, so the law holds if the mirror is equal to the kernel's table.
//!
//! It is not enough to apply each notification. Some changes are not told at all:
//! IPv4 routes over an interface that goes down, or through a next hop or from an
//! address that is deleted, are gone without a message; and so are the classes and
//! filters of a queueing discipline that is deleted. Some are told in a way that
//! leaves open what happened: a replaced route says what is new, and not which of
//! several routes to the same prefix is gone. And after an overrun, anything may be
//! missing. In all these cases the mirror says that it is *dirty*, and why; then the
//! table has to be read again, and the differences are told.

use hashbrown::{DefaultHashBuilder, HashTable};
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::neighbour::{NDM_FLAGS, NTF};
use netlink_raw::uapi::pkt_sched::{TCA, TCM_PARENT};
use netlink_raw::uapi::rtnetlink::{RTM_F, RTM_FLAGS};
use netlink_raw::wire::{number_of, until_nul};

use crate::entries::each_body;
use crate::event::{AF_INET6, Action, Event};
use crate::object::{Object, Table};

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// It is there now.
    New(&'a [u8]),
    /// It has taken the place of another.
    Replaced {
        /// What was there.
        old: &'a [u8],
        /// What is there now.
        new: &'a [u8],
    },
    /// It is gone.
    Gone(&'a [u8]),
}

/// A thing: the bytes behind the header of a message about it, and behind them a byte
/// that says which reading of the table has seen it last. There may be a million
/// things; the byte has room in memory that the allocator gives anyway.
struct Thing {
    /// Kept, because a table that grows asks for it, and the bytes are far away.
    hash: u64,
    bytes: Box<[u8]>,
}

impl Thing {
    fn new(hash: u64, body: &[u8], reading: u8) -> Self {
        let mut bytes = Vec::with_capacity(body.len() + 1);
        bytes.extend_from_slice(body);
        bytes.push(reading);
        Thing { hash, bytes: bytes.into_boxed_slice() }
    }

    fn body(&self) -> &[u8] {
        self.bytes.split_last().map_or(&[], |(_, body)| body)
    }

    fn is_seen(&self, reading: u8) -> bool {
        self.bytes.last() == Some(&reading)
    }

    fn see(&mut self, reading: u8) {
        if let Some(last) = self.bytes.last_mut() {
            *last = reading;
        }
    }
}

/// What the kernel has of one object.
pub struct Mirror {
    /// The object.
    pub object: &'static Object,
    parts: Vec<Part>,
    hasher: DefaultHashBuilder,
    /// The number of the last reading. That it starts again after 255 does no harm:
    /// each reading sees a thing or removes it.
    reading: u8,
    /// Why the tables have to be read again, if they have to be.
    dirty: Option<&'static str>,
}

/// What the kernel has in one table.
struct Part {
    table: &'static Table,
    /// Many small tables rather than a large one, chosen by a byte of the hash: only one
    /// at a time grows, and is twice in memory meanwhile.
    things: Box<[HashTable<Thing>; 256]>,
}

impl Part {
    fn new(table: &'static Table) -> Self {
        Part { table, things: Box::new(std::array::from_fn(|_| HashTable::new())) }
    }

    /// Where a thing with this hash is, if it is there. A `HashTable` goes by other bits:
    /// the lowest and the highest.
    fn things(&mut self, hash: u64) -> &mut HashTable<Thing> {
        let [_, _, _, _, byte, ..] = hash.to_le_bytes();
        &mut self.things[usize::from(byte)]
    }

    fn insert(&mut self, thing: Thing) {
        self.things(thing.hash).insert_unique(thing.hash, thing, |thing| thing.hash);
    }
}

impl Mirror {
    /// An empty mirror, which is dirty; `None` for an object of which the kernel keeps
    /// no table.
    #[must_use]
    pub fn new(object: &'static Object) -> Option<Self> {
        Some(Mirror {
            object,
            parts: object.tables.iter().map(Part::new).collect(),
            hasher: DefaultHashBuilder::default(),
            reading: 0,
            dirty: Some("start"),
        })
        .filter(|mirror| !mirror.parts.is_empty())
    }

    /// Why the tables have to be read again, if they have to be.
    #[must_use]
    pub fn dirty(&self) -> Option<&'static str> {
        self.dirty
    }

    /// Says that the tables have to be read again. The first reason stays.
    pub fn soil(&mut self, reason: &'static str) {
        self.dirty.get_or_insert(reason);
    }

    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().flat_map(|part| part.things.iter()).map(HashTable::len).sum()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Applies a notification, and tells what changed by it, and of which table.
    ///
    /// After a table has been read, notifications from before may still come: what
    /// is there already, or gone already, is no change.
    pub fn apply(&mut self, event: &Event<'_, '_>, mut tell: impl FnMut(&Table, Change<'_>)) {
        if self.is_plain(event) {
            each_body(event, |body| self.apply_one(event, body, &mut tell));
        }
    }

    fn apply_one(
        &mut self,
        event: &Event<'_, '_>,
        body: &[u8],
        tell: &mut impl FnMut(&Table, Change<'_>),
    ) {
        let Mirror { object, parts, hasher, reading, dirty } = self;
        let Some(part) = part_of(parts, event) else { return };
        let mut soil = |reason| {
            dirty.get_or_insert(reason);
        };
        let table = part.table;
        let identity = &table.identity;
        if identity.not_dumped.contains(&event.family) {
            return;
        }
        let hash = identity.hash(hasher, body);
        let same = |thing: &Thing| thing.hash == hash && identity.same(thing.body(), body);
        let equal = |thing: &Thing| same(thing) && table.equal(thing.body(), body);
        let several = part.things(hash).iter_hash(hash).filter(|thing| same(thing)).count() > 1;
        match event.action {
            Action::Get => {}
            Action::New if part.things(hash).find(hash, equal).is_some() => {
                // Rules may be there twice, and only the kernel knows how often.
                if !identity.unique && object.name == "rule" {
                    soil("an equal rule");
                }
            }
            Action::New if several && event.replaces() => {
                soil("one of several was replaced");
                part.insert(Thing::new(hash, body, *reading));
                tell(table, Change::New(body));
            }
            Action::New if identity.unique || event.replaces() => {
                match part.things(hash).find_mut(hash, same) {
                    Some(thing) => {
                        let old = std::mem::replace(thing, Thing::new(hash, body, *reading));
                        tell(table, Change::Replaced { old: old.body(), new: body });
                    }
                    None => {
                        part.insert(Thing::new(hash, body, *reading));
                        tell(table, Change::New(body));
                    }
                }
            }
            Action::New => {
                // IPv6 joins routes to one prefix into one with several next hops.
                if event.family == AF_INET6 && part.things(hash).find(hash, same).is_some() {
                    soil("another next hop");
                }
                part.insert(Thing::new(hash, body, *reading));
                tell(table, Change::New(body));
            }
            Action::Del => {
                // Its flags may have changed before without a word.
                let is_it = |thing: &Thing| if several { equal(thing) } else { same(thing) };
                let Ok(thing) = part.things(hash).find_entry(hash, is_it) else {
                    if several {
                        soil("one of several was deleted");
                    }
                    return;
                };
                let (gone, _) = thing.remove();
                if event.family == AF_INET6 && object.name == "route" {
                    // Perhaps only one of its next hops.
                    soil("a next hop less");
                }
                tell(table, Change::Gone(gone.body()));
            }
        }
    }

    /// Begins to read the tables again.
    pub fn begin(&mut self) {
        self.reading = self.reading.wrapping_add(1);
        self.dirty = None;
    }

    /// Takes the things of a message from a table, and tells what is different.
    pub fn take(&mut self, event: &Event<'_, '_>, mut tell: impl FnMut(&Table, Change<'_>)) {
        if event.action == Action::New && self.is_plain(event) {
            each_body(event, |body| self.take_one(event, body, &mut tell));
        }
    }

    fn take_one(
        &mut self,
        event: &Event<'_, '_>,
        body: &[u8],
        tell: &mut impl FnMut(&Table, Change<'_>),
    ) {
        let Mirror { parts, hasher, reading, .. } = self;
        let Some(part) = part_of(parts, event) else { return };
        let (table, reading) = (part.table, *reading);
        let identity = &table.identity;
        let hash = identity.hash(hasher, body);
        // Where several may be alike, each is seen once.
        let open =
            |thing: &Thing| thing.hash == hash && (identity.unique || !thing.is_seen(reading));
        let same = |thing: &Thing| open(thing) && identity.same(thing.body(), body);
        let equal = |thing: &Thing| same(thing) && table.equal(thing.body(), body);
        // ANCHOR: take
        if let Some(thing) = part.things(hash).find_mut(hash, equal) {
            thing.see(reading);
        } else if let Some(thing) =
            part.things(hash).find_mut(hash, |thing| identity.unique && same(thing))
        {
            let old = std::mem::replace(thing, Thing::new(hash, body, reading));
            tell(table, Change::Replaced { old: old.body(), new: body });
        } else {
            part.insert(Thing::new(hash, body, reading));
            tell(table, Change::New(body));
        }
        // ANCHOR_END: take
    }

    /// Ends the reading: what it has not seen is gone.
    // ANCHOR: end
    pub fn end(&mut self, mut tell: impl FnMut(&Table, Change<'_>)) {
        let reading = self.reading;
        for Part { table, things } in &mut self.parts {
            for things in things.iter_mut() {
                things.retain(|thing| {
                    let seen = thing.is_seen(reading);
                    if !seen {
                        tell(table, Change::Gone(thing.body()));
                    }
                    seen
                });
            }
        }
    }
    // ANCHOR_END: end

    /// Whether the message is about things of a table: there are messages about routes
    /// that are cache entries, neighbours that somebody else answers for, and more.
    fn is_plain(&self, event: &Event<'_, '_>) -> bool {
        const CLONED: u64 = number_of(RTM_F, "RTM_F_CLONED");
        const PROXY: u64 = number_of(NTF, "NTF_PROXY");
        const CLASS: u16 = ROUTE.number("RTM_NEWTCLASS");
        const FILTER: u16 = ROUTE.number("RTM_NEWTFILTER");
        match self.object.name {
            "route" => event.read(RTM_FLAGS.field()) & CLONED == 0,
            "neigh" => event.read(NDM_FLAGS.field()) & PROXY == 0,
            "tc" => match event.new_type() {
                // What these call classes are the flows that wait just now.
                CLASS => {
                    let kind = event.attribute(const { TCA.number("TCA_KIND") }).map(until_nul);
                    !matches!(kind, Some(Ok("fq_codel" | "sfq" | "fq_pie" | "cake")))
                }
                // `parent ffff:` is an older way to say `ingress`, and the kernel repeats
                // what it was told. The tables are read again in any case.
                FILTER => event.read(TCM_PARENT.field()) != 0xffff_0000,
                _ => true,
            },
            _ => true,
        }
    }
}

/// The part that a message is about.
fn part_of<'p>(parts: &'p mut [Part], event: &Event<'_, '_>) -> Option<&'p mut Part> {
    parts.iter_mut().find(|part| part.table.new_type() == event.new_type())
}
