//! A program's loop around `recv`, and what can happen in it, told in words.
//!
//! Once for both monitors and for the messenger on netlink: they differ in the
//! system call, which is handed in, and in what they print.

use std::time::Duration;

use clap::Args;
use messenger::program::{Failure, buffer_len, number, print, seconds, warn};
use messenger::transcript::Style;
use nix::errno::Errno;

use crate::socket::{CallFailed, Datagram};
use crate::{explain, transcript};

/// The options of everything that receives.
#[derive(Args, Debug)]
pub struct Receiving {
    /// Whose transcript to print
    ///
    /// The guide has each program twice, and they do not print the same.
    #[arg(long, value_enum, default_value_t = Style::C)]
    pub style: Style,
    /// Bytes the buffer holds
    // The guide's number. A notification about a route has some 60 bytes, one
    // about an interface more than 1,000; dumps come in up to 32 KiB.
    #[arg(long, value_name = "BYTES", default_value_t = 65_536, value_parser = buffer_len)]
    pub buffer: usize,
    /// End after so many messages [default: never]
    #[arg(long, value_name = "N", value_parser = number(1..=u64::MAX))]
    pub count: Option<u64>,
    /// Give up, with exit code 1, when nothing arrives for so long
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,
    /// Print every byte of what is received
    #[arg(long)]
    pub explain: bool,
}

impl Receiving {
    /// The route monitors' loop: what each datagram from the kernel says, in the
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
                lines.text.push_str(&explain::received(datagram));
            }
            print(&lines.text)?;
            Ok(lines.count)
        })
    }

    /// Receives until the count is reached.
    ///
    /// `receive` is the system call. `handle` tells how many messages a
    /// datagram had, and gets the number that are still wanted.
    ///
    /// An overrun and a truncated datagram are told on standard error, and the
    /// loop goes on: the socket is as good as before, what was lost stays lost.
    /// A monitor that prints what changes can do no more. One that keeps a copy
    /// of the table would have to ask for it anew (netlink(7): "resynchronize").
    ///
    /// # Errors
    ///
    /// When a call failed for another reason, or the timeout is over.
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
                    // First the warning: what it says explains what follows, a
                    // message that ends in the middle.
                    if let Some(lesson) = truncated(&datagram) {
                        warn(program, lesson);
                    }
                    wanted -= handle(&datagram, wanted)?.min(wanted);
                }
                Err(failed @ CallFailed { errno: Errno::ENOBUFS, .. }) => warn(program, failed),
                // Only with a timeout can this be: the socket waits otherwise.
                Err(CallFailed { call, errno: Errno::EAGAIN }) if self.timeout.is_some() => {
                    let waited = self.timeout.unwrap_or_default();
                    let sentence = format!(
                        "{call}: nothing arrived within {waited:?}; who is to be heard has to be \
                         in the same lab"
                    );
                    return Err(Failure::Told(sentence));
                }
                Err(failed) => return Err(failed.into()),
            }
        }
        Ok(())
    }
}

/// What to say of a datagram that did not fit into the buffer.
pub fn truncated(datagram: &Datagram<'_>) -> Option<String> {
    let (full, room) = (datagram.full_len, datagram.bytes.len());
    (full > room).then(|| {
        format!(
            "a datagram had {full} bytes and the buffer holds {room}: the last {} are lost for \
             good (MSG_TRUNC); try --buffer {full}",
            full - room
        )
    })
}
