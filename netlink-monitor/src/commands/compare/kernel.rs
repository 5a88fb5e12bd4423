//! The kernel's routes.

use std::collections::BTreeSet;

use messenger::program::Failure;
use netlink_monitor::event::events;
use netlink_monitor::filter::Filter;
use netlink_monitor::names::Names;
use netlink_monitor::object::Kind;
use netlink_monitor::print::Context;
use netlink_monitor::print::json::Writer;
use netlink_monitor::requests;
use netlink_raw::explain::append;

use super::route::Route;
use super::watched;
use crate::commands::reading::{Part, read_table};

/// All routes of these families.
///
/// They take the way that the output of `watch` takes: printed as JSON, and read. So there is one
/// reader, and nothing that it overlooks can make the two look different.
pub(super) fn routes(families: &BTreeSet<u8>, names: &Names) -> Result<Vec<Route>, Failure> {
    let object = Kind::Route.object();
    let mut routes = Vec::new();
    for family in families {
        let filter = Filter { family: Some(*family), ..Filter::default() };
        for table in object.tables {
            let before = routes.len();
            let request = requests::filtered(object, table, &filter, None);
            let read = read_table(&request, |part| match part {
                Part::Datagram(bytes) => add(&mut routes, bytes, names),
                Part::Again(_) => {
                    routes.truncate(before);
                    Ok(())
                }
            });
            read.map_err(|unread| unread.failure(object))?;
        }
    }
    Ok(routes)
}

/// Adds the routes of a datagram.
fn add(routes: &mut Vec<Route>, bytes: &[u8], names: &Names) -> Result<(), Failure> {
    let mut lines = String::new();
    let mut writer = Writer::default();
    append(&mut lines, |out| {
        events(bytes, |event| writer.event(out, event, names, Context::default()))
    });
    for line in lines.lines() {
        let line: watched::Line = serde_json::from_str(line)?;
        routes.push(line.route(names).map_err(Failure::Told)?);
    }
    Ok(())
}
