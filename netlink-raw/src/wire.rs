//! The vocabulary: what a byte can be.
//!
//! A *table* (see [`crate::uapi`]) is made of the words of this module: a
//! [`Layout`] of [`Field`]s for each C struct, a [`Set`] of [`Attr`]s for each
//! attribute list, a [`Protocol`] of [`Message`]s. The decoder
//! ([`mod@crate::walk`]) reads bytes by those tables and yields [`Span`]s.
//!
//! Nothing here knows an operating system, allocates, or can panic on input.

use std::fmt::{self, Write};
use std::mem::discriminant;
use std::net::Ipv6Addr;
use std::ops::Range;
use std::ptr;

// ---------------------------------------------------------------------------
// Numbers

/// In which order the bytes of a number stand.
///
/// Netlink never leaves the machine, so its headers are in the order of the
/// host. What comes from the network (addresses, ports) is in network order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The order of this machine's processor; least significant byte first on
    /// x86-64 and nearly every other machine.
    Host,
    /// Most significant byte first: "big-endian".
    Network,
}

/// What a field is in memory: width, sign and byte order in one word, so that
/// they cannot contradict each other.
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
    /// `__s32`, `int`: two's complement, in the order of the host
    S32,
    /// `__s64`: two's complement, in the order of the host
    S64,
    /// So many bytes that are not a number.
    Bytes(usize),
    /// So many bytes that the compiler or the header's author put in to keep
    /// what follows aligned.
    Pad(usize),
}

impl Kind {
    /// The width in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        match self {
            Kind::U8 => 1,
            Kind::U16(_) => 2,
            Kind::U32(_) | Kind::S32 => 4,
            Kind::U64(_) | Kind::S64 => 8,
            Kind::Bytes(len) | Kind::Pad(len) => len,
        }
    }

    /// Whether the width is zero, as of an empty [`Kind::Bytes`].
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// An attribute's payload: a number of this kind that speaks so.
    #[must_use]
    pub const fn says(self, says: Says) -> Shape {
        Shape::Number(self, says)
    }

    /// The number in `bytes`, which have to be exactly as wide.
    ///
    /// This is the one place of the library where bytes become a number. A
    /// negative number is sign-extended: `cast_signed` gives it back.
    #[must_use]
    pub const fn read(self, bytes: &[u8]) -> Option<u64> {
        use Order::{Host, Network};
        Some(match (self, bytes) {
            (Kind::U8, &[a]) => a as u64,
            (Kind::U16(Host), &[a, b]) => u16::from_ne_bytes([a, b]) as u64,
            (Kind::U16(Network), &[a, b]) => u16::from_be_bytes([a, b]) as u64,
            (Kind::U32(Host), &[a, b, c, d]) => u32::from_ne_bytes([a, b, c, d]) as u64,
            (Kind::U32(Network), &[a, b, c, d]) => u32::from_be_bytes([a, b, c, d]) as u64,
            (Kind::S32, &[a, b, c, d]) => (i32::from_ne_bytes([a, b, c, d]) as i64).cast_unsigned(),
            (Kind::S64, &[a, b, c, d, e, f, g, h]) => u64::from_ne_bytes([a, b, c, d, e, f, g, h]),
            (Kind::U64(order), &[a, b, c, d, e, f, g, h]) => {
                let bytes = [a, b, c, d, e, f, g, h];
                match order {
                    Host => u64::from_ne_bytes(bytes),
                    Network => u64::from_be_bytes(bytes),
                }
            }
            _ => return None,
        })
    }

    /// Writes the low bytes of `number` in this kind's width and order.
    ///
    /// The counterpart of [`Kind::read`]; bytes and padding are left alone.
    pub(crate) fn write(self, number: u64, bytes: &mut [u8]) {
        let host = number.to_ne_bytes();
        let network = number.to_be_bytes();
        let len = self.len();
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
/// Messages and attributes start at such an offset; the bytes between the end
/// of one and the start of the next are padding and belong to neither length
/// (`include/uapi/linux/netlink.h`).
#[must_use]
pub const fn align(len: usize) -> usize {
    len.saturating_add(3) & !3
}

// ---------------------------------------------------------------------------
// Meanings

/// A number that has a name in a kernel header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The number, or for flags the bit.
    pub number: u64,
    /// The name as C spells it: `RT_TABLE_MAIN`.
    pub c_name: &'static str,
    /// What it means, for a learner.
    pub about: &'static str,
}

