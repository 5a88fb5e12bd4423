//! The decoder: bytes and tables in, spans out.
//!
//! There is one, and every printer is a loop over what it yields.
//!
//! # How it works
//!
//! The walk keeps a stack of *tasks*, each with the range of bytes that it will
//! explain. At any moment the ranges on the stack, from the top down, cover
//! exactly the bytes that no leaf has covered yet, in order. A step takes the
//! topmost task and either yields a leaf for the beginning of its range and puts
//! the rest back, or replaces it with smaller tasks that cover the same range. So
//! nothing can be skipped and nothing explained twice: the tiling law holds by
//! construction, whatever the bytes are.
//!
//! Most leaves are fields of structs. The struct that is being read stands above
//! the stack, in a place of its own, and costs no pushing and popping.
//!
//! No allocation, no recursion, no panic; the work is proportional to the
//! number of bytes.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ops::Range;

use crate::uapi::netlink::{NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSGERR, NLMSGERR_ATTRS, NLMSGHDR};
use crate::uapi::rtnetlink::RTNEXTHOP;
use crate::wire::{
    Attr, Body, Context, Fault, Field, Kind, Layout, NLA_TYPE_MASK, Order, Protocol, Says, Set,
    Shape, Span, Value, What, align,
};

/// Explains a datagram: one or several messages, as `recv` returned them.
///
/// ```
/// use netlink_raw::{uapi::ROUTE, walk::walk};
/// let noop = [16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// let leaves = walk(&ROUTE, &noop).filter(|span| span.is_leaf());
/// assert_eq!(leaves.map(|leaf| leaf.at.len()).sum::<usize>(), noop.len());
/// ```
#[must_use]
pub fn walk<'a>(protocol: &'static Protocol, datagram: &'a [u8]) -> Walk<'a> {
    let task = protocol.unframed.map_or(Task::Messages, Task::Payload);
    Walk::new(protocol, datagram, task)
}

/// Explains bytes that are not a netlink datagram, such as a socket address.
#[must_use]
pub fn walk_as<'a>(attr: &'static Attr, bytes: &'a [u8]) -> Walk<'a> {
    Walk::new(&crate::uapi::ROUTE, bytes, Task::Payload(attr))
}

/// How deep attributes may stand in attributes before the walk stops looking.
///
/// The kernel nests at most a handful of levels. Four bytes are enough for one
/// more level, so that without a limit a hostile datagram could ask for
/// thousands.
const MAX_DEPTH: usize = 12;

/// Each level leaves at most one task waiting; a message leaves four more, and
/// so does the request inside an error.
const STACK: usize = MAX_DEPTH + 12;

/// The iterator that [`walk`] returns.
pub struct Walk<'a> {
    bytes: &'a [u8],
    /// The struct that is being read, if its range is not empty.
    fields: Fields,
    /// What has to be explained after it; the next task stands last.
    stack: [Todo; STACK],
    waiting: usize,
    context: Context<'a>,
}

/// The fields of a struct from one of them on, and the bytes that they are for.
#[derive(Clone, Copy)]
struct Fields {
    layout: &'static Layout,
    next: usize,
    start: usize,
    end: usize,
    depth: usize,
}

/// A range of bytes, and what to do with it.
#[derive(Clone, Copy)]
struct Todo {
    start: usize,
    end: usize,
    depth: usize,
    task: Task,
}

