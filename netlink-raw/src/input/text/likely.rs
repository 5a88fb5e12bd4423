//! Which of several readings of a text is right: the one that makes messages.

use super::buffer::Buffer;
use crate::walk::lengths_fit;
use crate::wire::Endian;

/// `ARPHRD_NETLINK` in network order, and where it is in the header of a captured record.
const ARPHRD: [u8; 2] = [0x03, 0x38];

/// Of several readings of the same bytes, the only one whose lengths lead from message to message.
/// `None` if they differ, and none of them fits or several do.
pub(super) fn only(readings: impl IntoIterator<Item = Buffer>) -> Option<Buffer> {
    let mut different: Vec<Buffer> = Vec::new();
    for reading in readings {
        if !different.iter().any(|known| known.bytes == reading.bytes) {
            different.push(reading);
        }
    }
    if different.len() > 1 {
        different.retain(|reading| fits(reading, &[Endian::NATIVE, Endian::NATIVE.other()]));
    }
    // Four bytes the other way round are often a length in the other byte order.
    if different.len() > 1 {
        different.retain(|reading| fits(reading, &[Endian::NATIVE]));
    }
    match different.len() {
        1 => different.pop(),
        _ => None,
    }
}

/// Whether the bytes are messages of a machine of either byte order.
pub(super) fn is_message(buffer: &Buffer) -> bool {
    fits(buffer, &[Endian::Little, Endian::Big])
}

/// Whether the bytes are messages in one of these byte orders, perhaps behind the header of a
/// captured record.
fn fits(buffer: &Buffer, orders: &[Endian]) -> bool {
    let bytes = match without_record_header(&buffer.bytes) {
        Some((_, datagram)) => datagram,
        None => &buffer.bytes,
    };
    // How long it was is not known, so any length will do that a datagram may have.
    let most = if buffer.cut_off { bytes.len().max(1 << 16) } else { bytes.len() };
    orders.iter().any(|order| lengths_fit(*order, bytes, most))
}

/// The protocol and the datagram of a record of a capture, copied with the 16 bytes in front of it.
/// No message begins like that: its length would be 0x38030400.
pub(super) fn without_record_header(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let (&[0, 0..=7, a, b, .., high, low], datagram) = bytes.split_at_checked(16)? else {
        return None;
    };
    ([a, b] == ARPHRD).then(|| (u16::from_be_bytes([high, low]), datagram))
}
