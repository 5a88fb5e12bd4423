//! Parts of `scripts/bench` that need the library.
//!
//! ```text
//! bench walk                 decodes the guide's message: ours, and a peer's
//! bench capture N FILE.pcap  writes a capture of N route messages
//! bench add N [FROM]         adds N routes over lo, in batches, beginning with number FROM
//! bench del N [FROM]         deletes them
//! bench dump                 reads all IPv4 routes and discards them: the lower limit
//! bench listen N             receives N route events and discards them
//! ```

#![forbid(unsafe_code)]

use std::fs::File;
use std::hint::black_box;
use std::io::BufWriter;
use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant, UNIX_EPOCH};

use messenger::program::{self, Failure, print};
use netlink_monitor::capture::live::Live;
use netlink_packet_core::NetlinkMessage;
use netlink_packet_route::RouteNetlinkMessage;
use netlink_raw::conversation::DUMP_BUFFER;
use netlink_raw::input::pcap::Writer;
use netlink_raw::request::Request;
use netlink_raw::route::Family;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::netlink::{NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REQUEST};
use netlink_raw::uapi::rtnetlink::{
    RT_SCOPE_LINK, RT_TABLE_MAIN, RTA_DST, RTA_GATEWAY, RTA_OIF, RTA_TABLE, RTM_DELROUTE,
    RTM_DST_LEN, RTM_FAMILY, RTM_GETROUTE, RTM_NEWROUTE, RTM_PROTOCOL, RTM_SCOPE, RTM_TABLE,
    RTM_TYPE, RTN_UNICAST, RTPROT_BOOT, Rtmsg,
};
use netlink_raw::walk::walk;
use nix::sys::socket::SockProtocol;

/// Returns the guide's message, as the kernel sends it: 60 bytes.
fn message(destination: u32) -> Vec<u8> {
    let fields =
        [(RTM_FAMILY, 2), (RTM_DST_LEN, 30), (RTM_TABLE, 254), (RTM_PROTOCOL, 3), (RTM_TYPE, 1)];
    Request::new(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, 0x0102_0304)
        .with_struct::<Rtmsg>(&fields)
        .with_attribute(RTA_TABLE, &254_u32.to_ne_bytes())
        .with_attribute(RTA_DST, &destination.to_be_bytes())
        .with_attribute(RTA_GATEWAY, &[127, 0, 0, 1])
        .with_attribute(RTA_OIF, &1_u32.to_ne_bytes())
        .into_bytes()
}

/// Returns the nanoseconds for one call, the best of several rounds.
fn nanoseconds(mut work: impl FnMut()) -> f64 {
    const ROUNDS: u32 = 20;
    const CALLS: u32 = 100_000;
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        (0..CALLS).for_each(|_| work());
        best = best.min(begin.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS));
    }
    best
}

fn bench_walk() -> Result<(), Failure> {
    let message = message(0x0403_0200);
    let ours = nanoseconds(|| {
        // A consumer that visits every span and does nothing with it.
        walk(&ROUTE, black_box(&message)).for_each(|span| {
            black_box(span.is_leaf());
        });
    });
    let theirs = nanoseconds(|| {
        let typed = NetlinkMessage::<RouteNetlinkMessage>::deserialize(black_box(&message));
        black_box(typed.is_ok());
    });
    print(&format!(
        "the guide's message, 60 bytes: walk {ours:.0} ns, netlink-packet-route {theirs:.0} ns, \
         ratio {:.1}\n",
        theirs / ours
    ))?;
    Ok(())
}

fn capture(count: &str, path: &str) -> Result<(), Failure> {
    let count: u32 = number(count)?;
    let mut file = Writer::new(BufWriter::new(File::create(path)?))?;
    for n in 0..count {
        file.write(UNIX_EPOCH + Duration::from_micros(n.into()), 0, &message(n << 2))?;
    }
    Ok(())
}

