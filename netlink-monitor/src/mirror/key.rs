//! The key of an entry: its identity as text.
//!
//! ```text
//! route rtm_family=2 rtm_dst_len=30 RTA_TABLE=254 RTA_DST=4.3.2.0
//! ```
//!
//! First what it is, by the name of its message type; then the fields and attributes of its
//! [`Identity`](crate::table::Identity) with their C names. Fields that are zero are left out, and
//! so are attributes that the entry does not have. Numbers are decimal, without their names, which
//! a later version may know better; an interface is its index, because it may be renamed.
//!
//! The kernel may have several entries of one identity, such as IPv4 routes to the same prefix
//! with the same metric. From the second on, a key ends with `#2`, `#3`, …: the lowest number that
//! was free when the entry came. So no two entries that exist at the same time have the same key,
//! and an entry keeps its key for as long as it exists, whatever happens to its state. But the
//! numbers are those of one mirror: another, or the same program after a restart, may count two
//! such entries the other way round.

use std::fmt::{self, Write};

use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::sys_socket::{AF_INET, AF_INET6};
use netlink_raw::wire::{Kind, Meaning, Shape, Value, decimal};

use crate::table::Table;

/// Which entry a change is about: with a body of the entry, its key.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The table that it is in.
    pub table: &'static Table,
    /// Which of the entries with its identity it is, counted from 1.
    pub number: u32,
}

impl Entry {
    /// The key of the entry, given any of its bodies: all have the same identity.
    #[must_use]
    pub fn key(self, body: &[u8]) -> Key<'_> {
        Key { entry: self, body }
    }
}

/// A key, to be printed with `{}`.
#[derive(Clone, Copy)]
pub struct Key<'b> {
    entry: Entry,
    body: &'b [u8],
}

impl Key<'_> {
    /// Writes the key: the same text as `{}`, without the detour through [`fmt::Formatter`].
    ///
    /// # Errors
    ///
    /// Those of `out`; writing to a `String` has none.
    pub fn write(&self, out: &mut impl Write) -> fmt::Result {
        let Key { entry: Entry { table, number }, body } = *self;
        let identity = &table.identity;
        let message_type = ROUTE.get(table.new_type()).map_or("", |row| row.c_name);
        for letter in message_type.trim_start_matches("RTM_NEW").chars() {
            out.write_char(letter.to_ascii_lowercase())?;
        }
        for field in identity.fields {
            let bytes = body.get(field.at..field.at + field.kind.size()).unwrap_or_default();
            if bytes.iter().all(|byte| *byte == 0) {
                continue;
            }
            write_name(out, field.c_name)?;
            match identity.number(field, body) {
                Some(number) => write_number(out, number, field.kind)?,
                None => Value::Id(bytes).write(out)?,
            }
        }
        for number in identity.attributes {
            let Some(payload) = identity.attribute(body, *number) else { continue };
            let Some(row) = identity.set.get(*number) else { continue };
            write_name(out, row.c_name)?;
            match row.shape {
                Shape::Number(kind, _) if kind.size() == payload.len() => {
                    write_number(out, kind.read(payload).unwrap_or_default(), kind)?;
                }
                // The first byte of every body is the address family. Routes of MPLS have a
                // label where others have an address.
                _ if matches!(body.first(), Some(&(AF_INET | AF_INET6))) => {
                    Value::Ip(payload).write(out)?;
                }
                _ => Value::Id(payload).write(out)?,
            }
        }
        if number > 1 {
            out.write_char('#')?;
            decimal(out, number.into())?;
        }
        Ok(())
    }
}

/// A number in decimal digits.
fn write_number(out: &mut impl Write, number: u64, kind: Kind) -> fmt::Result {
    Value::Number { number, kind, meaning: Meaning::Number }.write(out)
}

/// The name of what comes next.
fn write_name(out: &mut impl Write, c_name: &str) -> fmt::Result {
    [" ", c_name, "="].iter().try_for_each(|part| out.write_str(part))
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}
