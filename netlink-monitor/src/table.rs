//! A table that the kernel keeps, and how to tell whether two messages are about the same entry.
//!
//! An entry has an *identity*: the fields and attributes that tell it apart from the
//! other entries, such as the prefix and the metric of a route. Everything else is its
//! state. Some of the state is *volatile*: counters and timers, which differ in every
//! message without anything having changed.
//!
//! Entries are compared as *bodies*, the bytes after a message's header: nothing has to
//! be decoded and stored in another form, and what is compared is what the kernel sent.

use std::convert::Infallible;
use std::hash::{BuildHasher, Hasher};

use netlink_raw::request::{attribute, message};
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::netlink::NLMSGHDR;
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{Attr, Field, Layout, Set, What, align};

/// A table that the kernel keeps: entries of one kind.
pub struct Table {
    /// How to ask for all of it.
    pub dump: Dump,
    /// What distinguishes its entries.
    pub identity: Identity,
}

/// A request for a whole table.
pub struct Dump {
    /// The type of the request.
    pub get: u16,
    /// The struct after its header.
    pub layout: &'static Layout,
    /// The address family to ask for; `AF_UNSPEC` asks for all of them.
    pub family: u8,
}

/// What distinguishes the entries of a table, and which differences are not a change.
pub struct Identity {
    /// The struct after the header.
    pub layout: &'static Layout,
    /// The attributes after the struct.
    pub set: &'static Set,
    /// The fields of the struct that are part of the identity.
    pub fields: &'static [&'static Field],
    /// The attributes that are part of the identity. A missing one differs from any that is
    /// present.
    pub attributes: &'static [u16],
    /// A field of the identity in which several numbers mean the same, if there is one.
    pub synonyms: Option<Synonyms>,
    /// Whether the kernel has at most one entry of each identity. It may have several
    /// IPv4 routes to one prefix, several rules of one priority, and equal chains.
    pub unique: bool,
    /// Whether a notification may have only the attributes that changed.
    pub partial: bool,
    /// Attributes that change all the time, or differ between a dump and a notification.
    pub volatile: &'static [u16],
    /// Attributes and fields of the same sort that may be nested anywhere in the message,
    /// by C name. If there are any, bodies are compared piece by piece.
    pub volatile_inside: &'static [&'static str],
    /// Families that send notifications but are missing from a dump of all families.
    pub not_dumped: &'static [u8],
}

/// Several numbers in one field that mean the same.
pub struct Synonyms {
    /// The field.
    pub field: &'static Field,
    /// The number that stands for all that mean the same.
    pub canonical: fn(u64) -> u64,
}

impl Table {
    /// The message type that reports an entry of this table.
    #[must_use]
    pub fn new_type(&self) -> u16 {
        new_type(self.dump.get)
    }

    /// Whether two bodies report the same entry in the same state, volatile parts aside.
    #[must_use]
    pub fn equal(&self, one: &[u8], other: &[u8]) -> bool {
        one == other
            || if self.identity.volatile_inside.is_empty() {
                self.identity.equal(one, other)
            } else {
                self.pieces(one) == self.pieces(other)
            }
    }

    /// An entry after a notification that may have only what changed: the attributes of the
    /// notification, and those of the old body that it does not have.
    #[must_use]
    pub fn merged(&self, old: &[u8], new: &[u8]) -> Vec<u8> {
        let identity = &self.identity;
        let head = align(identity.layout.size());
        let mut merged = new.get(..head).unwrap_or(new).to_vec();
        for (number, payload) in identity.attributes_of(old) {
            let changed = identity.attributes_of(new).find(|(other, _)| *other == number);
            merged.extend(attribute(number, changed.map_or(payload, |(_, changed)| changed)));
        }
        for (number, payload) in identity.attributes_of(new) {
            if identity.attributes_of(old).all(|(other, _)| other != number) {
                merged.extend(attribute(number, payload));
            }
        }
        merged
    }