/// One row of a table of names.
#[must_use]
pub const fn name(number: u64, c_name: &'static str, about: &'static str) -> Name {
    Name { number, c_name, about }
}

/// `a == b`, which the standard library does not offer in a `const`.
const fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}

/// How a number speaks.
#[derive(Clone, Copy)]
pub enum Says {
    /// Just a number.
    Number,
    /// A number of something: bytes, bits, hops.
    Unit(&'static str),
    /// One of these, or a number that is not in the list.
    OneOf(&'static [Name]),
    /// Any of these bits.
    Flags(&'static [Name]),
    /// The type of a message of this protocol.
    MessageType(&'static Protocol),
    /// The type of an attribute of this set, in the lower 14 bits.
    AttributeType(&'static Set),
    /// The index of a network interface.
    Interface,
    /// Zero, or one of these errnos with a minus sign.
    Errno(&'static [Name]),
    /// Two numbers in one byte: the names of its upper and its lower half.
    Halves(&'static str, &'static str),
    /// Of bytes: an address, IPv4 or IPv6 by its length.
    Ip,
    /// Of 16 bytes: an IPv4 address in the first four.
    Ip4,
    /// Of bytes: a link-layer address.
    Hardware,
    /// Of bytes: text, up to the first zero byte.
    Text,
    /// Of bytes: an identifier; nothing stands inside it.
    Id,
    /// Nothing: zero now, and kept for later.
    Reserved,
    /// It depends on what stands before, for example in the message's header. The function
    /// returns one of the list, or a type of message or attribute.
    Choose(fn(&Context<'_>) -> Says, &'static [Says]),
}

impl Shape {
    /// The same, with the choice made that depends on the context.
    #[must_use]
    pub fn in_context(self, context: &Context<'_>) -> Self {
        match self {
            Shape::Choose(choose, options) => {
                let shape = choose(context);
                debug_assert!(shape.is_one_of(options, context), "an option is not in its list");
                shape
            }
            shape => shape,
        }
    }
}

impl Says {
    /// The same, with the choice made that depends on the context.
    pub(crate) fn in_context(self, context: &Context<'_>) -> Self {
        match self {
            Says::Choose(choose, options) => {
                let says = choose(context);
                debug_assert!(says.is_one_of(options), "an option is not in its list");
                says
            }
            says => says,
        }
    }
}

// Whether a choice is in its list. Without this check a new option could be missing from what
// `uapi::Tables` lists, and so from the tests against the headers, and no one would notice.

impl Shape {
    pub(crate) fn is_one_of(self, options: &[Shape], context: &Context<'_>) -> bool {
        let of_kind = context.protocol.kinds.iter().map(|row| row.shape).chain([Shape::Opaque]);
        options.iter().copied().chain(of_kind).any(|option| self.is(option))
    }

    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Shape::Number(kind, says), Shape::Number(other, others)) => {
                kind == other && says.is(others)
            }
            (Shape::Uint(says), Shape::Uint(other)) => says.is(other),
            (Shape::Struct(layout), Shape::Struct(other))
            | (Shape::Structs(layout), Shape::Structs(other)) => ptr::eq(layout, other),
            (Shape::Headed(layout, rest), Shape::Headed(other, others))
            | (Shape::Flexible(layout, rest), Shape::Flexible(other, others)) => {
                ptr::eq(layout, other) && ptr::eq(rest, others)
            }
            (Shape::Nested(set), Shape::Nested(other))
            | (Shape::NextHops(set), Shape::NextHops(other)) => ptr::eq(set, other),
            _ => discriminant(&self) == discriminant(&other),
        }
    }
}

impl Says {
    fn is_one_of(self, options: &[Says]) -> bool {
        matches!(self, Says::MessageType(_) | Says::AttributeType(_))
            || options.iter().any(|option| self.is(*option))
    }

    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Says::Unit(unit), Says::Unit(other)) => unit == other,
            (Says::OneOf(names), Says::OneOf(other))
            | (Says::Flags(names), Says::Flags(other))
            | (Says::Errno(names), Says::Errno(other)) => names == other,
            _ => discriminant(&self) == discriminant(&other),
        }
    }
}

impl Body {
    /// The same, with the choice made that depends on the context.
    pub(crate) fn in_context(self, context: &Context<'_>) -> Self {
        let Body::Choose(choose, options) = self else { return self };
        let body = choose(context);
        debug_assert!(
            options.iter().any(|option| body.is(*option)),
            "an option is not in its list"
        );
        body
    }

    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Body::Struct(layout, set), Body::Struct(other, others)) => {
                ptr::eq(layout, other) && ptr::eq(set, others)
            }
            _ => discriminant(&self) == discriminant(&other),
        }
    }
}

