//! What several commands have in common on the command line.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, ValueEnum};
use messenger::program::{digits, number, seconds};
use netlink_monitor::event::Action;
use netlink_monitor::filter::{Filter, PrefixFilter};
use netlink_monitor::object::{Kind, OBJECTS, Object};
use netlink_raw::uapi::rtnetlink::{RT_TABLE, RTN, RTPROT};
use netlink_raw::uapi::sys_socket::FAMILIES;
use netlink_raw::walk::Walk;
use netlink_raw::wire::{Endian, Name};

/// What a person types for OBJECT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Objects {
    /// One of them.
    One(Kind),
    /// All of them.
    All,
}

/// Made from the rows of the objects, so that a new object is offered, explained and
/// completed without another line here.
impl ValueEnum for Objects {
    fn value_variants<'a>() -> &'a [Self] {
        static CHOICES: LazyLock<Vec<Objects>> = LazyLock::new(|| {
            let one = OBJECTS.iter().map(|object| Objects::One(object.kind));
            one.chain([Objects::All]).collect()
        });
        &CHOICES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Objects::One(kind) => {
                let object = kind.object();
                PossibleValue::new(object.name).help(object.about)
            }
            Objects::All => PossibleValue::new("all").help("all of these"),
        })
    }
}

impl Objects {
    /// The chosen objects, each once, in the order of the rows.
    pub(crate) fn chosen(typed: &[Objects]) -> Vec<&'static Object> {
        let is_chosen = |object: &&Object| {
            typed.iter().any(|chosen| match chosen {
                Objects::One(kind) => *kind == object.kind,
                Objects::All => true,
            })
        };
        OBJECTS.iter().filter(is_chosen).collect()
    }
}

/// How to print, for every command that prints events.
#[derive(Args)]
pub(crate) struct Output {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Line, alias = "style")]
    pub(crate) format: Format,
    /// Print the time before each event
    #[arg(long)]
    pub(crate) timestamps: bool,
    /// Print the port ID of the requester; JSON always has it
    #[arg(long)]
    pub(crate) show_port_id: bool,
    /// Exit after N events [default: never]
    #[arg(long, value_name = "N", value_parser = number(1..=u64::MAX))]
    pub(crate) count: Option<u64>,
    /// At the end, report on standard error what was received
    #[arg(long)]
    pub(crate) stats: bool,
}

/// How events are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line in the words of `ip monitor`
    Line,
    /// A JSON object on one line
    Json,
    /// A row for each field of the message
    Tree,
    /// A hex dump of the message, with a letter for each field
    Hex,
    /// As the guide's C program
    C,
    /// As the guide's Python program
    Python,
}

/// The byte order of the machine where the bytes were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ByteOrder {
    /// The least significant byte first
    Little,
    /// The most significant byte first
    Big,
    /// That in which the lengths of the messages make sense
    Guess,
}

impl ByteOrder {
    /// A walk in this order; with [`ByteOrder::Guess`], it stays as it is: already in the likely one.
    pub(crate) fn of(self, walk: Walk<'_>) -> Walk<'_> {
        match self {
            ByteOrder::Little => walk.in_order(Endian::Little),
            ByteOrder::Big => walk.in_order(Endian::Big),
            ByteOrder::Guess => walk,
        }
    }
}

/// What the commands have in common that listen to the kernel.
#[derive(Args)]
pub(crate) struct Listening {
    /// Also write the datagrams with events to a capture, for Wireshark and replay
    ///
    /// '-' writes the capture to standard output, and prints nothing else there.
    #[arg(long, value_name = "FILE.pcap")]
    pub(crate) write: Option<PathBuf>,
    /// Exit after this many seconds
    #[arg(long = "for", value_name = "SECONDS", value_parser = seconds)]
    pub(crate) duration: Option<Duration>,
    /// How many bytes of events may wait in the kernel
    ///
    /// More than net.core.rmem_max needs the capability CAP_NET_ADMIN.
    #[arg(long, value_name = "BYTES", default_value_t = 8 << 20, value_parser = waiting_len)]
    pub(crate) receive_buffer: u32,
}

/// The size of a receive buffer: `SO_RCVBUF` takes a C `int`, and the kernel doubles it.
fn waiting_len(typed: &str) -> Result<u32, String> {
    const MOST: u32 = i32::MAX as u32 / 2;
    digits(typed)
        .filter(|len| (1..=MOST).contains(len))
        .ok_or_else(|| format!("expected a number of bytes from 1 to {MOST}"))
}

impl Listening {
    /// When to exit, if at all. `--for` may ask for more time than a clock can count, which
    /// is the same as forever.
    pub(crate) fn end(&self) -> Option<Instant> {
        self.duration.and_then(|duration| Instant::now().checked_add(duration))
    }
}

/// The options that choose events. An event has to match all that are given.
#[derive(Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// Only this address family: a name or a number
    #[arg(long, value_parser = Named::<u8>::of(FAMILIES, "AF_"), value_name = "FAMILY")]
    family: Option<u8>,
    /// Only this interface, by name
    #[arg(long, value_name = "NAME")]
    dev: Option<String>,
    /// Only this routing table: a name or a number
    #[arg(long, value_parser = Named::<u32>::of(RT_TABLE, "RT_TABLE_"), value_name = "TABLE")]
    table: Option<u32>,
    /// Only what this program installed: a name or a number
    #[arg(long, value_parser = Named::<u8>::of(RTPROT, "RTPROT_"), value_name = "PROTOCOL")]
    proto: Option<u8>,
    /// Only routes of this type: a name or a number
    #[arg(long = "type", value_parser = Named::<u8>::of(RTN, "RTN_"), value_name = "TYPE")]
    route_type: Option<u8>,
    /// Only this prefix, or those within it or containing it
    #[arg(long, value_name = "[within:|containing:]ADDRESS/BITS")]
    prefix: Option<PrefixFilter>,
    /// Only changes requested by the socket with this port ID
    #[arg(long, value_name = "PORT-ID", value_parser = number(0..=u32::MAX))]
    port_id: Option<u32>,
    /// Only additions and changes, or only deletions
    #[arg(long, value_enum, value_name = "EVENT")]
    only: Option<Only>,
}

