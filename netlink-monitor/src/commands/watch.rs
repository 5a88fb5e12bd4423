//! `netlink-monitor watch`: the state first, then every change, with no gap and nothing
//! twice.
//!
//! Listen, read the tables, then apply notifications to the mirror. Whenever a mirror is
//! dirty, read its tables again and print the differences (see [`netlink_monitor::mirror`]).

use std::convert::Infallible;
use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use messenger::program::{Failure, seconds, warn};
use netlink_monitor::event::events;
use netlink_monitor::mirror::{CHANGED, Mirror, START};
use netlink_monitor::object::{Kind, OBJECTS, Object};
use netlink_monitor::print::json::Phase;
use netlink_monitor::print::{Context, Origin};
use netlink_monitor::requests::Places;
use netlink_monitor::watcher::{Next, PERIODIC, Watcher, has_silent_effects};
use netlink_raw::conversation::NotDone;
use netlink_raw::uapi::rtnetlink::RTNLGRP_IPV6_IFINFO;

use super::PROGRAM;
use super::options::{Filters, Listening, Objects, Output};
use super::printing::Printer;
use super::reading::{Part, Unread, not_dumped, read_table, wait_for_the_change};
use super::receiving::{Received, Receiver, Wait};
use super::session::Session;
use super::stats::Stats;

#[derive(Args)]
pub(crate) struct Watch {
    /// What to watch
    ///
    /// Not watched: prefix, for which the kernel keeps no table; in tc, actions by themselves;
    /// in mdb, ports with multicast routers. 'follow' reports changes of these.
    #[arg(value_name = "OBJECT", value_enum, default_value = "route", verbatim_doc_comment)]
    objects: Vec<Objects>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    listening: Listening,
    /// Read the tables again at least every this many seconds, even if nothing hints at a change
    ///
    /// The kernel does not report every change: a new alias of an interface that is down, for
    /// example. Large tables are read less often, so that reading takes at most 1/20 of the
    /// time. 0 turns it off.
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = interval)]
    resync: Duration,
    /// With JSON, say on every line which host it is of, and not only on the first
    #[arg(long)]
    identify: bool,
    #[command(flatten)]
    filters: Filters,
}

/// A number of seconds; 0 is allowed.
fn interval(typed: &str) -> Result<Duration, String> {
    if typed == "0" { Ok(Duration::ZERO) } else { seconds(typed) }
}

/// Room for any notification; those about interfaces are the longest, with a few KiB.
const BUFFER_LEN: usize = 65_536;

pub(crate) fn watch(options: &Watch) -> Result<(), Failure> {
    let chosen = Objects::chosen(&options.objects);
    let all = chosen.len() == OBJECTS.len();
    if let Some(object) = chosen.iter().find(|object| object.tables.is_empty() && !all) {
        let name = object.name;
        return Err(Failure::Told(format!(
            "{name} cannot be watched: the kernel keeps no table of it; try '{PROGRAM} follow \
             {name}'"
        )));
    }
    let mut watcher = Watcher::new(&chosen, options.resync, Instant::now());
    let printer = Printer::of_this_run(&options.output, options.identify)?;
    let filter = options.filters.filter();
    let mut session = Session::with(printer, chosen.clone(), &options.output, filter);
    session.record_to(options.listening.write.as_deref())?;
    // Listen first, then read: what happens in between is reported twice, and is counted once.
    let mut receiver = Receiver::open(&options.listening, BUFFER_LEN, &session.stats)?;
    let causes = OBJECTS.iter().filter(|object| has_silent_effects(object.kind));
    let groups: Vec<&Object> = chosen.into_iter().chain(causes).collect();
    receiver.join(&groups, None)?;
    if watcher.mirrors().iter().any(|mirror| mirror.object.kind == Kind::Link) {
        // The IPv6 settings are part of a link, but changes to them go to a group of their own.
        receiver.join_group(RTNLGRP_IPV6_IFINFO)?;
    }
    session.learn_names()?;
    read(&mut session, &mut watcher)?;

    let end = options.listening.end();
    while !session.is_done() && end.is_none_or(|end| Instant::now() < end) {
        let until = match watcher.next(Instant::now()) {
            Next::Read => {
                read(&mut session, &mut watcher)?;
                continue;
            }
            Next::Receive(until) => [until, end].into_iter().flatten().min(),
        };
        match receiver.receive(until.map_or(Wait::Forever, Wait::Until))? {
            Received::Datagram { bytes, truncated, full_len, .. } => {
                if truncated {
                    watcher.truncated();
                }
                apply(&mut session, &mut watcher, bytes, full_len)?;
                watcher.received(Instant::now());
            }
            Received::Overrun(_) => watcher.overrun(Instant::now()),
            Received::Nothing(_) => watcher.received_nothing(),
        }
    }
    session.finish(&options.output);
    Ok(())
}

