//! `netlink-monitor dump`: what the kernel has now.

use std::convert::Infallible;
use std::time::SystemTime;

use clap::Args;
use messenger::program::{Failure, warn};
use netlink_monitor::event::events;
use netlink_monitor::filter::Filter;
use netlink_monitor::object::Object;
use netlink_monitor::requests::{self, Places};
use netlink_raw::conversation::NotDone;
use nix::errno::Errno;

use super::PROGRAM;
use super::options::{Filters, Objects, Output};
use super::reading::{Part, Unread, not_dumped, read_table};
use super::session::Session;

#[derive(Args)]
pub(crate) struct Dump {
    /// What to dump
    #[arg(value_name = "OBJECT", value_enum, required = true)]
    objects: Vec<Objects>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    filters: Filters,
}

pub(crate) fn dump(options: &Dump) -> Result<(), Failure> {
    let objects = Objects::chosen(&options.objects);
    let several = objects.len() > 1;
    let filter = options.filters.filter();
    let mut session = Session::new(objects.clone(), &options.output, filter.clone());
    session.learn_names()?;
    let dev = filter.dev.as_deref().map(|name| interface(&session, name)).transpose()?;
    for object in objects {
        if object.tables.is_empty() {
            if several {
                continue;
            }
            let name = object.name;
            return Err(Failure::Told(format!(
                "the kernel keeps no table of {name}; try '{PROGRAM} follow {name}'"
            )));
        }
        match tables(&mut session, object, &filter, dev) {
            Ok(()) => {}
            // The rest can still be dumped.
            Err(Unread::NotDone(NotDone::Refused(refused)))
                if several && refused.errno == Errno::EOPNOTSUPP =>
            {
                warn(PROGRAM, not_dumped(object, &NotDone::Refused(refused)));
            }
            Err(unread) => return Err(unread.failure(object)),
        }
    }
    session.finish(&options.output);
    Ok(())
}

/// The index of an interface.
fn interface(session: &Session, name: &str) -> Result<u64, Failure> {
    session.names.index(name).ok_or_else(|| {
        let name = name.escape_debug();
        Failure::Told(format!(
            "there is no interface '{name}'; run '{PROGRAM} dump link' for a list"
        ))
    })
}

/// Prints the tables of an object.
fn tables(
    session: &mut Session,
    object: &Object,
    filter: &Filter,
    dev: Option<u64>,
) -> Result<(), Unread> {
    let time = Some(SystemTime::now());
    let mut places = Places::default();
    for table in object.tables {
        let requests = match object.tables {
            [_] => vec![requests::filtered(object, table, filter, dev)],
            _ => places.requests(table),
        };
        for request in requests {
            read_table(&request, |part| match part {
                Part::Datagram(bytes) => {
                    // One table decides what to request from the next.
                    if object.tables.len() > 1 {
                        let Ok(()) = events(bytes, |event| {
                            places.learn(event);
                            Ok::<_, Infallible>(())
                        });
                    }
                    session.datagram(bytes, bytes.len(), time, None)
                }
                Part::Again(why) => {
                    warn(
                        PROGRAM,
                        format_args!("{why}; ignore what was printed of this table so far"),
                    );
                    Ok(())
                }
            })?;
        }
    }
    Ok(())
}
