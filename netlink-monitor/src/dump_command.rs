//! `netlink-monitor dump`: what there is now.

use std::time::SystemTime;

use clap::Args;
use messenger::program::{Failure, warn};
use netlink_monitor::event::events;
use netlink_monitor::filter::Filter;
use netlink_monitor::interfaces::Interfaces;
use netlink_monitor::object::{self, Object};
use netlink_monitor::requests::Places;
use netlink_raw::conversation::NotDone;
use netlink_raw::request::Request;
use netlink_raw::uapi::if_addr::{IFA_FAMILY, IFA_INDEX, Ifaddrmsg};
use netlink_raw::uapi::neighbour::NDA;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::nexthop::NHA;
use netlink_raw::uapi::rtnetlink::{RTA, RTA_OIF, RTM_FAMILY, RTM_PROTOCOL, RTM_TYPE, Rtmsg};
use nix::errno::Errno;

use crate::PROGRAM;
use crate::session::{Output, Part, Session, not_dumped, read_table};

#[derive(Args)]
pub(crate) struct Dump {
    /// What to dump: link addr route rule neigh nexthop netconf nsid mdb tc, or all
    #[arg(value_name = "OBJECT", value_parser = object::named, required = true)]
    objects: Vec<&'static [Object]>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    filter: Filter,
}

pub(crate) fn dump(options: &Dump) -> Result<(), Failure> {
    let objects: Vec<&'static Object> = options.objects.iter().copied().flatten().collect();
    let all = objects.len() > 1;
    let mut session = Session::new(objects.clone(), &options.output, &options.filter);
    session.learn_names()?;
    for object in objects {
        if object.tables.is_empty() {
            if all {
                continue;
            }
            let name = object.name;
            return Err(Failure::Told(format!(
                "the kernel keeps no table of {name}; try: {PROGRAM} follow {name}"
            )));
        }
        match tables(&mut session, object, &options.filter) {
            Ok(Ok(())) => {}
            // The rest can still be dumped.
            Ok(Err(NotDone::Refused(refused))) if all && refused.errno == Errno::EOPNOTSUPP => {
                warn(PROGRAM, not_dumped(object, &NotDone::Refused(refused)));
            }
            Ok(Err(not_done)) => return Err(Failure::Told(not_dumped(object, &not_done))),
            Err(failure) => return Err(failure),
        }
    }
    session.finish(&options.output);
    Ok(())
}

/// Prints what the tables of an object have.
fn tables(
    session: &mut Session<'_>,
    object: &Object,
    filter: &Filter,
) -> Result<Result<(), NotDone>, Failure> {
    let time = Some(SystemTime::now());
    let mut places = Places::default();
    for table in object.tables {
        let requests = match object.tables {
            [_] => vec![request(object, &table.dump, filter, &session.interfaces)?],
            _ => places.requests(table),
        };
        for request in requests {
            let read = read_table(&request, |part| match part {
                Part::Datagram(bytes) => {
                    // What there is decides what to ask for next.
                    if object.tables.len() > 1 {
                        let learned: std::fmt::Result = events(bytes, |event| {
                            places.learn(event);
                            Ok(())
                        });
                        learned.unwrap_or_default();
                    }
                    session.datagram(bytes, time, None)
                }
                Part::Again(why) => {
                    let what = "what was printed of this table so far does not count";
                    warn(PROGRAM, format_args!("{why}; {what}"));
                    Ok(())
                }
            })?;
            if read.is_err() {
                return Ok(read);
            }
        }
    }
    Ok(Ok(()))
}

/// The request for a table, with what of the filter the kernel can apply itself. On a
/// strict socket it does so exactly; what it cannot is filtered here all the same.
fn request(
    object: &Object,
    dump: &object::Dump,
    filter: &Filter,
    interfaces: &Interfaces,
) -> Result<Vec<u8>, Failure> {
    let family = filter.family.unwrap_or(dump.family);
    let dev = match &filter.dev {
        None => None,
        Some(name) => Some(interfaces.index(name).ok_or_else(|| {
            let name = name.escape_debug();
            Failure::Told(format!("there is no interface '{name}'; see: {PROGRAM} dump link"))
        })?),
    };
    let index = |index: u64| u32::try_from(index).unwrap_or_default().to_ne_bytes();
    let mut attributes = Vec::new();
    let request = Request::new(dump.get, NLM_F_REQUEST | NLM_F_DUMP, 1);
    let request = match object.name {
        "route" => {
            let mut fields = vec![(RTM_FAMILY, u64::from(family))];
            fields.extend(filter.proto.map(|number| (RTM_PROTOCOL, number.into())));
            fields.extend(filter.kind.map(|number| (RTM_TYPE, number.into())));
            let table = filter.table.map(|table| (const { RTA.number("RTA_TABLE") }, table));
            attributes.extend(table.map(|(number, table)| (number, table.to_ne_bytes())));
            // Of a route with several next hops, the kernel looks at all of them.
            attributes.extend(dev.map(|dev| (RTA_OIF, index(dev))));
            request.with_struct::<Rtmsg>(&fields)
        }
        "addr" => {
            let mut fields = vec![(IFA_FAMILY, u64::from(family))];
            fields.extend(dev.map(|dev| (IFA_INDEX, dev)));
            request.with_struct::<Ifaddrmsg>(&fields)
        }
        "neigh" => {
            attributes.extend(dev.map(|dev| (const { NDA.number("NDA_IFINDEX") }, index(dev))));
            request.for_family(dump.layout, family)
        }
        "nexthop" => {
            attributes.extend(dev.map(|dev| (const { NHA.number("NHA_OIF") }, index(dev))));
            request.for_family(dump.layout, family)
        }
        _ => request.for_family(dump.layout, family),
    };
    let request = request.aligned();
    let request = attributes
        .into_iter()
        .fold(request, |request, (number, payload)| request.with_attribute(number, &payload));
    Ok(request.into_bytes())
}
