//! `netlink-monitor replay`: the events of a capture.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use messenger::program::{Failure, warn};
use netlink_monitor::filter::Filter;
use netlink_monitor::object::{self, Object};
use netlink_raw::input::pcap::{self, Content, Record};

use crate::PROGRAM;
use crate::explain_command::Stop;
use crate::session::{Output, ROUTE_PROTOCOL, Session};

#[derive(Args)]
pub(crate) struct Replay {
    /// A capture, pcap or pcapng; '-' is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Of which objects [default: all]
    #[arg(value_name = "OBJECT", value_parser = object::named, default_value = "all")]
    objects: Vec<&'static [Object]>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    filter: Filter,
}

pub(crate) fn replay(options: &Replay) -> Result<(), Failure> {
    let objects: Vec<&'static Object> = options.objects.iter().copied().flatten().collect();
    let mut session = Session::new(objects, &options.output, &options.filter);
    let name = options.file.to_string_lossy().escape_debug().to_string();
    let file: Box<dyn Read + Send> = if options.file == Path::new("-") {
        Box::new(io::stdin())
    } else {
        let file = File::open(&options.file);
        Box::new(file.map_err(|error| Failure::Told(format!("{name}: {error}")))?)
    };
    let mut others = 0_u64;
    let read = pcap::read(file, |record| {
        let Record { time, content, datagram } = *record;
        if content != Content::Netlink(ROUTE_PROTOCOL) {
            others += 1;
            return Ok(());
        }
        if session.is_done() {
            return Ok(());
        }
        session.datagram(datagram, time, None).map_err(Stop::Failure)
    });
    if others > 0 {
        warn(
            PROGRAM,
            format_args!("{name}: {others} datagrams of other protocols; see: {PROGRAM} explain"),
        );
    }
    session.finish(&options.output);
    read.map_err(|stop| match stop {
        Stop::Failure(failure) => failure,
        Stop::Capture(bad) => Failure::Told(format!("{name}: {bad}")),
    })
}
