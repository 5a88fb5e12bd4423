//! Removes every route when a link goes down.

use std::collections::BTreeSet;

use given::{Heard, Kernel, Overrun, Route};

pub fn catch_up(kernel: &mut dyn Kernel, mirror: &mut BTreeSet<Route>) {
    loop {
        match kernel.next() {
            Ok(Some(Heard::Added(route))) => {
                mirror.insert(route);
            }
            Ok(Some(Heard::Removed(route))) => {
                mirror.remove(&route);
            }
            Ok(Some(Heard::Link { is_up: true })) => {}
            Ok(Some(Heard::Link { is_up: false })) => mirror.clear(),
            Ok(None) => return,
            Err(Overrun) => {
                while !matches!(kernel.next(), Ok(None)) {}
                *mirror = kernel.dump().into_iter().collect();
            }
        }
    }
}
