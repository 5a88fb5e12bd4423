//! `netlink-monitor watch`: the state, then every change, with no gap and nothing
//! twice.

use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use messenger::program::{Failure, warn};
use netlink_monitor::event::{Action, Event, events};
use netlink_monitor::filter::Filter;
use netlink_monitor::mirror::Mirror;
use netlink_monitor::object::{self, OBJECTS, Object};
use netlink_monitor::print::{Note, Origin};
use netlink_monitor::requests::Places;
use netlink_raw::conversation::NotDone;
use netlink_raw::program::receiving::truncated;
use netlink_raw::uapi::ROUTE;
use nix::errno::Errno;

use crate::PROGRAM;
use crate::follow_command::join;
use crate::session::{Listening, Output, Part, Session, not_dumped, read_table};

#[derive(Args)]
pub(crate) struct Watch {
    /// What to watch: link addr route rule neigh nexthop netconf nsid mdb tc,
    /// or all
    ///
    /// Of tc, the actions by themselves, and of mdb, the ports with multicast routers are
    /// left out; follow tells of them, and so it does of prefix, which has no table.
    #[arg(value_name = "OBJECT", default_value = "route", value_parser = object::named)]
    objects: Vec<&'static [Object]>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    listening: Listening,
    #[command(flatten)]
    filter: Filter,
}

/// A table is read again when nothing has happened for so long, …
const QUIET: Duration = Duration::from_millis(20);
/// … or at the latest so long after it became necessary.
const LATEST: Duration = Duration::from_secs(1);
/// Of the time, at most one part in so many goes into reading tables again.
const SHARE: u32 = 4;

/// The objects whose changes let others change without a word: after an interface
/// goes down, or an address or a next hop is deleted, the kernel removes IPv4 routes
/// and says nothing.
const CAUSES: [&str; 3] = ["link", "addr", "nexthop"];

pub(crate) fn watch(options: &Watch) -> Result<(), Failure> {
    let chosen: Vec<&'static Object> = options.objects.iter().copied().flatten().collect();
    let all = chosen.len() == OBJECTS.len();
    let mut mirrors = Vec::new();
    for object in &chosen {
        match Mirror::new(object) {
            Some(mirror) => mirrors.push(mirror),
            None if all => {}
            None => {
                let name = object.name;
                return Err(Failure::Told(format!(
                    "{name} cannot be watched: the kernel keeps no table of it; try: {PROGRAM} \
                     follow {name}"
                )));
            }
        }
    }
    let mut session = Session::new(chosen.clone(), &options.output, &options.filter);
    // Listen first, then read: what happens in between is told twice, and counts once.
    let socket = options.listening.begin(&mut session)?;
    let causes = OBJECTS.iter().filter(|object| CAUSES.contains(&object.name));
    let mut heard = chosen;
    heard.extend(causes);
    join(&socket, &heard, None)?;
    session.learn_names()?;
    for mirror in &mut mirrors {
        read_again(&mut session, mirror, Origin::State)?;
    }

    let end = options.listening.end();
    let mut buffer = vec![0; 65_536];
    let mut pace = Pace::default();
    let mut limited = false;
    // Whether what comes next may have happened while tables were read.
    let mut fresh = true;
    while !session.is_done() && end.is_none_or(|end| Instant::now() < end) {
        let dirty = mirrors.iter().any(|mirror| mirror.dirty().is_some());
        let due = dirty.then(|| pace.due());
        if pace.empty && due.is_some_and(|due| Instant::now() >= due) {
            let begin = Instant::now();
            for mirror in &mut mirrors {
                if let Some(reason) = mirror.dirty() {
                    read_again(&mut session, mirror, Origin::Resync(reason))?;
                    session.stats.resyncs.fetch_add(1, Relaxed);
                }
            }
            let took = begin.elapsed();
            let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
            session.stats.resync_time.fetch_add(micros, Relaxed);
            pace.rested(took);
            fresh = true;
            continue;
        }
        let now = fresh.then(Instant::now);
        let until = [now, due, end].into_iter().flatten().min();
        // The kernel takes 0 for no limit, and keeps a limit until it gets another.
        if limited || until.is_some() {
            let limit = until.map(|until| until.saturating_duration_since(Instant::now()));
            let limit = limit.map(|limit| limit.max(Duration::from_micros(1)));
            socket.set_timeout(limit.unwrap_or_default())?;
            limited = limit.is_some();
        }
        match socket.receive(&mut buffer) {
            Ok(datagram) if datagram.from_port_id != 0 => {
                session.stats.refused.fetch_add(1, Relaxed);
            }
            Ok(datagram) => {
                if let Some(lesson) = truncated(&datagram) {
                    session.stats.truncated.fetch_add(1, Relaxed);
                    warn(PROGRAM, lesson);
                    soil(&mut mirrors, "a datagram was cut off");
                }
                apply(&mut session, &mut mirrors, datagram.bytes, fresh)?;
                pace.busy(mirrors.iter().any(|mirror| mirror.dirty().is_some()));
            }
            Err(failed) if failed.errno == Errno::ENOBUFS => {
                session.stats.overruns.fetch_add(1, Relaxed);
                soil(&mut mirrors, "overrun");
                pace.busy(true);
            }
            Err(failed) if failed.errno == Errno::EAGAIN => {
                pace.empty = true;
                fresh = false;
            }
            Err(failed) => return Err(failed.into()),
        }
    }
    session.finish(&options.output);
    Ok(())
}