/// What a number's or a payload's meaning can depend on.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The protocol of the socket: `NETLINK_ROUTE`, …
    pub protocol: &'static Protocol,
    /// `nlmsg_type` of the message.
    pub message_type: u16,
    /// `nlmsg_flags` of the message.
    pub message_flags: u16,
    /// The address family: the first byte behind the message's header.
    pub family: u8,
    /// Which attributes may stand in the list being read, if one is.
    pub set: Option<&'static Set>,
    /// What stands around: for an attribute, the bytes of its list from the
    /// beginning; for a field, its struct; for the rest of a
    /// [`Shape::Headed`], the struct in front of it.
    pub around: &'a [u8],
    /// The bytes behind the message's header.
    pub body: &'a [u8],
}

// ---------------------------------------------------------------------------
// Tables

/// One field of a C struct.
#[derive(Clone, Copy)]
pub struct Field {
    /// Offset from the start of the struct, in bytes: C's `offsetof`.
    pub at: usize,
    /// Width, sign and byte order.
    pub kind: Kind,
    /// The name as C spells it: `nlmsg_len`.
    pub c_name: &'static str,
    /// How its number speaks.
    pub says: Says,
    /// What it means, for a learner.
    pub about: &'static str,
    /// Where the next field starts, in bytes: `at` and the width.
    pub(crate) end: usize,
}

/// One row of a layout.
#[must_use]
pub const fn field(
    at: usize,
    kind: Kind,
    c_name: &'static str,
    says: Says,
    about: &'static str,
) -> Field {
    Field { at, kind, c_name, says, about, end: at + kind.len() }
}

/// Rows of a layout for an array whose elements have names: the same kind and
/// meaning for each, one behind the other.
#[must_use]
pub const fn array<const N: usize>(
    kind: Kind,
    says: Says,
    rows: &[(&'static str, &'static str); N],
) -> [Field; N] {
    let mut fields = [field(0, kind, "", says, ""); N];
    let mut index = 0;
    while index < N {
        let (c_name, about) = rows[index];
        fields[index] = field(index * kind.len(), kind, c_name, says, about);
        index += 1;
    }
    fields
}

/// A C struct.
pub struct Layout {
    /// The name as C spells it, without `struct`: `nlmsghdr`.
    pub c_name: &'static str,
    /// The header that defines it, under `include/uapi/`.
    pub header: &'static str,
    /// The manual page that describes it.
    pub man: &'static str,
    /// Its fields, in memory order, without a hole.
    pub fields: &'static [Field],
}

