//! `netlink-monitor who`: which processes use netlink on this machine, right now.
//!
//! The kernel lists its netlink sockets on `NETLINK_SOCK_DIAG` (sock_diag(7)). Which process
//! has a socket is in `/proc/PID/fd`, where a socket is a link that names its inode.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;

use clap::Args;
use messenger::program::{Failure, print};
use netlink_monitor::families;
use netlink_monitor::trace::socket_inode;
use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent};
use netlink_raw::request::Request;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::DIAG;
use netlink_raw::uapi::netlink::{
    NDIAG_PROTO_ALL, NETLINK, NETLINK_GENERIC, NETLINK_ROUTE, NETLINK_SOCK_DIAG, NLM_F_DUMP,
    NLM_F_REQUEST, NLMSGHDR,
};
use netlink_raw::uapi::netlink_diag::{
    NDIAG_INO, NDIAG_PORTID, NDIAG_PROTOCOL, NDIAG_SHOW_GROUPS, NDIAG_SHOW_MEMINFO, NETLINK_DIAG,
    NETLINK_DIAG_GROUPS, NETLINK_DIAG_MEMINFO, NETLINK_DIAG_MSG, NETLINK_DIAG_REQ_NDIAG_SHOW,
    NETLINK_DIAG_REQ_SDIAG_FAMILY, NETLINK_DIAG_REQ_SDIAG_PROTOCOL, NetlinkDiagMsg,
};
use netlink_raw::uapi::rtnetlink::RTNLGRP;
use netlink_raw::uapi::sock_diag::{SK_MEMINFO_DROPS, SOCK_DIAG_BY_FAMILY, SkMeminfo};
use netlink_raw::uapi::sys_socket::AF_NETLINK;
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{Kind, Name, Order, View, What};
use nix::sys::socket::SockProtocol;
use serde::Serialize;

#[derive(Args)]
pub(crate) struct Who {
    /// Print JSON, one object for each socket
    #[arg(long)]
    json: bool,
}

/// A netlink socket.
#[derive(Default, Serialize)]
struct Socket {
    protocol: u64,
    protocol_name: Option<&'static str>,
    /// 0 for the kernel's own sockets.
    port_id: u64,
    inode: u64,
    /// The numbers of the multicast groups that it has joined.
    groups: Vec<u64>,
    group_names: Vec<String>,
    /// How many datagrams were dropped because its receive buffer was full.
    drops: u64,
    /// The processes that have it open: several, after a fork.
    processes: Vec<Process>,
}

#[derive(Clone, Serialize)]
struct Process {
    pid: u32,
    name: String,
}

pub(crate) fn who(options: &Who) -> Result<(), Failure> {
    let mut sockets = sockets()?;
    sockets.sort_by_key(|socket| (socket.protocol, socket.port_id));
    // The kernel lists a socket that is in a group a second time.
    sockets.dedup_by_key(|socket| (socket.protocol, socket.port_id, socket.inode));
    name_groups(&mut sockets);
    let mut owners = owners();
    for socket in &mut sockets {
        socket.processes = owners.remove(&socket.inode).unwrap_or_default();
    }
    let mut text = String::new();
    if options.json {
        for socket in &sockets {
            text.push_str(&serde_json::to_string(socket)?);
            text.push('\n');
        }
    } else {
        table(&mut text, &sockets);
    }
    Ok(print(&text)?)
}

/// Fills in the names of the multicast groups.
fn name_groups(sockets: &mut [Socket]) {
    // If this kernel has no generic netlink, its groups have no names.
    let families = families::all().unwrap_or_default();
    for socket in sockets {
        let named = |number: u64| match socket.protocol {
            NETLINK_ROUTE => Name::of(RTNLGRP, number).map(|name| name.c_name.to_owned()),
            NETLINK_GENERIC => families.iter().find_map(|family| {
                family.groups.get(&number).map(|group| format!("{} {group}", family.name))
            }),
            _ => None,
        };
        let shown = |number: &u64| named(*number).unwrap_or_else(|| number.to_string());
        socket.group_names = socket.groups.iter().map(shown).collect();
    }
}

fn table(text: &mut String, sockets: &[Socket]) {
    let row = |protocol: &str, port_id: &str, drops: &str, process: &str, groups: &str| {
        format!("{protocol:<16} {port_id:>10} {drops:>6}  {process:<24} {groups}")
    };
    text.push_str(&row("PROTOCOL", "PORT-ID", "DROPS", "PROCESS", "GROUPS"));
    text.push('\n');
    for socket in sockets {
        let protocol = match socket.protocol_name {
            Some(name) => name.trim_start_matches("NETLINK_").to_owned(),
            None => socket.protocol.to_string(),
        };
        let process = match (socket.port_id, socket.processes.as_slice()) {
            (0, []) => "the kernel".to_owned(),
            // Another user's, or in another container.
            (_, []) => "?".to_owned(),
            (_, processes) => {
                let shown = |one: &Process| format!("{} {}", one.pid, one.name.escape_debug());
                let all: Vec<String> = processes.iter().map(shown).collect();
                all.join(", ")
            }
        };
        let groups: Vec<&str> = socket
            .group_names
            .iter()
            .map(|name| name.strip_prefix("RTNLGRP_").unwrap_or(name))
            .collect();
        let (port_id, drops) = (socket.port_id.to_string(), socket.drops.to_string());
        let row = row(&protocol, &port_id, &drops, &process, &groups.join(", "));
        text.push_str(row.trim_end());
        text.push('\n');
    }
}

