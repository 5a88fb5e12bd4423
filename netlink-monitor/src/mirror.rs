//! The mirror: what the kernel has of an object, kept equal by what the kernel tells.
//!
//! The law: **at a quiet moment, what was told adds up to what the kernel has.** What
//! is in here changes only by what [`Mirror::apply`], [`Mirror::take`] and
//! [`Mirror::end`] tell their caller, so the law holds if the mirror is equal to the kernel's table.
//!
//! It is not enough to apply each notification. Some changes are not told at all:
//! IPv4 routes over an interface that goes down, or through a next hop or from an
//! address that is deleted, are gone without a message. Some are told in a way that
//! leaves open what happened: a replaced route says what is new, and not which of
//! several routes to the same prefix is gone. And after an overrun, anything may be
//! missing. In all these cases the mirror says that it is *dirty*, and why; then the
//! table has to be read again, and the differences are told.

use hashbrown::{DefaultHashBuilder, HashTable};
use netlink_raw::uapi::neighbour::{NDMSG, NTF};
use netlink_raw::uapi::netlink::NLMSGHDR;
use netlink_raw::uapi::rtnetlink::{RTM_F, RTMSG};
use netlink_raw::wire::number_of;

use crate::event::{AF_INET6, Action, Event};
use crate::object::{Identity, Object};

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
struct Thing(Box<[u8]>);

impl Thing {
    fn new(body: &[u8], reading: u8) -> Self {
        let mut bytes = Vec::with_capacity(body.len() + 1);
        bytes.extend_from_slice(body);
        bytes.push(reading);
        Thing(bytes.into_boxed_slice())
    }

    fn body(&self) -> &[u8] {
        self.0.split_last().map_or(&[], |(_, body)| body)
    }

    fn is_seen(&self, reading: u8) -> bool {
        self.0.last() == Some(&reading)
    }

    fn see(&mut self, reading: u8) {
        if let Some(last) = self.0.last_mut() {
            *last = reading;
        }
    }
}

/// What the kernel has of one object.
pub struct Mirror {
    /// The object.
    pub object: &'static Object,
    identity: &'static Identity,
    things: HashTable<Thing>,
    hasher: DefaultHashBuilder,
    /// The number of the last reading. That it starts again after 255 does no harm:
    /// each reading sees a thing or removes it.
    reading: u8,
    /// Why the table has to be read again, if it has to be.
    dirty: Option<&'static str>,
}

impl Mirror {
    /// An empty mirror, which is dirty; `None` for an object whose messages do not
    /// say what they are about.
    #[must_use]
    pub fn new(object: &'static Object) -> Option<Self> {
        Some(Mirror {
            object,
            identity: object.identity.as_ref()?,
            things: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            reading: 0,
            dirty: Some("start"),
        })
    }

