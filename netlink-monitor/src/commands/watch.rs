//! `netlink-monitor watch`: the state first, then every change, with no gap and nothing
//! twice.
//!
//! Listen, read the tables, then apply notifications to the mirror. Whenever a mirror is
//! dirty, read its tables again and print the differences (see [`netlink_monitor::mirror`]).

use std::convert::Infallible;
use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use messenger::program::{Failure, seconds, warn};
use netlink_monitor::event::{Action, Event, events};
use netlink_monitor::mirror::Mirror;
use netlink_monitor::object::{Kind, OBJECTS, Object};
use netlink_monitor::print::json::Phase;
use netlink_monitor::print::{Context, Origin};
use netlink_monitor::requests::Places;
use netlink_raw::conversation::NotDone;
use netlink_raw::uapi::netconf::NETCONFA_IFINDEX;
use netlink_raw::uapi::rtnetlink::{
    RTM_NEWCHAIN, RTM_NEWQDISC, RTM_NEWTCLASS, RTM_NEWTFILTER, RTNLGRP_IPV6_IFINFO,
};
use netlink_raw::uapi::sys_socket::AF_UNSPEC;
use netlink_raw::wire;

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
    let mut mirrors = mirrors(&chosen)?;
    let printer = Printer::of_this_run(&options.output, options.identify)?;
    let filter = options.filters.filter();
    let mut session = Session::with(printer, chosen.clone(), &options.output, filter);
    session.record_to(options.listening.write.as_deref())?;
    // Listen first, then read: what happens in between is reported twice, and is counted once.
    let mut receiver = Receiver::open(&options.listening, BUFFER_LEN, &session.stats)?;
    let causes = OBJECTS.iter().filter(|object| has_silent_effects(object.kind));
    let groups: Vec<&Object> = chosen.into_iter().chain(causes).collect();
    receiver.join(&groups, None)?;
    if mirrors.iter().any(|mirror| mirror.object.kind == Kind::Link) {
        // The IPv6 settings are part of a link, but changes to them go to a group of their own.
        receiver.join_group(RTNLGRP_IPV6_IFINFO)?;
    }
    session.learn_names()?;
    for mirror in &mut mirrors {
        read_again(&mut session, mirror, Origin::State)?;
    }

    let end = options.listening.end();
    let mut pace = Pace::new(options.resync);
    // Whether the next notification may have happened while tables were read.
    let mut fresh = true;
    while !session.is_done() && end.is_none_or(|end| Instant::now() < end) {
        if pace.periodic.is_some_and(|periodic| Instant::now() >= periodic) {
            mark_all_dirty(&mut mirrors, PERIODIC);
        }
        let due = mirrors.iter().any(is_dirty).then(|| pace.due());
        if pace.empty && due.is_some_and(|due| Instant::now() >= due) {
            resync(&mut session, &mut mirrors, &mut pace)?;
            fresh = true;
            continue;
        }
        // Right after a reading, do not wait: only ask whether anything is in the queue.
        let now = fresh.then(Instant::now);
        let until = [now, due, pace.periodic, end].into_iter().flatten().min();
        match receiver.receive(until.map_or(Wait::Forever, Wait::Until))? {
            Received::Datagram { bytes, truncated, full_len, .. } => {
                if truncated {
                    mark_all_dirty(&mut mirrors, "a datagram was truncated");
                }
                apply(&mut session, &mut mirrors, bytes, full_len, fresh)?;
                pace.received(mirrors.iter().any(is_dirty));
            }
            Received::Overrun(_) => {
                mark_all_dirty(&mut mirrors, "overrun");
                pace.received(true);
            }
            Received::Nothing(_) => {
                pace.empty = true;
                fresh = false;
            }
        }
    }
    session.finish(&options.output);
    Ok(())
}

