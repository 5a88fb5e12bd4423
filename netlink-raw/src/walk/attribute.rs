//! Attributes: `struct nlattr`, or `struct rtattr`, and a payload.
//!
//! ```text
//! 0   nla_len    2 bytes: header and payload, without the padding
//! 2   nla_type   2 bytes: a number, and two flag bits
//! 4   payload
//! ```
//!
//! Netlink has attributes where another protocol would have fields, so that messages can
//! grow: an older program skips an attribute that it does not know, and a newer one copes
//! with an attribute that is missing. That is also why the tables here never have
//! everything, and why an unknown attribute is not a fault.

use super::part::{Part, half, length, padding};
use super::walker::{Inside, MAX_DEPTH, TOO_DEEP, Walker};
use crate::uapi::netlink::{NLA_LEN, NLA_TYPE, NLATTR};
use crate::wire::{Attr, Context, Kind, NLA_TYPE_MASK, Order, Set, Shape, Span, What};

impl<'a, E, F: FnMut(&Span<'_, 'a>) -> Result<Inside, E>> Walker<'a, F> {
    /// Attribute after attribute.
    ///
    /// Their order means nothing. The kernel parses a list into an array that is indexed by
    /// number (`nla_parse` in `lib/nlattr.c`), so if a number comes twice, it uses the
    /// last one.
    pub(super) fn attributes(
        &mut self,
        context: &Context<'a>,
        list: Part<'a>,
        set: &'static Set,
    ) -> Result<(), E> {
        let context = &Context { set: Some(set), around: list.bytes, ..*context };
        let mut rest = list;
        while !rest.is_empty() {
            let len = self.attribute(context, rest, set)?;
            let (_, after) = rest.split(len);
            if len % 4 == 0 {
                rest = after;
                continue;
            }
            // Attributes start at multiples of four, counted from the start of their list.
            // The kernel pads every attribute (`nla_reserve`); other programs may leave
            // out the padding of the last one.
            let (padding, after) = after.split(padding(len));
            self.rest(context, padding, What::Padding)?;
            rest = after;
        }
        Ok(())
    }

    /// `nla_ok`: the first attribute; returns its length.
    #[inline]
    fn attribute(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        set: &'static Set,
    ) -> Result<usize, E> {
        // `struct nlattr` and `struct rtattr` differ only in the names of their fields.
        let (header, have) = (const { NLATTR.size() }, part.len());
        let ([len_field, type_field], true) = (set.header.fields, have >= header) else {
            self.fault(context, part, part.start, (set.header.c_name, header, have))?;
            return Ok(have);
        };
        let len = length(context.view(part.bytes), NLA_LEN);
        // The two highest bits are flags. NLA_F_NESTED means that the payload is a list of
        // attributes. The walk does not rely on it: many older parts of the kernel do not
        // set it (`nla_nest_start_noflag`).
        let number = half(context.view(part.bytes), NLA_TYPE) & NLA_TYPE_MASK;
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

    /// An attribute with an impossible length; returns the length of everything that is
    /// left, because nothing tells where the next attribute would start.
    ///
    /// These two checks are the ones that hand-written readers forget. With a length
    /// smaller than the header, such as 0, their loop stays at the same attribute forever.
    /// With one larger than the list, they read bytes that do not belong to it.
    #[cold]
    fn broken_attribute(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        set: &'static Set,
        len: usize,
    ) -> Result<usize, E> {
        let (header, have) = (const { NLATTR.size() }, part.len());
        let number = half(context.view(part.bytes), NLA_TYPE) & NLA_TYPE_MASK;
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
    pub(super) fn payload(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        attr: &'static Attr,
    ) -> Result<(), E> {
        match attr.shape {
            // Nearly all attributes are a number of the right length, or an address. This
            // short path through the compiled code saves 13 % of a walk: 29 ns for the
            // guide's message instead of 34.
            _ if attr.len == part.len() => {
                self.leaf(context, part, What::Payload(attr, attr.shape))
            }
            Shape::Ip => self.leaf(context, part, What::Payload(attr, attr.shape)),
            shape => self.shaped(context, part, attr, shape.in_context(context)),
        }
    }

    /// The payload of an attribute whose shape is known.
    fn shaped(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        attr: &'static Attr,
        shape: Shape,
    ) -> Result<(), E> {
        match shape {
            // Old parts of the kernel accept a payload that is longer than the number, and
            // ignore the rest; new ones refuse it (`validate_nla` in `lib/nlattr.c`).
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
                // The sender uses 4 bytes if the number fits into them (`nla_put_uint`).
                let kind =
                    if part.len() < 8 { Kind::U32(Order::Host) } else { Kind::U64(Order::Host) };
                self.shaped(context, part, attr, kind.meaning(meaning))
            }
            // `NLA_FLAG`: being there is the value, so nothing should follow the header.
            Shape::Flag => self.leaf(context, part, What::Unknown("a flag has no payload")),
            // For these, the length of the payload is part of the value: an address of 4
            // bytes is IPv4, one of 16 is IPv6. None of them can be too long or too short.
            Shape::Text | Shape::Ip | Shape::Hardware | Shape::Id => {
                self.leaf(context, part, What::Payload(attr, shape))
            }
            // A choice never leads to another choice; if it did, the bytes would stay
            // opaque instead of going round in circles.
            Shape::Opaque | Shape::Choose(..) => {
                self.leaf(context, part, What::Payload(attr, Shape::Opaque))
            }
            Shape::Struct(layout) => self.growing(context, part, layout),
            Shape::Structs(layout) => self.structures(context, part, layout),
            Shape::Counted(count, layout, rest) => {
                let (list, after) = part.split(count(context).saturating_mul(layout.size()));
                self.structures(context, list, layout)?;
                self.after_struct(context, after, after, rest)
            }
            Shape::Headed(layout, rest) => {
                let (head, after) = part.split(layout.size());
                self.structure(context, head, layout)?;
                self.after_struct(context, head, after, rest)
            }
            Shape::Flexible(layout, member) => {
                // The member without a length belongs to the struct's group: in C, both
                // are one struct.
                if self.group(context, part, What::Struct(layout))? == Inside::Nothing {
                    return Ok(());
                }
                let (head, after) = part.inside().split(layout.size());
                self.fields(context, head, layout)?;
                self.after_struct(context, head, after, member)
            }
            // These two are the only way deeper, so they are the place for the limit.
            Shape::Nested(_) | Shape::NextHops(_) if part.depth >= MAX_DEPTH => {
                self.leaf(context, part, TOO_DEEP)
            }
            Shape::Nested(set) => self.attributes(context, part, set),
            Shape::NextHops(set) => self.next_hops(context, part, set),
        }
    }

    /// What follows a struct in the same payload, if anything does; its meaning can depend
    /// on the struct.
    fn after_struct(
        &mut self,
        context: &Context<'a>,
        head: Part<'a>,
        after: Part<'a>,
        attr: &'static Attr,
    ) -> Result<(), E> {
        if after.is_empty() {
            return Ok(());
        }
        let context = &Context { around: head.bytes, ..*context };
        self.payload(context, after, attr)
    }
}
