//! More changes than a receive buffer holds.

use std::collections::BTreeSet;
use std::process::ExitCode;

use checks::lab::{self, Live, Scripted};
use checks::{Failure, Outcome, check, live, message, run};
use given::{Heard, Kernel, Overrun, Route};
use overrun::catch_up;

/// `RTNLGRP_IPV4_ROUTE`
const ROUTES: &[u32] = &[7];
/// The receive buffer of a new socket holds about 256 notifications about routes.
const MANY: usize = 600;

fn main() -> ExitCode {
    run(&[
        check("a route is added and removed", in_order),
        live("the receive buffer overflows", overrun_live, overrun),
    ])
}

/// The recorded notifications: the chapter's route is added, and then deleted.
fn recorded() -> Result<(Heard, Heard, Route), Failure> {
    let heard = |number| lab::heard(&message("guide-route", number));
    match (heard(3), heard(6)) {
        (Some(added @ Heard::Added(route)), Some(removed)) => Ok((added, removed, route)),
        _ => Err(Failure::broken("the capture has changed")),
    }
}

fn in_order() -> Outcome {
    let (added, removed, route) = recorded()?;
    let mut mirror = BTreeSet::new();
    let mut kernel = Scripted::default();
    kernel.listen();
    kernel.heard.extend([Ok(added)]);
    catch_up(&mut kernel, &mut mirror);
    lab::same_table(&mirror, &BTreeSet::from([route]))?;
    kernel.heard.extend([Ok(removed)]);
    catch_up(&mut kernel, &mut mirror);
    lab::same_table(&mirror, &BTreeSet::new())
}

/// How the mirror changed.
struct Seen<'a> {
    /// Whether the student's function asked for the table.
    asked: bool,
    before: &'a BTreeSet<Route>,
    after: &'a BTreeSet<Route>,
    /// A route from the buffer that no longer exists, and one that was added after the dump.
    stale: Route,
    later: Route,
}

fn mistakes(failure: Failure, seen: &Seen<'_>) -> Failure {
    let Seen { asked, before, after, stale, later } = seen;
    failure
        .mistake_if(!asked && after == before, "stops-reading")
        .mistake_if(!asked && after.is_empty(), "emptied")
        .mistake_if(!asked, "ignored")
        .mistake_if(after.contains(stale), "stale-queue")
        .mistake_if(!after.contains(later), "later-forgotten")
}

fn overrun() -> Outcome {
    let (added, _, route) = recorded()?;
    let table: Vec<Route> = lab::routes(&message("guide-ip-route", 2)).collect();
    let mut expected: BTreeSet<Route> = table.iter().copied().collect();
    let later = Route { bits: 24, ..route };
    let mut kernel = Scripted::default();
    kernel.listen();
    // The notification that it was deleted again is lost.
    kernel.heard.extend([Err(Overrun), Ok(added)]);
    kernel.tables.push_back(table);
    kernel.after_dump.push_back(vec![Ok(Heard::Added(later))]);
    expected.insert(later);
    // The notification that this one was deleted is lost as well.
    let before = BTreeSet::from([Route { bits: 28, ..route }]);
    let mut after = before.clone();
    catch_up(&mut kernel, &mut after);
    let asked = kernel.after_dump.is_empty();
    let seen = Seen { asked, before: &before, after: &after, stale: route, later };
    lab::same_table(&after, &expected).map_err(|failure| mistakes(failure, &seen))
}

fn overrun_live() -> Outcome {
    // One route that is deleted, and one that is added, when the buffer is already full: only
    // the table says so.
    lab::add("10.97.0.0/16 dev lo")?;
    let mut kernel = Live::new(ROUTES)?;
    kernel.listen();
    let before: BTreeSet<Route> = kernel.dump().into_iter().collect();
    let words = |number| format!("10.{}.{}.0/24 dev lo", number / 256, number % 256);
    for number in 0..MANY {
        lab::add(&words(number))?;
    }
    for number in 0..MANY {
        lab::del(&words(number))?;
    }
    lab::del("10.97.0.0/16 dev lo")?;
    lab::add("10.98.0.0/16 dev lo")?;
    kernel.after_dump.push_back(|| lab::add("10.99.0.0/16 dev lo"));
    let dumps = kernel.dumps;
    let mut after = before.clone();
    catch_up(&mut kernel, &mut after);
    let asked = kernel.dumps > dumps;
    let stale = Route { destination: [10, 0, 0, 0].into(), bits: 24 };
    let later = Route { destination: [10, 99, 0, 0].into(), bits: 16 };
    let seen = Seen { asked, before: &before, after: &after, stale, later };
    kernel.same_as(&after).map_err(|failure| mistakes(failure, &seen))
}
