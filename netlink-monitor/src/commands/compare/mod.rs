//! `netlink-monitor compare`: the kernel's routes beside another table of them.
//!
//! ```text
//! ip frr bird watched     one form each: its text, and what it says of each route
//! kernel                  the kernel's routes, in the words of `watched`
//! other                   what a file says
//! route                   a route as it is compared
//! matching                which route is which, and how the two differ
//! words                   numbers that have names
//! ```

mod bird;
mod frr;
mod ip;
mod kernel;
mod matching;
mod other;
mod route;
mod watched;
mod words;

use std::collections::BTreeSet;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use messenger::program::{Failure, print, warn};
use netlink_monitor::names::Names;
use netlink_raw::uapi::rtnetlink::{RT_TABLE, RTPROT};
use netlink_raw::uapi::sys_socket::{AF_INET, AF_INET6};

use super::PROGRAM;
use super::asking;
use super::input::Input;
use super::options::Named;
use matching::{Matched, matched};
use other::Other;
use route::{Route, counted};

#[derive(Args)]
pub(crate) struct Compare {
    /// The other table; '-' is standard input
    ///
    /// Its form is recognised: JSON of 'ip -j route', FRR's 'show ip route json' and 'show ipv6
    /// route json', BIRD's 'show route' or 'show route all', or what 'watch --format json' has
    /// printed.
    #[arg(long = "with", value_name = "FILE")]
    file: PathBuf,
    /// The routing table to compare: a name or a number
    #[arg(long, value_parser = Named::<u32>::of(RT_TABLE, "RT_TABLE_"), value_name = "TABLE",
          default_value = "main")]
    table: u32,
    /// Compare all routing tables
    ///
    /// FILE needs all of them, too: from 'ip -j route show table all', or from 'watch'.
    #[arg(long, conflicts_with = "table")]
    all_tables: bool,
    /// Only this address family [default: those in FILE]
    #[arg(long, value_enum, value_name = "FAMILY")]
    family: Option<Family>,
    /// Only what this program installed: a name or a number
    ///
    /// FRR and BIRD do not say this of every route: those stay in the comparison.
    #[arg(long, value_parser = Named::<u8>::of(RTPROT, "RTPROT_"), value_name = "PROTOCOL")]
    proto: Option<u8>,
}

/// A family that all forms have.
#[derive(Clone, Copy, ValueEnum)]
enum Family {
    /// IPv4
    Inet,
    /// IPv6
    Inet6,
}

/// Compares. The exit code is that of diff(1): 0 if the tables are equal, 1 if they differ, 2 if
/// they could not be compared.
pub(crate) fn compare(options: &Compare) -> ExitCode {
    match differences(options) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) | Err(Failure::OutputClosed) => ExitCode::from(1),
        Err(Failure::Told(sentence)) => {
            warn(PROGRAM, sentence);
            ExitCode::from(2)
        }
    }
}

/// Prints the differences, and returns how many there are.
fn differences(options: &Compare) -> Result<usize, Failure> {
    let mut names = Names::default();
    asking::learn_all(&mut names)?;
    let (name, text) = contents(options)?;
    let mut other = read(&text, options.table.into(), &names)
        .map_err(|problem| Failure::Told(format!("{name}: {problem}")))?;
    drop(text);
    warn(PROGRAM, format_args!("read as {}: {}", other.form, counted(other.routes.len(), "route")));

    if options.all_tables && !other.has_all_tables() {
        return Err(Failure::Told(format!(
            "{name}: it does not have all tables; name one with --table"
        )));
    }
    let families = families(options, &other.routes).ok_or_else(|| {
        Failure::Told(format!(
            "{name}: no route says which family to compare; add --family inet or --family inet6"
        ))
    })?;
    let proto = options.proto.map(|number| words::text(RTPROT, "RTPROT_", number.into()));
    let table = u64::from(options.table);
    let is_chosen = |route: &Route| {
        (options.all_tables || route.table == table)
            && families.contains(&route.family())
            && proto.as_deref().is_none_or(|proto| {
                route.values.get("protocol").is_none_or(|protocol| protocol == proto)
            })
    };
    let all = other.routes.len();
    other.routes.retain(is_chosen);
    if other.routes.len() < all {
        let left_out = counted(all - other.routes.len(), "route");
        other.notes.push(format!("{left_out} of other tables, families or protocols"));
    }
    let mut routes = kernel::routes(&families, &names)?;
    routes.retain(is_chosen);

    let Matched { equal, mut differences, notes, .. } = matched(routes, other.routes, other.extent);
    for note in other.notes.into_iter().chain(notes) {
        warn(PROGRAM, format_args!("not compared: {note}"));
    }
    differences.sort();
    let lines: String =
        differences.iter().map(|difference| format!("{}\n", difference.line(&name))).collect();
    print(&lines)?;
    warn(PROGRAM, format_args!("{equal} equal, {} different", differences.len()));
    Ok(differences.len())
}

/// The name of the file, and its text.
fn contents(options: &Compare) -> Result<(String, String), Failure> {
    let Input { name, mut reader, .. } = Input::open(&options.file)?;
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| Input::failure(&name, error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Input::failure(&name, format_args!("the byte at {at} is not UTF-8"))
    })?;
    Ok((name, text))
}

/// Recognises the form of a text, and reads it. `table` is the table that the text is of, if it
/// does not say.
fn read(text: &str, table: u64, names: &Names) -> Result<Other, String> {
    let beginning = text.trim_start();
    if beginning.is_empty() {
        return Err("it is empty; expected a table of routes".to_owned());
    }
    if beginning.starts_with('[') {
        ip::read(text, table)
    } else if beginning.starts_with("{\"v\":") {
        watched::read(text, names)
    } else if beginning.starts_with('{') {
        frr::read(text)
    } else {
        bird::read(text, table)
    }
}

/// The families to compare; `None` if neither the options nor the routes say.
fn families(options: &Compare, routes: &[Route]) -> Option<BTreeSet<u8>> {
    let families: BTreeSet<u8> = match options.family {
        Some(Family::Inet) => [AF_INET].into(),
        Some(Family::Inet6) => [AF_INET6].into(),
        None => routes.iter().map(Route::family).collect(),
    };
    Some(families).filter(|families| !families.is_empty())
}
