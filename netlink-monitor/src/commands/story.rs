//! `netlink-monitor lab`, without a command: the guide's whole story in one run.
//!
//! Subscribe first, then change, then read: a notification goes to the sockets that are
//! listening when the change happens, and to no one later.

use std::time::Duration;

use messenger::program::{Failure, print};
use netlink_monitor::capture::live::Live;
use netlink_raw::datagram::Datagram;
use netlink_raw::lab;
use netlink_raw::program::shown::{self, paragraph};
use netlink_raw::program::transcript::{self, Style};
use netlink_raw::route::{Action, Family, RouteChange};
use netlink_raw::socket::NetlinkSocket;
use nix::sys::socket::SockProtocol;

/// What the guide types after `ip route add` and `ip route del`.
const ROUTE: [&str; 3] = ["4.3.2.0/30", "via", "127.0.0.1"];

/// Tells the story on standard output.
///
/// # Errors
///
/// If the machine does not allow the lab, or a call fails.
pub(crate) fn tell() -> Result<(), Failure> {
    lab::enter()?;
    heading("1. The lab")?;
    print(&paragraph(
        "This process has entered a network of its own. There is only the loopback interface lo, \
         and nothing done here is seen outside.",
    ))?;

    let monitor = Live::listen(&[Family::Inet.route_group()])?;
    // The kernel answers at once; a missing answer must not become a long wait.
    monitor.set_timeout(Duration::from_secs(5))?;
    heading("2. Listen")?;
    print(&paragraph(
        "A socket of the family AF_NETLINK and the protocol NETLINK_ROUTE joins the multicast \
         group for changes of IPv4 routes: 0x40, RTMGRP_IPV4_ROUTE.",
    ))?;

    heading("3. Change")?;
    let client = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    client.bind(0, 0)?;
    // The first socket of a process gets the process ID as its port ID; for further ones the
    // kernel picks a large number.
    print(&paragraph(&format!(
        "A second socket, with the port ID {}, sends two requests, and the kernel acknowledges \
         each. Look for this port ID below: every notification carries the requester's port ID \
         in nlmsg_pid.",
        client.port_id()?
    )))?;
    print("\n")?;
    let words = ROUTE.map(str::to_owned);
    for (seq, action) in (1..).zip([Action::Add, Action::Del]) {
        let change = RouteChange::parse(action, &words)?;
        let request = change.request(seq)?;
        client
            .request(&request, |_acknowledgement| {})
            .map_err(|not_done| Failure::Told(format!("{change}: {not_done}")))?;
        print(&format!("    ip route {change}     {} bytes, acknowledged\n", request.len()))?;
    }

    // Two datagrams: one for the new route, one for the deleted one.
    let mut buffers = [vec![0; 65_536], vec![0; 65_536]];
    let [added, deleted] = &mut buffers;
    let datagrams = [monitor.receive(added)?, monitor.receive(deleted)?];

    heading("4. What the kernel said")?;
    print("As the guide's C program prints it:\n\n")?;
    transcript(Style::C, &datagrams)?;
    print("\nAs the guide's Python program prints it:\n\n")?;
    transcript(Style::Python, &datagrams)?;

    heading("5. The same, byte by byte")?;
    print(&paragraph(
        "Offset, bytes, name, value, meaning. First the sender's address, which shows whether it \
         was the kernel, then the message.",
    ))?;
    print("\n")?;
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

fn heading(text: &str) -> Result<(), Failure> {
    // The first one has no line before it.
    let before = if text.starts_with('1') { "" } else { "\n" };
    Ok(print(&format!("{before}{text}\n\n"))?)
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
