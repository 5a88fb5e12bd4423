//! Reads the table first and listens afterwards: it sounds natural, but leaves a gap.

use std::collections::BTreeSet;

use given::{Heard, Kernel, Route};

pub fn start(kernel: &mut dyn Kernel) -> BTreeSet<Route> {
    let mut routes: BTreeSet<Route> = kernel.dump().into_iter().collect();
    kernel.listen();
    while let Ok(Some(heard)) = kernel.next() {
        match heard {
            Heard::Added(route) => {
                routes.insert(route);
            }
            Heard::Removed(route) => {
                routes.remove(&route);
            }
            Heard::Link { .. } => {}
        }
    }
    routes
}
