//! A mirror that recovers from lost notifications.

use std::collections::BTreeSet;

// STARTER
//| use given::{Kernel, Route};
// SOLUTION
use given::{Heard, Kernel, Overrun, Route};
// END

/// Applies all notifications received so far, so that the mirror matches the kernel.
pub fn catch_up(kernel: &mut dyn Kernel, mirror: &mut BTreeSet<Route>) {
    // STARTER
    //| let _ = (kernel, mirror);
    // SOLUTION
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
            Err(Overrun) => {
                // What is still in the buffer is older than what was lost.
                while !matches!(kernel.next(), Ok(None)) {}
                *mirror = kernel.dump().into_iter().collect();
            }
        }
    }
    // END
}
