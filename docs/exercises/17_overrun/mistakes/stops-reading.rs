//! Stops at the first overrun.

use std::collections::BTreeSet;

use given::{Heard, Kernel, Overrun, Route};

/// Applies all notifications received so far, so that the mirror matches the kernel.
pub fn catch_up(kernel: &mut dyn Kernel, mirror: &mut BTreeSet<Route>) {
    loop {
        match kernel.next() {
            Ok(Some(Heard::Added(route))) => {
                mirror.insert(route);
            }
            Ok(Some(Heard::Removed(route))) => {
                mirror.remove(&route);
            }
            Ok(Some(Heard::Link { .. })) => {}
            Ok(None) => return,
            Err(Overrun) => return,
        }
    }
}
