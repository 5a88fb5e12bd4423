//! `netlink-monitor lab`: the guide's whole story in one run.
//!
//! Subscribe first, then change, then read: a notification goes to those who
//! are listening when the change happens, and to nobody later.

use std::time::Duration;

use messenger::program::{Failure, print};
use netlink_monitor::capture::live::Live;
use netlink_raw::datagram::Datagram;
use netlink_raw::lab;
use netlink_raw::program::shown;
use netlink_raw::program::transcript::{self, Style};
use netlink_raw::route::{Action, Family, RouteChange};
use netlink_raw::socket::NetlinkSocket;
use nix::sys::socket::SockProtocol;

/// What the guide types behind `ip route add` and `ip route del`.
const ROUTE: [&str; 3] = ["4.3.2.0/30", "via", "127.0.0.1"];

/// Tells the story on standard output.
///
/// # Errors
///
/// If the machine forbids the lab, or a call fails.
pub(crate) fn tell() -> Result<(), Failure> {
    lab::enter()?;
    print(
        "1. The lab\n\n\
         This process has entered a network of its own. It holds nothing but the\n\
         loopback interface lo, and nothing done here is seen outside.\n\n",
    )?;

    let monitor = Live::listen(&[Family::Inet.route_group()])?;
    // The kernel answers at once; a missing answer must not become a long wait.
    monitor.set_timeout(Duration::from_secs(5))?;
    print(
        "2. Listen\n\n\
         A socket of the family AF_NETLINK, protocol NETLINK_ROUTE, is bound to the\n\
         multicast group that hears of changes of IPv4 routes: 0x40, RTMGRP_IPV4_ROUTE.\n\n\
         3. Change\n\n",
    )?;

    let client = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    client.bind(0, 0)?;
    // The first socket of a process gets the process ID as its port ID; for
    // further ones the kernel picks a large number.
    print(&format!(
        "A second socket, with the port ID {}, sends two requests, and the kernel\n\
         acknowledges each. Look for the port ID below: a notification carries that of\n\
         whoever asked for the change, in nlmsg_pid.\n\n",
        client.port_id()?
    ))?;
    let words = ROUTE.map(str::to_owned);
    for (seq, action) in (1..).zip([Action::Add, Action::Del]) {
        let change = RouteChange::parse(action, &words)?;
        let request = change.request(seq)?;
        client
            .request(&request, |_acknowledgement| {})
            .map_err(|not_done| Failure::Told(format!("{change}: {not_done}")))?;
        print(&format!("    ip route {change}     {} bytes, acknowledged\n", request.len()))?;
    }

    // Two datagrams: one for the route that came, one for the route that went.
    let mut buffers = [vec![0; 65_536], vec![0; 65_536]];
    let [added, deleted] = &mut buffers;
    let datagrams = [monitor.receive(added)?, monitor.receive(deleted)?];

    print("\n4. What the kernel said\n\nAs the guide's C program prints it:\n\n")?;
    transcript(Style::C, &datagrams)?;
    print("\nAs the guide's Python program prints it:\n\n")?;
    transcript(Style::Python, &datagrams)?;

    print(
        "\n5. The same, byte by byte\n\n\
         Offset, bytes, name, value, meaning. First the sender's address, which tells\n\
         whether it was the kernel, then the message.\n\n",
    )?;
    for datagram in &datagrams {
        print(&shown::received(datagram))?;
        print("\n")?;
    }
    print(
        "Try it yourself, in two terminals:\n\n    \
         scripts/lab --name guide -- cargo run -p netlink-monitor\n    \
         scripts/lab --join guide -- cargo run -p netlink-raw -- add 4.3.2.0/30 via 127.0.0.1\n",
    )?;
    Ok(())
}

/// The lines of one of the guide's programs, indented as a quotation.
fn transcript(style: Style, datagrams: &[Datagram<'_>]) -> Result<(), Failure> {
    let mut text = transcript::monitor_start(style).to_owned();
    for datagram in datagrams {
        let lines = transcript::datagram(style, datagram, u64::MAX);
        if let Some(warning) = lines.warning {
            return Err(Failure::Told(warning));
        }
        text.push_str(&lines.text);
    }
    for line in text.lines() {
        print(&format!("    {line}\n"))?;
    }
    Ok(())
}
