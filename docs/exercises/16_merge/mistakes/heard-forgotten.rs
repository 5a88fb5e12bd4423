//! Listens, dumps, and leaves it at that.

use std::collections::BTreeSet;

use given::{Kernel, Route};

pub fn start(kernel: &mut dyn Kernel) -> BTreeSet<Route> {
    kernel.listen();
    kernel.dump().into_iter().collect()
}
