//! The decoder: bytes and tables in, spans out.
//!
//! There is one, and every printer is a loop over what it yields.
//!
//! # How it works
//!
//! A datagram is messages; a message is a header and a body; a body is a struct
//! and attributes; an attribute is a header and a payload, which may be attributes
//! again. There is a method for each of these words, and each keeps one promise:
//! **it yields leaves for all bytes of the part that it is given, in order, and for
//! no others.** It does so by cutting its part into smaller ones that leave nothing
//! out, and giving each to the method that it belongs to. So the tiling law holds
//! for the whole because it holds for each method, whatever the bytes are.
//!
//! The spans go to a function of the caller's instead of coming out of an iterator.
//! An iterator would have to remember, between two spans, where it was in all of
//! these methods at once; here the call stack remembers it. And because a span's
//! value is worked out only when asked for, and what stands in a group can be left
//! out, a caller that does little costs little.
//!
//! No allocation, no panic; depth is limited, and the work is proportional to the
//! number of bytes.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::convert::Infallible;
use std::marker::PhantomData;

use crate::uapi::netlink::{
    NLA_LEN, NLA_TYPE, NLATTR, NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_FLAGS, NLMSG_LEN, NLMSG_TYPE,
    NLMSGERR, NLMSGERR_ATTRS, NLMSGERR_ERROR, NLMSGHDR, Nlmsghdr,
};
use crate::uapi::rtnetlink::{RTNEXTHOP, RTNH_LEN};
use crate::wire::{
    Attr, Body, CStruct, Context, Fault, Field, Kind, Layout, Member, Message, NLA_TYPE_MASK,
    Order, Protocol, Set, Shape, Span, View, What, align,
};

/// Explains a datagram: one or several messages, as `recv` returned them.
///
/// ```
/// use netlink_raw::{uapi::ROUTE, walk::walk};
/// let noop = [16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// let mut covered = 0;
/// walk(&ROUTE, &noop).for_each(|span| {
///     if span.is_leaf() {
///         assert_eq!(span.at.start, covered);
///         covered = span.at.end;
///     }
/// });
/// assert_eq!(covered, noop.len());
/// ```
#[must_use]
pub fn walk<'a>(protocol: &'static Protocol, datagram: &'a [u8]) -> Walk<'a> {
    Walk { protocol, bytes: datagram, whole: protocol.unframed }
}

/// Explains bytes that are not a netlink datagram, such as a socket address.
#[must_use]
pub fn walk_as<'a>(attr: &'static Attr, bytes: &'a [u8]) -> Walk<'a> {
    Walk { protocol: &crate::uapi::ROUTE, bytes, whole: Some(attr) }
}

/// Bytes, and what they are to be read as; what [`walk`] returns.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    protocol: &'static Protocol,
    bytes: &'a [u8],
    /// The row for all of the bytes, where they are no messages.
    whole: Option<&'static Attr>,
}

impl<'a> Walk<'a> {
    /// The bytes that are explained.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Calls `each` for every span, in order.
    pub fn for_each(self, mut each: impl FnMut(&Span<'_, 'a>)) {
        let Ok(()) = self.try_for_each(|span| {
            each(span);
            Ok::<(), Infallible>(())
        });
    }

    /// Calls `each` for every span, in order, until it fails.
    ///
    /// # Errors
    ///
    /// The first of `each`.
    #[inline]
    pub fn try_for_each<E>(
        self,
        mut each: impl FnMut(&Span<'_, 'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.visit(|span| each(span).map(|()| Inside::All))
    }

    /// The same, and `each` says of every group how much of it is wanted. What is left
    /// out is not looked at, so the leaves that come no longer cover all bytes.
    ///
    /// # Errors
    ///
    /// The first of `each`.
    #[inline]
    pub fn visit<E>(self, each: impl FnMut(&Span<'_, 'a>) -> Result<Inside, E>) -> Result<(), E> {
        let part = Part { start: 0, bytes: self.bytes, depth: 0 };
        let context = Context {
            protocol: self.protocol,
            message_type: 0,
            message_flags: 0,
            family: 0,
            set: None,
            around: &[],
            body: &[],
        };
        let mut walker = Walker { each, datagram: PhantomData };
        match self.whole {
            Some(_) if self.bytes.is_empty() => Ok(()),
            Some(attr) => walker.payload(&context, part, attr),
            None => walker.messages(&context, part),
        }
    }

    /// What `pick` takes from the spans, in order.
    pub fn collect<T>(self, mut pick: impl FnMut(&Span<'_, 'a>) -> Option<T>) -> Vec<T> {
        let mut picked = Vec::new();
        self.for_each(|span| picked.extend(pick(span)));
        picked
    }
}

/// How much of what stands in a group is wanted; of a leaf, it says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// All of it.
    All,
    /// Of an attribute, what stands behind its header; of other groups, all.
    Payload,
    /// Nothing. Of a message, its header is read all the same.
    Nothing,
}

