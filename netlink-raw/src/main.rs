//! The guide's route monitor by hand, and the conversations around it.
//!
//! `monitor` listens, `dump` asks, `add` and `del` change; `receiver` and `sender` are the
//! messenger moved to netlink. Each function below reads like the corresponding C program:
//! open a socket, bind it, send, receive.

#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use messenger::program::{
    self, Failure, buffer_len, end_on_ctrl_c, number, print, usage_error, warn,
};
use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent, NotDone};
use netlink_raw::explain;
use netlink_raw::program::receiving::Receiving;
use netlink_raw::program::shown;
use netlink_raw::program::transcript::{self, Peer};
use netlink_raw::request::Request;
use netlink_raw::route::{Action, Family, RouteChange};
use netlink_raw::socket::{CallFailed, NetlinkSocket};
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::rtnetlink::{RTM_FAMILY, RTM_GETROUTE, Rtmsg};
use netlink_raw::walk::walk;
use nix::errno::Errno;
use nix::sys::socket::SockProtocol;

/// Netlink by hand: watch, dump and change routes, byte by byte
// Without a subcommand it is the guide's program, which has none. Its options are only
// allowed without a subcommand: before one, they would mean nothing.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    monitor: Monitor,
}

#[derive(Subcommand)]
enum Command {
    /// Print every change of a route, as the guide's programs do (the default)
    Monitor(Monitor),
    /// Ask the kernel for all routes, as `ip route` does
    Dump(Dump),
    /// Add a route: PREFIX [via GATEWAY] [dev NAME]
    ///
    /// Outside the lab, root changes the machine's own routes.
    Add(Change),
    /// Delete a route: PREFIX [via GATEWAY] [dev NAME]
    ///
    /// Outside the lab, root changes the machine's own routes.
    Del(Change),
    /// Run the messenger's receiver on a netlink socket
    #[command(visible_alias = "rec")]
    Receiver(Receiver),
    /// Run the messenger's sender on a netlink socket
    Sender(Sender),
}

#[derive(Args)]
struct Monitor {
    #[command(flatten)]
    receiving: Receiving,
    /// Address family
    #[arg(long, value_enum, default_value_t = Family::Inet)]
    family: Family,
}

#[derive(Args)]
struct Dump {
    /// Address family
    #[arg(long, value_enum, default_value_t = Family::Inet)]
    family: Family,
    /// Buffer size in bytes; grows if it is too small
    #[arg(long, value_name = "BYTES", default_value_t = DUMP_BUFFER,
          value_parser = buffer_len)]
    buffer: usize,
    /// Print every byte of the messages sent and received
    #[arg(long)]
    explain: bool,
}

#[derive(Args)]
struct Change {
    /// PREFIX [via GATEWAY] [dev NAME], as in 4.3.2.0/30 via 127.0.0.1
    #[arg(required = true, value_name = "ROUTE")]
    // All words of the route: `via` and `dev` are not options in clap's sense, because
    // the guide types them without dashes.
    route: Vec<String>,
    /// Print every byte of the messages sent and received
    #[arg(long)]
    explain: bool,
}

#[derive(Args)]
struct Receiver {
    #[command(flatten)]
    receiving: Receiving,
    /// Port ID to receive at, like the port number in UDP
    #[arg(long, value_name = "ID", default_value_t = 12_345,
          value_parser = number(1..=u32::MAX))]
    port_id: u32,
    /// Also join this multicast group; needs privilege, which the lab gives
    // NETLINK_USERSOCK has 32 groups, as many as a mask has bits. On this protocol,
    // sending to a group needs no privilege, but joining one does.
    #[arg(long, value_name = "N", value_parser = number(1..=32_u32))]
    group: Option<u32>,
}

#[derive(Args)]
struct Sender {
    /// Port ID to send to
    #[arg(long, value_name = "ID", default_value_t = 12_345,
          value_parser = number(1..=u32::MAX))]
    port_id: u32,
    /// Send to this multicast group instead
    #[arg(long, value_name = "N", conflicts_with = "port_id",
          value_parser = number(1..=32_u32))]
    group: Option<u32>,
    /// Text to send
    #[arg(long, value_name = "TEXT", default_value = "MSG")]
    message: OsString,
    /// Send N datagrams
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = number(1..=u64::MAX))]
    count: u64,
    /// Print every byte of the addresses and the message
    #[arg(long)]
    explain: bool,
}

/// The beginning of each error message.
const PROGRAM: &str = "netlink-raw";

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => monitor(&cli.monitor),
        Some(Command::Monitor(options)) => monitor(&options),
        Some(Command::Dump(options)) => dump(&options),
        Some(Command::Add(options)) => change(&options, Action::Add),
        Some(Command::Del(options)) => change(&options, Action::Del),
        Some(Command::Receiver(options)) => receiver(&options),
        Some(Command::Sender(options)) => sender(&options),
    };
    program::finish(PROGRAM, result)
}

