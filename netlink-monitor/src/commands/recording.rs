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

/// A capture that is being written.
pub(crate) struct Recording {
    path: PathBuf,
    writer: Writer<Box<dyn Write>>,
    /// The file again, to cut off a record that was not written whole; none for standard output.
    file: Option<File>,
}

impl Recording {
    /// Creates the file; `-` is standard output.
    pub(crate) fn create(path: &Path) -> Result<Self, Failure> {
        let open = || -> io::Result<(Box<dyn Write>, Option<File>)> {
            if is_stdout(path) {
                return Ok((Box::new(io::stdout()), None));
            }
            let file = File::create(path)?;
            Ok((Box::new(file.try_clone()?), Some(file)))
        };
        open()
            .and_then(|(out, file)| {
                Ok(Recording { path: path.to_owned(), writer: Writer::new(out)?, file })
            })
            .map_err(|error| Failure::Told(format!("{}: {error}", shown(path))))
    }

    /// Adds a datagram of a protocol, or the beginning of one of this many bytes.
    pub(crate) fn add(
        &mut self,
        time: SystemTime,
        protocol: u16,
        datagram: &[u8],
        full_len: usize,
    ) -> Result<(), Failure> {
        let written = self.writer.write_cut(time, protocol, datagram, full_len);
        let Err(error) = written else { return Ok(()) };
        // `netlink-monitor follow --write - | head -c 1000`
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Err(Failure::OutputClosed);
        }
        // On a full disk, `write` may have taken a part of the record. A pipe cannot be cut.
        let cut = self.file.as_ref().map(|file| file.set_len(self.writer.written()));
        let rest = match cut {
            Some(Ok(())) => "the file ends with the last datagram that fitted",
            _ => "its last datagram may be incomplete",
        };
        Err(Failure::Told(format!("{}: {error}; {rest}", shown(&self.path))))
    }
}

/// Whether the path means standard output.
pub(crate) fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().escape_debug().to_string()
}
