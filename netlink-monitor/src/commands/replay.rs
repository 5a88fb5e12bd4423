//! `netlink-monitor replay`: the events in a capture.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use messenger::program::{Failure, warn};
use netlink_raw::input::pcap::Content;
use netlink_raw::wire::Endian;

use super::PROGRAM;
use super::input::{Captured, Input, OtherOrder};
use super::options::{ByteOrder, Filters, Objects, Output};
use super::recording::ROUTE_PROTOCOL;
use super::session::Session;

#[derive(Args)]
pub(crate) struct Replay {
    /// A capture, pcap or pcapng; '-' is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only events about these
    #[arg(value_name = "OBJECT", value_enum, default_value = "all")]
    objects: Vec<Objects>,
    /// The byte order of the machine where the datagrams were sent
    #[arg(long, value_enum, default_value_t = ByteOrder::Guess)]
    endian: ByteOrder,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    filters: Filters,
}

pub(crate) fn replay(options: &Replay) -> Result<(), Failure> {
    let objects = Objects::chosen(&options.objects);
    let mut session = Session::new(objects, &options.output, options.filters.filter());
    let input = Input::open(&options.file)?;
    let name = input.name.clone();
    let mut others = 0_u64;
    let mut number = 0_u64;
    let mut other_order = OtherOrder::default();
    let read = input.records(|record| {
        number += 1;
        if record.content != Content::Netlink(ROUTE_PROTOCOL) {
            others += 1;
            return Ok(ControlFlow::Continue(()));
        }
        if record.is_cut() {
            warn(PROGRAM, format_args!("{name}: record {number}: {}", Captured(record)));
        }
        let walk = options.endian.of(record.walk());
        other_order.tell(&name, walk.endian());
        // What makes events of messages reads those of this machine.
        let datagram = match walk.endian() {
            Endian::NATIVE => Cow::Borrowed(record.datagram),
            _ => Cow::Owned(walk.to_order(Endian::NATIVE)),
        };
        session.datagram(&datagram, record.full_len, record.time, None)?;
        // What is after the last event that --count asks for is not read: a pipe may have no end.
        Ok(if session.is_done() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    });
    if others > 0 {
        warn(
            PROGRAM,
            format_args!(
                "{name}: skipped {others} datagrams of other protocols; try '{PROGRAM} explain'"
            ),
        );
    }
    session.finish(&options.output);
    read
}