/// How deep spans may stand in groups before the walk stops looking.
///
/// The kernel nests at most a handful of levels. Four bytes are enough for one
/// more level, so that without a limit a hostile datagram could ask for
/// thousands, and each takes room on the call stack.
const MAX_DEPTH: usize = 12;

/// A part of the datagram: where it starts, its bytes, and the depth of what is
/// found in it.
#[derive(Clone, Copy)]
struct Part<'a> {
    start: usize,
    bytes: &'a [u8],
    depth: usize,
}

impl<'a> Part<'a> {
    fn len(self) -> usize {
        self.bytes.len()
    }

    fn is_empty(self) -> bool {
        self.bytes.is_empty()
    }

    /// Where it ends, as an offset in the datagram.
    fn end(self) -> usize {
        self.start + self.bytes.len()
    }

    /// Cuts off the first `len` bytes; fewer, if there are fewer.
    #[inline]
    fn split(self, len: usize) -> (Part<'a>, Part<'a>) {
        let (bytes, behind) = self.bytes.split_at(len.min(self.bytes.len()));
        (Part { bytes, ..self }, Part { start: self.start + bytes.len(), bytes: behind, ..self })
    }

    /// The same bytes, one level deeper: what stands in the group of this part.
    fn inside(self) -> Part<'a> {
        Part { depth: self.depth + 1, ..self }
    }

    /// The part that a field of the struct has that starts here.
    #[inline]
    fn field(self, field: &Field) -> Part<'a> {
        let bytes = self.bytes.get(field.at..field.end).unwrap_or_default();
        Part { start: self.start + field.at, bytes, ..self }
    }

    /// The struct that starts here, as code reads it.
    #[inline]
    fn view<S: CStruct>(self) -> View<'a, S> {
        View::new(self.bytes)
    }

    /// How many bytes behind the first `len` only keep what follows aligned.
    fn padding(len: usize) -> usize {
        align(len) - len
    }
}

/// A length field as a length. On a machine of 16 bits it might not fit: nothing is as
/// long then.
#[inline]
fn length<S: CStruct>(view: View<'_, S>, member: Member<S>) -> usize {
    usize::try_from(view.read(member)).unwrap_or(usize::MAX)
}

/// A field of at most 16 bits.
#[inline]
fn half<S: CStruct>(view: View<'_, S>, member: Member<S>) -> u16 {
    u16::try_from(view.read(member)).unwrap_or(0)
}

struct Walker<'a, F> {
    each: F,
    /// The bytes come with the parts.
    datagram: PhantomData<&'a [u8]>,
}

impl<'a, E, F: FnMut(&Span<'_, 'a>) -> Result<Inside, E>> Walker<'a, F> {
    /// Yields the span of a group; returns how much of it is wanted.
    #[inline]
    fn group(&mut self, context: &Context<'a>, part: Part<'a>, what: What) -> Result<Inside, E> {
        let at = part.start..part.end();
        (self.each)(&Span { at, bytes: part.bytes, depth: part.depth, what, context })
    }

    /// Yields a leaf.
    #[inline]
    fn leaf(&mut self, context: &Context<'a>, part: Part<'a>, what: What) -> Result<(), E> {
        self.group(context, part, what).map(drop)
    }

    /// Yields a leaf, unless there are no bytes for it.
    #[inline]
    fn rest(&mut self, context: &Context<'a>, part: Part<'a>, what: What) -> Result<(), E> {
        if part.is_empty() { Ok(()) } else { self.leaf(context, part, what) }
    }

