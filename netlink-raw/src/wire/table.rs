//! The words that tables are written in: a [`Layout`] of [`Field`]s for each C struct,
//! a [`Set`] of [`Attr`]s for each attribute list, a [`Protocol`] of [`Message`]s.

use std::mem::discriminant;
use std::ptr;

use super::name::{Name, same};
use super::number::{Endian, Kind, Order, align};

/// How to print a number, or bytes that are not a number.
#[derive(Clone, Copy)]
pub enum Meaning {
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
    /// An entry of a stack of MPLS labels: 20 bits of label, 3 of traffic class, 1 for the last
    /// entry, 8 of time to live (RFC 3032).
    Label,
    /// For bytes: an address. 4 bytes are IPv4, 16 are IPv6.
    Ip,
    /// For 16 bytes: an IPv4 address in the first four.
    Ip4,
    /// For bytes: a link-layer address.
    Hardware,
    /// For bytes: text, up to the first zero byte.
    Text,
    /// For bytes: an identifier, with no structure inside.
    Id,
    /// Nothing: zero now, reserved for later.
    Reserved,
    /// It depends on something earlier in the message, for example its header. The function
    /// returns one of the list, or a type of message or attribute.
    Choose(fn(&Context<'_>) -> Meaning, &'static [Meaning]),
}

impl Shape {
    /// Resolves [`Shape::Choose`]; every other shape stays what it is.
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

impl Meaning {
    /// Resolves [`Meaning::Choose`]; every other meaning stays what it is.
    #[must_use]
    pub fn in_context(self, context: &Context<'_>) -> Self {
        match self {
            Meaning::Choose(choose, options) => {
                let meaning = choose(context);
                debug_assert!(meaning.is_one_of(options), "an option is not in its list");
                meaning
            }
            meaning => meaning,
        }
    }
}

// Whether a choice returned something from its list. Without this check, a new option could be
// missing from the list, and so from `uapi::Tables` and the tests against the kernel's headers,
// and no one would notice.

impl Shape {
    fn is_one_of(self, options: &[Shape], context: &Context<'_>) -> bool {
        let of_kind = context.protocol.kinds.iter().map(|row| row.shape).chain([Shape::Opaque]);
        options.iter().copied().chain(of_kind).any(|option| self.is(option))
    }

    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Shape::Number(kind, meaning), Shape::Number(other, others)) => {
                kind == other && meaning.is(others)
            }
            (Shape::Uint(meaning), Shape::Uint(other)) => meaning.is(other),
            (Shape::Struct(layout), Shape::Struct(other))
            | (Shape::Structs(layout), Shape::Structs(other))
            | (Shape::Counted(_, layout, _), Shape::Counted(_, other, _)) => ptr::eq(layout, other),
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

impl Meaning {
    fn is_one_of(self, options: &[Meaning]) -> bool {
        matches!(self, Meaning::MessageType(_) | Meaning::AttributeType(_))
            || options.iter().any(|option| self.is(*option))
    }

    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Meaning::Unit(unit), Meaning::Unit(other)) => unit == other,
            (Meaning::OneOf(names), Meaning::OneOf(other))
            | (Meaning::Flags(names), Meaning::Flags(other))
            | (Meaning::Errno(names), Meaning::Errno(other)) => names == other,
            _ => discriminant(&self) == discriminant(&other),
        }
    }
}