impl Layout {
    /// C's `sizeof`, in bytes: where the last field ends.
    #[must_use]
    pub const fn size(&self) -> usize {
        match self.fields {
            [.., last] => last.end,
            [] => 0,
        }
    }

    /// The fields of which all bytes are there, if the struct has so many.
    #[inline]
    pub(crate) fn fields_within(&self, len: usize) -> &'static [Field] {
        if len >= self.size() {
            return self.fields;
        }
        let whole = self.fields.partition_point(|field| field.end <= len);
        self.fields.get(..whole).unwrap_or_default()
    }

    /// Whether each field starts where the one before it ends.
    #[must_use]
    pub const fn has_no_hole(&self) -> bool {
        let mut end = 0;
        let mut rest = self.fields;
        while let [field, tail @ ..] = rest {
            if field.at != end {
                return false;
            }
            end = field.end;
            rest = tail;
        }
        true
    }

    /// The field of this name; for constants.
    ///
    /// # Panics
    ///
    /// When there is none; in a `const`, that stops the compiler.
    #[must_use]
    #[allow(clippy::panic, reason = "evaluated by the compiler, where a panic is an error message")]
    pub const fn field(&self, c_name: &str) -> &'static Field {
        let mut rest = self.fields;
        while let [field, tail @ ..] = rest {
            if same(field.c_name, c_name) {
                return field;
            }
            rest = tail;
        }
        panic!("no such field in this layout");
    }
}

impl Field {
    /// This field's number in a struct that starts at the first byte.
    #[must_use]
    pub fn read(&self, bytes: &[u8]) -> Option<u64> {
        self.kind.read(bytes.get(self.at..self.end)?)
    }
}