/// A mirror for each object. An object without a table is an error, unless everything was
/// chosen.
fn mirrors(chosen: &[&'static Object]) -> Result<Vec<Mirror>, Failure> {
    let mut mirrors = Vec::new();
    for object in chosen {
        match Mirror::new(object) {
            Some(mirror) => mirrors.push(mirror),
            None if chosen.len() == OBJECTS.len() => {}
            None => {
                let name = object.name;
                return Err(Failure::Told(format!(
                    "{name} cannot be watched: the kernel keeps no table of it; try '{PROGRAM} \
                     follow {name}'"
                )));
            }
        }
    }
    Ok(mirrors)
}

fn is_dirty(mirror: &Mirror) -> bool {
    mirror.dirty().is_some()
}

fn mark_all_dirty(mirrors: &mut [Mirror], reason: &'static str) {
    mirrors.iter_mut().for_each(|mirror| mirror.mark_dirty(reason));
}

/// When to read tables again: in a quiet moment, or at the latest after a while, but never
/// while older notifications wait in the socket.
///
/// `recv` reports an overrun first, and only then hands out what was queued before it. A
/// table that is read in between is newer than those notifications, and the overrun may have
/// swallowed the ones that undo them: a route that was added, and whose deletion was lost,
/// would reappear permanently. That nothing was received for a while does not prove that
/// nothing is waiting; this program may not have been scheduled. So `recv` itself has
/// to say that the queue is empty. It will: after an overrun the kernel queues nothing until
/// everything before it has been read (`netlink_overrun` in net/netlink/af_netlink.c).
struct Pace {
    /// Whether the last `recv` said that nothing is waiting.
    empty: bool,
    /// When a datagram was last received.
    last: Option<Instant>,
    /// Since when a table has had to be read again.
    dirty_since: Option<Instant>,
    /// The earliest time of the next resync.
    rest: Option<Instant>,
    /// How often to read if nothing hints at a change.
    interval: Duration,
    /// When to do so next, if at all.
    periodic: Option<Instant>,
}

/// Why a table is read again if nothing hints at a change.
const PERIODIC: &str = "a periodic check";

impl Pace {
    fn new(interval: Duration) -> Self {
        let periodic = Instant::now().checked_add(interval).filter(|_| !interval.is_zero());
        Pace { empty: false, last: None, dirty_since: None, rest: None, interval, periodic }
    }

    /// Tables are read again when nothing has arrived for this long, …
    const QUIET: Duration = Duration::from_millis(20);
    /// … or at the latest this long after it became necessary.
    const LATEST: Duration = Duration::from_secs(1);
    /// Resyncs take at most 1/SHARE of the running time.
    const SHARE: u32 = 4;
    /// And those that nothing hints at take at most 1/PERIODIC_SHARE.
    const PERIODIC_SHARE: u32 = 20;

    fn received(&mut self, dirty: bool) {
        let now = Instant::now();
        self.empty = false;
        self.last = Some(now);
        if dirty {
            self.dirty_since.get_or_insert(now);
        }
    }

    /// When to read, if the queue is empty by then.
    fn due(&self) -> Instant {
        let now = Instant::now();
        let quiet = self.last.map_or(now, |last| last + Pace::QUIET);
        let latest = self.dirty_since.map_or(now, |since| since + Pace::LATEST);
        let due = quiet.min(latest);
        self.rest.map_or(due, |rest| due.max(rest))
    }

    /// Rests after a resync that took this long. If all tables have been read, they need no
    /// check soon.
    fn rest_after(&mut self, took: Duration, all: bool) {
        self.dirty_since = None;
        let now = Instant::now();
        self.rest = Some(now + took * (Pace::SHARE - 1));
        if all {
            let interval = self.interval.max(took * Pace::PERIODIC_SHARE);
            self.periodic = self.periodic.and_then(|_| now.checked_add(interval));
        }
    }
}

/// Whether a change to this object can silently change other tables.
/// [`silent_effects`] lists the effects.
fn has_silent_effects(kind: Kind) -> bool {
    match kind {
        Kind::Link | Kind::Addr | Kind::Nexthop => true,
        // Effects only on its own tables, or on a part of another that also goes with it:
        // notifications of these are received anyway.
        Kind::Tc => false,
        Kind::Route
        | Kind::Rule
        | Kind::Neigh
        | Kind::Netconf
        | Kind::Prefix
        | Kind::Nsid
        | Kind::Mdb => false,
    }
}

/// The other tables that a change may have changed without a notification, and why.
fn silent_effects(event: &Event<'_, '_>) -> Option<(&'static [Kind], &'static str)> {
    // Links too: the kernel reports that an interface goes down before IPv6 on it does.
    const WITH_LINKS: &[Kind] = &[
        Kind::Link,
        Kind::Route,
        Kind::Nexthop,
        Kind::Addr,
        // A rule says whether its interface exists (`attach_rules` in net/core/fib_rules.c).
        Kind::Rule,
        Kind::Neigh,
        Kind::Netconf,
        Kind::Mdb,
        Kind::Tc,
    ];
    match (event.object.kind, event.action) {
        (_, Action::Get) => None,
        // A port of a bridge, or the IPv6 settings of an interface.
        (Kind::Link, _) if event.family != AF_UNSPEC => {
            Some((&[Kind::Link], "a part of a link changed"))
        }
        // Any change: only this tells that the interface went up or down, and routes and next
        // hops come, go and change their flags with it.
        (Kind::Link, Action::New) => Some((WITH_LINKS, "a link changed")),
        (Kind::Link, Action::Del) => Some((WITH_LINKS, "a link was deleted")),
        (Kind::Addr, Action::Del) => Some((&[Kind::Route], "an address was deleted")),
        (Kind::Nexthop, Action::Del) => Some((&[Kind::Route], "a next hop was deleted")),
        (Kind::Nexthop, Action::New) => Some((&[Kind::Route], "a next hop changed")),
        // Classes and filters go with their queueing discipline, and everything inside a
        // class with the class. A class that gets a child loses its queueing discipline. A
        // filter brings its priority and its hash tables, which are reported with the last
        // filter in them.
        (Kind::Tc, Action::New | Action::Del) => match event.new_type() {
            RTM_NEWQDISC => Some((&[Kind::Tc], "a queueing discipline changed")),
            RTM_NEWTCLASS => Some((&[Kind::Tc], "a class changed")),
            RTM_NEWTFILTER | RTM_NEWCHAIN => Some((&[Kind::Tc], "a filter changed")),
            // An action, which is not part of these tables.
            _ => None,
        },
        // Interfaces with the default setting follow a change of the default silently
        // (`devinet_copy_dflt_conf` in net/ipv4/devinet.c).
        (Kind::Netconf, Action::New) if is_for_all(event) => {
            Some((&[Kind::Netconf], "a setting for all interfaces changed"))
        }
        (Kind::Addr, Action::New)
        | (
            Kind::Route
            | Kind::Rule
            | Kind::Neigh
            | Kind::Netconf
            | Kind::Prefix
            | Kind::Nsid
            | Kind::Mdb,
            Action::New | Action::Del,
        ) => None,
    }
}

/// Whether IP settings are those for all interfaces, or the default of new ones: the index is
/// `NETCONFA_IFINDEX_ALL` (-1) or `NETCONFA_IFINDEX_DEFAULT` (-2).
fn is_for_all(event: &Event<'_, '_>) -> bool {
    let index = event.attribute(NETCONFA_IFINDEX).and_then(|index| wire::Kind::S32.read(index));
    index.is_some_and(|index| index.cast_signed() < 0)
}

/// Whether the kernel continues a dump of this table by position, and does not notice that
/// something changed in between. When an earlier entry is deleted, the dump skips another
/// (`br_mdb_fill_info` in net/bridge/br_mdb.c, `tc_dump_qdisc_root` in net/sched/sch_api.c).
fn is_dumped_by_count(kind: Kind) -> bool {
    match kind {
        Kind::Mdb | Kind::Tc => true,
        Kind::Link
        | Kind::Addr
        | Kind::Route
        | Kind::Rule
        | Kind::Neigh
        | Kind::Nexthop
        | Kind::Netconf
        | Kind::Prefix
        | Kind::Nsid => false,
    }
}

/// Why a table is read again if something happened during the reading.
const CHANGED: &str = "the table changed while it was read";

/// Applies the notifications of a datagram, and prints the changes. A `fresh` one may have
/// happened while the tables were read. `full_len` is how long it was before it was truncated.
fn apply(
    session: &mut Session,
    mirrors: &mut [Mirror],
    bytes: &[u8],
    full_len: usize,
    fresh: bool,
) -> Result<(), Failure> {
    Stats::count(&session.stats.datagrams);
    let time = Some(SystemTime::now());
    session.look_up_names(bytes);
    let Ok(()) = events(bytes, |event| {
        session.names.learn(event);
        if let Some((others, reason)) = silent_effects(event) {
            let affected = |mirror: &&mut Mirror| others.contains(&mirror.object.kind);
            mirrors.iter_mut().filter(affected).for_each(|mirror| mirror.mark_dirty(reason));
        }
        let own = |mirror: &&mut Mirror| mirror.object.kind == event.object.kind;
        if let Some(mirror) = mirrors.iter_mut().find(own) {
            if fresh && is_dumped_by_count(event.object.kind) {
                mirror.mark_dirty(CHANGED);
            }
            let context = Context { time, ..Context::default() };
            mirror.apply(event, |entry, change| {
                session.change(entry, change, Some(event), context);
            });
        }
        Ok::<_, Infallible>(())
    });
    if session.kept() > 0 {
        session.record(bytes, full_len, time)?;
    }
    session.flush()
}

/// Reads the tables of all dirty mirrors again.
fn resync(session: &mut Session, mirrors: &mut [Mirror], pace: &mut Pace) -> Result<(), Failure> {
    let begin = Instant::now();
    let (mut all, mut done) = (true, true);
    for mirror in mirrors {
        match mirror.dirty() {
            Some(reason) => {
                done &= read_again(session, mirror, Origin::Resync(reason))?;
                Stats::count(&session.stats.resyncs);
                if reason == PERIODIC {
                    Stats::count(&session.stats.periodic);
                }
            }
            None => all = false,
        }
    }
    let took = begin.elapsed();
    session.stats.add_resync_time(took);
    pace.rest_after(if done { took } else { took.max(Pace::LATEST) }, all);
    Ok(())
}

/// Reads the tables of an object, and prints how they differ from the mirror. Returns whether it
/// could read them to the end.
fn read_again(session: &mut Session, mirror: &mut Mirror, origin: Origin) -> Result<bool, Failure> {
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
                    if session.kept() > KEPT { session.flush() } else { Ok(()) }
                }
                // The entries so far may be of the table as it was, or not: another reading
                // settles it. If there is only one table, it starts over anyway.
                Part::Again(_) => {
                    if tables.len() == 1 {
                        mirror.begin();
                    } else {
                        mirror.mark_dirty(CHANGED);
                    }
                    Ok(())
                }
            })?;
        }
    }
    Ok(())
}
