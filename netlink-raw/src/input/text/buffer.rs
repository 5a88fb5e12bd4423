//! What text is turned into.

/// A datagram, or the beginning of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buffer {
    /// Its bytes, as far as the text has them.
    pub bytes: Vec<u8>,
    /// Whether an ellipsis follows: there were more bytes. strace shows the first 32 bytes
    /// of a buffer, unless `--string-limit` sets another number.
    pub cut_off: bool,
    /// The line of the text where it begins, from 1.
    pub line: usize,
    /// The netlink protocol of its socket, if the text says so: lines of strace do.
    pub protocol: Option<u16>,
}
