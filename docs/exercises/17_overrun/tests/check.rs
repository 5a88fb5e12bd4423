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

fn mistakes(failure: Failure, asked: bool, has_more: bool, is_old: bool) -> Failure {
    failure
        .mistake_if(!asked, "ignored")
        .mistake_if(has_more, "stale-queue")
        .mistake_if(is_old, "later-forgotten")
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
    let mut mirror = BTreeSet::new();
    catch_up(&mut kernel, &mut mirror);
    let asked = kernel.after_dump.is_empty();
    let (has_more, is_old) = (mirror.contains(&route), !mirror.contains(&later));
    lab::same_table(&mirror, &expected)
        .map_err(|failure| mistakes(failure, asked, has_more, is_old))
}

fn overrun_live() -> Outcome {
    let mut kernel = Live::new(ROUTES)?;
    kernel.listen();
    let mut mirror: BTreeSet<Route> = kernel.dump().into_iter().collect();
    let words = |number| format!("10.{}.{}.0/24 dev lo", number / 256, number % 256);
    for number in 0..MANY {
        lab::add(&words(number))?;
    }
    for number in 0..MANY {
        lab::del(&words(number))?;
    }
    kernel.after_dump.push_back(|| lab::add("10.99.0.0/16 dev lo"));
    let before = kernel.dumps;
    catch_up(&mut kernel, &mut mirror);
    let (asked, len) = (kernel.dumps > before, mirror.len());
    kernel.same_as(&mirror).map_err(|failure| mistakes(failure, asked, len > 1, len == 0))
}
