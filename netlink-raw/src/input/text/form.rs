//! In which form the bytes were written.

use std::fmt;

use super::buffer::Buffer;

/// The datagrams of a text, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// In which form they were written.
    pub form: Form,
    /// The datagrams; at least one.
    pub buffers: Vec<Buffer>,
}

/// A way to write bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Hex, or numbers of a list.
    Numbers,
    /// Rows with offsets.
    Dump,
    /// Strings with escapes.
    Strings,
    /// Base64.
    Base64,
    /// Lines of strace: the descriptors of the sockets.
    Strace(Vec<String>),
    /// What libnl prints to debug.
    Libnl,
    /// What libmnl prints to debug.
    Libmnl,
}

impl fmt::Display for Reading {
    /// `strace: 3 buffers of descriptor 3`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.buffers.len();
        let plural = if number == 1 { "" } else { "s" };
        let name = match &self.form {
            Form::Strace(descriptors) => {
                write!(f, "strace: {number} buffer{plural}")?;
                return match descriptors.as_slice() {
                    [] => Ok(()),
                    [one] => write!(f, " of descriptor {one}"),
                    more => write!(f, " of descriptors {}", more.join(", ")),
                };
            }
            Form::Numbers => "hex or a list of numbers",
            Form::Dump => "a hex dump",
            Form::Strings => "strings with escapes",
            Form::Base64 => "base64",
            Form::Libnl => "libnl's debugging output",
            Form::Libmnl => "libmnl's debugging output",
        };
        let bytes: usize = self.buffers.iter().map(|buffer| buffer.bytes.len()).sum();
        write!(f, "{name}: {number} datagram{plural}, {bytes} bytes")
    }
}
