//! A program's loop around `recv`, and everything that can happen in it, in words.
//!
//! Both monitors and the messenger on netlink use it. They differ in the system call,
//! which they pass in, and in what they print.

use std::time::Duration;

use clap::Args;
use messenger::program::{Failure, buffer_len, number, print, seconds, warn};
use messenger::transcript::Style;
use nix::errno::Errno;

use super::{shown, transcript};
use crate::datagram::Datagram;
use crate::socket::CallFailed;

/// The options of every command that receives.
#[derive(Args, Debug)]
pub struct Receiving {
    /// The guide's program to imitate
    ///
    /// The guide has each program in both languages, and their output differs.
    #[arg(long, value_enum, default_value_t = Style::C)]
    pub style: Style,
    /// Size of the receive buffer in bytes
    // The guide's number. A notification about a route has about 60 bytes, one about an
    // interface more than 1,000; a datagram of a dump has up to 32 KiB.
    #[arg(long, value_name = "BYTES", default_value_t = 65_536, value_parser = buffer_len)]
    pub buffer: usize,
    /// Exit after N messages [default: never]
    #[arg(long, value_name = "N", value_parser = number(1..=u64::MAX))]
    pub count: Option<u64>,
    /// Exit with code 1 if nothing arrives for this long
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,
    /// Print every byte of each datagram
    #[arg(long)]
    pub explain: bool,
}

impl Receiving {
    /// Runs the loop of the route monitors: prints each datagram from the kernel in the
    /// guide's words, and with `--explain` byte by byte.
    ///
    /// # Errors
    ///
    /// As [`Receiving::all`].
    pub fn routes(
        &self,
        program: &str,
        receive: impl for<'buffer> Fn(&'buffer mut [u8]) -> Result<Datagram<'buffer>, CallFailed>,
    ) -> Result<(), Failure> {
        self.all(program, receive, |datagram, limit| {
            let mut lines = transcript::datagram(self.style, datagram, limit);
            if let Some(warning) = lines.warning {
                warn(program, warning);
            }
            if self.explain {
                lines.text.push_str(&shown::received(datagram));
            }
            print(&lines.text)?;
            Ok(lines.count)
        })
    }

    /// Receives until the count is reached.
    ///
    /// `receive` is the system call. `handle` gets a datagram and the number of messages
    /// still wanted, and returns how many messages the datagram had.
    ///
    /// An overrun and a truncated datagram are reported on standard error, and the loop
    /// goes on: the socket still works, and what was lost stays lost. A monitor that only
    /// prints changes can do no more. One that keeps a copy of the table would have to
    /// read the table again (netlink(7): "resynchronize").
    ///
    /// # Errors
    ///
    /// If a call failed for another reason, or nothing arrived within the timeout.
    pub fn all(
        &self,
        program: &str,
        receive: impl for<'buffer> Fn(&'buffer mut [u8]) -> Result<Datagram<'buffer>, CallFailed>,
        mut handle: impl FnMut(&Datagram<'_>, u64) -> Result<u64, Failure>,
    ) -> Result<(), Failure> {
        let mut buffer = vec![0; self.buffer];
        let mut wanted = self.count.unwrap_or(u64::MAX);
        while wanted > 0 {
            match receive(&mut buffer) {
                Ok(datagram) => {
                    // The warning comes first, because it explains what follows: a
                    // message that ends in the middle.
                    if let Some(lesson) = truncated(&datagram) {
                        warn(program, lesson);
                    }
                    wanted -= handle(&datagram, wanted)?.min(wanted);
                }
                Err(failed @ CallFailed { errno: Errno::ENOBUFS, .. }) => warn(program, failed),
                // Only possible with a timeout: without one, the socket waits.
                Err(CallFailed { call, errno: Errno::EAGAIN }) if self.timeout.is_some() => {
                    let waited = self.timeout.unwrap_or_default();
                    return Err(Failure::Told(format!(
                        "{call}: nothing arrived within {waited:?}; is the sender running in the \
                         same lab?"
                    )));
                }
                Err(failed) => return Err(failed.into()),
            }
        }
        Ok(())
    }
}

/// The warning for a datagram that did not fit into the buffer; `None` if it did.
#[must_use]
pub fn truncated(datagram: &Datagram<'_>) -> Option<String> {
    let (full, room, lost) = (datagram.full_len, datagram.bytes.len(), datagram.lost());
    (lost > 0).then(|| {
        format!(
            "a datagram had {full} bytes and the buffer holds {room}: the last {lost} are lost \
             for good (MSG_TRUNC); try --buffer {full}"
        )
    })
}

/// The warning for a datagram that did not come from the kernel.
///
/// Any process with the privilege may send to a monitor, and may write what it likes into the
/// header. Only the socket address shows who the sender was.
#[must_use]
pub fn not_from_kernel(datagram: &Datagram<'_>) -> String {
    format!(
        "ignored a datagram of {} bytes: it came from port ID {}, not from the kernel",
        datagram.full_len, datagram.from_port_id
    )
}