/// What an attribute's payload is.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A number.
    Number(Kind, Says),
    /// A number of 4 or 8 bytes, as the sender liked (`NLA_UINT`).
    Uint(Says),
    /// Nothing: that the attribute is there says all.
    Flag,
    /// Text, ended by a zero byte.
    Text,
    /// An IPv4 or IPv6 address.
    Ip,
    /// A link-layer address: an Ethernet address has six bytes.
    Hardware,
    /// An identifier: bytes that stand for themselves, such as a cookie.
    Id,
    /// A C struct.
    Struct(&'static Layout),
    /// The same C struct again and again.
    Structs(&'static Layout),
    /// A C struct, then what the row says.
    Headed(&'static Layout, &'static Attr),
    /// A C struct whose last member has no length of its own (C's flexible array
    /// member); the row says what it is.
    Flexible(&'static Layout, &'static Attr),
    /// Attributes again.
    Nested(&'static Set),
    /// `struct rtnexthop`, each with attributes of this set behind it, one
    /// after the other.
    NextHops(&'static Set),
    /// Bytes without a known structure.
    Opaque,
    /// It depends on the context, for example on a sibling. The function returns one of the list, or
    /// what the protocol has for a kind ([`Protocol::of_kind`]).
    Choose(fn(&Context<'_>) -> Shape, &'static [Shape]),
}

/// One attribute.
#[derive(Clone, Copy)]
pub struct Attr {
    /// The number, in `rta_type` or `nla_type`.
    pub number: u16,
    /// The name as C spells it: `RTA_DST`.
    pub c_name: &'static str,
    /// What its payload is.
    pub shape: Shape,
    /// What it means, for a learner.
    pub about: &'static str,
    /// How many bytes its payload takes, where the shape is a number's; else 0.
    pub(crate) len: usize,
}

/// One row of an attribute set.
#[must_use]
pub const fn attr(number: u16, c_name: &'static str, shape: Shape, about: &'static str) -> Attr {
    let len = match shape {
        Shape::Number(kind, _) => kind.len(),
        _ => 0,
    };
    Attr { number, c_name, shape, about, len }
}

/// The attributes that may stand in one list.
///
/// Attribute numbers mean nothing by themselves: 1 is `RTA_DST` in a route and
/// `NLMSGERR_ATTR_MSG` in an error. The set says which list this is.
pub struct Set {
    /// The common beginning of the names: `RTA`.
    pub c_name: &'static str,
    /// The attribute header: `struct rtattr` or `struct nlattr`, which differ
    /// only in the names of their fields.
    pub header: &'static Layout,
    /// The attributes, by ascending number.
    pub attrs: &'static [Attr],
    /// What every other attribute is, in a list where the number only counts.
    pub each: Option<&'static Attr>,
}

/// An attribute set.
#[must_use]
pub const fn set(c_name: &'static str, header: &'static Layout, attrs: &'static [Attr]) -> Set {
    Set { c_name, header, attrs, each: None }
}

/// A list of attributes that are all the same; their numbers only count them.
#[must_use]
pub const fn list(c_name: &'static str, header: &'static Layout, each: &'static Attr) -> Set {
    Set { c_name, header, attrs: &[], each: Some(each) }
}

impl Set {
    /// The attribute of this number.
    #[must_use]
    #[inline]
    pub fn get(&self, number: u16) -> Option<&'static Attr> {
        // Most sets have an attribute for every number from 1 on, so that the place
        // is known; the others are searched.
        let guess = self.attrs.get(usize::from(number).wrapping_sub(1));
        if let Some(attr) = guess
            && attr.number == number
        {
            return guess;
        }
        self.search(number)
    }

    #[cold]
    fn search(&self, number: u16) -> Option<&'static Attr> {
        match self.attrs.binary_search_by_key(&number, |attr| attr.number) {
            Ok(index) => self.attrs.get(index),
            Err(_) => self.each,
        }
    }

    /// The payload of an attribute, from the bytes of a list; for
    /// [`Shape::Choose`], which has to look at a sibling.
    #[must_use]
    pub fn find<'a>(&self, list: &'a [u8], number: u16) -> Option<&'a [u8]> {
        /// No list of the kernel is longer. A hostile one may hold thousands of
        /// attributes that each ask for a sibling: without an end to the search,
        /// reading it would take time by the square of its length.
        const SEARCHED: usize = 128;
        self.attributes(list).take(SEARCHED).find(|(known, _)| *known == number).map(|(_, p)| p)
    }

    /// Number and payload of every attribute of a list, up to the first that is
    /// broken; [`mod@crate::walk`] says what is wrong with that.
    pub fn attributes<'a>(&self, list: &'a [u8]) -> impl Iterator<Item = (u16, &'a [u8])> {
        /// `struct rtattr` and `struct nlattr` are two of these.
        const HALF: Kind = Kind::U16(Order::Host);
        let mut rest = list;
        std::iter::from_fn(move || {
            let len = usize::try_from(HALF.read(rest.get(..2)?)?).ok()?;
            let number = u16::try_from(HALF.read(rest.get(2..4)?)?).ok()? & NLA_TYPE_MASK;
            let payload = rest.get(4..len)?;
            // The last one may lack its padding.
            rest = rest.get(align(len)..).unwrap_or_default();
            Some((number, payload))
        })
    }
}

