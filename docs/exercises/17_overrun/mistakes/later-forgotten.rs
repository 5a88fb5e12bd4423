//! Stops after the dump.

use std::collections::BTreeSet;

use given::{Heard, Kernel, Overrun, Route};

pub fn catch_up(kernel: &mut dyn Kernel, mirror: &mut BTreeSet<Route>) {
    let mut lost = false;
    loop {
        match kernel.next() {
            Ok(Some(Heard::Added(route))) => {
                mirror.insert(route);
            }
            Ok(Some(Heard::Removed(route))) => {
                mirror.remove(&route);
            }
            Ok(Some(Heard::Link { .. })) => {}
            Err(Overrun) => lost = true,
            Ok(None) => {
                if lost {
                    *mirror = kernel.dump().into_iter().collect();
                }
                return;
            }
        }
    }
}