/// Applies the notifications of a datagram, and prints the changes. `full_len` is how long it was
/// before it was truncated.
fn apply(
    session: &mut Session,
    watcher: &mut Watcher,
    bytes: &[u8],
    full_len: usize,
) -> Result<(), Failure> {
    Stats::count(&session.stats.datagrams);
    let time = Some(SystemTime::now());
    session.look_up_names(bytes);
    let context = Context { time, ..Context::default() };
    let Ok(()) = events(bytes, |event| {
        session.names.learn(event);
        watcher.apply(event, |entry, change| session.change(entry, change, Some(event), context));
        Ok::<_, Infallible>(())
    });
    if session.kept() > 0 {
        session.record(bytes, full_len, time)?;
    }
    session.flush()
}

/// Reads the tables of all mirrors that are dirty.
fn read(session: &mut Session, watcher: &mut Watcher) -> Result<(), Failure> {
    let begin = Instant::now();
    let mut resyncs = false;
    watcher.read(Instant::now, |mirror, reason| {
        if reason == START {
            return read_tables(session, mirror, Origin::State);
        }
        resyncs = true;
        Stats::count(&session.stats.resyncs);
        if reason == PERIODIC {
            Stats::count(&session.stats.periodic);
        }
        read_tables(session, mirror, Origin::Resync(reason))
    })?;
    if resyncs {
        session.stats.add_resync_time(begin.elapsed());
    }
    Ok(())
}

/// Reads the tables of an object, and prints how they differ from the mirror. Returns whether it
/// could read them to the end.
fn read_tables(
    session: &mut Session,
    mirror: &mut Mirror,
    origin: Origin,
) -> Result<bool, Failure> {
    let object = mirror.object;
    let context =
        Context { origin: Some(origin), time: Some(SystemTime::now()), ..Context::default() };
    let begin = Instant::now();
    session.sync(mirror, Phase::Begin, context);
    match wait_for_the_change().and_then(|()| merge_tables(session, mirror, context)) {
        Ok(()) => {}
        Err(Unread::NotDone(not_done)) => {
            warn(PROGRAM, not_dumped(object, &not_done));
            // A kernel that lacks the object refuses. Anything else may pass.
            match not_done {
                NotDone::Refused(_) => {}
                NotDone::Call(_) => mirror.mark_dirty("reading it failed"),
                NotDone::Restless => mirror.mark_dirty(CHANGED),
            }
            session.sync(mirror, Phase::Failed, context);
            session.flush()?;
            return Ok(false);
        }
        Err(Unread::Failed(failure)) => return Err(failure),
    }
    mirror.end(|entry, change| session.change(entry, change, None, context));
    session.sync(mirror, Phase::End(begin.elapsed()), context);
    session.flush()?;
    Ok(true)
}

/// Merges what the kernel has now into the mirror, table by table.
fn merge_tables(
    session: &mut Session,
    mirror: &mut Mirror,
    context: Context<'_>,
) -> Result<(), Unread> {
    /// How many bytes of output are buffered before a write.
    const KEPT: usize = 1 << 16;
    let tables = mirror.object.tables;
    let mut places = Places::default();
    mirror.begin();
    for table in tables {
        for request in places.requests(table) {
            read_table(&request, |part| match part {
                Part::Datagram(bytes) => {
                    session.look_up_names(bytes);
                    let Ok(()) = events(bytes, |event| {
                        session.names.learn(event);
                        places.learn(event);
                        mirror.merge(event, |entry, change| {
                            session.change(entry, change, Some(event), context);
                        });
                        Ok::<_, Infallible>(())
                    });
                    mirror.end_of_datagram();
                    if session.kept() > KEPT { session.flush() } else { Ok(()) }
                }
                Part::Again(_) => {
                    mirror.again();
                    Ok(())
                }
            })?;
        }
    }
    Ok(())
}
