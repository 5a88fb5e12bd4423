//! `netlink-monitor follow`: what the kernel sends, as it sends it.

use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use messenger::program::{Failure, buffer_len, print, seconds, warn};
use netlink_monitor::capture::kernel_filter;
use netlink_raw::program::transcript::{self, Style};

use super::PROGRAM;
use super::options::{Filters, Format, Listening, Objects, Output};
use super::receiving::{Received, Receiver, Wait};
use super::session::Session;

#[derive(Args)]
pub(crate) struct Follow {
    /// What to follow
    #[arg(value_name = "OBJECT", value_enum, default_value = "route")]
    objects: Vec<Objects>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    listening: Listening,
    /// Exit with code 1 if nothing arrives for this many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with = "duration")]
    timeout: Option<Duration>,
    /// Read at most this many bytes of a datagram; the rest is lost
    #[arg(long, value_name = "BYTES", default_value_t = 65_536, value_parser = buffer_len)]
    buffer: usize,
    /// Also receive from network namespaces that have an ID in this one
    ///
    /// `ip netns list-id` lists them.
    #[arg(long)]
    all_nsid: bool,
    #[command(flatten)]
    filters: Filters,
}

pub(crate) fn follow(options: &Follow) -> Result<(), Failure> {
    let objects = Objects::chosen(&options.objects);
    let filter = options.filters.filter();
    let mut session = Session::new(objects.clone(), &options.output, filter.clone());
    session.record_to(options.listening.write.as_deref())?;
    let mut receiver = Receiver::open(&options.listening, options.buffer, &session.stats)?;
    if options.all_nsid {
        receiver.listen_all_nsid()?;
    }
    if let Some(program) = kernel_filter::program(&filter) {
        receiver.socket().attach_filter(&program)?;
    }
    receiver.join(&objects, filter.family)?;
    // After joining: an interface that is renamed in between is reported twice, and none is
    // missed.
    session.learn_names()?;
    match options.output.format {
        Format::C => print(transcript::monitor_start(Style::C))?,
        Format::Python => print(transcript::monitor_start(Style::Python))?,
        Format::Line | Format::Json | Format::Tree | Format::Hex => {}
    }

    let end = options.listening.end();
    let wait = match (options.timeout, end) {
        (Some(timeout), _) => Wait::For(timeout),
        (None, Some(end)) => Wait::Until(end),
        (None, None) => Wait::Forever,
    };
    while !session.is_done() && end.is_none_or(|end| Instant::now() < end) {
        match receiver.receive(wait)? {
            Received::Datagram { bytes, full_len, nsid, .. } => {
                let time = session.needs_time().then(SystemTime::now);
                session.datagram(bytes, full_len, time, nsid)?;
            }
            // What was lost stays lost: `watch` is the command that makes up for it.
            Received::Overrun(failed) => warn(PROGRAM, failed),
            Received::Nothing(failed) => {
                if let Some(waited) = options.timeout {
                    let call = failed.call;
                    return Err(Failure::Told(format!(
                        "{call}: nothing arrived within {waited:?}"
                    )));
                }
            }
        }
    }
    session.finish(&options.output);
    Ok(())
}