/// Adds or deletes routes with a 32-bit prefix, beginning at 10.0.0.0, as fast as the kernel
/// accepts them: many requests in each datagram, without acknowledgements.
fn change(range: &Range<u32>, message_type: u16, flags: u16) -> Result<(), Failure> {
    /// The kernel refuses a datagram that is larger than the send buffer.
    const BATCH: u32 = 1_000;
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    let mut batch = Vec::new();
    for n in range.clone() {
        let destination = 0x0a00_0000 + n;
        let fields = [
            (RTM_FAMILY, 2),
            (RTM_DST_LEN, 32),
            (RTM_TABLE, RT_TABLE_MAIN),
            (RTM_PROTOCOL, RTPROT_BOOT),
            (RTM_SCOPE, RT_SCOPE_LINK),
            (RTM_TYPE, RTN_UNICAST),
        ];
        let request = Request::new(message_type, NLM_F_REQUEST | flags, n)
            .with_struct::<Rtmsg>(&fields)
            .with_attribute(RTA_DST, &destination.to_be_bytes())
            .with_attribute(RTA_OIF, &1_u32.to_ne_bytes())
            .into_bytes();
        batch.extend(request);
        if n % BATCH == BATCH - 1 || n + 1 == range.end {
            socket.send_to(&batch, 0, 0)?;
            batch.clear();
        }
    }
    // The last request has an acknowledgement. When it arrives, all requests are done.
    let last = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_ACK, 0)
        .with_struct::<Rtmsg>(&[(RTM_FAMILY, 2), (RTM_DST_LEN, 32)])
        .with_attribute(RTA_DST, &[127, 0, 0, 1])
        .into_bytes();
    Ok(socket.request(&last, |_| {})?)
}

/// The lower limit for a dump: the kernel's time, with a reader that does nothing.
fn floor() -> Result<(), Failure> {
    let request = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<Rtmsg>(&[(RTM_FAMILY, 2)])
        .into_bytes();
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    socket.send_to(&request, 0, 0)?;
    let mut buffer = vec![0; DUMP_BUFFER];
    loop {
        let datagram = socket.receive(&mut buffer)?;
        // NLMSG_DONE is in a datagram of its own, or at the end of the last one.
        let last = datagram.bytes.len() < 1_000;
        if last {
            return Ok(());
        }
    }
}

/// The lower limit for events: receives this many and discards them.
fn listen(count: u64) -> Result<(), Failure> {
    let socket = Live::listen(&[Family::Inet.route_group()])?;
    socket.set_receive_buffer(8 << 20)?;
    // If some are lost, they never arrive.
    socket.set_timeout(Duration::from_secs(3))?;
    let mut buffer = vec![0; 65_536];
    for _ in 0..count {
        socket.receive(&mut buffer)?;
    }
    Ok(())
}

/// Returns the range of routes for a count and an optional first number.
fn range(typed: &[&str]) -> Result<Range<u32>, Failure> {
    let (count, from): (u32, u32) = match typed {
        [count] => (number(count)?, 0),
        [count, from] => (number(count)?, number(from)?),
        _ => {
            return Err(Failure::Told(
                "expected a count and, optionally, the first number".to_owned(),
            ));
        }
    };
    Ok(from..from.saturating_add(count))
}

fn number<T: std::str::FromStr>(typed: &str) -> Result<T, Failure> {
    typed.parse().map_err(|_| Failure::Told("expected a number".to_owned()))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["walk"] => bench_walk(),
        ["capture", count, path] => capture(count, path),
        ["add", which @ ..] => {
            range(which).and_then(|which| change(&which, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL))
        }
        ["del", which @ ..] => range(which).and_then(|which| change(&which, RTM_DELROUTE, 0)),
        ["dump"] => floor(),
        ["listen", count] => number(count).and_then(listen),
        _ => Err(Failure::Told(
            "usage: bench walk | capture N FILE.pcap | add N | del N | dump | listen N".to_owned(),
        )),
    };
    program::finish("bench", result)
}