/// The guide's monitor: `socket`, `bind` to the group, `recv` again and again.
///
/// It sends nothing: being a member of the group is enough, and listening to changes of
/// routes needs no privilege. It does not learn what was there before. A program that wants
/// the current state, too, asks for it with a dump. It has to start listening before it
/// asks, or a change in between is lost.
// ANCHOR: monitor
fn monitor(options: &Monitor) -> Result<(), Failure> {
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    end_on_ctrl_c(|| {})?;
    // The guide's programs bind to their process ID; 0 lets the kernel choose, which never
    // collides. In nl_groups, group 7 is bit 6: 0x40, which old headers call
    // RTMGRP_IPV4_ROUTE. The mask has 32 bits; groups above 32 are joined by number
    // (NETLINK_ADD_MEMBERSHIP).
    socket.bind(0, 1 << (options.family.route_group() - 1))?;
    print(transcript::monitor_start(options.receiving.style))?;

    set_timeout(&socket, &options.receiving)?;
    options.receiving.routes(PROGRAM, |buffer| socket.receive(buffer))
}
// ANCHOR_END: monitor

/// Sets the timeout of the option; without it, `recvmsg` waits forever.
fn set_timeout(socket: &NetlinkSocket, options: &Receiving) -> Result<(), CallFailed> {
    options.timeout.map_or(Ok(()), |timeout| socket.set_timeout(timeout))
}

/// The messenger's receiver: instead of an address and a port, it has a port ID.
///
/// It makes the same calls as over UDP, on another family. Three things are new. Datagrams
/// never leave the network namespace, so two labs can use the same port ID. A sender
/// without a receiver gets an error immediately (`ECONNREFUSED`). And a sender whose
/// receiver is full waits.
fn receiver(options: &Receiver) -> Result<(), Failure> {
    let Receiver { receiving, port_id, group } = options;
    print(&transcript::start("receiver"))?;

    // ANCHOR: receiver
    // Other protocols talk to some part of the kernel. NETLINK_USERSOCK does not: it
    // connects processes to each other, and they send any bytes they like. The headers of
    // netlink messages are a convention between sender and receiver; the socket does not
    // look at them.
    let socket = NetlinkSocket::open(SockProtocol::NetlinkUserSock)?;
    end_on_ctrl_c(|| {})?;
    // We choose the port ID, because the sender has to know it. Each protocol has its own
    // port IDs: 12345 on NETLINK_ROUTE may belong to another program.
    socket.bind(*port_id, 0)?;
    // ANCHOR_END: receiver
    if let Some(group) = group {
        socket.join(*group)?;
    }
    if receiving.explain {
        print(&format!("bound to\n{}", shown::address(*port_id, 0)))?;
    }

    set_timeout(&socket, receiving)?;
    receiving.all(
        PROGRAM,
        |buffer| socket.receive(buffer),
        |datagram, _limit| {
            let (port_id, groups) = (datagram.from_port_id, datagram.from_groups);
            let mut lines = receiving.style.received(&PortId { port_id, groups }, datagram.bytes);
            if receiving.explain {
                lines.push_str("from\n");
                lines.push_str(&shown::address(port_id, groups));
                lines.push_str("datagram, as the sender made it: no header, no padding\n");
                lines.push_str(&explain::hex_dump(datagram.bytes));
            }
            print(&lines)?;
            Ok(1)
        },
    )
}

/// The messenger's sender.
///
/// It does not call `bind`. With the first datagram, the kernel gives it a port ID: the
/// process ID, unless another socket has that already (netlink(7)). The receiver prints it.
fn sender(options: &Sender) -> Result<(), Failure> {
    let Sender { port_id, group, message, count, explain } = options;
    let message = message.as_bytes();
    print(&transcript::start("sender"))?;

    let socket = NetlinkSocket::open(SockProtocol::NetlinkUserSock)?;
    let (port_id, groups) = match group {
        // To a group: port ID 0 and the group's bit. Only one group is possible: if the
        // mask has several bits, the kernel uses the lowest (`ffs` in `netlink_sendmsg`,
        // net/netlink/af_netlink.c).
        Some(group) => (0, 1 << (group - 1)),
        None => (*port_id, 0),
    };
    if *explain {
        print(&format!(
            "to\n{}datagram\n{}",
            shown::address(port_id, groups),
            explain::hex_dump(message)
        ))?;
    }
    for _ in 0..*count {
        match socket.send_to(message, port_id, groups) {
            // The group has received it. Then the kernel looks for a socket at port ID
            // 0, its own, and this protocol has none.
            Err(CallFailed { errno: Errno::ECONNREFUSED, .. }) if groups != 0 => {}
            Err(failed @ CallFailed { errno: Errno::ECONNREFUSED, .. }) => {
                return Err(Failure::Told(format!(
                    "{failed}: netlink-raw receiver --port-id {port_id}"
                )));
            }
            sent => sent?,
        }
    }
    Ok(())
}