/// What follows a message's header.
#[derive(Clone, Copy)]
pub enum Body {
    /// A C struct, then attributes.
    Struct(&'static Layout, &'static Set),
    /// `struct nlmsgerr`: an errno and the request that it answers.
    Error,
    /// Nothing, or bytes that mean nothing.
    Empty,
    /// It depends on the header, or on the first bytes behind it. The function returns one of the
    /// list.
    Choose(fn(&Context<'_>) -> Body, &'static [Body]),
    /// Bytes without a known structure.
    Opaque,
}

/// A type of message.
pub struct Message {
    /// The number, in `nlmsg_type`.
    pub number: u16,
    /// The name as C spells it: `RTM_NEWROUTE`.
    pub c_name: &'static str,
    /// What follows the header.
    pub body: Body,
    /// What it means, for a learner.
    pub about: &'static str,
}

/// One row of a protocol.
#[must_use]
pub const fn message(
    number: u16,
    c_name: &'static str,
    body: Body,
    about: &'static str,
) -> Message {
    Message { number, c_name, body, about }
}

/// What one attribute holds for one kind: the data of a kind of interface, the options of a kind of
/// queueing discipline, filter or action.
pub struct OfKind {
    /// The list that names the kind.
    pub set: &'static Set,
    /// The attribute that depends on it.
    pub number: u16,
    /// The kind: `veth`, `htb`.
    pub kind: &'static str,
    /// What the attribute holds.
    pub shape: Shape,
}

/// One row of a table of kinds.
#[must_use]
pub const fn of_kind(set: &'static Set, number: u16, kind: &'static str, shape: Shape) -> OfKind {
    OfKind { set, number, kind, shape }
}

/// A netlink protocol: the last argument of `socket`.
pub struct Protocol {
    /// The number: `NETLINK_ROUTE` is 0.
    pub number: u64,
    /// The name as C spells it: `NETLINK_ROUTE`.
    pub c_name: &'static str,
    /// Its message types, by ascending number, from 16 on.
    pub messages: &'static [Message],
    /// The message types below 16, which every protocol shares.
    pub control: &'static [Message],
    /// What follows the header of a message that is in neither table.
    pub other: Body,
    /// Set where datagrams hold no messages, but whatever the sender likes.
    pub unframed: Option<&'static Attr>,
    /// What depends on a kind that an attribute names.
    pub kinds: &'static [OfKind],
}

impl Protocol {
    /// The message of this type.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<&'static Message> {
        [self.messages, self.control].into_iter().find_map(|messages| {
            // The numbers ascend and few are left out, so that a row stands as far
            // behind the first as its number says, or a little before that.
            let first = messages.first()?.number;
            let places = usize::from(number.checked_sub(first)?) + 1;
            let before = messages.get(..places).unwrap_or(messages);
            before.iter().rev().find(|row| row.number <= number).filter(|row| row.number == number)
        })
    }

    /// What an attribute beside the name of a kind holds: the row of that kind, or bytes.
    ///
    /// `kind` is the name as the message has it, with or without the zero byte at its end.
    #[must_use]
    pub fn of_kind(&self, set: &'static Set, number: u16, kind: &[u8]) -> Shape {
        let kind = kind.strip_suffix(&[0]).unwrap_or(kind);
        let matches = |row: &&OfKind| {
            row.number == number && ptr::eq(row.set, set) && row.kind.as_bytes() == kind
        };
        self.kinds.iter().find(matches).map_or(Shape::Opaque, |row| row.shape)
    }
}

// ---------------------------------------------------------------------------
// What the decoder yields

/// A range of bytes and what it is.
///
/// Spans come in the order of their bytes. A *group* (message, struct,
/// attribute) is followed by the spans inside it, one level deeper. The
/// others, the *leaves*, cover every byte exactly once: the tiling law.
///
/// A span is cheap, because it only says which row of the tables its bytes are
/// read by; what they say is worked out by [`Span::value`], for whoever asks.
#[derive(Clone)]
pub struct Span<'w, 'a> {
    /// Where, as offsets from the start of the datagram.
    pub at: Range<usize>,
    /// The bytes themselves.
    pub bytes: &'a [u8],
    /// How many groups it stands in.
    pub depth: usize,
    /// What it is.
    pub what: What,
    /// What its meaning can depend on.
    pub context: &'w Context<'a>,
}

