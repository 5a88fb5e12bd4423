//! The mirror: a copy of the kernel's tables of one object, kept equal by notifications and, where
//! they are not enough, by reading the tables again.
//!
//! The law: **at a quiet moment, everything reported adds up to what the kernel has.** The
//! entries in here change only by what [`Mirror::apply`], [`Mirror::merge`] and
//! [`Mirror::end`] report to their caller. So the law holds if the mirror is equal to the
//! kernel's table.
//!
//! Applying each notification is not enough:
//!
//! - Some changes are not reported at all. When an interface goes down, or when a next hop
//!   or an address is deleted, the kernel removes the IPv4 routes that used it without a
//!   message; the classes and filters of a deleted queueing discipline disappear like that, too.
//! - Some notifications leave open what happened. One about a replaced route says what is
//!   new, but not which of several routes to the same prefix is gone.
//! - After an overrun, anything may be missing.
//!
//! In all of these cases the mirror is *dirty*, with a reason. It notices the second by itself;
//! for the others, the caller has to call [`Mirror::mark_dirty`], as [`Watcher`](crate::watcher::Watcher) does. The table then
//! has to be read again: [`Mirror::begin`], [`Mirror::merge`] for each message of the dump, and
//! [`Mirror::end`]. The differences are reported like changes.
//!
//! And some changes give no hint at all: the alias of an interface that is down, a stale
//! neighbour that is used again. Only reading the tables from time to time finds those.
//!
//! # The contract
//!
//! What the caller of a mirror may rely on, and so what the readers of `watch` may; the page
//! `docs/src/contract.md` says it at more length, and each of its sentences is a test.
//!
//! - An entry is known by its [`Key`]. Two entries that exist at the same time never have the same,
//!   and an entry keeps its key while only its state changes.
//! - What is reported of one key alternates: [`Change::New`], any number of [`Change::Replaced`],
//!   [`Change::Gone`]. Each has the whole state, and the one before it, as it was last reported.
//! - After [`Mirror::end`] of the first reading, and at each moment when the mirror is not dirty and no
//!   notification is waiting, what was reported adds up to the kernel's table, apart from changes
//!   that nothing hints at.
//! - [`Mirror::end`] reports deletions first.

use netlink_raw::uapi::neighbour::{NDM_FLAGS, NTF_PROXY, Ndmsg};
use netlink_raw::uapi::rtnetlink::{RTM_F_CLONED, RTM_FLAGS, RTM_NEWTCLASS, Rtmsg, TCA_KIND};
use netlink_raw::uapi::sys_socket::AF_INET6;
use netlink_raw::wire::until_nul;

use crate::event::{Action, Event};
use crate::object::{Kind, Object};

mod arena;
mod entries;
mod key;
mod seams;
mod store;

use entries::each_body;
pub use key::{Entry, Key};
use seams::Seams;
use store::{Store, Which};

