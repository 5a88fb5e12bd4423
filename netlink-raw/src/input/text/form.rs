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
        let plural = |number: usize, one: &'static str, more: &'static str| {
            if number == 1 { one } else { more }
        };
        let number = self.buffers.len();
        match &self.form {
            Form::Strace(descriptors) => {
                let buffers = plural(number, "buffer", "buffers");
                write!(f, "strace: {number} {buffers}")?;
                match descriptors.as_slice() {
                    [] => Ok(()),
                    [one] => write!(f, " of descriptor {one}"),
                    more => write!(f, " of descriptors {}", more.join(", ")),
                }
            }
            form => {
                let name = match form {
                    Form::Numbers => "hex or a list of numbers",
                    Form::Dump => "a hex dump",
                    Form::Strings => "strings with escapes",
                    Form::Base64 => "base64",
                    Form::Libnl => "libnl's debugging output",
                    Form::Libmnl | Form::Strace(_) => "libmnl's debugging output",
                };
                let bytes: usize = self.buffers.iter().map(|buffer| buffer.bytes.len()).sum();
                let datagrams = plural(number, "datagram", "datagrams");
                write!(f, "{name}: {number} {datagrams}, {bytes} bytes")
            }
        }
    }
}
