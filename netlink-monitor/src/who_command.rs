//! `netlink-monitor who`: who uses netlink on this machine, right now.
//!
//! The kernel tells its netlink sockets on NETLINK_SOCK_DIAG (sock_diag(7)); whose
//! they are stands in `/proc/PID/fd`, where a socket is a link with its inode.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;

use clap::Args;
use messenger::program::{Failure, print};
use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent};
use netlink_raw::request::Request;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::DIAG;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::netlink_diag::{
    NDIAG_SHOW, NETLINK, NETLINK_DIAG_REQ_NDIAG_SHOW, NETLINK_DIAG_REQ_SDIAG_FAMILY,
    NETLINK_DIAG_REQ_SDIAG_PROTOCOL, NetlinkDiagReq,
};
use netlink_raw::uapi::rtnetlink::RTNLGRP;
use netlink_raw::uapi::socket::family;
use netlink_raw::walk::walk;
use netlink_raw::wire::{Name, Value, What, number_of};
use nix::sys::socket::SockProtocol;
use serde::Serialize;

use crate::families_command;

#[derive(Args)]
pub(crate) struct Who {
    /// Print JSON, an object for each socket
    #[arg(long)]
    json: bool,
}

/// A netlink socket.
#[derive(Default, Serialize)]
struct Socket {
    protocol: u64,
    protocol_name: Option<&'static str>,
    /// 0 is the kernel's own.
    port_id: u64,
    inode: u64,
    /// The numbers of the groups that it has joined.
    groups: Vec<u64>,
    group_names: Vec<String>,
    /// How many datagrams were dropped because its buffer was full.
    drops: u64,
    /// Who has it open: several, after a fork.
    processes: Vec<Process>,
}

impl Socket {
    fn name_of_protocol(&self) -> Option<&'static str> {
        name(NETLINK, self.protocol)
    }
}

#[derive(Clone, Serialize)]
struct Process {
    pid: u32,
    name: String,
}

pub(crate) fn who(options: &Who) -> Result<(), Failure> {
    let mut sockets = sockets()?;
    sockets.sort_by_key(|socket| (socket.protocol, socket.port_id));
    // The kernel tells one that has joined a group a second time.
    sockets.dedup_by_key(|socket| (socket.protocol, socket.port_id, socket.inode));
    let mut owners = owners();
    // Without generic netlink in the kernel, its groups have no names.
    let families = families_command::all().unwrap_or_default();
    for socket in &mut sockets {
        socket.protocol_name = socket.name_of_protocol();
        socket.processes = owners.remove(&socket.inode).unwrap_or_default();
        let named = |number: &u64| match socket.protocol_name {
            Some("NETLINK_ROUTE") => name(RTNLGRP, *number).map(str::to_owned),
            Some("NETLINK_GENERIC") => families.iter().find_map(|family| {
                family.groups.get(number).map(|group| format!("{} {group}", family.name))
            }),
            _ => None,
        };
        let shown = |number| named(number).unwrap_or_else(|| number.to_string());
        socket.group_names = socket.groups.iter().map(shown).collect();
    }

    let mut text = String::new();
    if options.json {
        for socket in &sockets {
            let json = serde_json::to_string(socket);
            text.push_str(&json.map_err(|error| Failure::Told(error.to_string()))?);
            text.push('\n');
        }
    } else {
        table(&mut text, &sockets);
    }
    Ok(print(&text)?)
}

fn table(text: &mut String, sockets: &[Socket]) {
    let _ = writeln!(
        text,
        "{:<16} {:>10} {:>6}  {:<24} GROUPS",
        "PROTOCOL", "PORT-ID", "DROPS", "PROCESS"
    );
    for socket in sockets {
        let protocol = match socket.protocol_name {
            Some(name) => name.trim_start_matches("NETLINK_").to_owned(),
            None => socket.protocol.to_string(),
        };
        let process = match (socket.port_id, socket.processes.as_slice()) {
            (0, []) => "the kernel".to_owned(),
            // Somebody else's, or in another container.
            (_, []) => "?".to_owned(),
            (_, processes) => {
                let all: Vec<String> =
                    processes.iter().map(|one| format!("{} {}", one.pid, one.name)).collect();
                all.join(", ")
            }
        };
        let groups: Vec<&str> = socket
            .group_names
            .iter()
            .map(|name| name.strip_prefix("RTNLGRP_").unwrap_or(name))
            .collect();
        let (port_id, drops) = (socket.port_id, socket.drops);
        let row =
            format!("{protocol:<16} {port_id:>10} {drops:>6}  {process:<24} {}", groups.join(", "));
        text.push_str(row.trim_end());
        text.push('\n');
    }
}