/// What happened to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// It is new.
    New(&'a [u8]),
    /// It has taken the place of another, or its state has changed.
    Replaced {
        /// What was there before.
        old: &'a [u8],
        /// What is there now.
        new: &'a [u8],
    },
    /// It is gone.
    Gone(&'a [u8]),
}

/// What the kernel has of one object.
pub struct Mirror {
    /// The object.
    pub object: &'static Object,
    /// One for each of the object's tables.
    stores: Vec<Store>,
    /// The bodies that the current reading has found and that equal no entry, each with the index of
    /// its store.
    found: Vec<(usize, Box<[u8]>)>,
    /// Where the datagrams of the last dump met.
    seams: Seams,
    /// See [`Mirror::is_fresh`].
    fresh: bool,
    /// Why the tables have to be read again, if they have to be.
    dirty: Option<&'static str>,
}

/// Why tables are read for the first time.
pub const START: &str = "start";

/// Why a table is read again if something happened during the reading.
pub const CHANGED: &str = "the table changed while it was read";

impl Mirror {
    /// An empty mirror, which is dirty; `None` for an object that the kernel keeps no table
    /// of.
    #[must_use]
    pub fn new(object: &'static Object) -> Option<Self> {
        if object.tables.is_empty() {
            return None;
        }
        let stores = object.tables.iter().map(Store::new).collect();
        Some(Mirror {
            object,
            stores,
            found: Vec::new(),
            seams: Seams::default(),
            fresh: true,
            dirty: Some(START),
        })
    }

    /// Why the tables have to be read again, if they have to be.
    #[must_use]
    pub fn dirty(&self) -> Option<&'static str> {
        self.dirty
    }

    /// Notes that the tables have to be read again. The first reason is kept.
    pub fn mark_dirty(&mut self, reason: &'static str) {
        self.dirty.get_or_insert(reason);
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stores.iter().map(Store::len).sum()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Applies a notification, and reports what it changed, and of which entry.
    ///
    /// After a table has been read, notifications from before may still arrive, until the caller
    /// says [`Mirror::caught_up`]. An entry that is already there, or already gone, is not a
    /// change.
    pub fn apply(&mut self, event: &Event<'_, '_>, mut report: impl FnMut(Entry, Change<'_>)) {
        let Some(store) = self.stores.iter_mut().find(|store| is_about(store, event)) else {
            return;
        };
        if !is_entry(event) || store.table.identity.not_dumped.contains(&event.family) {
            return;
        }
        let (dirty, fresh) = (&mut self.dirty, self.fresh);
        if fresh && self.seams.are_hit_by(event) {
            dirty.get_or_insert(CHANGED);
        }
        each_body(event, |body| {
            if let Some(reason) = apply_one(store, event, fresh, body, &mut report) {
                dirty.get_or_insert(reason);
            }
        });
    }

    /// Whether the next notification may be about something that happened before the last reading
    /// ended.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// No notification is waiting: whatever comes next happens after the last reading.
    pub fn caught_up(&mut self) {
        self.fresh = false;
        self.stores.iter_mut().for_each(Store::forget_replaced);
    }

    /// Begins to read the tables again.
    pub fn begin(&mut self) {
        self.stores.iter_mut().for_each(Store::begin_reading);
        self.found.clear();
        self.seams = Seams::default();
        self.fresh = true;
        self.dirty = None;
    }

    /// Merges a message of the dump.
    ///
    /// The entries of the first reading are reported at once. Later, a difference is kept until
    /// the end: only then is it known whether an entry is new, or an old one in another state.
    pub fn merge(&mut self, event: &Event<'_, '_>, mut report: impl FnMut(Entry, Change<'_>)) {
        let mut stores = self.stores.iter_mut().enumerate();
        let Some((index, store)) = stores.find(|(_, store)| is_about(store, event)) else {
            return;
        };
        if event.action != Action::New || !is_entry(event) {
            return;
        }
        self.seams.pass(event);
        let found = &mut self.found;
        // ANCHOR: merge
        each_body(event, |body| {
            let entry = store.hashed(body);
            if store.see(&entry) {
                return;
            }
            if store.is_first_reading() {
                let number = store.insert(&entry);
                report(Entry { table: store.table, number }, Change::New(body));
            } else {
                found.push((index, body.into()));
            }
        });
        // ANCHOR_END: merge
    }

    /// A datagram of the dump has ended.
    pub fn end_of_datagram(&mut self) {
        self.seams.end_of_datagram();
    }

    /// The kernel says that the table has changed while it was read (`NLM_F_DUMP_INTR`), and the
    /// dump starts over.
    ///
    /// The entries so far may be of the table as it was, or not: another reading settles it. If
    /// there is only one table, it starts over anyway.
    pub fn again(&mut self) {
        if let [_] = self.stores.as_slice() {
            self.begin();
        } else {
            self.mark_dirty(CHANGED);
        }
    }

    /// Ends the reading, and reports the differences: entries that it has not seen are gone, or
    /// are in another state. Deletions come first, so that no two entries of the same identity
    /// seem to exist at the same time.
    // ANCHOR: end
    pub fn end(&mut self, mut report: impl FnMut(Entry, Change<'_>)) {
        let mut changed = Vec::new();
        for (index, body) in self.found.drain(..) {
            let store = &mut self.stores[index];
            // The old state of the same entry, if there is one.
            let old = store.remove(&store.hashed(&body), Which::SameUnseen);
            changed.push((index, old, body));
        }
        for store in &mut self.stores {
            let table = store.table;
            store.retain_seen(|number, gone| report(Entry { table, number }, Change::Gone(gone)));
        }
        for (index, old, body) in changed {
            let store = &mut self.stores[index];
            let (table, entry) = (store.table, store.hashed(&body));
            match old {
                Some(old) => {
                    let number = old.number();
                    store.insert_as(&entry, number);
                    let change = Change::Replaced { old: old.body(), new: &body };
                    report(Entry { table, number }, change);
                }
                None => {
                    let number = store.insert(&entry);
                    report(Entry { table, number }, Change::New(&body));
                }
            }
        }
    }
    // ANCHOR_END: end
}

/// Applies one entry of a notification. Returns why the table has to be read again, if it
/// has to be.
fn apply_one(
    store: &mut Store,
    event: &Event<'_, '_>,
    fresh: bool,
    body: &[u8],
    report: &mut impl FnMut(Entry, Change<'_>),
) -> Option<&'static str> {
    let table = store.table;
    let mut entry = store.hashed(body);
    let merged = if table.identity.partial {
        store.get(&entry).map(|old| table.merged(old, body))
    } else {
        None
    };
    if let Some(merged) = &merged {
        entry = store.hashed(merged);
    }
    let body = entry.body;
    let mut add = |store: &mut Store| {
        let number = store.insert(&entry);
        report(Entry { table, number }, Change::New(body));
    };
    let same = store.count_same(&entry);
    let several = same > 1;
    // Whether this may be about another entry of the same identity than the one that was read: one
    // that was there before, or one that has come since.
    let unclear = fresh && !table.identity.unique && same > 0;
    match event.action {
        Action::Get => None,
        Action::New if store.has(&entry, Which::Equal) => {
            // There may be two equal rules, and only the kernel knows how many there are.
            (event.object.kind == Kind::Rule).then_some("an equal rule was added")
        }
        Action::New if unclear && !event.replaces() => Some(CHANGED),
        Action::New if several && event.replaces() => {
            add(store);
            Some("one of several was replaced")
        }
        Action::New if table.identity.unique || event.replaces() => {
            if unclear {
                store.note_replaced(&entry);
            }
            match store.replace(&entry) {
                Some(old) => report(
                    Entry { table, number: old.number() },
                    Change::Replaced { old: old.body(), new: body },
                ),
                None => add(store),
            }
            None
        }
        Action::New => {
            // IPv6 joins routes to one prefix into a single route with several next hops.
            let joined = event.object.kind == Kind::Route
                && event.family == AF_INET6
                && store.has(&entry, Which::Same);
            add(store);
            joined.then_some("another next hop")
        }
        Action::Del => {
            if unclear && store.was_replaced(&entry) {
                return Some(CHANGED);
            }
            // The identity is enough, if there is no doubt: the entry's flags may have changed
            // earlier without a notification.
            let which = if several || unclear { Which::Equal } else { Which::Same };
            let Some(gone) = store.remove(&entry, which) else {
                return (same > 0).then_some("one of several was deleted");
            };
            report(Entry { table, number: gone.number() }, Change::Gone(gone.body()));
            // An IPv6 route may have lost only one of its next hops.
            let leg = event.family == AF_INET6 && event.object.kind == Kind::Route;
            leg.then_some("a next hop was removed")
        }
    }
}

/// Whether a message is about entries of this store's table.
fn is_about(store: &Store, event: &Event<'_, '_>) -> bool {
    store.table.new_type() == event.new_type()
}

/// Whether the message is about entries of a table at all. There are messages about cached
/// routes, about addresses for which this host answers in place of another (proxies), and more.
fn is_entry(event: &Event<'_, '_>) -> bool {
    match event.object.kind {
        Kind::Route => {
            event.head::<Rtmsg>().is_some_and(|rtm| rtm.read(RTM_FLAGS) & RTM_F_CLONED == 0)
        }
        Kind::Neigh => {
            event.head::<Ndmsg>().is_some_and(|ndm| ndm.read(NDM_FLAGS) & NTF_PROXY == 0)
        }
        Kind::Tc => match event.new_type() {
            // What these kinds call classes are the flows that have packets queued.
            RTM_NEWTCLASS => {
                let kind = event.attribute(TCA_KIND).map(until_nul);
                !matches!(kind, Some(Ok("fq_codel" | "sfq" | "fq_pie" | "cake")))
            }
            _ => true,
        },
        Kind::Link
        | Kind::Addr
        | Kind::Rule
        | Kind::Nexthop
        | Kind::Netconf
        | Kind::Prefix
        | Kind::Nsid
        | Kind::Mdb => true,
    }
}
