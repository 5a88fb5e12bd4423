//! A kernel whose routes change while the student's function runs.

use std::collections::BTreeSet;
use std::process::ExitCode;

use checks::lab::{self, Live, Scripted};
use checks::{Failure, Outcome, check, live, message, run};
use given::{Heard, Kernel, Overrun, Route};
use merge::start;

/// `RTNLGRP_IPV4_ROUTE`
const ROUTES: &[u32] = &[7];

fn main() -> ExitCode {
    run(&[
        check("a table that does not change", quiet),
        live("routes change before and after the dump", changes_live, changes),
    ])
}

/// What the student's function requested from a kernel, and in which order.
#[derive(Default)]
struct Asked {
    dumped_before_listening: bool,
    listened: bool,
    looked: bool,
    /// The last answer.
    dumped: BTreeSet<Route>,
}

/// A kernel, and a record of the calls that were made to it.
struct Recorder<'a, K> {
    kernel: &'a mut K,
    asked: &'a mut Asked,
}

impl<K: Kernel> Kernel for Recorder<'_, K> {
    fn listen(&mut self) {
        self.asked.listened = true;
        self.kernel.listen();
    }

    fn dump(&mut self) -> Vec<Route> {
        self.asked.dumped_before_listening |= !self.asked.listened;
        let table = self.kernel.dump();
        self.asked.dumped = table.iter().copied().collect();
        table
    }

    fn next(&mut self) -> Result<Option<Heard>, Overrun> {
        self.asked.looked = true;
        self.kernel.next()
    }
}

/// What the student's function returns, and the calls that it made.
fn started(kernel: &mut impl Kernel) -> (BTreeSet<Route>, Asked) {
    let mut asked = Asked::default();
    let routes = start(&mut Recorder { kernel, asked: &mut asked });
    (routes, asked)
}

fn mistakes(failure: Failure, asked: &Asked, got: &BTreeSet<Route>) -> Failure {
    failure
        .mistake_if(asked.dumped_before_listening, "dump-first")
        .mistake_if(asked.listened && !asked.looked, "heard-forgotten")
        .mistake_if(asked.looked && *got == asked.dumped, "heard-dropped")
}

/// The recorded table of chapter 7.
fn recorded() -> Vec<Route> {
    (2..13)
        .flat_map(|number| lab::routes(&message("guide-ip-route", number)).collect::<Vec<_>>())
        .collect()
}

fn quiet() -> Outcome {
    let table = recorded();
    let mut kernel = Scripted::default();
    kernel.tables.push_back(table.clone());
    lab::same_table(&start(&mut kernel), &table.into_iter().collect())
}

/// After the dump, the chapter's route is added, deleted and added again, and a
/// different route is deleted.
fn changes() -> Outcome {
    let table = recorded();
    let heard = |number| lab::heard(&message("guide-route", number)).map(Ok);
    let (Some(added), Some(removed)) = (heard(3), heard(6)) else {
        return Err(Failure::broken("the capture has changed"));
    };
    let gone = table[0];
    let expected: BTreeSet<Route> =
        table[1..].iter().copied().chain(lab::routes(&message("guide-route", 3))).collect();
    let mut kernel = Scripted::default();
    kernel.tables.push_back(table);
    kernel.after_dump.push_back(vec![added, removed, added, Ok(Heard::Removed(gone))]);
    let (got, asked) = started(&mut kernel);
    lab::same_table(&got, &expected).map_err(|failure| mistakes(failure, &asked, &got))
}

fn changes_live() -> Outcome {
    lab::add("10.1.0.0/16 dev lo")?;
    let mut kernel = Live::new(ROUTES)?;
    kernel.before_dump.push_back(|| lab::add("10.2.0.0/16 dev lo"));
    kernel.after_dump.push_back(|| {
        lab::add("10.3.0.0/16 dev lo")?;
        lab::del("10.1.0.0/16 dev lo")
    });
    let (got, asked) = started(&mut kernel);
    kernel.same_as(&got).map_err(|failure| mistakes(failure, &asked, &got))
}