    /// Why the table has to be read again, if it has to be.
    #[must_use]
    pub fn dirty(&self) -> Option<&'static str> {
        self.dirty
    }

    /// Says that the table has to be read again. The first reason stays.
    pub fn soil(&mut self, reason: &'static str) {
        self.dirty.get_or_insert(reason);
    }

    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// Applies a notification, and tells what changed by it.
    ///
    /// After a table has been read, notifications from before may still come: what
    /// is there already, or gone already, is no change.
    pub fn apply(&mut self, event: &Event<'_, '_>, tell: impl FnOnce(Change<'_>)) {
        let identity = self.identity;
        if identity.not_dumped.contains(&event.family) || !self.is_plain(event) {
            return;
        }
        let body = body(event.message);
        let hash = self.hash(body);
        let same = |thing: &Thing| identity.same(thing.body(), body);
        let equal = |thing: &Thing| same(thing) && identity.equal(thing.body(), body);
        let several = self.things.iter_hash(hash).filter(|thing| same(thing)).count() > 1;
        match event.action {
            Action::Get => {}
            Action::New if self.things.find(hash, equal).is_some() => {
                // Rules may be there twice, and only the kernel knows how often.
                if !identity.unique && self.object.name == "rule" {
                    self.soil("an equal rule");
                }
            }
            Action::New if several && event.replaces() => {
                self.soil("one of several was replaced");
                self.insert(hash, body);
                tell(Change::New(body));
            }
            Action::New if identity.unique || event.replaces() => {
                match self.things.find_mut(hash, same) {
                    Some(thing) => {
                        let old = std::mem::replace(thing, Thing::new(body, self.reading));
                        tell(Change::Replaced { old: old.body(), new: body });
                    }
                    None => {
                        self.insert(hash, body);
                        tell(Change::New(body));
                    }
                }
            }
            Action::New => {
                // IPv6 joins routes to one prefix into one with several next hops.
                if event.family == AF_INET6 && self.things.find(hash, same).is_some() {
                    self.soil("another next hop");
                }
                self.insert(hash, body);
                tell(Change::New(body));
            }
            Action::Del => {
                // Its flags may have changed before without a word.
                let is_it = |thing: &Thing| if several { equal(thing) } else { same(thing) };
                let Ok(thing) = self.things.find_entry(hash, is_it) else {
                    if several {
                        self.soil("one of several was deleted");
                    }
                    return;
                };
                let (gone, _) = thing.remove();
                if event.family == AF_INET6 && self.object.name == "route" {
                    // Perhaps only one of its next hops.
                    self.soil("a next hop less");
                }
                tell(Change::Gone(gone.body()));
            }
        }
    }

    /// Begins to read the table again.
    pub fn begin(&mut self) {
        self.reading = self.reading.wrapping_add(1);
        self.dirty = None;
    }

    /// Takes a thing from the table, and tells what is different.
    pub fn take(&mut self, event: &Event<'_, '_>, tell: impl FnOnce(Change<'_>)) {
        let identity = self.identity;
        if event.action != Action::New || !self.is_plain(event) {
            return;
        }
        let body = body(event.message);
        let hash = self.hash(body);
        let reading = self.reading;
        let same = |thing: &Thing| !thing.is_seen(reading) && identity.same(thing.body(), body);
        let equal = |thing: &Thing| same(thing) && identity.equal(thing.body(), body);
        // ANCHOR: take
        if let Some(thing) = self.things.find_mut(hash, equal) {
            thing.see(reading);
        } else if let Some(thing) =
            self.things.find_mut(hash, |thing| identity.unique && same(thing))
        {
            let old = std::mem::replace(thing, Thing::new(body, reading));
            tell(Change::Replaced { old: old.body(), new: body });
        } else {
            self.insert(hash, body);
            tell(Change::New(body));
        }
        // ANCHOR_END: take
    }

    /// Ends the reading: what it has not seen is gone.
    // ANCHOR: end
    pub fn end(&mut self, mut tell: impl FnMut(Change<'_>)) {
        let reading = self.reading;
        self.things.retain(|thing| {
            let seen = thing.is_seen(reading);
            if !seen {
                tell(Change::Gone(thing.body()));
            }
            seen
        });
    }
    // ANCHOR_END: end

    /// Whether the message is about a thing of the table: there are messages about
    /// parts of a next hop, routes that are cache entries, and neighbours that
    /// somebody else answers for.
    fn is_plain(&self, event: &Event<'_, '_>) -> bool {
        const CLONED: u64 = number_of(RTM_F, "RTM_F_CLONED");
        const PROXY: u64 = number_of(NTF, "NTF_PROXY");
        match self.object.name {
            "route" => event.read(const { RTMSG.field("rtm_flags") }) & CLONED == 0,
            "neigh" => event.read(const { NDMSG.field("ndm_flags") }) & PROXY == 0,
            "nexthop" => event.row.c_name.ends_with("NEXTHOP"),
            _ => true,
        }
    }

    fn hash(&self, body: &[u8]) -> u64 {
        self.identity.hash(&self.hasher, body)
    }

    fn insert(&mut self, hash_of_body: u64, body: &[u8]) {
        let thing = Thing::new(body, self.reading);
        let (hasher, identity) = (&self.hasher, self.identity);
        self.things.insert_unique(hash_of_body, thing, |thing| identity.hash(hasher, thing.body()));
    }
}

/// What stands behind the header of a message.
fn body(message: &[u8]) -> &[u8] {
    message.get(NLMSGHDR.size()..).unwrap_or_default()
}
