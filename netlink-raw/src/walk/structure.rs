//! C structs, one field after the other.
//!
//! The kernel copies its structs into messages as they are in memory: with the byte order of
//! the machine, and with the holes that the compiler leaves to keep fields aligned. The
//! tables list the holes as fields of their own, so that every byte has a name.

use super::part::{Part, length, padding};
use super::walker::{Inside, Walker};
use crate::uapi::rtnetlink::{RTNEXTHOP, RTNH_LEN};
use crate::wire::{Context, Field, Layout, Set, Span, What};

/// What follows the last field that the table has.
const NEWER: What = What::Unknown("longer than the table's struct: from a newer kernel");

impl<'a, E, F: FnMut(&Span<'_, 'a>) -> Result<Inside, E>> Walker<'a, F> {
    /// A struct, as a group of its own, of which every field has to be there.
    ///
    /// The structs after a message's header are such: the kernel refuses a request whose
    /// struct is shorter.
    pub(super) fn structure(
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

    /// A struct that fills a payload, as a group of its own. It may end after any field.
    ///
    /// A struct of the kernel's interface never shrinks, and new fields are added only at
    /// its end. So an older kernel sends fewer fields than the table has. For example,
    /// `struct rtnl_link_stats64` had 23 fields until Linux 4.6, and has 25 since 5.19. The
    /// first field that is missing is yielded without bytes.
    pub(super) fn growing(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        layout: &'static Layout,
    ) -> Result<(), E> {
        let ends_after = |field: &&Field| field.end == part.len();
        let Some(last) = layout.fields.iter().position(|field| ends_after(&field)) else {
            return self.structure(context, part, layout);
        };
        if self.group(context, part, What::Struct(layout))? == Inside::Nothing {
            return Ok(());
        }
        let context = &Context { around: part.bytes, ..*context };
        let part = part.inside();
        for field in layout.fields.iter().take(last + 1) {
            self.leaf(context, part.field(field), What::Field(field))?;
        }
        match layout.fields.get(last + 1) {
            Some(missing) => {
                let (_, end) = part.split(part.len());
                self.leaf(context, end, What::Field(missing))
            }
            None => Ok(()),
        }
    }

    /// The fields of a struct.
    ///
    /// New fields are added only at a struct's end (see [`Walker::growing`]). So the first
    /// fields are where the table has them, whatever the length is, and bytes beyond the
    /// table's last field come from a newer kernel.
    #[inline]
    pub(super) fn fields(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        layout: &'static Layout,
    ) -> Result<(), E> {
        // A field that is cut off in the middle is not read: half a number is a wrong
        // number.
        let whole = layout.fields_within(part.len());
        for field in whole {
            self.leaf(context, part.field(field), What::Field(field))?;
        }
        let (_, rest) = part.split(whole.last().map_or(0, |field| field.end));
        if part.len() < layout.size() {
            let fault = (layout.c_name, layout.size(), part.len());
            return self.fault(context, rest, part.start, fault);
        }
        self.rest(context, rest, NEWER)
    }

    /// The same struct again and again, to the end of the part. The last one may be cut off.
    pub(super) fn structures(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        layout: &'static Layout,
    ) -> Result<(), E> {
        let mut rest = part;
        while !rest.is_empty() {
            // A layout has a size, so each round uses up at least one byte.
            let (one, after) = rest.split(layout.size().max(1));
            self.structure(context, one, layout)?;
            rest = after;
        }
        Ok(())
    }

    /// `RTNH_NEXT`: one `struct rtnexthop` after the other, each with its attributes.
    ///
    /// The one list in rtnetlink that is neither messages nor attributes: the payload of
    /// `RTA_MULTIPATH`. It follows the same rules. `rtnh_len` counts the struct and its
    /// attributes, but not the padding after them (`rtnh_ok` and `rtnh_next` in
    /// `include/net/nexthop.h`).
    pub(super) fn next_hops(
        &mut self,
        context: &Context<'a>,
        list: Part<'a>,
        set: &'static Set,
    ) -> Result<(), E> {
        let header = const { RTNEXTHOP.size() };
        let mut rest = list;
        while !rest.is_empty() {
            let have = rest.len();
            let len = length(context.view(rest.bytes), RTNH_LEN);
            if have < header || len < header || len > have {
                // Either bytes are missing, or the length is smaller than the struct.
                let (need, have) = if have < header || len > have {
                    (len.max(header), have)
                } else {
                    (header, len)
                };
                return self.fault(context, rest, rest.start, (RTNEXTHOP.c_name, need, have));
            }
            let (hop, after) = rest.split(len);
            if self.group(context, hop, What::Struct(&RTNEXTHOP))? != Inside::Nothing {
                let (head, attributes) = hop.inside().split(header);
                self.fields(context, head, &RTNEXTHOP)?;
                self.attributes(context, attributes, set)?;
            }
            let (padding, after) = after.split(padding(len));
            self.rest(context, padding, What::Padding)?;
            rest = after;
        }
        Ok(())
    }
}