/// One half of the events.
#[derive(Clone, Copy, ValueEnum)]
enum Only {
    /// Additions and changes
    New,
    /// Deletions
    Del,
}

impl Filters {
    /// The same for the library.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            family: self.family,
            dev: self.dev.clone(),
            table: self.table,
            protocol: self.proto,
            route_type: self.route_type,
            prefix: self.prefix,
            port_id: self.port_id,
            action: self.only.map(|only| match only {
                Only::New => Action::New,
                Only::Del => Action::Del,
            }),
        }
    }
}

/// Reads a number that has names in a kernel header. A person may type the number, or the
/// name as `ip` writes it: in lower case, without the common beginning of all the names.
#[derive(Clone)]
pub(crate) struct Named<T> {
    names: &'static [Name],
    beginning: &'static str,
    number: PhantomData<fn() -> T>,
}

impl<T> Named<T> {
    /// The numbers with these names, which all begin so.
    pub(crate) fn of(names: &'static [Name], beginning: &'static str) -> Self {
        Named { names, beginning, number: PhantomData }
    }

    /// Each name as it is typed, and its row.
    fn typed(&self) -> impl Iterator<Item = (String, &'static Name)> + use<'_, T> {
        self.names.iter().filter_map(|name| {
            Some((name.c_name.strip_prefix(self.beginning)?.to_lowercase(), name))
        })
    }
}

impl<T: TryFrom<u64> + Clone + Send + Sync + 'static> TypedValueParser for Named<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        let typed = value.to_string_lossy();
        let number = match digits(&typed) {
            Some(number) => Some(number),
            None => self.typed().find(|(name, _)| *name == typed).map(|(_, name)| name.number),
        };
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
            let names: Vec<String> = self.typed().map(|(name, _)| name).collect();
            let argument = argument.map(Arg::to_string).unwrap_or_default();
            let most = (1_u64 << (8 * size_of::<T>())) - 1;
            let problem = format!(
                "invalid value '{}' for '{argument}': expected a number up to {most}, or one of {}\n",
                typed.escape_debug(),
                names.join(" ")
            );
            clap::Error::raw(ErrorKind::ValueValidation, problem).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |(typed, name): (String, &Name)| PossibleValue::new(typed).help(name.about);
        Some(Box::new(self.typed().map(value)))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        filters: Filters,
    }

    fn filter(option: &str, value: &str) -> Result<Filter, String> {
        let line = Line::try_parse_from(["test", option, value]);
        line.map(|line| line.filters.filter()).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_are_typed_as_ip_writes_them() {
        assert_eq!(filter("--family", "inet6").expect("a family").family, Some(10));
        assert_eq!(filter("--table", "main").expect("a table").table, Some(254));
        assert_eq!(filter("--table", "1000").expect("a table").table, Some(1000));
        assert_eq!(filter("--proto", "kernel").expect("a protocol").protocol, Some(2));
        assert_eq!(filter("--type", "blackhole").expect("a type").route_type, Some(6));
    }

    #[test]
    fn a_number_that_is_too_large_or_has_a_sign_is_refused() {
        for (option, value) in [
            ("--type", "256"),
            ("--table", "4294967296"),
            ("--family", "+2"),
            ("--proto", "-1"),
            ("--table", ""),
            ("--proto", "nobody"),
        ] {
            let error = filter(option, value).expect_err(value);
            assert!(error.contains("expected a number up to") || value == "-1", "{value}: {error}");
        }
        let error = filter("--proto", "nobody").expect_err("no such protocol");
        assert!(error.contains("255, or one of") && error.contains(" kernel "), "{error}");
    }

    #[test]
    fn each_object_is_chosen_once() {
        let kinds = |typed: &[Objects]| -> Vec<Kind> {
            Objects::chosen(typed).iter().map(|object| object.kind).collect()
        };
        let (link, route) = (Objects::One(Kind::Link), Objects::One(Kind::Route));
        assert_eq!(kinds(&[route, link, route]), [Kind::Link, Kind::Route]);
        assert_eq!(kinds(&[link, Objects::All]).len(), OBJECTS.len());
    }
}