fn name(names: &'static [Name], number: u64) -> Option<&'static str> {
    names.iter().find(|name| name.number == number).map(|name| name.c_name)
}

/// All netlink sockets of this network namespace.
fn sockets() -> Result<Vec<Socket>, Failure> {
    const ALL: u64 = number_of(NETLINK, "NDIAG_PROTO_ALL");
    const SHOW: u64 =
        number_of(NDIAG_SHOW, "NDIAG_SHOW_MEMINFO") | number_of(NDIAG_SHOW, "NDIAG_SHOW_GROUPS");
    let fields = [
        (NETLINK_DIAG_REQ_SDIAG_FAMILY, u64::from(const { family("AF_NETLINK") })),
        (NETLINK_DIAG_REQ_SDIAG_PROTOCOL, ALL),
        (NETLINK_DIAG_REQ_NDIAG_SHOW, SHOW),
    ];
    let request = Request::new(DIAG.number("SOCK_DIAG_BY_FAMILY"), NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<NetlinkDiagReq>(&fields)
        .into_bytes();
    let socket = NetlinkSocket::open(SockProtocol::NetlinkSockDiag)?;
    let mut sockets: Vec<Socket> = Vec::new();
    socket
        .dump(&request, DUMP_BUFFER, |event| match event {
            DumpEvent::Datagram(datagram) => read(datagram.bytes, &mut sockets),
            DumpEvent::Again(_) => sockets.clear(),
        })
        .map_err(|not_done| Failure::Told(format!("dump of netlink sockets: {not_done}")))?;
    // The socket that asks is there as well, and gone when its owner is looked for.
    let own = socket.port_id()?;
    sockets.retain(|socket| {
        socket.port_id != u64::from(own) || socket.name_of_protocol() != Some("NETLINK_SOCK_DIAG")
    });
    Ok(sockets)
}

fn read(datagram: &[u8], sockets: &mut Vec<Socket>) {
    // Of the bit mask of groups: the number of the first group in the next word.
    let mut first = 1;
    walk(&DIAG, datagram).for_each(|span| {
        let (What::Field(field), Some(Value::Number { number, .. })) = (span.what, span.value())
        else {
            return;
        };
        if field.c_name == "ndiag_protocol" {
            sockets.push(Socket { protocol: number, ..Socket::default() });
            first = 1;
        }
        let Some(socket) = sockets.last_mut() else { return };
        match field.c_name {
            "ndiag_portid" => socket.port_id = number,
            "ndiag_ino" => socket.inode = number,
            "SK_MEMINFO_DROPS" => socket.drops = number,
            "groups" => {
                socket
                    .groups
                    .extend((0..32).filter(|bit| number >> bit & 1 == 1).map(|bit| first + bit));
                first += 32;
            }
            _ => {}
        }
    });
}

/// The processes that have a socket open, by its inode. Those of other users stay
/// hidden from an ordinary user.
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
            let Ok(target) = fs::read_link(file.path()) else { continue };
            let inode = target.to_str().and_then(|target| {
                target.strip_prefix("socket:[")?.strip_suffix(']')?.parse().ok()
            });
            let Some(inode) = inode else { continue };
            let name = fs::read(process.path().join("comm")).unwrap_or_default();
            let name = String::from_utf8_lossy(&name).trim_end().escape_debug().to_string();
            let known = owners.entry(inode).or_default();
            if known.iter().all(|known| known.pid != pid) {
                known.push(Process { pid, name });
            }
        }
    }
    owners
}