/// When tables are read again: in a quiet moment, or at the latest after a while, but
/// never while older notifications wait in the socket.
///
/// `recv` tells of an overrun first, and only then hands out what was queued before it.
/// A table that is read in between is newer than these notifications, and the overrun
/// may have swallowed what undoes them: a route that was added, and whose deletion was
/// lost, would be brought back for good. That nothing was received for a while does not
/// say that nothing waits; this program may just not have had the processor. So `recv`
/// itself has to say that the queue is empty. It will: after an overrun the kernel
/// queues nothing until everything before it has been read (`netlink_overrun` in
/// net/netlink/af_netlink.c).
#[derive(Default)]
struct Pace {
    /// Whether the last `recv` said that nothing waits.
    empty: bool,
    /// When something was last received.
    heard: Option<Instant>,
    /// Since when a table has had to be read again.
    dirty: Option<Instant>,
    /// Not before this.
    rest: Option<Instant>,
}

impl Pace {
    fn busy(&mut self, dirty: bool) {
        let now = Instant::now();
        self.empty = false;
        self.heard = Some(now);
        if dirty {
            self.dirty.get_or_insert(now);
        }
    }

    /// When to read, if the queue is empty by then.
    fn due(&self) -> Instant {
        let now = Instant::now();
        let quiet = self.heard.map_or(now, |heard| heard + QUIET);
        let latest = self.dirty.map_or(now, |dirty| dirty + LATEST);
        let due = quiet.min(latest);
        self.rest.map_or(due, |rest| due.max(rest))
    }

    fn rested(&mut self, took: Duration) {
        self.dirty = None;
        self.rest = Some(Instant::now() + took * (SHARE - 1));
    }
}

fn soil(mirrors: &mut [Mirror], reason: &'static str) {
    mirrors.iter_mut().for_each(|mirror| mirror.soil(reason));
}

/// Applies the notifications of a datagram, and prints what has changed.
///
/// What is told right after a reading may have happened during it. The kernel goes on in
/// some tables by counting, and does not say that something changed meanwhile: of what is
/// deleted in front, the dump leaves out something else (`br_mdb_fill_info` in
/// net/bridge/br_mdb.c, `tc_dump_qdisc_root` in net/sched/sch_api.c).
fn apply(
    session: &mut Session<'_>,
    mirrors: &mut [Mirror],
    bytes: &[u8],
    fresh: bool,
) -> Result<(), Failure> {
    const COUNTED: [&str; 2] = ["mdb", "tc"];
    session.stats.datagrams.fetch_add(1, Relaxed);
    let time = Some(SystemTime::now());
    let applied: std::fmt::Result = events(bytes, |event| {
        session.interfaces.learn(event);
        if let Some((others, reason)) = silent(event) {
            let meant = |mirror: &&mut Mirror| others.contains(&mirror.object.name);
            mirrors.iter_mut().filter(meant).for_each(|mirror| mirror.soil(reason));
        }
        let own = |mirror: &&mut Mirror| std::ptr::eq(mirror.object, event.object);
        if let Some(mirror) = mirrors.iter_mut().find(own) {
            if fresh && COUNTED.contains(&event.object.name) {
                mirror.soil(CHANGED);
            }
            let note = Note { time, ..Note::default() };
            mirror.apply(event, |table, change| session.change(table, change, Some(event), note));
        }
        Ok(())
    });
    applied.unwrap_or_default();
    if session.kept() > 0 {
        session.record(bytes, time)?;
    }
    session.flush()
}

