//! Messages: `struct nlmsghdr` and what follows it.

use super::part::{Part, half, length, padding};
use super::walker::{Inside, MAX_DEPTH, TOO_DEEP, Walker};
use crate::uapi::netlink::{
    NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_FLAGS, NLMSG_LEN, NLMSG_TYPE, NLMSGERR, NLMSGERR_ATTRS,
    NLMSGERR_ERROR, NLMSGERR_MSG, NLMSGHDR, Nlmsghdr,
};
use crate::wire::{Body, Context, Field, Kind, Meaning, Message, Span, View, What, align, field};

/// Zeros after the last message.
static AFTER_LAST: Field =
    field(0, Kind::Pad(0), "zeros", Meaning::Reserved, "zeros after the last message, ignored");

/// A message's group and header have been yielded; this is what is left to do.
struct Head<'a> {
    /// What the rest of the message can depend on.
    context: Context<'a>,
    /// The table's row for it, if there is one.
    row: Option<&'static Message>,
    /// The bytes after the header.
    rest: Part<'a>,
    /// How much of the message the caller wants.
    inside: Inside,
}

impl<'a, E, F: FnMut(&Span<'_, 'a>) -> Result<Inside, E>> Walker<'a, F> {
    /// Message after message.
    ///
    /// A datagram often holds several: the kernel packs as many entries of a dump as fit
    /// into one, and takes several requests from one (`netlink_rcv_skb` in
    /// `net/netlink/af_netlink.c`).
    pub(super) fn messages(&mut self, context: &Context<'a>, part: Part<'a>) -> Result<(), E> {
        let mut rest = part;
        while !rest.is_empty() {
            // Programs such as `ip route get` send their whole buffer, of which only the
            // beginning is a message. The kernel stops at a length of 0.
            if rest.start > part.start && rest.bytes.iter().all(|byte| *byte == 0) {
                return self.leaf(context, rest, What::Field(&AFTER_LAST));
            }
            let len = self.message(context, rest)?;
            (_, rest) = rest.split(len);
        }
        Ok(())
    }

    /// The first message and the padding after it; returns the length of both, which is
    /// never 0: a message with an impossible length takes all bytes that are left.
    ///
    /// The kernel is stricter. It silently ignores a request whose `nlmsg_len` is smaller
    /// than the header or larger than the rest of the datagram, and everything after it.
    /// Someone who looks at such bytes wants to know what is wrong with them.
    fn message(&mut self, context: &Context<'a>, part: Part<'a>) -> Result<usize, E> {
        let (header, have) = (const { NLMSGHDR.size() }, part.len());
        if have < header {
            self.fault(context, part, part.start, (NLMSGHDR.c_name, header, have))?;
            return Ok(have);
        }
        let nlmsg_len = NLMSG_LEN.field().c_name;
        let len = length(context.view(part.bytes), NLMSG_LEN);
        if len < header {
            // Nothing tells where the next message starts.
            let Head { context, rest, .. } = self.head(context, part)?;
            self.fault(&context, rest, part.start, (nlmsg_len, header, len))?;
            return Ok(have);
        }
        let (message, after) = part.split(len);
        let head = self.head(context, message)?;
        if head.inside != Inside::Nothing {
            self.body(&head.context, head.row, head.rest)?;
        }
        if len > have {
            // The end was cut off, for example because the buffer was too small. What is
            // there has been read; this tells how much is missing.
            let (_, missing) = message.inside().split(have);
            self.fault(&head.context, missing, part.end(), (nlmsg_len, len, have))?;
        }
        // Messages start at multiples of four. The last one may lack its padding.
        let (padding, _) = after.split(padding(len));
        self.rest(context, padding, What::Padding)?;
        Ok(message.len() + padding.len())
    }

