//! `--format json`: an object for each datagram, and for what else a command does with a socket.
//! The schema is `docs/schema/trace.schema.json`.

use std::fmt::{self, Write};
use std::time::SystemTime;

use netlink_monitor::print::Timestamp;
use netlink_monitor::trace::{Datagram, Direction, Endpoint, FullLen, What};
use netlink_raw::conversation::result;
use netlink_raw::explain::json;
use netlink_raw::uapi::any_protocol;
use netlink_raw::walk::Walk;
use serde::Serialize;

use super::message::Message;

/// What all objects begin with.
#[derive(Serialize)]
struct Head {
    v: u8,
    event: &'static str,
    time: String,
    pid: i32,
    fd: u64,
    protocol: u16,
    protocol_name: &'static str,
}

/// A datagram; its bytes follow.
#[derive(Serialize)]
struct JsonDatagram {
    #[serde(flatten)]
    head: Head,
    direction: &'static str,
    cut: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<JsonAddress>,
    messages: Vec<JsonMessage>,
}

#[derive(Serialize)]
struct JsonAddress {
    port_id: u32,
    groups: u32,
}

#[derive(Serialize)]
struct JsonMessage {
    number: u64,
    offset: usize,
    r#type: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    type_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    flags: u16,
    seq: u64,
    port_id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errno: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<usize>,
}

/// Anything else.
#[derive(Serialize)]
struct JsonOther<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<&'a [u32]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errno: Option<i32>,
}

impl Head {
    fn new(event: &'static str, endpoint: Endpoint, time: SystemTime) -> Self {
        Head {
            v: 1,
            event,
            time: Timestamp(time).to_string(),
            pid: endpoint.pid,
            fd: endpoint.descriptor,
            protocol: endpoint.protocol,
            protocol_name: any_protocol(endpoint.protocol).c_name,
        }
    }
}

impl JsonMessage {
    fn new(message: &Message<'_>) -> Self {
        let (errno, text, at) = match result(message.bytes) {
            Some(Ok(())) => (Some(0), None, None),
            Some(Err(refused)) => (Some(refused.errno as i32), refused.text, refused.offset),
            None => (None, None, None),
        };
        JsonMessage {
            number: message.number,
            offset: message.offset,
            r#type: message.message_type,
            type_name: message.type_name,
            family: message.family.clone(),
            flags: message.flags,
            seq: message.seq,
            port_id: message.port_id,
            answers: message.answers,
            errno,
            text,
            at,
        }
    }
}

/// A datagram, with every byte of it.
pub(super) fn datagram(
    out: &mut String,
    endpoint: Endpoint,
    datagram: &Datagram<'_>,
    walk: Walk<'_>,
    messages: &[Message<'_>],
    time: SystemTime,
) -> fmt::Result {
    let object = JsonDatagram {
        head: Head::new("datagram", endpoint, time),
        direction: match datagram.direction {
            Direction::Sent => "sent",
            Direction::Received => "received",
        },
        cut: datagram.full_len != FullLen::Known(datagram.bytes.len()),
        address: datagram.address.map(|(port_id, groups)| JsonAddress { port_id, groups }),
        messages: messages.iter().map(JsonMessage::new).collect(),
    };
    let object = serde_json::to_string(&object).map_err(|_| fmt::Error)?;
    // The bytes are the last member.
    out.write_str(object.strip_suffix('}').unwrap_or(&object))?;
    out.write_str(",\"datagram\":")?;
    json(out, walk)?;
    out.write_str("}\n")
}

/// Groups that were joined, or a call that failed.
pub(super) fn other(
    out: &mut String,
    endpoint: Endpoint,
    what: What<'_>,
    time: SystemTime,
) -> fmt::Result {
    let head = |event| Head::new(event, endpoint, time);
    let object = match what {
        What::Joined(groups) => {
            JsonOther { head: head("joined"), groups: Some(groups), call: None, errno: None }
        }
        What::Failed { call, errno } => JsonOther {
            head: head("failed"),
            groups: None,
            call: Some(call),
            errno: Some(errno as i32),
        },
        What::Datagram(_) => return Ok(()),
    };
    let object = serde_json::to_string(&object).map_err(|_| fmt::Error)?;
    writeln!(out, "{object}")
}
