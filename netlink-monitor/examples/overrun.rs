//! Shows what a socket receives if the program does not read it in time. Run it in the lab.
//!
//! A listener with a small receive buffer does not read while routes are added. Then it reads one
//! datagram at a time, and more routes are added in between.

#![forbid(unsafe_code)]

use std::process::ExitCode;
use std::time::Duration;

use messenger::program::{self, Failure, print};
use netlink_monitor::capture::live::Live;
use netlink_raw::by_hand::read_message;
use netlink_raw::route::{Action, RouteChange};
use netlink_raw::socket::NetlinkSocket;
use nix::sys::socket::SockProtocol;

/// `RTNLGRP_IPV4_ROUTE`
const GROUP: u32 = 7;

// ANCHOR: overrun
fn overrun() -> Result<(), Failure> {
    let listener = Live::listen(&[GROUP])?;
    listener.set_receive_buffer(4096)?;
    listener.set_timeout(Duration::from_millis(100))?;

    add(0..30)?;
    print("30 routes were added. Now we read:\n")?;
    for _ in 0..4 {
        print(&next(&listener)?)?;
    }
    add(30..35)?;
    print("5 more routes were added while the queue was not empty. We read on:\n")?;
    while read_one(&listener)? {}
    add(35..37)?;
    print("2 more routes were added after the queue was empty:\n")?;
    while read_one(&listener)? {}
    Ok(())
}
// ANCHOR_END: overrun

/// Reads and prints one notification. Returns whether there was one.
fn read_one(listener: &Live) -> Result<bool, Failure> {
    let line = next(listener)?;
    print(&line)?;
    Ok(!line.contains("EAGAIN"))
}

/// Returns the result of the next call: the destination of a route, or an error.
fn next(listener: &Live) -> Result<String, Failure> {
    let mut buffer = vec![0; 8192];
    let bytes = match listener.receive(&mut buffer) {
        Ok(datagram) => datagram.bytes,
        Err(failed) => return Ok(format!("  {:?}\n", failed.errno)),
    };
    let (message, _) = read_message(bytes, 0).map_err(|fault| Failure::Told(format!("{fault}")))?;
    let route = message
        .route
        .ok_or_else(|| Failure::Told("the message is not about a route".to_owned()))?;
    let octets: Vec<String> = route.rta_dst.unwrap_or_default().iter().map(u8::to_string).collect();
    Ok(format!("  {}\n", octets.join(".")))
}

/// Adds routes to 10.0.0.0/24, 10.0.1.0/24 and so on.
fn add(numbers: std::ops::Range<u8>) -> Result<(), Failure> {
    let client = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    for number in numbers {
        let words = [format!("10.0.{number}.0/24"), "dev".to_owned(), "lo".to_owned()];
        let request = RouteChange::parse(Action::Add, &words)?.request(u32::from(number) + 1)?;
        client
            .request(&request, |_answer| {})
            .map_err(|not_done| Failure::Told(not_done.to_string()))?;
    }
    Ok(())
}

fn main() -> ExitCode {
    program::finish("overrun", overrun())
}
