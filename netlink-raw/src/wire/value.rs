//! The value of a leaf, and how to print it.

use std::fmt::{self, Write};
use std::net::Ipv6Addr;

use super::name::Name;
use super::number::{Kind, decimal, signed};
use super::table::{Meaning, NLA_TYPE_MASK};

/// The value of a leaf. Printed with `{}`, it reads as a person would write it.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// A number.
    Number {
        /// As [`Kind::read`] returns it.
        number: u64,
        /// Width, sign and byte order.
        kind: Kind,
        /// How to print it; never [`Meaning::Choose`].
        meaning: Meaning,
    },
    /// Text; its bytes may hold anything.
    Text(&'a [u8]),
    /// An address of 4 or 16 bytes.
    Ip(&'a [u8]),
    /// A link-layer address.
    Hardware(&'a [u8]),
    /// Bytes with no further meaning.
    Id(&'a [u8]),
    /// Bytes whose structure no table knows.
    Opaque(&'a [u8]),
}

impl<'a> Value<'a> {
    /// The value of a field that is not a number.
    pub(super) fn of_bytes(meaning: Meaning, bytes: &'a [u8]) -> Self {
        match meaning {
            Meaning::Ip => Value::Ip(bytes),
            Meaning::Ip4 => Value::Ip(bytes.get(..4).unwrap_or(bytes)),
            Meaning::Hardware => Value::Hardware(bytes),
            Meaning::Text => Value::Text(bytes),
            Meaning::Id => Value::Id(bytes),
            _ => Value::Opaque(bytes),
        }
    }

    /// What the number's name means, if the number has one and the name is the whole
    /// value. For example, 254 in `rtm_table` is `RT_TABLE_MAIN`, and that is explained
    /// here.
    #[must_use]
    pub fn about(&self) -> Option<&'static str> {
        match *self {
            Value::Number { number, meaning: Meaning::OneOf(names), .. } => {
                Name::of(names, number).map(|name| name.about)
            }
            _ => None,
        }
    }
}

impl Value<'_> {
    /// Writes the value as a person would: the same text as `{}`, without the detour
    /// through [`fmt::Formatter`], which costs more than the value itself.
    ///
    /// # Errors
    ///
    /// Those of `out`; writing to a `String` has none.
    pub fn write(&self, out: &mut impl Write) -> fmt::Result {
        match *self {
            Value::Number { number, kind, meaning } => number_text(out, number, kind, meaning),
            Value::Text(bytes) => match until_nul(bytes) {
                Ok(text) => write!(out, "\"{}\"", text.escape_debug()),
                Err(bytes) => write!(out, "\"{}\"", bytes.escape_ascii()),
            },
            Value::Ip(&[a, b, c, d]) => {
                decimal(out, a.into())?;
                [b, c, d].into_iter().try_for_each(|octet| {
                    out.write_char('.')?;
                    decimal(out, octet.into())
                })
            }
            Value::Ip(bytes) => match <[u8; 16]>::try_from(bytes) {
                Ok(octets) => write!(out, "{}", Ipv6Addr::from(octets)),
                Err(_) => Value::Id(bytes).write(out),
            },
            Value::Hardware(bytes) => bytes.iter().enumerate().try_for_each(|(index, byte)| {
                let colon = if index == 0 { "" } else { ":" };
                write!(out, "{colon}{byte:02x}")
            }),
            Value::Id(bytes) | Value::Opaque(bytes) => {
                bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
            }
        }
    }
}

/// The text up to the first zero byte.
///
/// The kernel treats names as bytes. That they are text is only a habit: an interface
/// name may hold any byte but zero, `/` and white space.
///
/// # Errors
///
/// The bytes up to the first zero, if they are not UTF-8.
pub fn until_nul(bytes: &[u8]) -> Result<&str, &[u8]> {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    str::from_utf8(bytes).map_err(|_| bytes)
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// `NLA_F_NESTED` and `NLA_F_NET_BYTEORDER` share the 16 bits of an attribute's
/// type with its number (`include/uapi/linux/netlink.h`).
const NLA_F_NESTED: u16 = 0x8000;
const NLA_F_NET_BYTEORDER: u16 = 0x4000;
/// `RTN_UNICAST (1)`, or only the number if it has no name.
fn named(out: &mut impl Write, c_name: Option<&str>, number: u64) -> fmt::Result {
    let Some(c_name) = c_name else { return decimal(out, number) };
    out.write_str(c_name)?;
    out.write_str(" (")?;
    decimal(out, number)?;
    out.write_char(')')
}

fn number_text(out: &mut impl Write, number: u64, kind: Kind, meaning: Meaning) -> fmt::Result {
    match meaning {
        Meaning::Number | Meaning::Choose(..) if matches!(kind, Kind::S32 | Kind::S64) => {
            signed(out, number)
        }
        Meaning::Halves(upper, lower) => {
            write!(out, "{upper} {}, {lower} {}", number >> 4, number & 0xf)
        }
        Meaning::Label => {
            let (class, last, ttl) = (number >> 9 & 7, number >> 8 & 1, number & 0xff);
            write!(out, "label {}, class {class}, last {last}, TTL {ttl}", number >> 12)
        }
        // From `Ip` on, these are for bytes, not for numbers.
        Meaning::Number
        | Meaning::Choose(..)
        | Meaning::Reserved
        | Meaning::Ip
        | Meaning::Ip4
        | Meaning::Hardware
        | Meaning::Text
        | Meaning::Id => decimal(out, number),
        Meaning::Unit(unit) => {
            decimal(out, number)?;
            out.write_char(' ')?;
            out.write_str(unit)
        }
        Meaning::Interface => {
            out.write_str("interface ")?;
            decimal(out, number)
        }
        Meaning::OneOf(names) => {
            named(out, Name::of(names, number).map(|name| name.c_name), number)
        }
        Meaning::Flags(names) => flags_text(out, number, names),
        Meaning::MessageType(protocol) => {
            let row = u16::try_from(number).ok().and_then(|number| protocol.get(number));
            named(out, row.map(|row| row.c_name), number)
        }
        Meaning::AttributeType(set) => {
            let bits = u16::try_from(number).unwrap_or(u16::MAX);
            // The flag bits tell how to read the payload; they are not part of the number.
            let number = bits & NLA_TYPE_MASK;
            named(out, set.get(number).map(|row| row.c_name), number.into())?;
            if bits & NLA_F_NESTED != 0 {
                out.write_str("|NLA_F_NESTED")?;
            }
            if bits & NLA_F_NET_BYTEORDER != 0 {
                out.write_str("|NLA_F_NET_BYTEORDER")?;
            }
            Ok(())
        }
        // The kernel's convention: an errno is returned as a negative number.
        Meaning::Errno(names) => match (number, Name::of(names, number.wrapping_neg())) {
            (0, _) => out.write_str("0 (no error)"),
            (_, Some(name)) => write!(out, "-{} ({})", name.c_name, number.cast_signed()),
            (_, None) => signed(out, number),
        },
    }
}

/// The names of the bits that are set, then the bits that have no name, in hex.
fn flags_text(out: &mut impl Write, number: u64, names: &'static [Name]) -> fmt::Result {
    if number == 0 {
        return out.write_str("0");
    }
    let mut rest = number;
    for name in names.iter().filter(|name| number & name.number != 0) {
        out.write_str(if rest == number { "" } else { "|" })?;
        out.write_str(name.c_name)?;
        rest &= !name.number;
    }
    match rest {
        0 => write!(out, " ({number:#x})"),
        _ if rest == number => write!(out, "{number:#x}"),
        _ => write!(out, "|{rest:#x} ({number:#x})"),
    }
}
