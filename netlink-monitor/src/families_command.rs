//! `netlink-monitor families`: the families of generic netlink, what they can do,
//! and what they tell without being asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::Args;
use messenger::program::{Failure, print};
use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent};
use netlink_raw::request::Request;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::GENERIC;
use netlink_raw::uapi::genetlink::{
    CTRL_CMD, GENL_FLAGS, GENLMSGHDR_CMD, GENLMSGHDR_VERSION, Genlmsghdr,
};
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::walk::walk;
use netlink_raw::wire::{Value, What, number_of};
use nix::sys::socket::SockProtocol;
use serde::Serialize;

use crate::PROGRAM;

#[derive(Args)]
pub(crate) struct Families {
    /// Only the family of this name
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Print JSON, an object for each family
    #[arg(long)]
    json: bool,
}

/// A family, as the controller tells it.
#[derive(Default, Serialize)]
pub(crate) struct Family {
    pub(crate) name: String,
    /// The number to put into `nlmsg_type`.
    id: u64,
    version: u64,
    header_len: u64,
    max_attribute: u64,
    operations: Vec<Operation>,
    /// Names of multicast groups, by their number.
    pub(crate) groups: BTreeMap<u64, String>,
}

#[derive(Default, Serialize)]
struct Operation {
    id: u64,
    flags: Vec<&'static str>,
}

pub(crate) fn families(options: &Families) -> Result<(), Failure> {
    let mut text = String::new();
    let mut found = false;
    for family in all()? {
        if options.name.as_ref().is_some_and(|name| *name != family.name) {
            continue;
        }
        found = true;
        if options.json {
            let json = serde_json::to_string(&family);
            text.push_str(&json.map_err(|error| Failure::Told(error.to_string()))?);
            text.push('\n');
        } else {
            describe(&mut text, &family);
        }
    }
    match &options.name {
        Some(name) if !found => Err(Failure::Told(format!(
            "there is no family '{}'; without a name, {PROGRAM} families lists them all",
            name.escape_debug()
        ))),
        _ => Ok(print(&text)?),
    }
}

fn describe(text: &mut String, family: &Family) {
    let Family { name, id, version, header_len, max_attribute, operations, groups } = family;
    let _ = writeln!(
        text,
        "{name}: number {id}, version {version}, header of {header_len} bytes, attributes up to \
         {max_attribute}"
    );
    if !operations.is_empty() {
        let words: Vec<String> = operations
            .iter()
            .map(|operation| {
                // What an operation can do, without what all names begin with.
                let short = |flag: &&str| flag.rsplit('_').next().unwrap_or(flag).to_lowercase();
                let flags: Vec<String> = operation.flags.iter().map(short).collect();
                format!("{} ({})", operation.id, flags.join(" "))
            })
            .collect();
        let _ = writeln!(text, "    operations: {}", words.join(", "));
    }
    for (number, group) in groups {
        let _ = writeln!(text, "    group {number}: {group}");
    }
}

/// Asks the controller for all families.
pub(crate) fn all() -> Result<Vec<Family>, Failure> {
    const GET: u64 = number_of(CTRL_CMD, "CTRL_CMD_GETFAMILY");
    let request = Request::new(GENERIC.number("GENL_ID_CTRL"), NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<Genlmsghdr>(&[(GENLMSGHDR_CMD, GET), (GENLMSGHDR_VERSION, 1)])
        .into_bytes();
    let socket = NetlinkSocket::open(SockProtocol::NetlinkGeneric)?;
    socket.extended_acks()?;
    let mut families: Vec<Family> = Vec::new();
    socket
        .dump(&request, DUMP_BUFFER, |event| match event {
            DumpEvent::Datagram(datagram) => read(datagram.bytes, &mut families),
            DumpEvent::Again(_) => families.clear(),
        })
        .map_err(|not_done| Failure::Told(format!("dump of families: {not_done}")))?;
    Ok(families)
}

fn read(datagram: &[u8], families: &mut Vec<Family>) {
    // The kernel writes a group's number behind its name or in front of it.
    let (mut name, mut number_of_group) = (None, None);
    walk(&GENERIC, datagram).for_each(|span| {
        if let What::Message { number, .. } = span.what
            && number == const { GENERIC.number("GENL_ID_CTRL") }
        {
            families.push(Family::default());
        }
        let (What::Payload(attr, _), Some(family)) = (span.what, families.last_mut()) else {
            return;
        };
        match (attr.c_name, span.value()) {
            ("CTRL_ATTR_FAMILY_NAME", Some(Value::Text(bytes))) => family.name = text(bytes),
            ("CTRL_ATTR_MCAST_GRP_NAME", Some(Value::Text(bytes))) => name = Some(text(bytes)),
            (c_name, Some(Value::Number { number, .. })) => match c_name {
                "CTRL_ATTR_FAMILY_ID" => family.id = number,
                "CTRL_ATTR_VERSION" => family.version = number,
                "CTRL_ATTR_HDRSIZE" => family.header_len = number,
                "CTRL_ATTR_MAXATTR" => family.max_attribute = number,
                "CTRL_ATTR_OP_ID" => {
                    family.operations.push(Operation { id: number, flags: Vec::new() });
                }
                "CTRL_ATTR_OP_FLAGS" => {
                    let set = GENL_FLAGS.iter().filter(|flag| number & flag.number != 0);
                    if let Some(operation) = family.operations.last_mut() {
                        operation.flags = set.map(|flag| flag.c_name).collect();
                    }
                }
                "CTRL_ATTR_MCAST_GRP_ID" => number_of_group = Some(number),
                _ => {}
            },
            _ => {}
        }
        if let (Some(_), Some(number)) = (&name, number_of_group) {
            family.groups.insert(number, name.take().unwrap_or_default());
            number_of_group = None;
        }
    });
}

/// A name of the kernel's, up to its zero byte.
fn text(bytes: &[u8]) -> String {
    let name = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(name).escape_debug().to_string()
}
