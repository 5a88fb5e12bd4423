//! The law of `watch` against a simulated kernel: random histories, many thousands a second.
//!
//! A real kernel is slow, and does not do again what it did. Here a history is a list of steps, from
//! a seed; if the law does not hold, `proptest` looks for the shortest history with the same end.
//!
//! That the simulation would notice is tested as well: with a mistake put back that `watch` once
//! could have made, it has to fail.

mod kernel;
mod reader;

use netlink_monitor::object::{Kind, Object};
use netlink_monitor::table::{Dump, Identity, Table};
use netlink_raw::uapi::rtnetlink::RTM_TOS;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use kernel::{Change, DEVICES, Route, Via};
use reader::{Reader, Step};

/// A mistake to put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// After an overrun, the tables are read before `recv` has said `EAGAIN`.
    ReadsBeforeTheQueueIsEmpty,
    /// A notification about a setting replaces all settings of the interface.
    ReplacesNetconf,
    /// The TOS of a route does not belong to its identity.
    LeavesOutTos,
    /// What happens to next hops does not make it look at routes.
    IgnoresNextHops,
    /// What a reading has found is reported as new, and only then what it has not seen as gone.
    DeletesLast,
}

/// A few of everything, so that the steps of a history meet.
fn device() -> impl Strategy<Value = u8> + Clone {
    1..=DEVICES
}

fn route() -> impl Strategy<Value = Route> + Clone {
    let via = prop_oneof![
        3 => device().prop_map(Via::Device),
        2 => (1..=2_u8).prop_map(Via::NextHop),
        1 => Just(Via::Legs(vec![1, 2])),
        1 => Just(Via::Legs(vec![2, 3])),
    ];
    let source = prop_oneof![3 => Just(None), 1 => device().prop_map(Some)];
    (1..=2_u8, prop_oneof![4 => Just(0_u8), 1 => Just(16)], 0..=1_u8, via, source).prop_map(
        |(destination, tos, metric, via, source)| Route { destination, tos, metric, via, source },
    )
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => route().prop_map(Change::AddRoute),
        4 => route().prop_map(Change::AppendRoute),
        2 => route().prop_map(Change::PrependRoute),
        3 => route().prop_map(Change::ReplaceRoute),
        4 => (route(), 0..3_usize).prop_map(|(route, nth)| Change::DeleteRoute(route, nth)),
        1 => Just(Change::FlushRoutes),
        2 => (route(), 1..5_u8).prop_map(|(route, times)| Change::Burst(route, times)),
        3 => (1..=2_u8, device()).prop_map(|(to, device)| Change::AddLeg6(to, device)),
        2 => (1..=2_u8, device()).prop_map(|(to, device)| Change::DeleteLeg6(to, device)),
        2 => device().prop_map(Change::LinkDown),
        3 => device().prop_map(Change::LinkUp),
        1 => (device(), 0..3_u8).prop_map(|(device, alias)| Change::Alias(device, alias)),
        1 => (device(), device()).prop_map(|(device, address)| Change::AddAddress(device, address)),
        1 => (device(), device()).prop_map(|(device, address)| Change::DeleteAddress(device, address)),
        3 => (1..=2_u8, device()).prop_map(|(id, device)| Change::SetNextHop(id, device)),
        2 => (1..=2_u8).prop_map(Change::DeleteNextHop),
        2 => (proptest::option::of(device()), any::<bool>(), 0..3_u8)
            .prop_map(|(device, second, value)| Change::Set(device, second, value)),
    ]
}

fn history() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let step = prop_oneof![
        12 => change().prop_map(Step::Change),
        4 => (1..6_u8).prop_map(Step::Run),
        1 => (1..2_000_u16).prop_map(Step::Sleep),
        1 => Just(Step::Quiet),
    ];
    // How many datagrams the queue holds, and what happens.
    (1..8_usize, proptest::collection::vec(step, 1..24))
}

/// The objects that are simulated, with one of them changed.
fn objects(fault: Option<Fault>) -> Vec<&'static Object> {
    match fault {
        Some(Fault::ReplacesNetconf) => {
            vec![changed(Kind::Netconf, |identity| identity.partial = false)]
        }
        Some(Fault::LeavesOutTos) => vec![changed(Kind::Route, |identity| {
            let tos = RTM_TOS.field();
            let fields = identity.fields.iter().copied().filter(|field| field.at != tos.at);
            identity.fields = Vec::leak(fields.collect());
        })],
        Some(Fault::IgnoresNextHops) => vec![Kind::Route.object()],
        Some(Fault::ReadsBeforeTheQueueIsEmpty | Fault::DeletesLast) | None => {
            [Kind::Link, Kind::Addr, Kind::Route, Kind::Nexthop, Kind::Netconf]
                .map(Kind::object)
                .to_vec()
        }
    }
}

/// An object whose identity is not what it should be.
fn changed(kind: Kind, change: impl Fn(&mut Identity)) -> &'static Object {
    let object = kind.object();
    let tables = object.tables.iter().map(|table| {
        let Identity {
            layout,
            set,
            fields,
            attributes,
            unique,
            partial,
            volatile,
            volatile_inside,
            not_dumped,
            ..
        } = table.identity;
        let mut identity = Identity {
            layout,
            set,
            fields,
            attributes,
            synonyms: None,
            unique,
            partial,
            volatile,
            volatile_inside,
            not_dumped,
        };
        change(&mut identity);
        Table { dump: Dump { ..table.dump }, identity }
    });
    let tables = Vec::leak(tables.collect());
    Box::leak(Box::new(Object { tables, ..*object }))
}

/// Runs histories until one fails, or all have passed. With a seed of its own, each run is the same
/// again.
fn run(cases: u32, seed: u64, fault: Option<Fault>) -> Result<(), TestError<(usize, Vec<Step>)>> {
    let objects = objects(fault);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    TestRunner::new_with_rng(config, rng).run(&history(), |(capacity, history)| {
        Reader::new(&objects, capacity, fault).run(&history).map_err(TestCaseError::fail)
    })
}

/// How many histories an ordinary run of the tests tries.
const FEW: u32 = 5_000;

fn passes(cases: u32) {
    let seed = std::env::var("LAW_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    println!("LAW_SEED={seed}");
    match run(cases, seed, None) {
        Ok(()) => {}
        Err(TestError::Fail(why, (capacity, history))) => {
            let steps: String = history.iter().map(|step| format!("  {step:?}\n")).collect();
            panic!("a queue of {capacity}:\n{steps}{why}");
        }
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

#[test]
fn random_histories_add_up() {
    passes(FEW);
}

#[test]
#[ignore = "a minute in a release build: .ci/run runs it"]
fn a_million_random_histories_add_up() {
    passes(1_000_000);
}

/// The simulation notices each mistake, and shows a short history.
#[test]
fn mistakes_are_found() {
    for fault in [
        Fault::ReadsBeforeTheQueueIsEmpty,
        Fault::ReplacesNetconf,
        Fault::LeavesOutTos,
        Fault::IgnoresNextHops,
        Fault::DeletesLast,
    ] {
        match run(FEW, 1, Some(fault)) {
            Err(TestError::Fail(why, (capacity, history))) => {
                println!("{fault:?}, a queue of {capacity}, {history:?}: {why}");
                assert!(history.len() <= 8, "{fault:?}: {history:#?}");
            }
            other => panic!("{fault:?} is not noticed: {other:?}"),
        }
    }
}