    /// The content of a body, without lengths, padding and volatile parts.
    fn pieces(&self, body: &[u8]) -> Vec<u8> {
        let volatile = |c_name: &str| self.identity.volatile_inside.contains(&c_name);
        let message = message(self.new_type(), 0, 0, body);
        let mut pieces = Vec::new();
        let Ok(()) = walk(&ROUTE, &message).visit(|span| {
            match span.what {
                What::Struct(layout) if std::ptr::eq(layout, &NLMSGHDR) => {
                    return Ok(Inside::Nothing);
                }
                What::Attribute { row: Some(row), .. }
                    if volatile(row.c_name) || only_aligns(row) =>
                {
                    return Ok(Inside::Nothing);
                }
                What::Attribute { number, .. } => {
                    pieces.extend(span.depth.to_ne_bytes());
                    pieces.extend(number.to_ne_bytes());
                }
                What::Field(field) if volatile(field.c_name) => {}
                What::Padding => {}
                _ if span.is_leaf() => pieces.extend_from_slice(span.bytes),
                _ => {}
            }
            Ok::<_, Infallible>(Inside::Payload)
        });
        pieces
    }
}

/// The message type that reports a new object, given any type about that object.
///
/// rtnetlink numbers its types in fours: new, delete, get, set. The kernel itself relies
/// on it: `kind = type & 3` in `rtnetlink_rcv_msg` (`net/core/rtnetlink.c`).
#[must_use]
pub const fn new_type(message_type: u16) -> u16 {
    message_type & !3
}

/// `IFLA_PAD`, `TCA_PAD`, …: an attribute that keeps the next one aligned to 8 bytes. It
/// comes and goes with the attributes before it.
fn only_aligns(row: &Attr) -> bool {
    row.c_name.ends_with("_PAD")
}

impl Identity {
    /// The attributes of a body.
    fn attributes_of<'a>(&self, body: &'a [u8]) -> impl Iterator<Item = (u16, &'a [u8])> {
        self.set.attributes(body.get(align(self.layout.size())..).unwrap_or_default())
    }

    /// The payload of an attribute of a body.
    pub(crate) fn attribute<'a>(&self, body: &'a [u8], wanted: u16) -> Option<&'a [u8]> {
        self.attributes_of(body).find(|(number, _)| *number == wanted).map(|(_, payload)| payload)
    }

    /// A hash of a body's identity: equal for bodies about the same entry.
    #[must_use]
    pub fn hash(&self, hasher: &impl BuildHasher, body: &[u8]) -> u64 {
        let mut state = hasher.build_hasher();
        for field in self.fields {
            match self.number(field, body) {
                Some(number) => state.write_u64(number),
                None => state.write(bytes(field, body)),
            }
        }
        // A sum, because the order of attributes means nothing.
        self.attributes_of(body)
            .filter(|(number, _)| self.attributes.contains(number))
            .map(|(number, payload)| {
                let mut state = hasher.build_hasher();
                state.write_u16(number);
                state.write(payload);
                state.finish()
            })
            .fold(state.finish(), u64::wrapping_add)
    }

    /// Whether two bodies are about the same entry.
    #[must_use]
    pub fn same(&self, one: &[u8], other: &[u8]) -> bool {
        let field = |field: &&'static Field| {
            bytes(field, one) == bytes(field, other)
                || self.synonyms.is_some() && self.number(field, one) == self.number(field, other)
        };
        // The fast path: when a table is read again, nearly every entry is unchanged.
        one == other
            || self.fields.iter().all(field)
                && self
                    .attributes
                    .iter()
                    .all(|wanted| self.attribute(one, *wanted) == self.attribute(other, *wanted))
    }

    /// A field of the identity as a number: one and the same for all synonyms.
    pub(crate) fn number(&self, field: &'static Field, body: &[u8]) -> Option<u64> {
        let number = field.read(body)?;
        match &self.synonyms {
            Some(synonyms) if synonyms.field.at == field.at => Some((synonyms.canonical)(number)),
            _ => Some(number),
        }
    }

    /// Whether two bodies have the same struct and the same attributes, volatile ones
    /// aside.
    fn equal(&self, one: &[u8], other: &[u8]) -> bool {
        let head = self.layout.size();
        let lasting = |body| {
            self.attributes_of(body).filter(|(number, _)| {
                !self.volatile.contains(number) && !self.set.get(*number).is_some_and(only_aligns)
            })
        };
        one.get(..head) == other.get(..head) && lasting(one).eq(lasting(other))
    }
}

/// The bytes of a field of the struct that a body begins with.
fn bytes<'a>(field: &Field, body: &'a [u8]) -> &'a [u8] {
    body.get(field.at..field.at + field.kind.size()).unwrap_or_default()
}
