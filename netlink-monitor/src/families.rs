//! The families of generic netlink: what each of them can do, and which multicast groups it
//! has. The controller, itself a family, reports them
//! (`Documentation/userspace-api/netlink/intro.rst` in the kernel's source).

use std::collections::BTreeMap;

use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent, NotDone};
use netlink_raw::request::Request;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::GENERIC;
use netlink_raw::uapi::genetlink::{
    CTRL_ATTR, CTRL_ATTR_FAMILY_ID, CTRL_ATTR_FAMILY_NAME, CTRL_ATTR_HDRSIZE, CTRL_ATTR_MAXATTR,
    CTRL_ATTR_MCAST_GROUPS, CTRL_ATTR_MCAST_GRP, CTRL_ATTR_MCAST_GRP_ID, CTRL_ATTR_MCAST_GRP_NAME,
    CTRL_ATTR_OP, CTRL_ATTR_OP_FLAGS, CTRL_ATTR_OP_ID, CTRL_ATTR_OPS, CTRL_ATTR_VERSION,
    CTRL_CMD_GETFAMILY, GENL_FLAGS, GENL_ID_CTRL, GENLMSGHDR, GENLMSGHDR_CMD, GENLMSGHDR_VERSION,
};
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST, NLMSGHDR};
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{Kind, Order, What};
use nix::sys::socket::SockProtocol;
use serde::Serialize;

/// A family of generic netlink.
#[derive(Debug, Default, Serialize)]
pub struct Family {
    /// Its name, which never changes.
    pub name: String,
    /// `nlmsg_type` of its messages; assigned when the family registers.
    pub id: u64,
    /// The version of its messages.
    pub version: u64,
    /// The length in bytes of the family's own header, which follows `struct genlmsghdr`.
    pub header_len: u64,
    /// The largest number of its attributes.
    pub max_attribute: u64,
    /// What it can do.
    pub operations: Vec<Operation>,
    /// The names of its multicast groups, by number.
    pub groups: BTreeMap<u64, String>,
}

/// An operation of a family.
#[derive(Debug, Default, Serialize)]
pub struct Operation {
    /// The number for `genlmsghdr.cmd`.
    pub id: u64,
    /// `GENL_…`: how it may be used.
    pub flags: Vec<&'static str>,
}

/// Requests all families from the controller.
///
/// # Errors
///
/// As [`NetlinkSocket::dump`]; `EPROTONOSUPPORT` if the kernel has no generic netlink.
pub fn all() -> Result<Vec<Family>, NotDone> {
    let request = Request::new(GENL_ID_CTRL, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct(&[(GENLMSGHDR_CMD, CTRL_CMD_GETFAMILY), (GENLMSGHDR_VERSION, 1)])
        .into_bytes();
    let socket = NetlinkSocket::client(SockProtocol::NetlinkGeneric)?;
    let mut families = Vec::new();
    socket.dump(&request, DUMP_BUFFER, |event| match event {
        DumpEvent::Datagram(datagram) => families.extend(in_datagram(datagram.bytes)),
        DumpEvent::Again(_) => families.clear(),
    })?;
    Ok(families)
}

/// The families in a datagram of the controller: each message describes one.
#[must_use]
pub fn in_datagram(datagram: &[u8]) -> Vec<Family> {
    let mut families = Vec::new();
    let Ok(()) = walk(&GENERIC, datagram).visit(|span| {
        if let What::Message { number: GENL_ID_CTRL, .. } = span.what {
            let attributes = span.bytes.get(NLMSGHDR.size() + GENLMSGHDR.size()..);
            families.push(Family::from_attributes(attributes.unwrap_or_default()));
        }
        Ok::<_, std::convert::Infallible>(Inside::Nothing)
    });
    families
}

impl Family {
    fn from_attributes(list: &[u8]) -> Self {
        let mut family = Family::default();
        for (attribute, payload) in CTRL_ATTR.attributes(list) {
            match attribute {
                CTRL_ATTR_FAMILY_NAME => family.name = text(payload),
                CTRL_ATTR_FAMILY_ID => family.id = number(payload),
                CTRL_ATTR_VERSION => family.version = number(payload),
                CTRL_ATTR_HDRSIZE => family.header_len = number(payload),
                CTRL_ATTR_MAXATTR => family.max_attribute = number(payload),
                // An array: the numbers of its elements only count them.
                CTRL_ATTR_OPS => {
                    let elements = CTRL_ATTR_OP.attributes(payload);
                    family.operations = elements.map(|(_, list)| operation(list)).collect();
                }
                CTRL_ATTR_MCAST_GROUPS => {
                    let elements = CTRL_ATTR_MCAST_GRP.attributes(payload);
                    family.groups = elements.map(|(_, list)| group(list)).collect();
                }
                _ => {}
            }
        }
        family
    }
}

fn operation(list: &[u8]) -> Operation {
    let find = |attribute| CTRL_ATTR_OP.find(list, attribute).map_or(0, number);
    let flags = find(CTRL_ATTR_OP_FLAGS);
    let set = GENL_FLAGS.iter().filter(|flag| flags & flag.number != 0);
    Operation { id: find(CTRL_ATTR_OP_ID), flags: set.map(|flag| flag.c_name).collect() }
}

fn group(list: &[u8]) -> (u64, String) {
    let find = |attribute| CTRL_ATTR_MCAST_GRP.find(list, attribute).unwrap_or_default();
    (number(find(CTRL_ATTR_MCAST_GRP_ID)), text(find(CTRL_ATTR_MCAST_GRP_NAME)))
}

/// A number of 16 or 32 bits in host order: the controller uses both.
fn number(payload: &[u8]) -> u64 {
    let host = Order::Host;
    Kind::U16(host).read(payload).or_else(|| Kind::U32(host).read(payload)).unwrap_or(0)
}

/// A name, up to its final zero byte.
fn text(bytes: &[u8]) -> String {
    let name = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(name).escape_debug().to_string()
}
