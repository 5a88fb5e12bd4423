//! A routing table, kept up to date while it is read.

use std::collections::BTreeSet;

use given::{Kernel, Route};

/// Returns the routes that the kernel has when this function returns.
pub fn start(kernel: &mut dyn Kernel) -> BTreeSet<Route> {
    let _ = kernel;
    BTreeSet::new()
}
