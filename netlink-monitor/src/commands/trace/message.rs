//! The messages of a datagram, as far as their headers tell.

use std::fmt::Write;

use netlink_raw::uapi::genetlink::GENLMSGHDR_CMD;
use netlink_raw::uapi::netlink::{
    NLMSG_FLAGS, NLMSG_PID, NLMSG_SEQ, NLMSG_TYPE, NLMSGHDR, Nlmsghdr,
};
use netlink_raw::walk::Walk;
use netlink_raw::wire::{Field, Value, View, What};

/// A message: the numbers of its header, and its names.
pub(super) struct Message<'a> {
    pub(super) bytes: &'a [u8],
    /// Where it begins in its datagram.
    pub(super) offset: usize,
    /// How many messages came before it, and 1.
    pub(super) number: u64,
    /// The number of the request that it answers.
    pub(super) answers: Option<u64>,
    pub(super) message_type: u16,
    /// The type, as C spells it.
    pub(super) type_name: Option<&'static str>,
    /// The family of generic netlink that it belongs to.
    pub(super) family: Option<String>,
    pub(super) flags: u16,
    pub(super) seq: u64,
    pub(super) port_id: u64,
    /// Type and flags in words; of generic netlink, the command as well.
    pub(super) type_text: String,
    pub(super) flags_text: String,
}

/// The messages of a datagram.
pub(super) fn messages<'a>(walk: Walk<'a>) -> Vec<Message<'a>> {
    let mut messages: Vec<Message<'a>> = Vec::new();
    walk.for_each(|span| match (span.what, messages.last_mut()) {
        (What::Message { number, row }, _) if span.depth == 0 => {
            let header = View::<Nlmsghdr>::new(span.bytes);
            messages.push(Message {
                bytes: span.bytes,
                offset: span.at.start,
                number: 0,
                answers: None,
                message_type: number,
                type_name: row.map(|row| row.c_name),
                family: None,
                flags: span.context.message_flags,
                seq: header.read(NLMSG_SEQ),
                port_id: header.read(NLMSG_PID),
                type_text: String::new(),
                flags_text: String::new(),
            });
        }
        (What::Field(field), Some(message)) => {
            // Where in the message, because an error repeats the header of its request.
            let is = |known: &Field, start: usize| {
                span.at.start == message.offset + start + known.at && field.c_name == known.c_name
            };
            let Some(value) = span.value() else { return };
            if is(NLMSG_TYPE.field(), 0) {
                message.type_text = names(value);
            } else if is(NLMSG_FLAGS.field(), 0) {
                message.flags_text = names(value);
            } else if is(GENLMSGHDR_CMD.field(), NLMSGHDR.size()) {
                let _ = write!(message.type_text, " {}", names(value));
            }
        }
        _ => {}
    });
    messages
}

/// The names in a value, without the number that follows them in parentheses.
fn names(value: Value<'_>) -> String {
    let mut text = value.to_string();
    text.truncate(text.find(" (").unwrap_or(text.len()));
    text
}

impl Message<'_> {
    /// What the summary counts it as: its family or its type.
    pub(super) fn kind(&self) -> String {
        match (&self.family, self.type_name) {
            (Some(family), _) => family.clone(),
            (None, Some(name)) => name.to_owned(),
            (None, None) => self.message_type.to_string(),
        }
    }
}