#[derive(Clone, Copy)]
enum Task {
    /// Message after message, to the end of the range.
    Messages,
    /// What stands behind a message's header.
    Body(Body),
    /// The request that an NLMSG_ERROR answers.
    Echo,
    /// The same, of which only the header is there.
    EchoedHeader,
    /// A struct, as a group of its own; what is too much is unknown.
    Struct(&'static Layout),
    /// Attribute after attribute, to the end; the list began at this offset.
    Attributes(&'static Set, usize),
    /// The payload of an attribute.
    Payload(&'static Attr),
    /// A struct again and again, to the end of the range.
    Structs(&'static Layout),
    /// What follows a struct in this range, in [`Shape::Headed`].
    Rest(&'static Attr, usize),
    /// `struct rtnexthop` after `struct rtnexthop`; the list began there.
    NextHops(&'static Set, usize),
    Padding,
    Unknown(&'static str),
    Fault(Fault),
}

impl<'a> Walk<'a> {
    fn new(protocol: &'static Protocol, bytes: &'a [u8], task: Task) -> Self {
        let context = Context {
            protocol,
            message_type: 0,
            message_flags: 0,
            family: 0,
            set: None,
            around: &[],
            body: &[],
        };
        let fields = Fields { layout: &NLMSGHDR, next: 0, start: 0, end: 0, depth: 0 };
        let nothing = Todo { start: 0, end: 0, depth: 0, task: Task::Padding };
        let mut walk = Walk { bytes, fields, stack: [nothing; STACK], waiting: 0, context };
        walk.push(0..bytes.len(), 0, task);
        walk
    }

    /// The bytes of a range. All ranges are cut from the datagram's, so this
    /// never comes out shorter; an empty slice is only the total answer.
    fn bytes(&self, range: Range<usize>) -> &'a [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// One field of the struct that starts at `start`.
    fn read(&self, field: &Field, start: usize) -> Option<u64> {
        field.read(self.bytes.get(start..)?)
    }

    /// Puts a task on the stack: it will be done before those already there.
    ///
    /// Faults are kept when their range is empty, because they say that
    /// something is missing. Every other task on no bytes has nothing to do.
    fn push(&mut self, range: Range<usize>, depth: usize, task: Task) {
        let may_be_empty = matches!(task, Task::Fault(_) | Task::Struct(_));
        if range.is_empty() && !may_be_empty {
            return;
        }
        if let Some(slot) = self.stack.get_mut(self.waiting) {
            *slot = Todo { start: range.start, end: range.end, depth, task };
            self.waiting += 1;
        }
    }

    fn pop(&mut self) -> Option<Todo> {
        self.waiting = self.waiting.checked_sub(1)?;
        self.stack.get(self.waiting).copied()
    }

    /// `Says::Choose` by what is known of the message.
    fn resolve(&self, says: Says) -> Says {
        match says {
            Says::Choose(choose) => choose(&self.context),
            says => says,
        }
    }

    /// The padding in front of the next item of a list that began at `list`.
    fn padding(&self, start: usize, end: usize, depth: usize, list: usize) -> Option<Span<'a>> {
        let next = list + align(start - list);
        (next > start).then(|| leaf(start..next.min(end), depth, What::Padding))
    }

    /// The next message; the messages after it are put back.
    fn message(&mut self, start: usize, end: usize, depth: usize) -> Option<Span<'a>> {
        // Messages start at multiples of four.
        if let Some(padding) = self.padding(start, end, depth, 0) {
            self.push(padding.at.end..end, depth, Task::Messages);
            return Some(padding);
        }
        let have = end - start;
        let header = const { NLMSGHDR.size() };
        if have < header {
            let fault = Fault { at: start, c_name: NLMSGHDR.c_name, need: header, have };
            return Some(leaf(start..end, depth, What::Fault(fault)));
        }
        let len = self.length(const { NLMSGHDR.field("nlmsg_len") }, start);
        let body = start + header;
        if len < header {
            // Where the next message starts is unknown from here on.
            let fault = Fault { at: start, c_name: "nlmsg_len", need: header, have: len };
            self.push(body..end, depth + 1, Task::Fault(fault));
            return Some(self.message_group(start..end, depth, None));
        }
        if len > have {
            let fault = Fault { at: end, c_name: "nlmsg_len", need: len, have };
            self.push(end..end, depth + 1, Task::Fault(fault));
            return Some(self.message_group(start..end, depth, Some(body..end)));
        }
        let message_end = start + len;
        self.push(message_end..end, depth, Task::Messages);
        Some(self.message_group(start..message_end, depth, Some(body..message_end)))
    }

    /// A message's group, its header and its payload.
    fn message_group(
        &mut self,
        at: Range<usize>,
        depth: usize,
        body: Option<Range<usize>>,
    ) -> Span<'a> {
        let read = |name: &Field| self.read(name, at.start).and_then(|n| u16::try_from(n).ok());
        let number = read(const { NLMSGHDR.field("nlmsg_type") }).unwrap_or(0);
        let flags = read(const { NLMSGHDR.field("nlmsg_flags") }).unwrap_or(0);
        let row = self.context.protocol.get(number);
        let header_end = at.start + const { NLMSGHDR.size() };
        self.context.message_type = number;
        self.context.message_flags = flags;
        self.context.family = self.bytes.get(header_end).copied().unwrap_or(0);
        self.context.body = self.bytes(header_end..at.end.max(header_end));
        if let Some(range) = body {
            let mut body = row.map_or(self.context.protocol.other, |row| row.body);
            if let Body::Choose(choose) = body {
                body = choose(&self.context);
            }
            // A struct that is missing altogether is worth a word.
            if let (true, Body::Struct(layout, _)) = (range.is_empty(), body) {
                self.push(range, depth + 1, Task::Struct(layout));
            } else {
                self.push(range, depth + 1, Task::Body(body));
            }
        }
        self.push(at.start..header_end, depth + 1, Task::Struct(&NLMSGHDR));
        Span { at, depth, what: What::Message { number, row } }
    }

    fn body(&mut self, start: usize, end: usize, depth: usize, body: Body) {
        match body {
            Body::Struct(layout, set) => {
                let rest = (start + align(layout.size())).min(end);
                let struct_end = (start + layout.size()).min(end);
                self.push(rest..end, depth, Task::Attributes(set, rest));
                self.push(struct_end..rest, depth, Task::Padding);
                self.push(start..struct_end, depth, Task::Struct(layout));
            }
            Body::Error => {
                let echo = (start + const { NLMSGERR.size() }).min(end);
                let failed = self.read(const { NLMSGERR.field("error") }, start) != Some(0);
                let flags = u64::from(self.context.message_flags);
                let capped = !failed || flags & NLM_F_CAPPED != 0;
                // Only the kernel knows whether it echoed the whole request or
                // its header alone; the flag says which.
                let echo_end = if flags & NLM_F_ACK_TLVS == 0 {
                    end
                } else {
                    let header = const { NLMSGHDR.size() };
                    let len = if capped {
                        header
                    } else {
                        self.length(const { NLMSGHDR.field("nlmsg_len") }, echo).max(header)
                    };
                    align(len).saturating_add(echo).min(end)
                };
                self.push(echo_end..end, depth, Task::Attributes(&NLMSGERR_ATTRS, echo_end));
                let task = if capped { Task::EchoedHeader } else { Task::Echo };
                self.push(echo..echo_end, depth, task);
                self.push(start..echo, depth, Task::Struct(&NLMSGERR));
            }
            Body::Empty => {
                self.push(start..end, depth, Task::Unknown("this type has no payload"));
            }
            Body::Opaque | Body::Choose(_) => {
                self.push(start..end, depth, Task::Unknown("the payload of an unknown type"));
            }
        }
    }

    /// The request inside an error: its header, and its payload if it is there.
    fn echo(&mut self, start: usize, end: usize, depth: usize, capped: bool) -> Span<'a> {
        let header_end = start + const { NLMSGHDR.size() };
        if end < header_end {
            let (need, have) = (const { NLMSGHDR.size() }, end - start);
            let fault = Fault { at: start, c_name: NLMSGHDR.c_name, need, have };
            return leaf(start..end, depth, What::Fault(fault));
        }
        if capped {
            self.push(header_end..end, depth + 1, Task::Unknown("behind a request cut short"));
            return self.message_group(start..end, depth, None);
        }
        self.message_group(start..end, depth, Some(header_end..end))
    }

    /// Begins to read a struct: its fields come next.
    fn begin(&mut self, layout: &'static Layout, at: Range<usize>, depth: usize) {
        self.fields = Fields { layout, next: 0, start: at.start, end: at.end, depth };
    }

    /// The next field of the struct that is being read, or what is wrong with it.
    #[inline(always)]
    fn field(&mut self) -> Span<'a> {
        let Fields { layout, next, start, end, depth } = self.fields;
        let Some(field) = layout.fields.get(next) else {
            // Kernel structs grow at their end; an older table keeps the tail.
            self.fields.start = end;
            return leaf(start..end, depth, What::Unknown("longer than the table's struct"));
        };
        let field_end = start + field.kind.len();
        if field_end > end {
            self.fields.start = end;
            return leaf(start..end, depth, What::Fault(short(layout, start - field.at, end)));
        }
        if field_end == end && next + 1 < layout.fields.len() {
            // The struct ends in the middle, just between two fields.
            let fault = short(layout, start - field.at, end);
            self.push(end..end, depth, Task::Fault(fault));
        }
        self.fields.start = field_end;
        self.fields.next = next + 1;
        let bytes = self.bytes(start..field_end);
        let what = match (field.kind, field.kind.read(bytes)) {
            (Kind::Pad(_), _) => What::Padding,
            (kind, Some(number)) => {
                let says = self.resolve(field.says);
                What::Field(field, Value::Number { number, kind, says })
            }
            (_, None) => What::Field(field, bytes_value(self.resolve(field.says), bytes)),
        };
        leaf(start..field_end, depth, what)
    }

    /// The next attribute; the attributes after it are put back.
    fn attribute(&mut self, todo: Todo, set: &'static Set, list: usize) -> Span<'a> {
        let Todo { start, end, depth, .. } = todo;
        // The last attribute may lack its padding; the others have it.
        if let Some(padding) = self.padding(start, end, depth, list) {
            self.push(padding.at.end..end, depth, Task::Attributes(set, list));
            return padding;
        }
        let have = end - start;
        let header = set.header.size();
        if have < header {
            let fault = Fault { at: start, c_name: set.header.c_name, need: header, have };
            return leaf(start..end, depth, What::Fault(fault));
        }
        let [len_field, type_field] = set.header.fields else {
            return leaf(start..end, depth, What::Unknown("no attribute header is known"));
        };
        let len = self.length(len_field, start);
        let bits = self.read(type_field, start).and_then(|n| u16::try_from(n).ok()).unwrap_or(0);
        let number = bits & NLA_TYPE_MASK;
        let row = set.get(number);
        self.context.set = Some(set);
        self.context.around = self.bytes(list..end);
        let payload = start + header;
        let group_end;
        if len < header {
            // A length of 0 would keep a naive reader here for ever.
            group_end = end;
            let fault = Fault { at: start, c_name: len_field.c_name, need: header, have: len };
            self.push(payload..end, depth + 1, Task::Fault(fault));
        } else if len > have {
            group_end = end;
            let fault = Fault { at: start, c_name: len_field.c_name, need: len, have };
            self.push(payload..end, depth + 1, Task::Fault(fault));
        } else {
            group_end = start + len;
            self.push(group_end..end, depth, Task::Attributes(set, list));
            let task = match row {
                Some(row) => Task::Payload(row),
                None => Task::Unknown("the payload of an unknown attribute"),
            };
            self.push(payload..group_end, depth + 1, task);
        }
        self.begin(set.header, start..payload, depth + 1);
        Span { at: start..group_end, depth, what: What::Attribute { number, set, row } }
    }

    /// The payload of an attribute: a leaf, or tasks for its parts.
    fn payload(&mut self, todo: Todo, attr: &'static Attr) -> Option<Span<'a>> {
        let shape = match attr.shape {
            Shape::Choose(choose) => choose(&self.context),
            shape => shape,
        };
        self.payload_as(todo, attr, shape)
    }

    /// The payload of an attribute, now that it is known what it is.
    fn payload_as(&mut self, todo: Todo, attr: &'static Attr, shape: Shape) -> Option<Span<'a>> {
        let Todo { start, end, depth, .. } = todo;
        let bytes = self.bytes(start..end);
        let (value, value_end) = match shape {
            Shape::Number(kind, says) => {
                let value_end = start + kind.len();
                if value_end > end {
                    let (need, have) = (kind.len(), bytes.len());
                    let fault = Fault { at: start, c_name: attr.c_name, need, have };
                    return Some(leaf(start..end, depth, What::Fault(fault)));
                }
                let number = kind.read(self.bytes(start..value_end)).unwrap_or(0);
                (Value::Number { number, kind, says: self.resolve(says) }, value_end)
            }
            Shape::Uint(says) => {
                let kind =
                    if bytes.len() < 8 { Kind::U32(Order::Host) } else { Kind::U64(Order::Host) };
                return self.payload_as(todo, attr, kind.says(says));
            }
            Shape::Flag => {
                return Some(leaf(start..end, depth, What::Unknown("a flag has no payload")));
            }
            Shape::Text => (Value::Text(bytes), end),
            Shape::Ip => (Value::Ip(bytes), end),
            Shape::Hardware => (Value::Hardware(bytes), end),
            Shape::Id => (Value::Id(bytes), end),
            Shape::Opaque | Shape::Choose(_) => (Value::Opaque(bytes), end),
            Shape::Structs(layout) => {
                self.push(start..end, depth, Task::Structs(layout));
                return None;
            }
            Shape::Struct(layout) => {
                self.push(start..end, depth, Task::Struct(layout));
                return None;
            }
            Shape::Headed(layout, rest) => {
                let split = (start + layout.size()).min(end);
                self.push(split..end, depth, Task::Rest(rest, start));
                self.push(start..split, depth, Task::Struct(layout));
                return None;
            }
            Shape::Nested(_) | Shape::NextHops(_) if depth >= MAX_DEPTH => {
                return Some(leaf(start..end, depth, What::Unknown("nested too deep to follow")));
            }
            Shape::Nested(set) => {
                self.push(start..end, depth, Task::Attributes(set, start));
                return None;
            }
            Shape::NextHops(set) => {
                self.push(start..end, depth, Task::NextHops(set, start));
                return None;
            }
        };
        self.push(value_end..end, depth, Task::Unknown("longer than the number"));
        Some(leaf(start..value_end, depth, What::Payload(attr, value)))
    }

    /// The next `struct rtnexthop`; the next hops after it are put back.
    fn next_hop(&mut self, todo: Todo, set: &'static Set, list: usize) -> Span<'a> {
        let Todo { start, end, depth, .. } = todo;
        if let Some(padding) = self.padding(start, end, depth, list) {
            self.push(padding.at.end..end, depth, Task::NextHops(set, list));
            return padding;
        }
        let header = const { RTNEXTHOP.size() };
        let have = end - start;
        let len = self.length(const { RTNEXTHOP.field("rtnh_len") }, start);
        if have < header || len < header || len > have {
            let (need, have) =
                if have < header || len > have { (len.max(header), have) } else { (header, len) };
            let fault = Fault { at: start, c_name: RTNEXTHOP.c_name, need, have };
            return leaf(start..end, depth, What::Fault(fault));
        }
        let hop_end = start + len;
        self.push(hop_end..end, depth, Task::NextHops(set, list));
        self.push(start + header..hop_end, depth + 1, Task::Attributes(set, start + header));
        self.begin(&RTNEXTHOP, start..start + header, depth + 1);
        Span { at: start..hop_end, depth, what: What::Struct(&RTNEXTHOP) }
    }

    /// A length field as an offset can be; a missing one counts as 0.
    fn length(&self, field: &Field, start: usize) -> usize {
        self.read(field, start).and_then(|len| usize::try_from(len).ok()).unwrap_or(0)
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Span<'a>;

    #[inline]
    fn next(&mut self) -> Option<Span<'a>> {
        loop {
            if self.fields.start < self.fields.end {
                return Some(self.field());
            }
            let todo = self.pop()?;
            let Todo { start, end, depth, task } = todo;
            match task {
                Task::Messages => return self.message(start, end, depth),
                Task::Body(body) => self.body(start, end, depth, body),
                Task::Echo => return Some(self.echo(start, end, depth, false)),
                Task::EchoedHeader => return Some(self.echo(start, end, depth, true)),
                Task::Struct(layout) => {
                    if start == end {
                        let (need, have) = (layout.size(), 0);
                        let fault = Fault { at: start, c_name: layout.c_name, need, have };
                        return Some(leaf(start..end, depth, What::Fault(fault)));
                    }
                    self.context.around = self.bytes(start..end);
                    self.begin(layout, start..end, depth + 1);
                    return Some(Span { at: start..end, depth, what: What::Struct(layout) });
                }
                Task::Attributes(set, list) => return Some(self.attribute(todo, set, list)),
                Task::Payload(attr) => {
                    if let Some(span) = self.payload(todo, attr) {
                        return Some(span);
                    }
                }
                Task::Structs(layout) => {
                    // A layout has a size, so each round takes at least a byte.
                    let split = start.saturating_add(layout.size().max(1)).min(end);
                    self.push(split..end, depth, Task::Structs(layout));
                    self.push(start..split, depth, Task::Struct(layout));
                }
                Task::Rest(attr, head) => {
                    self.context.around = self.bytes(head..start);
                    self.push(start..end, depth, Task::Payload(attr));
                }
                Task::NextHops(set, list) => return Some(self.next_hop(todo, set, list)),
                Task::Padding => return Some(leaf(start..end, depth, What::Padding)),
                Task::Unknown(why) => return Some(leaf(start..end, depth, What::Unknown(why))),
                Task::Fault(fault) => return Some(leaf(start..end, depth, What::Fault(fault))),
            }
        }
    }
}

/// A struct that starts at `begin` and ends too early.
fn short(layout: &Layout, begin: usize, end: usize) -> Fault {
    Fault { at: begin, c_name: layout.c_name, need: layout.size(), have: end - begin }
}

#[inline(always)]
fn leaf(at: Range<usize>, depth: usize, what: What<'_>) -> Span<'_> {
    Span { at, depth, what }
}

/// The value of a field that is bytes.
fn bytes_value(says: Says, bytes: &[u8]) -> Value<'_> {
    match says {
        Says::Ip => Value::Ip(bytes),
        Says::Ip4 => Value::Ip(bytes.get(..4).unwrap_or(bytes)),
        Says::Hardware => Value::Hardware(bytes),
        Says::Text => Value::Text(bytes),
        Says::Id => Value::Id(bytes),
        _ => Value::Opaque(bytes),
    }
}
