//! The capture that `--write` asks for.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use messenger::program::Failure;
use netlink_raw::input::pcap::Writer;
use netlink_raw::uapi::netlink::NETLINK_ROUTE;

/// `NETLINK_ROUTE` as a capture has it: in 16 bits.
#[allow(clippy::cast_possible_truncation, reason = "protocols have numbers below 32")]
pub(crate) const ROUTE_PROTOCOL: u16 = NETLINK_ROUTE as u16;

/// A capture file that is being written.
pub(crate) struct Recording {
    path: PathBuf,
    writer: Writer<Box<dyn Write>>,
}

impl Recording {
    /// Creates the file; `-` is standard output.
    pub(crate) fn create(path: &Path) -> Result<Self, Failure> {
        let shown = |error: &io::Error| Failure::Told(format!("{}: {error}", shown(path)));
        let file: Box<dyn Write> = if is_stdout(path) {
            Box::new(io::stdout())
        } else {
            Box::new(File::create(path).map_err(|error| shown(&error))?)
        };
        let writer = Writer::new(file).map_err(|error| shown(&error))?;
        Ok(Recording { path: path.to_owned(), writer })
    }

    /// Adds a datagram of `NETLINK_ROUTE`, or the beginning of one of this many bytes.
    pub(crate) fn add(
        &mut self,
        time: SystemTime,
        datagram: &[u8],
        full_len: usize,
    ) -> Result<(), Failure> {
        self.writer.write_cut(time, ROUTE_PROTOCOL, datagram, full_len).map_err(|error| {
            // `netlink-monitor follow --write - | head -c 1000`
            if error.kind() == io::ErrorKind::BrokenPipe {
                return Failure::OutputClosed;
            }
            Failure::Told(format!(
                "{}: {error}; the file is complete up to the last datagram that fitted",
                shown(&self.path)
            ))
        })
    }
}

/// Whether the path means standard output.
pub(crate) fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().escape_debug().to_string()
}
