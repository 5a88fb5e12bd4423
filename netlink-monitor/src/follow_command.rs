//! `netlink-monitor follow`: what the kernel sends, as it sends it.

use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use messenger::program::{Failure, buffer_len, print, seconds, warn};
use netlink_monitor::capture::kernel_filter;
use netlink_monitor::capture::live::Live;
use netlink_monitor::filter::Filter;
use netlink_monitor::object::{self, Object};
use netlink_monitor::print::Format;
use netlink_raw::program::receiving::truncated;
use netlink_raw::program::transcript::{self, Style};
use netlink_raw::uapi::rtnetlink::{RTNLGRP, group_number};
use netlink_raw::uapi::socket::family;
use nix::errno::Errno;

use crate::PROGRAM;
use crate::session::{Listening, Output, Session};

#[derive(Args)]
pub(crate) struct Follow {
    /// What to follow: link addr route rule neigh nexthop netconf prefix nsid mdb tc,
    /// or all
    #[arg(value_name = "OBJECT", value_parser = object::named, default_value = "route")]
    objects: Vec<&'static [Object]>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    listening: Listening,
    /// Give up, with exit code 1, when nothing arrives for so long
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with = "duration")]
    timeout: Option<Duration>,
    /// How many bytes of a datagram are read; what is longer is cut off
    #[arg(long, value_name = "BYTES", default_value_t = 65_536, value_parser = buffer_len)]
    buffer: usize,
    /// Hear also the network namespaces that have a number here (`ip netns list-id`)
    #[arg(long)]
    all_nsid: bool,
    #[command(flatten)]
    filter: Filter,
}

pub(crate) fn follow(options: &Follow) -> Result<(), Failure> {
    let objects: Vec<&'static Object> = options.objects.iter().copied().flatten().collect();
    let mut session = Session::new(objects.clone(), &options.output, &options.filter);
    let socket = options.listening.begin(&mut session)?;
    if options.all_nsid {
        socket.listen_all_nsid()?;
    }
    if let Some(program) = kernel_filter::program(&options.filter) {
        socket.attach_filter(&program)?;
    }
    join(&socket, &objects, options.filter.family)?;
    // After joining: an interface that is renamed meanwhile is told twice, and none
    // is missed.
    session.learn_names()?;
    match options.output.format() {
        Format::C => print(transcript::monitor_start(Style::C))?,
        Format::Python => print(transcript::monitor_start(Style::Python))?,
        _ => {}
    }

    if let Some(timeout) = options.timeout {
        socket.set_timeout(timeout)?;
    }
    let end = options.listening.end();
    let mut buffer = vec![0; options.buffer];
    while !session.is_done() {
        let limit = end.map(|end| end.saturating_duration_since(Instant::now()));
        if limit.is_some_and(|limit| limit.is_zero()) {
            break;
        }
        if let Some(limit) = limit {
            // The kernel takes 0 for no limit.
            socket.set_timeout(limit.max(Duration::from_micros(1)))?;
        }
        let received = if options.all_nsid {
            socket.receive_with_nsid(&mut buffer)
        } else {
            socket.receive(&mut buffer).map(|datagram| (datagram, None))
        };
        match received {
            Ok((datagram, _)) if datagram.from_port_id != 0 => {
                session.stats.refused.fetch_add(1, Relaxed);
                let (len, port_id) = (datagram.full_len, datagram.from_port_id);
                warn(
                    PROGRAM,
                    format_args!(
                        "refused a datagram of {len} bytes: it is not from the kernel but from \
                         port ID {port_id}"
                    ),
                );
            }
            Ok((datagram, nsid)) => {
                if let Some(lesson) = truncated(&datagram) {
                    session.stats.truncated.fetch_add(1, Relaxed);
                    warn(PROGRAM, lesson);
                }
                let time = session.needs_time().then(SystemTime::now);
                session.datagram(datagram.bytes, time, nsid)?;
            }
            Err(failed) if failed.errno == Errno::ENOBUFS => {
                session.stats.overruns.fetch_add(1, Relaxed);
                warn(PROGRAM, failed);
            }
            Err(failed) if failed.errno == Errno::EAGAIN && end.is_some() => {}
            Err(failed) if failed.errno == Errno::EAGAIN => {
                let waited = options.timeout.unwrap_or_default();
                let call = failed.call;
                return Err(Failure::Told(format!("{call}: nothing arrived within {waited:?}")));
            }
            Err(failed) => return Err(failed.into()),
        }
    }
    session.finish(&options.output);
    Ok(())
}

/// Joins the groups of the objects, and that of interfaces, for their names. A
/// family that is filtered out need not be received.
pub(crate) fn join(socket: &Live, objects: &[&Object], family: Option<u8>) -> Result<(), Failure> {
    for object in objects {
        for group in object.groups.iter().filter(|group| concerns(**group, family)) {
            match socket.join(*group) {
                Ok(()) => {}
                // The rest can still be followed.
                Err(failed) if matches!(failed.errno, Errno::EINVAL | Errno::ENOENT) => {
                    let name = object.name;
                    warn(
                        PROGRAM,
                        format_args!("this kernel does not tell of {name}, group {group}"),
                    );
                }
                Err(failed) => return Err(failed.into()),
            }
        }
    }
    socket.join(const { group_number("RTNLGRP_LINK") })?;
    Ok(())
}

/// Whether a group tells of this family: those of one family have it in their name.
fn concerns(group: u32, wanted: Option<u8>) -> bool {
    const FAMILIES: [(&str, u8); 6] = [
        ("IPV4_MROUTE", family("RTNL_FAMILY_IPMR")),
        ("IPV6_MROUTE", family("RTNL_FAMILY_IP6MR")),
        ("IPV4_", family("AF_INET")),
        ("IPV6_", family("AF_INET6")),
        ("MPLS_", family("AF_MPLS")),
        ("MDB", family("AF_BRIDGE")),
    ];
    let Some(wanted) = wanted else { return true };
    let name = RTNLGRP.iter().find(|name| name.number == u64::from(group));
    let name = name.map_or("", |name| name.c_name);
    let own = FAMILIES.iter().find(|(word, _)| name.contains(word));
    own.is_none_or(|(_, family)| *family == wanted)
}