/// Which other tables a change may have changed without a word, and why.
fn silent(event: &Event<'_, '_>) -> Option<(&'static [&'static str], &'static str)> {
    const WITH_LINKS: &[&str] = &["route", "nexthop", "addr", "neigh", "netconf", "mdb", "tc"];
    const QDISC: u16 = ROUTE.number("RTM_NEWQDISC");
    const CLASS: u16 = ROUTE.number("RTM_NEWTCLASS");
    const FILTER: u16 = ROUTE.number("RTM_NEWTFILTER");
    const CHAIN: u16 = ROUTE.number("RTM_NEWCHAIN");
    match (event.object.name, event.action) {
        // Whatever has changed: if it is up or down, the kernel says so here, and
        // routes and next hops come, go and change their flags with it.
        ("link", Action::New) => Some((WITH_LINKS, "a link changed")),
        ("link", Action::Del) => Some((WITH_LINKS, "a link was deleted")),
        ("addr", Action::Del) => Some((&["route"], "an address was deleted")),
        ("nexthop", Action::Del) => Some((&["route"], "a next hop was deleted")),
        ("nexthop", Action::New) => Some((&["route"], "a next hop changed")),
        // With a queueing discipline go its classes and filters, with a class what is in
        // it; a class that gets one below it loses its queueing discipline; a filter
        // brings its priority and its hash tables, which are told with the last of it.
        ("tc", _) => match event.new_type() {
            QDISC => Some((&["tc"], "a queueing discipline changed")),
            CLASS => Some((&["tc"], "a class changed")),
            FILTER | CHAIN => Some((&["tc"], "a filter changed")),
            // An action; it is no part of these tables.
            _ => None,
        },
        _ => None,
    }
}

/// Why a table is read again that was read while something happened.
const CHANGED: &str = "the table changed while it was read";

/// Reads the tables of an object, and prints what is different from the mirror.
fn read_again(
    session: &mut Session<'_>,
    mirror: &mut Mirror,
    origin: Origin,
) -> Result<(), Failure> {
    /// So many bytes of output are kept, until they are written in one piece.
    const KEPT: usize = 1 << 16;
    let object = mirror.object;
    let note = Note { origin: Some(origin), time: Some(SystemTime::now()), ..Note::default() };
    let begin = Instant::now();
    let mut places = Places::default();
    mirror.begin();
    for table in object.tables {
        for request in places.requests(table) {
            let read = read_table(&request, |part| match part {
                Part::Datagram(bytes) => {
                    let taken: std::fmt::Result = events(bytes, |event| {
                        session.interfaces.learn(event);
                        places.learn(event);
                        mirror.take(event, |table, change| {
                            session.change(table, change, Some(event), note);
                        });
                        Ok(())
                    });
                    taken.unwrap_or_default();
                    if session.kept() > KEPT { session.flush() } else { Ok(()) }
                }
                // What was taken so far may be of the table as it was, or not: another
                // reading tells. That of an only table starts over anyway.
                Part::Again(_) => {
                    if object.tables.len() == 1 {
                        mirror.begin();
                    } else {
                        mirror.soil(CHANGED);
                    }
                    Ok(())
                }
            })?;
            if let Err(not_done) = read {
                warn(PROGRAM, not_dumped(object, &not_done));
                // A kernel that lacks the object will not have it later.
                if not_done == NotDone::Restless {
                    mirror.soil(CHANGED);
                }
                return session.flush();
            }
        }
    }
    mirror.end(|table, change| session.change(table, change, None, note));
    session.synced(mirror, origin, begin.elapsed());
    session.flush()
}