/// All netlink sockets of this network namespace.
fn sockets() -> Result<Vec<Socket>, Failure> {
    let request = Request::new(SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct(&[
            (NETLINK_DIAG_REQ_SDIAG_FAMILY, AF_NETLINK.into()),
            (NETLINK_DIAG_REQ_SDIAG_PROTOCOL, NDIAG_PROTO_ALL),
            (NETLINK_DIAG_REQ_NDIAG_SHOW, NDIAG_SHOW_MEMINFO | NDIAG_SHOW_GROUPS),
        ])
        .into_bytes();
    let client = NetlinkSocket::open(SockProtocol::NetlinkSockDiag)?;
    let mut sockets: Vec<Socket> = Vec::new();
    client
        .dump(&request, DUMP_BUFFER, |event| match event {
            DumpEvent::Datagram(datagram) => sockets.extend(in_datagram(datagram.bytes)),
            DumpEvent::Again(_) => sockets.clear(),
        })
        .map_err(|not_done| Failure::Told(format!("dump of netlink sockets: {not_done}")))?;
    // Our own socket is in the list as well, but will soon be gone.
    let own = u64::from(client.port_id()?);
    sockets.retain(|socket| (socket.protocol, socket.port_id) != (NETLINK_SOCK_DIAG, own));
    Ok(sockets)
}

/// The sockets in a datagram: each message describes one.
fn in_datagram(datagram: &[u8]) -> Vec<Socket> {
    let mut sockets = Vec::new();
    let Ok(()) = walk(&DIAG, datagram).visit(|span| {
        if let What::Message { number: SOCK_DIAG_BY_FAMILY, .. } = span.what {
            sockets.push(Socket::from_body(span.bytes.get(NLMSGHDR.size()..).unwrap_or_default()));
        }
        Ok::<_, Infallible>(Inside::Nothing)
    });
    sockets
}

impl Socket {
    fn from_body(body: &[u8]) -> Self {
        let head = View::<NetlinkDiagMsg>::new(body);
        let protocol = head.read(NDIAG_PROTOCOL);
        let mut socket = Socket {
            protocol,
            protocol_name: Name::of(NETLINK, protocol).map(|name| name.c_name),
            port_id: head.read(NDIAG_PORTID),
            inode: head.read(NDIAG_INO),
            ..Socket::default()
        };
        let attributes = body.get(NETLINK_DIAG_MSG.size()..).unwrap_or_default();
        for (attribute, payload) in NETLINK_DIAG.attributes(attributes) {
            match attribute {
                NETLINK_DIAG_MEMINFO => {
                    socket.drops = View::<SkMeminfo>::new(payload).read(SK_MEMINFO_DROPS);
                }
                NETLINK_DIAG_GROUPS => socket.groups = groups(payload),
                _ => {}
            }
        }
        socket
    }
}

/// The numbers of the groups in a bit mask: the lowest bit of the first word is group 1.
fn groups(mask: &[u8]) -> Vec<u64> {
    let words = mask.chunks_exact(4).filter_map(|word| Kind::U32(Order::Host).read(word));
    (1..)
        .step_by(32)
        .zip(words)
        .flat_map(|(first, word)| {
            (0..32).filter(move |bit| word >> bit & 1 == 1).map(move |bit| first + bit)
        })
        .collect()
}

/// The processes that have a socket open, by its inode. An ordinary user does not see the
/// processes of others.
fn owners() -> HashMap<u64, Vec<Process>> {
    let mut owners: HashMap<u64, Vec<Process>> = HashMap::new();
    let Ok(processes) = fs::read_dir("/proc") else { return owners };
    for process in processes.flatten() {
        let Some(pid) = process.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // A process may end while we look.
        let Ok(files) = fs::read_dir(process.path().join("fd")) else { continue };
        for file in files.flatten() {
            let Some(inode) = socket_inode(&file.path()) else { continue };
            let name = fs::read(process.path().join("comm")).unwrap_or_default();
            let name = String::from_utf8_lossy(&name).trim_end().to_owned();
            let known = owners.entry(inode).or_default();
            if known.iter().all(|known| known.pid != pid) {
                known.push(Process { pid, name });
            }
        }
    }
    owners
}
