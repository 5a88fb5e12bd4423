//! The loopback interface goes down.

use std::collections::BTreeSet;
use std::process::ExitCode;

use checks::lab::{self, Live, Scripted};
use checks::{Failure, Outcome, check, live, message, run};
use given::{Heard, Kernel, Overrun, Route};
use link_down::catch_up;

/// `RTNLGRP_LINK` and `RTNLGRP_IPV4_ROUTE`
const GROUPS: &[u32] = &[1, 7];

fn main() -> ExitCode {
    run(&[
        check("a route is added and removed", in_order),
        check("an overrun, as in the previous exercise", overrun),
        live("a link goes down, and one of two routes disappears", down_live, down),
    ])
}

fn in_order() -> Outcome {
    let mut mirror = BTreeSet::new();
    let mut kernel = Scripted::default();
    kernel.listen();
    kernel.heard.extend(lab::heard(&message("guide-route", 3)).map(Ok));
    catch_up(&mut kernel, &mut mirror);
    let route = lab::routes(&message("guide-route", 3)).collect();
    lab::same_table(&mirror, &route)?;
    kernel.heard.extend(lab::heard(&message("guide-route", 6)).map(Ok));
    catch_up(&mut kernel, &mut mirror);
    lab::same_table(&mirror, &BTreeSet::new())
}

/// The notification that the chapter's route was deleted again is lost.
fn overrun() -> Outcome {
    let table: Vec<Route> = lab::routes(&message("guide-ip-route", 2)).collect();
    let mut kernel = Scripted::default();
    kernel.listen();
    kernel.heard.push_back(Err(Overrun));
    let stale = lab::heard(&message("guide-route", 3)).map(Ok);
    kernel.heard.extend(stale.into_iter().chain(stale));
    kernel.tables.push_back(table.clone());
    let mut mirror = BTreeSet::new();
    catch_up(&mut kernel, &mut mirror);
    lab::same_table(&mirror, &table.into_iter().collect())
}

fn mistakes(failure: Failure, len: usize) -> Failure {
    failure.mistake_if(len == 0, "all-gone").mistake_if(len > 1, "only-routes")
}

fn down() -> Outcome {
    let routes = |number| lab::routes(&message("guide-ip-route", number)).collect::<Vec<Route>>();
    let mut mirror: BTreeSet<Route> = [routes(2), routes(3)].concat().into_iter().collect();
    let mut kernel = Scripted::default();
    kernel.listen();
    // In the recording, tun0 is down.
    let down = lab::heard(&message("link", 6));
    if down != Some(Heard::Link { is_up: false }) {
        return Err(Failure::broken("the capture has changed"));
    }
    kernel.heard.extend(down.map(Ok));
    kernel.tables.push_back(routes(3));
    catch_up(&mut kernel, &mut mirror);
    lab::same_table(&mirror, &routes(3).into_iter().collect())
        .map_err(|failure| mistakes(failure, mirror.len()))
}

fn down_live() -> Outcome {
    lab::add("10.1.0.0/16 dev lo")?;
    // A route that does not depend on an interface.
    lab::add_blackhole([10, 3, 0, 0], 16)?;
    let mut kernel = Live::new(GROUPS)?;
    kernel.listen();
    let mut mirror: BTreeSet<Route> = kernel.dump().into_iter().collect();
    lab::loopback(false)?;
    catch_up(&mut kernel, &mut mirror);
    let len = mirror.len();
    kernel.same_as(&mirror).map_err(|failure| mistakes(failure, len))
}
