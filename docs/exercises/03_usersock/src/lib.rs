//! The sender of the messenger, over netlink.

use given::nix::Result;

/// Sends `message` from a new socket to the port ID `to`, and returns the port ID of the
/// new socket.
pub fn send(message: &[u8], to: u32) -> Result<u32> {
    let _ = (message, to);
    Ok(0)
}
