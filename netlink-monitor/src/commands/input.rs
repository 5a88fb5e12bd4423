//! The files that replay and explain read.

use std::fmt::{self, Display};
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use messenger::program::{Failure, warn};
use netlink_raw::input::messages;
use netlink_raw::input::pcap::{self, BadCapture, Record};
use netlink_raw::wire::Endian;

use super::PROGRAM;

/// How many bytes tell what kind of file it is.
pub(crate) const BEGINNING: usize = 8;

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
            return Input { name, reader, is_file: false }.uncompressed();
        }
        let name = path.to_string_lossy().escape_debug().to_string();
        let file = File::open(path).map_err(|error| Failure::Told(format!("{name}: {error}")))?;
        let is_file = file.metadata().is_ok_and(|metadata| metadata.is_file());
        Input { name, reader: Box::new(file), is_file }.uncompressed()
    }

    /// The contents, if the file is compressed with gzip.
    fn uncompressed(self) -> Result<Self, Failure> {
        /// RFC 1952
        const GZIP: [u8; 2] = [0x1f, 0x8b];
        let (beginning, input) = self.beginning(GZIP.len())?;
        if beginning != GZIP {
            return Ok(input);
        }
        let reader = Box::new(MultiGzDecoder::new(input.reader));
        Ok(Input { name: input.name, reader, is_file: input.is_file })
    }

    /// The first bytes, which are read again afterwards; fewer, if there are fewer.
    pub(crate) fn beginning(mut self, len: usize) -> Result<(Vec<u8>, Self), Failure> {
        let mut beginning = Vec::new();
        (&mut self.reader)
            .take(len as u64)
            .read_to_end(&mut beginning)
            .map_err(|error| Input::failure(&self.name, error))?;
        let reader = Box::new(io::Cursor::new(beginning.clone()).chain(self.reader));
        Ok((beginning, Input { name: self.name, reader, is_file: self.is_file }))
    }

    /// The text of an option.
    pub(crate) fn of_option(option: &str, text: &'r str) -> Self {
        Input { name: option.to_owned(), reader: Box::new(text.as_bytes()), is_file: true }
    }

    /// A failure that names the file.
    pub(crate) fn failure(name: &str, error: impl Display) -> Failure {
        Failure::Told(format!("{name}: {error}"))
    }

    /// Whether a file that begins so is a capture, of any kind.
    pub(crate) fn is_capture(beginning: &[u8]) -> bool {
        pcap::is_capture(beginning) || messages::is_messages(beginning)
    }

    /// Calls `each` for every record of the capture that this file is, until it breaks off.
    pub(crate) fn records(
        self,
        mut each: impl FnMut(&Record<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<(), Failure> {
        let each = |record: &Record<'_>| match each(record) {
            Ok(ControlFlow::Continue(())) => Ok(()),
            Ok(ControlFlow::Break(())) => Err(Stop::Enough),
            Err(failure) => Err(Stop::Caller(failure)),
        };
        let (beginning, input) = self.beginning(BEGINNING)?;
        let read = if messages::is_messages(&beginning) {
            messages::read(input.reader, each).map(|()| 0)
        } else {
            pcap::read(input.reader, each)
        };
        match read {
            Ok(0) | Err(Stop::Enough) => Ok(()),
            Ok(others) => {
                let text = format_args!(
                    "{}: skipped {others} packets of interfaces without netlink",
                    input.name
                );
                warn(PROGRAM, text);
                Ok(())
            }
            Err(Stop::Caller(failure)) => Err(failure),
            Err(Stop::Capture(bad)) => Err(Input::failure(&input.name, bad)),
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
