//! A routing table, kept up to date while it is read.

use std::collections::BTreeSet;

// STARTER
//| use given::{Kernel, Route};
// SOLUTION
use given::{Heard, Kernel, Route};
// END

/// Returns the routes that the kernel has when this function returns.
pub fn start(kernel: &mut dyn Kernel) -> BTreeSet<Route> {
    // STARTER
    //| let _ = kernel;
    //| BTreeSet::new()
    // SOLUTION
    kernel.listen();
    let mut routes: BTreeSet<Route> = kernel.dump().into_iter().collect();
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
    // END
}