    /// Yields a fault. It may have no bytes, because it says that some are missing.
    #[cold]
    fn fault(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        at: usize,
        (c_name, need, have): (&'static str, usize, usize),
    ) -> Result<(), E> {
        self.leaf(context, part, What::Fault(Fault { at, c_name, need, have }))
    }

    /// Message after message.
    fn messages(&mut self, context: &Context<'a>, part: Part<'a>) -> Result<(), E> {
        let mut rest = part;
        while !rest.is_empty() {
            let len = self.message(context, rest)?;
            (_, rest) = rest.split(len);
        }
        Ok(())
    }

    /// The first message, and the padding behind it; returns the length of both.
    fn message(&mut self, context: &Context<'a>, part: Part<'a>) -> Result<usize, E> {
        let (header, have) = (const { NLMSGHDR.size() }, part.len());
        if have < header {
            self.fault(context, part, part.start, (NLMSGHDR.c_name, header, have))?;
            return Ok(have);
        }
        let nlmsg_len = NLMSG_LEN.field().c_name;
        let len = length(part.view(), NLMSG_LEN);
        if len < header {
            // Where the next message starts is unknown from here on.
            let (context, _, rest, _) = self.head(context.protocol, part)?;
            self.fault(&context, rest, part.start, (nlmsg_len, header, len))?;
            return Ok(have);
        }
        let (message, behind) = part.split(len);
        let (message_context, row, rest, inside) = self.head(context.protocol, message)?;
        if inside != Inside::Nothing {
            self.body(&message_context, row, rest)?;
        }
        if len > have {
            let (_, missing) = message.inside().split(have);
            self.fault(&message_context, missing, part.end(), (nlmsg_len, len, have))?;
        }
        // Messages start at multiples of four.
        let (padding, _) = behind.split(Part::padding(len));
        self.rest(context, padding, What::Padding)?;
        Ok(message.len() + padding.len())
    }

    /// A message's group and its header, which has to be there; returns what the
    /// rest of it can depend on, its row in the tables, the rest, and how much of it is
    /// wanted.
    #[inline]
    fn head(
        &mut self,
        protocol: &'static Protocol,
        message: Part<'a>,
    ) -> Result<(Context<'a>, Option<&'static Message>, Part<'a>, Inside), E> {
        let header: View<'_, Nlmsghdr> = message.view();
        let number = half(header, NLMSG_TYPE);
        let (head, rest) = message.inside().split(const { NLMSGHDR.size() });
        let context = Context {
            protocol,
            message_type: number,
            message_flags: half(header, NLMSG_FLAGS),
            family: rest.bytes.first().copied().unwrap_or(0),
            set: None,
            around: &[],
            body: rest.bytes,
        };
        let row = protocol.get(number);
        let inside = self.group(&context, message, What::Message { number, row })?;
        if inside != Inside::Nothing {
            self.structure(&context, head, &NLMSGHDR)?;
        }
        Ok((context, row, rest, inside))
    }

    /// What stands behind a message's header.
    #[inline]
    fn body(
        &mut self,
        context: &Context<'a>,
        row: Option<&'static Message>,
        part: Part<'a>,
    ) -> Result<(), E> {
        match row.map_or(context.protocol.other, |row| row.body).in_context(context) {
            Body::Struct(layout, set) => {
                let (head, rest) = part.split(layout.size());
                let (padding, attributes) = rest.split(Part::padding(layout.size()));
                self.structure(context, head, layout)?;
                self.rest(context, padding, What::Padding)?;
                self.attributes(context, attributes, set)
            }
            Body::Error => self.error(context, part),
            Body::Empty => self.rest(context, part, What::Unknown("this type has no payload")),
            Body::Opaque | Body::Choose(..) => {
                self.rest(context, part, What::Unknown("the payload of an unknown type"))
            }
        }
    }

    /// The body of NLMSG_ERROR: an errno, the request that it answers, and perhaps
    /// the attributes of the extended acknowledgement.
    fn error(&mut self, context: &Context<'a>, part: Part<'a>) -> Result<(), E> {
        let (error, rest) = part.split(const { NLMSGERR.size() });
        let failed = error.view().read(NLMSGERR_ERROR) != 0;
        let flags = u64::from(context.message_flags);
        let header = const { NLMSGHDR.size() };
        // Only the kernel knows whether it echoed the whole request or its header
        // alone; the flag says which. A success never echoes more.
        let capped = !failed || flags & u64::from(NLM_F_CAPPED) != 0;
        let len = if flags & u64::from(NLM_F_ACK_TLVS) == 0 {
            rest.len()
        } else if capped {
            header
        } else {
            length(rest.view(), NLMSG_LEN).max(header)
        };
        let (request, attributes) = rest.split(align(len));
        self.structure(context, error, &NLMSGERR)?;
        self.request(context, request, capped)?;
        self.attributes(context, attributes, &NLMSGERR_ATTRS)
    }

    /// The request inside an error: its header, and its payload if it is there.
    fn request(&mut self, context: &Context<'a>, part: Part<'a>, capped: bool) -> Result<(), E> {
        let header = const { NLMSGHDR.size() };
        if part.is_empty() {
            return Ok(());
        }
        if part.len() < header {
            return self.fault(context, part, part.start, (NLMSGHDR.c_name, header, part.len()));
        }
        // A request may claim to be an error that holds a request, and so on.
        if part.depth >= MAX_DEPTH {
            return self.leaf(context, part, What::Unknown(TOO_DEEP));
        }
        let (context, row, rest, inside) = self.head(context.protocol, part)?;
        if inside == Inside::Nothing {
            return Ok(());
        }
        if capped {
            return self.rest(&context, rest, What::Unknown("behind a request cut short"));
        }
        self.body(&context, row, rest)
    }

    /// A struct, as a group of its own; it has to be there.
    fn structure(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        layout: &'static Layout,
    ) -> Result<(), E> {
        if part.is_empty() {
            return self.fault(context, part, part.start, (layout.c_name, layout.size(), 0));
        }
        if self.group(context, part, What::Struct(layout))? == Inside::Nothing {
            return Ok(());
        }
        let context = &Context { around: part.bytes, ..*context };
        self.fields(context, part.inside(), layout)
    }

    /// The fields of a struct.
    #[inline]
    fn fields(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        layout: &'static Layout,
    ) -> Result<(), E> {
        let whole = layout.fields_within(part.len());
        for field in whole {
            self.leaf(context, part.field(field), What::Field(field))?;
        }
        let (_, rest) = part.split(whole.last().map_or(0, |field| field.end));
        if part.len() < layout.size() {
            let fault = (layout.c_name, layout.size(), part.len());
            return self.fault(context, rest, part.start, fault);
        }
        // Kernel structs grow at their end; an older table keeps the tail.
        self.rest(context, rest, What::Unknown("longer than the table's struct"))
    }

    /// Attribute after attribute.
    fn attributes(
        &mut self,
        context: &Context<'a>,
        list: Part<'a>,
        set: &'static Set,
    ) -> Result<(), E> {
        let context = &Context { set: Some(set), around: list.bytes, ..*context };
        let mut rest = list;
        while !rest.is_empty() {
            let len = self.attribute(context, rest, set)?;
            // Attributes start at multiples of four from the start of their list. The
            // last may lack its padding; the others have it.
            let (_, behind) = rest.split(len);
            if len % 4 == 0 {
                rest = behind;
                continue;
            }
            let (padding, behind) = behind.split(Part::padding(len));
            self.rest(context, padding, What::Padding)?;
            rest = behind;
        }
        Ok(())
    }

    /// The first attribute; returns its length.
    #[inline]
    fn attribute(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        set: &'static Set,
    ) -> Result<usize, E> {
        // `struct nlattr` and `struct rtattr` differ in the names of their fields only.
        let (header, have) = (const { NLATTR.size() }, part.len());
        let ([len_field, type_field], true) = (set.header.fields, have >= header) else {
            self.fault(context, part, part.start, (set.header.c_name, header, have))?;
            return Ok(have);
        };
        let len = length(part.view(), NLA_LEN);
        let number = half(part.view(), NLA_TYPE) & NLA_TYPE_MASK;
        let row = set.get(number);
        if len < header || len > have {
            return self.broken_attribute(context, part, set, len);
        }
        let (attribute, _) = part.split(len);
        let inside = self.group(context, attribute, What::Attribute { number, set, row })?;
        let (head, payload) = attribute.inside().split(header);
        if inside == Inside::All {
            self.leaf(context, head.field(len_field), What::Field(len_field))?;
            self.leaf(context, head.field(type_field), What::Field(type_field))?;
        }
        match row {
            _ if payload.is_empty() || inside == Inside::Nothing => {}
            Some(row) => self.payload(context, payload, row)?,
            None => {
                let why = "the payload of an unknown attribute";
                self.leaf(context, payload, What::Unknown(why))?;
            }
        }
        Ok(len)
    }

    /// An attribute whose length cannot be. One below that of the header keeps a
    /// naive reader here for ever; one above what there is lets it read what does not
    /// belong to the list. Where the next would start is unknown.
    #[cold]
    fn broken_attribute(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        set: &'static Set,
        len: usize,
    ) -> Result<usize, E> {
        let (header, have) = (const { NLATTR.size() }, part.len());
        let number = half(part.view(), NLA_TYPE) & NLA_TYPE_MASK;
        let row = set.get(number);
        let inside = self.group(context, part, What::Attribute { number, set, row })?;
        let (head, payload) = part.inside().split(header);
        if inside == Inside::All {
            self.fields(context, head, set.header)?;
        }
        let (need, have) = if len > have { (len, have) } else { (header, len) };
        let c_name = set.header.fields.first().map_or("", |field| field.c_name);
        self.fault(context, payload, part.start, (c_name, need, have))?;
        Ok(part.len())
    }

    /// The payload of an attribute, of at least one byte.
    #[inline]
    fn payload(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        attr: &'static Attr,
    ) -> Result<(), E> {
        match attr.shape {
            // Nearly all are these, and take a short path through the compiled code.
            _ if attr.len == part.len() => {
                self.leaf(context, part, What::Payload(attr, attr.shape))
            }
            Shape::Ip => self.leaf(context, part, What::Payload(attr, attr.shape)),
            shape => self.shaped(context, part, attr, shape.in_context(context)),
        }
    }

    /// The payload of an attribute, now that it is known what it is.
    fn shaped(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        attr: &'static Attr,
        shape: Shape,
    ) -> Result<(), E> {
        match shape {
            Shape::Number(kind, _) => {
                let (number, rest) = part.split(kind.size());
                if number.len() < kind.size() {
                    let fault = (attr.c_name, kind.size(), part.len());
                    return self.fault(context, part, part.start, fault);
                }
                self.leaf(context, number, What::Payload(attr, shape))?;
                self.rest(context, rest, What::Unknown("longer than the number"))
            }
            Shape::Uint(meaning) => {
                let kind =
                    if part.len() < 8 { Kind::U32(Order::Host) } else { Kind::U64(Order::Host) };
                self.shaped(context, part, attr, kind.meaning(meaning))
            }
            Shape::Flag => self.leaf(context, part, What::Unknown("a flag has no payload")),
            Shape::Text | Shape::Ip | Shape::Hardware | Shape::Id => {
                self.leaf(context, part, What::Payload(attr, shape))
            }
            Shape::Opaque | Shape::Choose(..) => {
                self.leaf(context, part, What::Payload(attr, Shape::Opaque))
            }
            Shape::Struct(layout) => self.structure(context, part, layout),
            Shape::Structs(layout) => {
                let mut rest = part;
                while !rest.is_empty() {
                    // A layout has a size, so each round takes at least a byte.
                    let (one, behind) = rest.split(layout.size().max(1));
                    self.structure(context, one, layout)?;
                    rest = behind;
                }
                Ok(())
            }
            Shape::Headed(layout, attr) => {
                let (head, rest) = part.split(layout.size());
                self.structure(context, head, layout)?;
                if rest.is_empty() {
                    return Ok(());
                }
                let context = &Context { around: head.bytes, ..*context };
                self.payload(context, rest, attr)
            }
            Shape::Flexible(layout, attr) => {
                if self.group(context, part, What::Struct(layout))? == Inside::Nothing {
                    return Ok(());
                }
                let (head, member) = part.inside().split(layout.size());
                self.fields(context, head, layout)?;
                if member.is_empty() {
                    return Ok(());
                }
                let context = &Context { around: head.bytes, ..*context };
                self.payload(context, member, attr)
            }
            Shape::Nested(_) | Shape::NextHops(_) if part.depth >= MAX_DEPTH => {
                self.leaf(context, part, What::Unknown(TOO_DEEP))
            }
            Shape::Nested(set) => self.attributes(context, part, set),
            Shape::NextHops(set) => self.next_hops(context, part, set),
        }
    }

    /// `struct rtnexthop` after `struct rtnexthop`, each with its attributes.
    fn next_hops(
        &mut self,
        context: &Context<'a>,
        list: Part<'a>,
        set: &'static Set,
    ) -> Result<(), E> {
        let header = const { RTNEXTHOP.size() };
        let mut rest = list;
        while !rest.is_empty() {
            let have = rest.len();
            let len = length(rest.view(), RTNH_LEN);
            if have < header || len < header || len > have {
                let (need, have) = if have < header || len > have {
                    (len.max(header), have)
                } else {
                    (header, len)
                };
                return self.fault(context, rest, rest.start, (RTNEXTHOP.c_name, need, have));
            }
            let (hop, behind) = rest.split(len);
            if self.group(context, hop, What::Struct(&RTNEXTHOP))? != Inside::Nothing {
                let (head, attributes) = hop.inside().split(header);
                self.fields(context, head, &RTNEXTHOP)?;
                self.attributes(context, attributes, set)?;
            }
            let (padding, behind) = behind.split(Part::padding(len));
            self.rest(context, padding, What::Padding)?;
            rest = behind;
        }
        Ok(())
    }
}

const TOO_DEEP: &str = "nested too deep to follow";
