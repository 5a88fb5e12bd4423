//! Parts of `scripts/bench` that need the library.
//!
//! ```text
//! bench walk                 reading the guide's message: ours, and a peer's
//! bench capture N FILE.pcap  writes a capture of N route messages
//! ```

#![forbid(unsafe_code)]

use std::fs::File;
use std::hint::black_box;
use std::io::BufWriter;
use std::process::ExitCode;
use std::time::{Duration, Instant, UNIX_EPOCH};

use messenger::program::{self, Failure, print};
use netlink_monitor::capture::pcap::Writer;
use netlink_packet_core::NetlinkMessage;
use netlink_packet_route::RouteNetlinkMessage;
use netlink_raw::request::Request;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::netlink::{NLM_F_CREATE, NLM_F_EXCL};
use netlink_raw::uapi::rtnetlink::{RTA, RTA_DST, RTA_GATEWAY, RTA_OIF, RTM_NEWROUTE, RTMSG};
use netlink_raw::walk::walk;

/// The guide's message, as the kernel sends it: 60 bytes.
fn message(destination: u32) -> Vec<u8> {
    let fields = [
        ("rtm_family", 2),
        ("rtm_dst_len", 30),
        ("rtm_table", 254),
        ("rtm_protocol", 3),
        ("rtm_type", 1),
    ];
    Request::new(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, 0x0102_0304)
        .with_struct(&RTMSG, &fields)
        .with_attribute(RTA.number("RTA_TABLE"), &254_u32.to_ne_bytes())
        .with_attribute(RTA_DST, &destination.to_be_bytes())
        .with_attribute(RTA_GATEWAY, &[127, 0, 0, 1])
        .with_attribute(RTA_OIF, &1_u32.to_ne_bytes())
        .into_bytes()
}

/// Nanoseconds for one call, the best of several rounds.
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
        // A consumer that looks at every span, and does nothing with it.
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
    let count: u32 = count.parse().map_err(|_| Failure::Told("expected a number".to_owned()))?;
    let mut file = Writer::new(BufWriter::new(File::create(path)?))?;
    for n in 0..count {
        file.write(UNIX_EPOCH + Duration::from_micros(n.into()), 0, &message(n << 2))?;
    }
    Ok(())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["walk"] => bench_walk(),
        ["capture", count, path] => capture(count, path),
        _ => Err(Failure::Told("usage: bench walk | capture N FILE.pcap".to_owned())),
    };
    program::finish("bench", result)
}
