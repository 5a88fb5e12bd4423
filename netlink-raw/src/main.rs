//! The guide's route monitor by hand, and the conversations around it.
//!
//! `monitor` listens, `dump` asks, `add` and `del` change; `receiver` and
//! `sender` are the messenger moved to Netlink. Each function below reads like
//! the C program it stands for: open a socket, bind it, send, receive.

#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use messenger::program::{
    self, Failure, buffer_len, end_on_ctrl_c, number, print, usage_error, warn,
};
use netlink_raw::explain;
use netlink_raw::receiving::Receiving;
use netlink_raw::request::Request;
use netlink_raw::route::{Action, Family, RouteChange};
use netlink_raw::socket::{CallFailed, DUMP_BUFFER, DumpEvent, NetlinkSocket, NotDone};
use netlink_raw::transcript::{self, Peer};
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::rtnetlink::{RTM_FAMILY, RTM_GETROUTE, Rtmsg};
use netlink_raw::walk::walk;
use nix::errno::Errno;
use nix::sys::socket::SockProtocol;

/// Netlink by hand: watches, dumps and changes routes, byte by byte.
// Without a subcommand it is the guide's program, which has none. Its options
// then stand alone: before a subcommand they would mean nothing.
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
    /// Prints every change of a route, as the guide's programs do (the default)
    Monitor(Monitor),
    /// Asks the kernel for all routes, as `ip route` does
    Dump(Dump),
    /// Adds a route: PREFIX [via GATEWAY] [dev NAME]
    ///
    /// In the network that this process is in: outside the lab, root changes the
    /// machine's own.
    Add(Change),
    /// Deletes a route: PREFIX [via GATEWAY] [dev NAME]
    ///
    /// In the network that this process is in: outside the lab, root changes the
    /// machine's own.
    Del(Change),
    /// The messenger's receiver, on a netlink socket
    #[command(visible_alias = "rec")]
    Receiver(Receiver),
    /// The messenger's sender, on a netlink socket
    Sender(Sender),
}

#[derive(Args)]
struct Monitor {
    #[command(flatten)]
    receiving: Receiving,
    /// Which routes
    #[arg(long, value_enum, default_value_t = Family::Inet)]
    family: Family,
}

#[derive(Args)]
struct Dump {
    /// Which routes
    #[arg(long, value_enum, default_value_t = Family::Inet)]
    family: Family,
    /// Bytes the buffer holds; too small a one is mended
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
    // All words of the route, because `via` and `dev` are no options of clap's:
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
    /// Port ID to receive at: what the port number is to UDP
    #[arg(long, value_name = "ID", default_value_t = 12_345,
          value_parser = number(1..=u32::MAX))]
    port_id: u32,
    /// Join this multicast group, too; needs privilege, which the lab gives
    // The kernel gives NETLINK_USERSOCK 32 groups, as many as a mask has bits.
    // To send to one takes no privilege on this protocol, to listen does.
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
    /// What to send
    #[arg(long, value_name = "TEXT", default_value = "MSG")]
    message: OsString,
    /// Datagrams to send
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = number(1..=u64::MAX))]
    count: u64,
    /// Print every byte of the addresses and the message
    #[arg(long)]
    explain: bool,
}

/// What error messages begin with.
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
/// Nothing is sent: to be a member of the group is all it takes, and reading
/// what changes needs no privilege. Nothing of the past is heard either. Whoever
/// wants the state as well has to ask for it with a dump, and to listen before
/// asking, or a change in between is lost.
// ANCHOR: monitor
fn monitor(options: &Monitor) -> Result<(), Failure> {
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    end_on_ctrl_c(|| {})?;
    // The guide's programs bind to their process ID; 0 lets the kernel choose,
    // which never collides. In nl_groups, group 7 is bit 6: 0x40, which the old
    // headers call RTMGRP_IPV4_ROUTE. The 32 bits have no room for the groups
    // above 32; those are joined by number (NETLINK_ADD_MEMBERSHIP).
    socket.bind(0, 1 << (options.family.route_group() - 1))?;
    print(transcript::monitor_start(options.receiving.style))?;

    set_timeout(&socket, &options.receiving)?;
    options.receiving.routes(PROGRAM, |buffer| socket.receive(buffer))
}
// ANCHOR_END: monitor

/// Without the option, `recvmsg` waits for as long as it takes.
fn set_timeout(socket: &NetlinkSocket, options: &Receiving) -> Result<(), CallFailed> {
    options.timeout.map_or(Ok(()), |timeout| socket.set_timeout(timeout))
}

