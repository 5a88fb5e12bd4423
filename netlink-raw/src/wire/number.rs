//! Bytes and numbers: width, sign and byte order.

use std::fmt::{self, Write};

/// The order of a number's bytes in memory.
///
/// Netlink never leaves the machine, so its headers are in the byte order of the
/// host. Numbers that come from the network (addresses, ports) stay in network
/// order. For example, the port 12345 is `30 39` in network order, and `39 30` in
/// the memory of a PC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The order of the processor ([`Endian`]): least significant byte first on x86-64 and
    /// nearly every other machine.
    Host,
    /// Most significant byte first: "big-endian".
    Network,
}

/// The byte order of a machine. A datagram is in that of the machine where it was sent, and a
/// capture may be read on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endian {
    /// The least significant byte first.
    Little,
    /// The most significant byte first.
    Big,
}

impl Endian {
    /// That of this machine.
    pub const NATIVE: Endian =
        if cfg!(target_endian = "little") { Endian::Little } else { Endian::Big };

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Endian {
        match self {
            Endian::Little => Endian::Big,
            Endian::Big => Endian::Little,
        }
    }
}

impl fmt::Display for Endian {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Endian::Little => "little-endian",
            Endian::Big => "big-endian",
        })
    }
}

/// What a field is in memory: width, sign and byte order in one word, so that they
/// cannot contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `__u8`, `unsigned char`
    U8,
    /// `__u16`, `unsigned short`, `__be16`
    U16(Order),
    /// `__u32`, `unsigned`, `__be32`
    U32(Order),
    /// `__u64`, `__be64`
    U64(Order),
    /// `__s32`, `int`: two's complement, in host order
    S32,
    /// `__s64`: two's complement, in host order
    S64,
    /// This many bytes that are not a number.
    Bytes(usize),
    /// This many bytes that the compiler or the header's author put in to keep
    /// what follows aligned.
    Pad(usize),
}

impl Kind {
    /// `sizeof`: the width in bytes.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            Kind::U8 => 1,
            Kind::U16(_) => 2,
            Kind::U32(_) | Kind::S32 => 4,
            Kind::U64(_) | Kind::S64 => 8,
            Kind::Bytes(len) | Kind::Pad(len) => len,
        }
    }

    /// Reads the number in `bytes`, which are of this machine; `None` unless they are exactly as
    /// many as the kind is wide.
    ///
    /// ```
    /// use netlink_raw::wire::{Kind, Order};
    /// let port = Kind::U16(Order::Network);
    /// assert_eq!(port.read(&[0x30, 0x39]), Some(12345));
    /// assert_eq!(port.read(&[0x30]), None);
    /// ```
    #[must_use]
    pub const fn read(self, bytes: &[u8]) -> Option<u64> {
        self.read_in(Endian::NATIVE, bytes)
    }

    /// Reads the number in `bytes`, which are of a machine with this byte order.
    ///
    /// This is the only place in the library where bytes become a number. A negative
    /// number is sign-extended to 64 bits: `cast_signed` gives it back.
    #[must_use]
    #[inline]
    pub const fn read_in(self, host: Endian, bytes: &[u8]) -> Option<u64> {
        let endian = match self {
            Kind::U16(Order::Network) | Kind::U32(Order::Network) | Kind::U64(Order::Network) => {
                Endian::Big
            }
            _ => host,
        };
        Some(match (self, bytes) {
            (Kind::U8, &[a]) => a as u64,
            (Kind::U16(_), &[a, b]) => match endian {
                Endian::Little => u16::from_le_bytes([a, b]) as u64,
                Endian::Big => u16::from_be_bytes([a, b]) as u64,
            },
            (Kind::U32(_), &[a, b, c, d]) => match endian {
                Endian::Little => u32::from_le_bytes([a, b, c, d]) as u64,
                Endian::Big => u32::from_be_bytes([a, b, c, d]) as u64,
            },
            (Kind::S32, &[a, b, c, d]) => {
                let number = match endian {
                    Endian::Little => i32::from_le_bytes([a, b, c, d]),
                    Endian::Big => i32::from_be_bytes([a, b, c, d]),
                };
                (number as i64).cast_unsigned()
            }
            (Kind::U64(_) | Kind::S64, &[a, b, c, d, e, f, g, h]) => {
                let bytes = [a, b, c, d, e, f, g, h];
                match endian {
                    Endian::Little => u64::from_le_bytes(bytes),
                    Endian::Big => u64::from_be_bytes(bytes),
                }
            }
            _ => return None,
        })
    }

    /// Whether the bytes of this kind are the other way round on a machine of the other byte order.
    #[must_use]
    pub const fn depends_on_machine(self) -> bool {
        match self {
            Kind::U16(order) | Kind::U32(order) | Kind::U64(order) => matches!(order, Order::Host),
            Kind::S32 | Kind::S64 => true,
            Kind::U8 | Kind::Bytes(_) | Kind::Pad(_) => false,
        }
    }

    /// Writes the low bytes of `number` in this kind's width and order: the
    /// counterpart of [`Kind::read`]. Leaves [`Kind::Bytes`] and [`Kind::Pad`] as
    /// they were.
    pub(crate) fn write(self, number: u64, bytes: &mut [u8]) {
        let host = number.to_ne_bytes();
        let network = number.to_be_bytes();
        let len = self.size();
        let low = match self {
            Kind::U16(Order::Network) | Kind::U32(Order::Network) | Kind::U64(Order::Network) => {
                network.get(8 - len..)
            }
            Kind::Bytes(_) | Kind::Pad(_) => None,
            _ if cfg!(target_endian = "little") => host.get(..len),
            _ => host.get(8 - len..),
        };
        if let (Some(low), Some(bytes)) = (low, bytes.get_mut(..len)) {
            bytes.copy_from_slice(low);
        }
    }
}

/// `NLMSG_ALIGN`, `RTA_ALIGN`, `NLA_ALIGN`: rounds up to a multiple of four.
///
/// Messages and attributes start at such an offset. The bytes between the end of one
/// and the start of the next are padding, and neither length counts them. For
/// example, an attribute of 9 bytes is followed by 3 bytes of padding
/// (`include/uapi/linux/netlink.h`).
#[doc(alias = "NLMSG_ALIGN")]
#[doc(alias = "RTA_ALIGN")]
#[doc(alias = "NLA_ALIGN")]
#[must_use]
pub const fn align(len: usize) -> usize {
    len.saturating_add(3) & !3
}

/// Writes a number in decimal, as `{number}` does, but several times as fast: JSON has
/// four numbers for each span.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn decimal(out: &mut impl Write, number: u64) -> fmt::Result {
    out.write_str(itoa::Buffer::new().format(number))
}

/// Writes a number that [`Kind::read`] sign-extended, with its minus sign.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn signed(out: &mut impl Write, number: u64) -> fmt::Result {
    out.write_str(itoa::Buffer::new().format(number.cast_signed()))
}