impl<'a> Span<'_, 'a> {
    /// Whether it stands for its bytes, and not for the spans that follow it.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        !matches!(self.what, What::Message { .. } | What::Struct(_) | What::Attribute { .. })
    }

    /// What the bytes of a field or a payload say; all other spans say nothing,
    /// and neither does a field that only fills a hole.
    #[must_use]
    pub fn value(&self) -> Option<Value<'a>> {
        let bytes = self.bytes;
        match self.what {
            What::Field(Field { kind: Kind::Pad(_), .. }) => None,
            What::Field(field) => {
                let says = field.says.in_context(self.context);
                Some(match field.kind.read(bytes) {
                    Some(number) => Value::Number { number, kind: field.kind, says },
                    None => Value::of_bytes(says, bytes),
                })
            }
            What::Payload(_, shape) => Some(match shape {
                Shape::Number(kind, says) => {
                    let says = says.in_context(self.context);
                    Value::Number { number: kind.read(bytes).unwrap_or(0), kind, says }
                }
                Shape::Text => Value::Text(bytes),
                Shape::Ip => Value::Ip(bytes),
                Shape::Hardware => Value::Hardware(bytes),
                Shape::Id => Value::Id(bytes),
                _ => Value::Opaque(bytes),
            }),
            _ => None,
        }
    }
}