/// The messenger's receiver: in the place of address and port, a port ID.
///
/// The same calls as over UDP, on another family. What is new: datagrams never
/// leave the network namespace, so that two labs may use the same port ID; a
/// sender that finds no receiver is told so at once (`ECONNREFUSED`), and one
/// whose receiver is full waits.
fn receiver(options: &Receiver) -> Result<(), Failure> {
    let Receiver { receiving, port_id, group } = options;
    print(&transcript::start("receiver"))?;

    // ANCHOR: receiver
    // NETLINK_USERSOCK has no kernel behind it: processes talk to each other,
    // with any bytes. The headers of netlink messages are a convention between
    // those who send and receive; the socket looks at none of it.
    let socket = NetlinkSocket::open(SockProtocol::NetlinkUserSock)?;
    end_on_ctrl_c(|| {})?;
    // A port ID of one's own choice, because a sender has to know it. Port IDs are
    // separate for each protocol: 12345 on NETLINK_ROUTE may be somebody else's.
    socket.bind(*port_id, 0)?;
    // ANCHOR_END: receiver
    if let Some(group) = group {
        socket.join(*group)?;
    }
    if receiving.explain {
        print(&format!("bound to\n{}", explain::address(*port_id, 0)))?;
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
                lines.push_str(&explain::address(port_id, groups));
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
/// It does not call `bind`. With the first datagram the kernel gives it a port
/// ID: the process ID, which is what the receiver prints, unless another socket
/// has that already (netlink(7)).
fn sender(options: &Sender) -> Result<(), Failure> {
    let Sender { port_id, group, message, count, explain } = options;
    let message = message.as_bytes();
    print(&transcript::start("sender"))?;

    let socket = NetlinkSocket::open(SockProtocol::NetlinkUserSock)?;
    let (port_id, groups) = match group {
        // To a group: port ID 0, and the group's bit. One group only: of a mask
        // with several bits, the kernel takes the lowest (`ffs` in
        // `netlink_sendmsg`, net/netlink/af_netlink.c).
        Some(group) => (0, 1 << (group - 1)),
        None => (*port_id, 0),
    };
    if *explain {
        print(&format!(
            "to\n{}datagram\n{}",
            explain::address(port_id, groups),
            explain::hex_dump(message)
        ))?;
    }
    for _ in 0..*count {
        match socket.send_to(message, port_id, groups) {
            // The group has been served; then the kernel looks for a socket at
            // port ID 0, its own, and this protocol has none.
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

/// What `ip route` does: one request, an answer in many messages.
///
/// The request is 28 bytes: `struct nlmsghdr`, and `struct rtmsg` with nothing in
/// it but the family. iproute2 adds RTA_TABLE for the main table alone. The
/// kernel heeds such a filter if the socket asks for strict checks
/// (NETLINK_GET_STRICT_CHK); here all tables come.
fn dump(options: &Dump) -> Result<(), Failure> {
    // ANCHOR: dump
    let request = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<Rtmsg>(&[(RTM_FAMILY, options.family.number())])
        .into_bytes();
    // ANCHOR_END: dump
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    socket.extended_acks()?;
    if options.explain {
        print(&explain::sent(&request))?;
    }
    // Only a dump that was not disturbed counts: its lines are kept until then.
    // What was printed cannot be taken back, if a route changes half way and the
    // kernel says so only at the end.
    let mut lines = String::new();
    let result = socket.dump(&request, options.buffer, |event| match event {
        DumpEvent::Datagram(datagram) if options.explain => {
            lines.push_str(&explain::received(datagram));
        }
        DumpEvent::Datagram(datagram) => {
            explain::fields(&mut lines, walk(&ROUTE, datagram.bytes)).unwrap_or_default();
        }
        DumpEvent::Again(why) => {
            warn(PROGRAM, why);
            lines.clear();
        }
    });
    result.map_err(|not_done| told("dump", &request, &not_done, ""))?;
    print(&lines)?;
    Ok(())
}

/// `ip route add` and `ip route del`: a request, and its acknowledgement.
///
/// A change without NLM_F_ACK would be answered only if it failed; who asks for
/// the acknowledgement need not guess how long to wait for a failure. The
/// notification that the monitor prints is another message, which goes to the
/// group, and not to us.
fn change(options: &Change, action: Action) -> Result<(), Failure> {
    let word = match action {
        Action::Add => "add",
        Action::Del => "del",
    };
    let change = RouteChange::parse(action, &options.route)
        .unwrap_or_else(|problem| usage_error::<Cli>(word, problem));
    let request = change.request(1).map_err(Failure::Told)?;
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    socket.extended_acks()?;

    // The bytes first, so that they can be seen even if the kernel refuses them.
    if options.explain {
        print(&explain::sent(&request))?;
    } else {
        print(&format!("sending {} bytes\n{}", request.len(), explain::hex_dump(&request)))?;
    }
    let mut answer = String::new();
    let result = socket.request(&request, |datagram| {
        if options.explain {
            answer.push_str(&explain::received(datagram));
        }
    });
    print(&answer)?;
    result.map_err(|not_done| {
        let advice = match &not_done {
            NotDone::Refused(refused) => change.advice(refused),
            _ => String::new(),
        };
        told(&change.to_string(), &request, &not_done, &advice)
    })?;
    print(&format!("acknowledged: {change}\n"))?;
    // Of an IPv4 route that has them, the kernel has just said no.
    if let Some(prefix) = change.without_host_bits() {
        let lesson = "IPv6 clears the bits beyond the prefix length: the route is that to";
        warn(PROGRAM, format_args!("{lesson} {prefix}"));
    }
    Ok(())
}

/// What the kernel refused, why, at which of our bytes, and what to try.
///
/// An extended acknowledgement may give the offset of the attribute that is at
/// fault (NLMSGERR_ATTR_OFFS), counted from the beginning of our own message. So
/// the request is read with the decoder that reads what is received, to say
/// which field that is.
fn told(what: &str, request: &[u8], not_done: &NotDone, advice: &str) -> Failure {
    let mut sentence = format!("{what}: {not_done}");
    if let NotDone::Refused(refused) = not_done {
        if let Some(offset) = refused.offset {
            let field = explain::pointed_at(walk(&ROUTE, request), offset);
            let field = field.as_deref().unwrap_or("no field of ours");
            sentence.push_str(&format!(", at byte {offset} of the request: {field}"));
        }
        if !advice.is_empty() {
            sentence.push_str("; ");
            sentence.push_str(advice);
        }
    }
    Failure::Told(sentence)
}

/// The address of a netlink socket, as the messenger's transcript shows it:
/// `nl_pid` and `nl_groups` of `struct sockaddr_nl`.
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