    /// A message's group and its header, which has to be there.
    #[inline]
    fn head(&mut self, outer: &Context<'a>, message: Part<'a>) -> Result<Head<'a>, E> {
        let Context { protocol, endian, .. } = *outer;
        let header: View<'_, Nlmsghdr> = outer.view(message.bytes);
        let number = half(header, NLMSG_TYPE);
        let (head, rest) = message.inside().split(const { NLMSGHDR.size() });
        let context = Context {
            protocol,
            message_type: number,
            message_flags: half(header, NLMSG_FLAGS),
            // Every struct of rtnetlink and sock_diag begins with the address family. The
            // kernel reads that byte first, and with the message's type it decides which
            // function gets the rest (`rtnetlink_rcv_msg` in `net/core/rtnetlink.c`).
            family: rest.bytes.first().copied().unwrap_or(0),
            set: None,
            around: &[],
            body: rest.bytes,
            endian,
        };
        let row = protocol.get(number);
        let inside = self.group(&context, message, What::Message { number, row })?;
        if inside != Inside::Nothing {
            self.structure(&context, head, &NLMSGHDR)?;
        }
        Ok(Head { context, row, rest, inside })
    }

    /// What follows a message's header.
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
                // Attributes start at multiples of four, too, so a struct whose size is
                // not one has padding after it: `struct rtgenmsg` is 1 byte long.
                let (padding, attributes) = rest.split(padding(layout.size()));
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

    /// The body of NLMSG_ERROR: an errno, the request that it answers, and perhaps the
    /// attributes of the extended acknowledgement.
    ///
    /// Where the attributes start depends on how much of the request the kernel repeats
    /// (`netlink_ack` in `net/netlink/af_netlink.c`). A success repeats the header. A
    /// failure repeats all of the request, unless the socket asked for less
    /// (`NETLINK_CAP_ACK`). In the repeated header, `nlmsg_len` is the length of the whole
    /// request in either case, so only the flags tell what is there.
    fn error(&mut self, context: &Context<'a>, part: Part<'a>) -> Result<(), E> {
        let (error, rest) = part.split(const { NLMSGERR_MSG.field().at });
        let failed = context.view(error.bytes).read(NLMSGERR_ERROR) != 0;
        let flags = context.message_flags;
        let header = const { NLMSGHDR.size() };
        let capped = !failed || flags & NLM_F_CAPPED != 0;
        let len = if flags & NLM_F_ACK_TLVS == 0 {
            rest.len()
        } else if capped {
            header
        } else {
            length(context.view(rest.bytes), NLMSG_LEN).max(header)
        };
        let (request, attributes) = rest.split(align(len));
        self.errno(context, error)?;
        self.request(context, request, capped)?;
        self.attributes(context, attributes, &NLMSGERR_ATTRS)
    }

    /// The errno of `struct nlmsgerr`, without the request.
    fn errno(&mut self, context: &Context<'a>, part: Part<'a>) -> Result<(), E> {
        let field = NLMSGERR_ERROR.field();
        if part.len() < field.end {
            return self.structure(context, part, &NLMSGERR);
        }
        if self.group(context, part, What::Struct(&NLMSGERR))? == Inside::Nothing {
            return Ok(());
        }
        let context = &Context { around: part.bytes, ..*context };
        self.leaf(context, part.inside().field(field), What::Field(field))
    }

    /// The request inside an error: its header, and its payload if it is there.
    ///
    /// It is read by the same tables as any message, so an error shows the request that
    /// caused it field by field.
    fn request(&mut self, context: &Context<'a>, part: Part<'a>, capped: bool) -> Result<(), E> {
        let header = const { NLMSGHDR.size() };
        if part.is_empty() {
            return Ok(());
        }
        if part.len() < header {
            return self.fault(context, part, part.start, (NLMSGHDR.c_name, header, part.len()));
        }
        // A hostile request may claim to be an error that holds a request, and so on.
        if part.depth >= MAX_DEPTH {
            return self.leaf(context, part, TOO_DEEP);
        }
        let Head { context, row, rest, inside } = self.head(context, part)?;
        if inside == Inside::Nothing {
            return Ok(());
        }
        if capped {
            return self.rest(&context, rest, What::Unknown("after a request cut short"));
        }
        self.body(&context, row, rest)
    }
}