/// What a range of bytes is.
#[derive(Clone, Copy)]
pub enum What {
    /// Group: a message, header and payload.
    Message {
        /// `nlmsg_type`.
        number: u16,
        /// The table's row for it, if there is one.
        row: Option<&'static Message>,
    },
    /// Group: a C struct.
    Struct(&'static Layout),
    /// Group: an attribute, header and payload, without its padding.
    Attribute {
        /// The attribute's number: its type without the two flag bits.
        number: u16,
        /// The list it stands in.
        set: &'static Set,
        /// The table's row for it, if there is one.
        row: Option<&'static Attr>,
    },
    /// Leaf: one field of a struct; it may be one that only fills a hole.
    Field(&'static Field),
    /// Leaf: the payload of an attribute, and its shape in this context.
    Payload(&'static Attr, Shape),
    /// Leaf: bytes that only keep what follows aligned.
    Padding,
    /// Leaf: bytes that no table describes; the text says why.
    Unknown(&'static str),
    /// Leaf: bytes that are not what they have to be; may be empty.
    Fault(Fault),
}

/// Bytes that do not fit what stands before them.
///
/// A fault is part of the stream, not its end: what can still be read is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as an offset from the start of the datagram.
    pub at: usize,
    /// What was expected there, as C spells it.
    pub c_name: &'static str,
    /// How many bytes it takes.
    pub need: usize,
    /// How many there are, or how many a length field claims.
    pub have: usize,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { at, c_name, need, have } = self;
        write!(f, "offset {at}: {c_name} takes {need} bytes, here are {have}")
    }
}

/// The value of a leaf. Printed with `{}`, it reads as a person would write it.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// A number.
    Number {
        /// As [`Kind::read`] returns it.
        number: u64,
        /// Width, sign and byte order.
        kind: Kind,
        /// How it speaks; never [`Says::Choose`].
        says: Says,
    },
    /// Text; its bytes may hold anything.
    Text(&'a [u8]),
    /// An address of 4 or 16 bytes.
    Ip(&'a [u8]),
    /// A link-layer address.
    Hardware(&'a [u8]),
    /// Bytes that stand for themselves.
    Id(&'a [u8]),
    /// Bytes whose structure no table knows.
    Opaque(&'a [u8]),
}

impl<'a> Value<'a> {
    /// The value of a field that is bytes.
    fn of_bytes(says: Says, bytes: &'a [u8]) -> Self {
        match says {
            Says::Ip => Value::Ip(bytes),
            Says::Ip4 => Value::Ip(bytes.get(..4).unwrap_or(bytes)),
            Says::Hardware => Value::Hardware(bytes),
            Says::Text => Value::Text(bytes),
            Says::Id => Value::Id(bytes),
            _ => Value::Opaque(bytes),
        }
    }

    /// What the number's name means, when it has one and the name is the whole
    /// value.
    #[must_use]
    pub fn about(&self) -> Option<&'static str> {
        match *self {
            Value::Number { number, says: Says::OneOf(names), .. } => {
                find(names, number).map(|name| name.about)
            }
            _ => None,
        }
    }
}

fn find(names: &'static [Name], number: u64) -> Option<&'static Name> {
    names.iter().find(|name| name.number == number)
}

impl Value<'_> {
    /// Writes it as a person would: what `{}` prints, without a detour through
    /// [`fmt::Formatter`], which costs more than the value where there are many.
    ///
    /// # Errors
    ///
    /// Those of `out`; writing to a `String` has none.
    pub fn write(&self, out: &mut impl Write) -> fmt::Result {
        match *self {
            Value::Number { number, kind, says } => number_text(out, number, kind, says),
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

/// A text up to its first zero byte, or the bytes up to there if they are no UTF-8.
///
/// The kernel takes names as bytes; nothing makes them text but habit.
///
/// # Errors
///
/// The bytes, if they are no UTF-8.
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
/// type with its number (`include/uapi/linux/netlink.h`). They are here, not in a table, because this
/// module reads and prints types of attribute, and imports no table.
pub const NLA_TYPE_MASK: u16 = 0x3fff;
const NLA_F_NESTED: u16 = 0x8000;
const NLA_F_NET_BYTEORDER: u16 = 0x4000;

/// `{number}`, by the crate that writes integers several times as fast.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn decimal(out: &mut impl Write, number: u64) -> fmt::Result {
    out.write_str(itoa::Buffer::new().format(number))
}

/// The same of a negative number, as [`Kind::read`] returns it.
pub(crate) fn signed(out: &mut impl Write, number: u64) -> fmt::Result {
    out.write_str(itoa::Buffer::new().format(number.cast_signed()))
}

/// `RTN_UNICAST (1)`, or the number alone where it has no name.
fn named(out: &mut impl Write, c_name: Option<&str>, number: u64) -> fmt::Result {
    let Some(c_name) = c_name else { return decimal(out, number) };
    out.write_str(c_name)?;
    out.write_str(" (")?;
    decimal(out, number)?;
    out.write_char(')')
}

fn number_text(out: &mut impl Write, number: u64, kind: Kind, says: Says) -> fmt::Result {
    match says {
        Says::Number | Says::Choose(..) if matches!(kind, Kind::S32 | Kind::S64) => {
            signed(out, number)
        }
        Says::Halves(upper, lower) => {
            write!(out, "{upper} {}, {lower} {}", number >> 4, number & 0xf)
        }
        // The last ones speak of bytes, not of numbers.
        Says::Number
        | Says::Choose(..)
        | Says::Reserved
        | Says::Ip
        | Says::Ip4
        | Says::Hardware
        | Says::Text
        | Says::Id => decimal(out, number),
        Says::Unit(unit) => {
            decimal(out, number)?;
            out.write_char(' ')?;
            out.write_str(unit)
        }
        Says::Interface => {
            out.write_str("interface ")?;
            decimal(out, number)
        }
        Says::OneOf(names) => named(out, find(names, number).map(|name| name.c_name), number),
        Says::Flags(names) => flags_text(out, number, names),
        Says::MessageType(protocol) => {
            let row = u16::try_from(number).ok().and_then(|number| protocol.get(number));
            named(out, row.map(|row| row.c_name), number)
        }
        Says::AttributeType(set) => {
            let bits = u16::try_from(number).unwrap_or(u16::MAX);
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
        Says::Errno(names) => match (number, find(names, number.wrapping_neg())) {
            (0, _) => out.write_str("0 (no error)"),
            (_, Some(name)) => write!(out, "-{} ({})", name.c_name, number.cast_signed()),
            (_, None) => signed(out, number),
        },
    }
}

/// The names of the bits that are set; bits without a name keep their number.
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