/// What `ip route` does: one request, and an answer in many messages.
///
/// The request has 28 bytes: `struct nlmsghdr`, and a `struct rtmsg` that is zero except
/// for the family. iproute2 adds RTA_TABLE to get only the main table. The kernel honours
/// such a filter if the socket has asked for strict checks (NETLINK_GET_STRICT_CHK); here
/// it sends all tables.
fn dump(options: &Dump) -> Result<(), Failure> {
    // ANCHOR: dump
    let request = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<Rtmsg>(&[(RTM_FAMILY, options.family.number())])
        .into_bytes();
    // ANCHOR_END: dump
    let socket = NetlinkSocket::client(SockProtocol::NetlinkRoute)?;
    if options.explain {
        print(&shown::sent(&request))?;
    }
    // Print only a dump that was not interrupted, and keep the lines until its end. If a
    // route changes half way, the kernel may report that only at the end, and lines that
    // were printed cannot be taken back.
    let mut lines = String::new();
    let result = socket.dump(&request, options.buffer, |event| match event {
        DumpEvent::Datagram(datagram) if options.explain => {
            lines.push_str(&shown::received(datagram));
        }
        DumpEvent::Datagram(datagram) => {
            let fields = explain::text(|out| explain::fields(out, walk(&ROUTE, datagram.bytes)));
            lines.push_str(&shown::indented(&fields));
        }
        DumpEvent::Again(why) => {
            warn(PROGRAM, why);
            lines.clear();
        }
    });
    result.map_err(|not_done| failure("dump", &request, &not_done, ""))?;
    print(&lines)?;
    Ok(())
}

/// `ip route add` and `ip route del`: a request, and its acknowledgement.
///
/// Without NLM_F_ACK, the kernel replies only if it refuses, and we would have to guess how
/// long to wait for a refusal. The notification that the monitor prints is a different
/// message; it goes to the group, not to us.
fn change(options: &Change, action: Action) -> Result<(), Failure> {
    let word = match action {
        Action::Add => "add",
        Action::Del => "del",
    };
    let change = RouteChange::parse(action, &options.route)
        .unwrap_or_else(|problem| usage_error::<Cli>(word, problem));
    let request = change.request(1)?;
    let socket = NetlinkSocket::client(SockProtocol::NetlinkRoute)?;

    // Print the bytes first, so that they can be seen even if the kernel refuses them.
    if options.explain {
        print(&shown::sent(&request))?;
    } else {
        print(&format!("sending {} bytes\n{}", request.len(), explain::hex_dump(&request)))?;
    }
    let mut answer = String::new();
    let result = socket.request(&request, |datagram| {
        if options.explain {
            answer.push_str(&shown::received(datagram));
        }
    });
    print(&answer)?;
    result.map_err(|not_done| {
        let advice = match &not_done {
            NotDone::Refused(refused) => change.advice(refused),
            _ => String::new(),
        };
        failure(&change.to_string(), &request, &not_done, &advice)
    })?;
    print(&format!("acknowledged: {change}\n"))?;
    // Only IPv6 gets here with such bits: the kernel has refused an IPv4 route with them.
    if let Some(prefix) = change.without_host_bits() {
        let lesson = "IPv6 clears the bits beyond the prefix length: the route leads to";
        warn(PROGRAM, format_args!("{lesson} {prefix}"));
    }
    Ok(())
}

/// Builds the sentence for a failure: what was refused, why, at which byte of the request,
/// and what to try.
///
/// An extended acknowledgement may hold the offset of the offending attribute
/// (NLMSGERR_ATTR_OFFS), counted from the beginning of our own message. To name the field
/// at that offset, the decoder reads the request, as it reads received messages.
fn failure(what: &str, request: &[u8], not_done: &NotDone, advice: &str) -> Failure {
    let mut sentence = format!("{what}: {not_done}");
    if let NotDone::Refused(refused) = not_done {
        if let Some(offset) = refused.offset {
            let field = explain::pointed_at(walk(&ROUTE, request), offset);
            let field = field.as_deref().unwrap_or("not in any field");
            sentence.push_str(&format!(", at byte {offset} of the request: {field}"));
        }
        if !advice.is_empty() {
            sentence.push_str("; ");
            sentence.push_str(advice);
        }
    }
    Failure::Told(shown::sentence(PROGRAM, &sentence))
}

/// The address of a netlink socket, for the messenger's transcript: `nl_pid` and
/// `nl_groups` of `struct sockaddr_nl`.
struct PortId {
    port_id: u32,
    groups: u32,
}

impl Peer for PortId {
    fn c(&self) -> String {
        self.port_id.to_string()
    }

    /// Python's `recvfrom` returns a pair for `AF_NETLINK`: port ID and groups
    /// (`makesockaddr` in `Modules/socketmodule.c`).
    fn python(&self) -> String {
        format!("({}, {})", self.port_id, self.groups)
    }
}