impl Body {
    /// Resolves [`Body::Choose`]; every other body stays what it is.
    #[must_use]
    pub fn in_context(self, context: &Context<'_>) -> Self {
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

impl Kind {
    /// The shape of an attribute whose payload is a number of this kind, printed like
    /// this: `U32(Host).meaning(Interface)`.
    #[must_use]
    pub const fn meaning(self, meaning: Meaning) -> Shape {
        Shape::Number(self, meaning)
    }
}

/// What the meaning of a number or a payload can depend on.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The protocol of the socket: `NETLINK_ROUTE`, …
    pub protocol: &'static Protocol,
    /// `nlmsg_type` of the message.
    pub message_type: u16,
    /// `nlmsg_flags` of the message.
    pub message_flags: u16,
    /// The address family: the first byte after the message's header.
    pub family: u8,
    /// The attributes that the current list can hold, inside a list.
    pub set: Option<&'static Set>,
    /// The surrounding bytes: for an attribute, its list from the beginning; for a
    /// field, its struct; for the rest of a [`Shape::Headed`], the struct before it; for what
    /// follows the structs of a [`Shape::Counted`], its own bytes.
    pub around: &'a [u8],
    /// The bytes after the message's header.
    pub body: &'a [u8],
    /// The byte order of the machine where the datagram was sent.
    pub endian: Endian,
}

impl<'a> Context<'a> {
    /// The payload of an attribute of a list of this datagram (see [`Set::find`]).
    #[must_use]
    pub fn find(&self, set: &Set, list: &'a [u8], number: u16) -> Option<&'a [u8]> {
        set.find_in(self.endian, list, number)
    }
}

/// One field of a C struct.
#[derive(Clone, Copy)]
pub struct Field {
    /// Offset from the start of the struct, in bytes: C's `offsetof`.
    pub at: usize,
    /// Width, sign and byte order.
    pub kind: Kind,
    /// The name as C spells it: `nlmsg_len`.
    pub c_name: &'static str,
    /// How to print it.
    pub meaning: Meaning,
    /// What it means, for a learner.
    pub about: &'static str,
    /// Where the next field starts, in bytes: `at` plus the width.
    pub(crate) end: usize,
}

/// One row of a layout.
#[must_use]
pub const fn field(
    at: usize,
    kind: Kind,
    c_name: &'static str,
    meaning: Meaning,
    about: &'static str,
) -> Field {
    Field { at, kind, c_name, meaning, about, end: at + kind.size() }
}

/// Rows of a layout for an array whose elements have names: one after the other, all
/// of the same kind and meaning.
#[must_use]
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, and within both arrays")]
pub const fn array<const N: usize>(
    kind: Kind,
    meaning: Meaning,
    rows: &[(&'static str, &'static str); N],
) -> [Field; N] {
    let mut fields = [field(0, kind, "", meaning, ""); N];
    let mut index = 0;
    while index < N {
        let (c_name, about) = rows[index];
        fields[index] = field(index * kind.size(), kind, c_name, meaning, about);
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

    /// The fields that lie completely within the first `len` bytes.
    #[inline]
    pub(crate) fn fields_within(&self, len: usize) -> &'static [Field] {
        if len >= self.size() {
            return self.fields;
        }
        let whole = self.fields.partition_point(|field| field.end <= len);
        self.fields.get(..whole).unwrap_or_default()
    }

    /// Whether each field starts where the one before it ends: no hole, no overlap.
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

    /// The field with this name; for constants.
    ///
    /// # Panics
    ///
    /// If there is none. In a `const`, a panic stops the compiler.
    #[must_use]
    #[allow(clippy::panic, reason = "evaluated by the compiler, where a panic is an error message")]
    pub(crate) const fn field(&self, c_name: &str) -> &'static Field {
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
    /// Reads this field's number from a struct of this machine that starts at the first byte;
    /// `None` if the struct is cut off before the field's end, or the field is not a number.
    ///
    /// Any bytes will do, so use it only where the struct is not known until run time.
    /// Elsewhere a [`View`](super::View) checks while compiling that the field belongs
    /// to the struct.
    #[must_use]
    pub fn read(&self, bytes: &[u8]) -> Option<u64> {
        self.read_in(Endian::NATIVE, bytes)
    }

    /// The same for a struct of a machine with this byte order.
    #[must_use]
    #[inline]
    pub(crate) fn read_in(&self, endian: Endian, bytes: &[u8]) -> Option<u64> {
        self.kind.read_in(endian, bytes.get(self.at..self.end)?)
    }
}

/// What an attribute's payload is.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A number.
    Number(Kind, Meaning),
    /// A number of 4 or 8 bytes; the sender chooses (`NLA_UINT`).
    Uint(Meaning),
    /// No payload: the presence of the attribute is the value.
    Flag,
    /// Text that ends with a zero byte.
    Text,
    /// An IPv4 or IPv6 address.
    Ip,
    /// A link-layer address: an Ethernet address has six bytes.
    Hardware,
    /// An identifier: bytes with no further meaning, such as a cookie.
    Id,
    /// A C struct.
    Struct(&'static Layout),
    /// The same C struct again and again.
    Structs(&'static Layout),
    /// The same C struct as often as the function says, followed by a payload of the row's shape,
    /// if anything does. The function sees the struct before them; the shape that follows can
    /// depend on its own bytes.
    Counted(fn(&Context<'_>) -> usize, &'static Layout, &'static Attr),
    /// A C struct, followed by a payload of this row's shape.
    Headed(&'static Layout, &'static Attr),
    /// A C struct whose last member has no length of its own (C's flexible array
    /// member); the row describes that member.
    Flexible(&'static Layout, &'static Attr),
    /// A list of attributes.
    Nested(&'static Set),
    /// Any number of `struct rtnexthop`, each followed by attributes of this set.
    NextHops(&'static Set),
    /// Bytes without a known structure.
    Opaque,
    /// It depends on the context, for example on another attribute of the list. The function
    /// returns one of the list, or what the protocol has for a kind ([`Protocol::of_kind`]).
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
    /// How many bytes the payload needs, if it is a number; otherwise 0.
    pub(crate) len: usize,
}

/// One row of an attribute set.
#[must_use]
pub const fn attr(number: u16, c_name: &'static str, shape: Shape, about: &'static str) -> Attr {
    let len = match shape {
        Shape::Number(kind, _) => kind.size(),
        _ => 0,
    };
    Attr { number, c_name, shape, about, len }
}

/// The attributes that one list can hold.
///
/// Attribute numbers mean nothing by themselves: 1 is `RTA_DST` in a route and
/// `NLMSGERR_ATTR_MSG` in an error. The set tells which list this is.
pub struct Set {
    /// The common beginning of the names: `RTA`.
    pub c_name: &'static str,
    /// The attribute header: `struct rtattr` or `struct nlattr`, which differ
    /// only in the names of their fields.
    pub header: &'static Layout,
    /// The attributes, in ascending order of their numbers.
    pub attrs: &'static [Attr],
    /// The row for every other attribute, in a list whose numbers only count.
    pub each: Option<&'static Attr>,
}

/// An attribute set.
#[must_use]
pub const fn set(c_name: &'static str, header: &'static Layout, attrs: &'static [Attr]) -> Set {
    Set { c_name, header, attrs, each: None }
}

/// A list of attributes that all have the same shape; their numbers only count them.
#[must_use]
pub const fn list(c_name: &'static str, header: &'static Layout, each: &'static Attr) -> Set {
    Set { c_name, header, attrs: &[], each: Some(each) }
}

impl Set {
    /// The row with this number.
    #[must_use]
    #[inline]
    pub fn get(&self, number: u16) -> Option<&'static Attr> {
        // Most sets have a row for every number from 1 on, so the place is known. The
        // others are searched. Always searching makes a walk of the guide's message take
        // 53 ns instead of 33.
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

    /// Finds an attribute in the bytes of a list and returns its payload. A
    /// [`Shape::Choose`] uses it to look at a sibling: for example, the kind of link
    /// in `IFLA_INFO_KIND` decides what `IFLA_INFO_DATA` holds.
    #[must_use]
    pub fn find<'a>(&self, list: &'a [u8], number: u16) -> Option<&'a [u8]> {
        self.find_in(Endian::NATIVE, list, number)
    }

    fn find_in<'a>(&self, endian: Endian, list: &'a [u8], number: u16) -> Option<&'a [u8]> {
        /// No list from the kernel is longer. A hostile list may hold thousands of
        /// attributes that each look for a sibling; without a limit, the time to read
        /// it would grow with the square of its length.
        const SEARCHED: usize = 128;
        let mut searched = self.attributes_in(endian, list).take(SEARCHED);
        searched.find(|(known, _)| *known == number).map(|(_, payload)| payload)
    }

    /// `nla_next`: the number and payload of every attribute of a list, up to the first
    /// broken one. [`mod@crate::walk`] tells what is wrong with that one.
    #[doc(alias = "nla_next")]
    #[doc(alias = "RTA_NEXT")]
    pub fn attributes<'a>(&self, list: &'a [u8]) -> impl Iterator<Item = (u16, &'a [u8])> {
        self.attributes_in(Endian::NATIVE, list)
    }

    fn attributes_in<'a>(
        &self,
        endian: Endian,
        list: &'a [u8],
    ) -> impl Iterator<Item = (u16, &'a [u8])> {
        /// `struct rtattr` and `struct nlattr` are two of these.
        const HALF: Kind = Kind::U16(Order::Host);
        let mut rest = list;
        std::iter::from_fn(move || {
            let len = usize::try_from(HALF.read_in(endian, rest.get(..2)?)?).ok()?;
            let number =
                u16::try_from(HALF.read_in(endian, rest.get(2..4)?)?).ok()? & NLA_TYPE_MASK;
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
    /// `struct nlmsgerr`: an errno, and the request that it answers.
    Error,
    /// Nothing, or bytes that mean nothing.
    Empty,
    /// It depends on the header, or on the first bytes after it. The function returns one of the
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

/// The contents of one attribute for one kind: the data of a kind of interface, the options of a
/// kind of queueing discipline, filter or action.
pub struct OfKind {
    /// The list that names the kind.
    pub set: &'static Set,
    /// The attribute that depends on it.
    pub number: u16,
    /// The kind: `veth`, `htb`.
    pub kind: &'static str,
    /// The contents of the attribute.
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
    /// Its message types, in ascending order of their numbers, from 16 on.
    pub messages: &'static [Message],
    /// The message types below 16, shared by every protocol.
    pub control: &'static [Message],
    /// What follows the header of a message that neither table has.
    pub other: Body,
    /// What a datagram is, if datagrams of this protocol do not hold messages.
    pub unframed: Option<&'static Attr>,
    /// The contents that depend on a kind, which another attribute names.
    pub kinds: &'static [OfKind],
}

impl Protocol {
    /// The row of this message type.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<&'static Message> {
        [self.messages, self.control].into_iter().find_map(|messages| {
            // The numbers ascend and few are missing, so a row is as far from the first as
            // its number is, or a little nearer.
            let first = messages.first()?.number;
            let places = usize::from(number.checked_sub(first)?) + 1;
            let before = messages.get(..places).unwrap_or(messages);
            before.iter().rev().find(|row| row.number <= number).filter(|row| row.number == number)
        })
    }

    /// The contents of an attribute next to the name of a kind: those of the kind's row, or
    /// [`Shape::Opaque`].
    ///
    /// `kind` is the name as the message has it, with or without its final zero byte.
    #[must_use]
    pub fn of_kind(&self, set: &'static Set, number: u16, kind: &[u8]) -> Shape {
        let kind = kind.strip_suffix(&[0]).unwrap_or(kind);
        let matches = |row: &&OfKind| {
            row.number == number && ptr::eq(row.set, set) && row.kind.as_bytes() == kind
        };
        self.kinds.iter().find(matches).map_or(Shape::Opaque, |row| row.shape)
    }
}

/// `NLA_TYPE_MASK`: the bits of an attribute's type that are its number. The other two
/// are `NLA_F_NESTED` and `NLA_F_NET_BYTEORDER` (`include/uapi/linux/netlink.h`).
pub const NLA_TYPE_MASK: u16 = 0x3fff;
