//! The files that replay and explain read.

use std::fmt::{self, Display};
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use messenger::program::{Failure, warn};
use netlink_raw::input::pcap::{self, BadCapture, Record};
use netlink_raw::wire::Endian;

use super::PROGRAM;

/// A file that is being read.
pub(crate) struct Input<'r> {
    /// Its name in errors.
    pub(crate) name: String,
    pub(crate) reader: Box<dyn Read + Send + 'r>,
    /// Whether it is an ordinary file, whose contents are all there already.
    pub(crate) is_file: bool,
}

impl<'r> Input<'r> {
    /// Opens a file; `-` is standard input.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            let (name, reader) = ("standard input".to_owned(), Box::new(io::stdin()));
            return Ok(Input { name, reader, is_file: false });
        }
        let name = path.to_string_lossy().escape_debug().to_string();
        let file = File::open(path).map_err(|error| Failure::Told(format!("{name}: {error}")))?;
        let is_file = file.metadata().is_ok_and(|metadata| metadata.is_file());
        Ok(Input { name, reader: Box::new(file), is_file })
    }

    /// The text of an option.
    pub(crate) fn of_option(option: &str, text: &'r str) -> Self {
        Input { name: option.to_owned(), reader: Box::new(text.as_bytes()), is_file: true }
    }

    /// A failure that names the file.
    pub(crate) fn failure(name: &str, error: impl Display) -> Failure {
        Failure::Told(format!("{name}: {error}"))
    }

    /// Calls `each` for every record of the capture that this file is, until it breaks off.
    pub(crate) fn records(
        self,
        mut each: impl FnMut(&Record<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<(), Failure> {
        let read = pcap::read(self.reader, |record| match each(record) {
            Ok(ControlFlow::Continue(())) => Ok(()),
            Ok(ControlFlow::Break(())) => Err(Stop::Enough),
            Err(failure) => Err(Stop::Caller(failure)),
        });
        match read {
            Ok(()) | Err(Stop::Enough) => Ok(()),
            Err(Stop::Caller(failure)) => Err(failure),
            Err(Stop::Capture(bad)) => Err(Input::failure(&self.name, bad)),
        }
    }
}

/// Tells once that the datagrams of an input are from a machine with the other byte order.
#[derive(Default)]
pub(crate) struct OtherOrder(bool);

impl OtherOrder {
    pub(crate) fn tell(&mut self, name: &str, endian: Endian) {
        if endian != Endian::NATIVE && !self.0 {
            self.0 = true;
            let text = format_args!("{name}: read as {endian}, unlike this machine");
            warn(PROGRAM, text);
        }
    }
}

/// How much of a record that was cut is there.
pub(crate) struct Captured<'a>(pub(crate) &'a Record<'a>);

impl fmt::Display for Captured<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (have, of) = (self.0.datagram.len(), self.0.full_len);
        write!(f, "{have} of {of} bytes captured; capture again with a longer snap length")
    }
}

/// Why reading a capture ended early.
enum Stop {
    Enough,
    Caller(Failure),
    Capture(BadCapture),
}

impl From<BadCapture> for Stop {
    fn from(bad: BadCapture) -> Self {
        Stop::Capture(bad)
    }
}
