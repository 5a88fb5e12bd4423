//! The messenger: a datagram sent, a datagram received.
//!
//! The guide's detour to socket programming, in Rust. Read [`receiver`] and [`sender`] next
//! to a C program: the calls come in the same order (`socket`, `bind`, `recvfrom`;
//! `socket`, `sendto`), each below the C line that it corresponds to.

#![forbid(unsafe_code)]

mod address;
mod calls;
mod failure;

use std::ffi::OsString;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use messenger::program::{
    self, Failure, buffer_len, end_on_ctrl_c, number, print, seconds, usage_error, warn,
};
use messenger::transcript::{self, Style};
use socket2::{SockAddr, Socket, Type};

use address::{Address, Family};
use calls::Calls;
use failure::call_failed;

/// The beginning of each error message.
const PROGRAM: &str = "messenger";

/// Send a text over a socket, and receive it: the guide's messenger
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    role: Role,
}

#[derive(Subcommand)]
enum Role {
    /// Wait for datagrams and print them, until Ctrl-C
    #[command(visible_alias = "rec")]
    Receiver(Receiver),
    /// Send a datagram
    Sender(Sender),
}

#[derive(Args)]
struct Receiver {
    #[command(flatten)]
    common: Common,
    /// Address to listen on [default: 127.0.0.1, ::1 or messenger.sock]
    ///
    /// With --family unix, a path. A link-local address needs its interface: fe80::1%eth0.
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<PathBuf>,
    /// Buffer size in bytes; the guide's C program has 10
    #[arg(long, value_name = "BYTES", default_value_t = 65_535, value_parser = buffer_len)]
    buffer: usize,
    /// Exit after N datagrams [default: never]
    #[arg(long, value_name = "N", value_parser = number(1..=u64::MAX))]
    count: Option<u64>,
    /// Exit with code 1 if nothing arrives for this long
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
}

#[derive(Args)]
struct Sender {
    #[command(flatten)]
    common: Common,
    /// Address to send to [default: 127.0.0.1, ::1 or messenger.sock]
    ///
    /// With --family unix, a path. A link-local address needs its interface: fe80::1%eth0.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<PathBuf>,
    /// Address to send from [default: the kernel chooses]
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<PathBuf>,
    /// Text to send
    // Not a `String`: the command line, like a datagram, may hold any bytes, not only
    // UTF-8. The one exception is the zero byte, where C's strings end.
    #[arg(long, value_name = "TEXT", default_value = "MSG")]
    message: OsString,
    /// Send N datagrams
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = number(1..=u64::MAX))]
    count: u64,
    /// Pause between two datagrams
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    interval: Option<Duration>,
    /// Connect the socket first, so that a missing receiver gives ECONNREFUSED
    ///
    /// Without it, the datagram is lost and neither side notices.
    #[arg(long)]
    connect: bool,
}

#[derive(Args)]
struct Common {
    /// Socket family
    #[arg(long, value_enum, default_value_t = Family::Inet)]
    family: Family,
    /// UDP port of the receiver
    #[arg(long, default_value_t = 12_345, value_parser = number(1..=u16::MAX))]
    port: u16,
    /// The guide's program to imitate
    ///
    /// The guide has each program in both languages, and their output differs.
    #[arg(long, value_enum, default_value_t = Style::C)]
    style: Style,
    /// Print each system call as it is made, and every byte of each address
    #[arg(long)]
    explain: bool,
}

fn main() -> ExitCode {
    let result = match Cli::parse().role {
        Role::Receiver(options) => receiver(&options),
        Role::Sender(options) => sender(&options),
    };
    program::finish(PROGRAM, result)
}

/// `socket`, `bind`, then `recvfrom` again and again.
///
/// There is no `listen` and no `accept`: those are for connections. A datagram socket is
/// ready as soon as it has an address, and receives from any program that sends there.
/// Datagrams that arrive while the program is busy wait in the socket's receive buffer
/// (SO_RCVBUF, socket(7)). If they do not fit, the kernel drops them and tells neither
/// side. Only a Unix socket makes its senders wait instead (unix(7)).
fn receiver(options: &Receiver) -> Result<(), Failure> {
    let Common { family, port, style, explain } = options.common;
    let calls = Calls { explain };
    let address = typed_address("receiver", "--bind", options.bind.as_deref(), family, port);
    let sockaddr = address.to_sockaddr()?;
    // This line comes before the socket is opened, as in the guide. It does not mean that
    // the receiver can receive already.
    print(&transcript::start("receiver"))?;

    // ANCHOR: receiver
    // int fd = socket(AF_INET, SOCK_DGRAM, 0);
    let socket = open_socket(family, calls)?;

    // bind(fd, (struct sockaddr *) &address, sizeof address);
    remove_on_ctrl_c()?;
    bind(&socket, &address, &sockaddr, calls)?;
    // ANCHOR_END: receiver
    let _bound_path = BoundPath::of(&address);

    if let Some(timeout) = options.timeout {
        // setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
        let result = socket.set_read_timeout(Some(timeout));
        calls.made(
            &result,
            |()| 0,
            || {
                let (sec, usec) = (timeout.as_secs(), timeout.subsec_micros());
                let fd = socket.as_raw_fd();
                format!(
                    "setsockopt({fd}, SOL_SOCKET, SO_RCVTIMEO, {{tv_sec={sec}, tv_usec={usec}}}, 16)"
                )
            },
            None,
        )?;
        result.map_err(|error| call_failed("setsockopt", &address, &error))?;
    }

    // One buffer for all datagrams; each overwrites its beginning. The guide's C program
    // prints the buffer up to the next zero byte. After a short datagram, that includes the
    // rest of a longer one before it. Here, we look only at the bytes that the call has
    // written.
    let mut buffer = vec![0; options.buffer];
    let mut received = 0;
    while options.count.is_none_or(|count| received < count) {
        // ANCHOR: receive
        // recvfrom(fd, buffer, sizeof buffer, 0, &from, &from_len);
        let (datagram, full_len, from) = match recvfrom(&socket, &mut buffer, calls) {
            Ok(datagram) => datagram,
            Err(Failed::Output(error)) => return Err(error.into()),
            // EAGAIN, also spelled EWOULDBLOCK: the timeout of SO_RCVTIMEO has passed.
            Err(Failed::Call(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                let waited = options.timeout.unwrap_or_default();
                return Err(Failure::Told(format!(
                    "recvfrom {address}: nothing arrived within {waited:?}; is a sender \
                     running, with the same --family, address and --port?"
                )));
            }
            Err(Failed::Call(error)) => return Err(call_failed("recvfrom", &address, &error)),
        };
        // An empty datagram is still a datagram. For a stream, 0 bytes mean the end; for
        // datagrams, they are a message (recv(2)).
        print(&style.received(&from, datagram))?;
        if full_len > datagram.len() {
            let (room, lost) = (datagram.len(), full_len - datagram.len());
            let lesson = format!(
                "the datagram had {full_len} bytes and the buffer holds {room}: the last {lost} \
                 are lost for good (MSG_TRUNC); try --buffer {full_len}"
            );
            warn(PROGRAM, lesson);
        }
        // ANCHOR_END: receive
        received += 1;
    }
    Ok(())
}

/// `socket`, then `sendto`; with `--connect`, `socket`, `connect`, `send`.
///
/// A sender need not call `bind`. With its first datagram, the kernel gives it a free port
/// from the range `net.ipv4.ip_local_port_range` (ip(7)). The receiver sees that port as
/// the source, which is why the guide's Python receiver prints a different number each
/// time. A Unix socket does not get a path in this way: its receiver sees no address, and
/// could not answer.
fn sender(options: &Sender) -> Result<(), Failure> {
    let Common { family, port, style: _, explain } = options.common;
    let calls = Calls { explain };
    let address = typed_address("sender", "--to", options.to.as_deref(), family, port);
    let sockaddr = address.to_sockaddr()?;
    // Port 0: the kernel picks a free one.
    let source = options
        .bind
        .as_deref()
        .map(|source| typed_address("sender", "--bind", Some(source), family, 0));
    let message = options.message.as_bytes();
    print(&transcript::start("sender"))?;

    // int fd = socket(AF_INET, SOCK_DGRAM, 0);
    let socket = open_socket(family, calls)?;
    let fd = socket.as_raw_fd();

    let mut _bound_path = None;
    if let Some(source) = &source {
        remove_on_ctrl_c()?;
        bind(&socket, source, &source.to_sockaddr()?, calls)?;
        _bound_path = BoundPath::of(source);
    }

    // `connect` sends nothing here, and the other end need not exist. The kernel remembers
    // the address, so `send` needs none. From now on, the socket receives only datagrams
    // from there, and an ICMP error from there becomes an error of this socket (udp(7)).
    if options.connect {
        // connect(fd, (struct sockaddr *) &address, sizeof address);
        let result = socket.connect(&sockaddr);
        let call = || format!("connect({fd}, {}, {})", address.c_notation(), address.len());
        calls.made(&result, |()| 0, call, Some(&address))?;
        result.map_err(|error| call_failed("connect", &address, &error))?;
    }

    let quoted = || format!("{fd}, {}, {}", calls::buffer(message), message.len());
    for sent in 0..options.count {
        if let Some(interval) = options.interval
            && sent > 0
        {
            std::thread::sleep(interval);
        }
        // A datagram is sent whole or not at all. Unlike with a stream, there is never a
        // rest to send, so the returned length tells nothing new. And a datagram that was
        // sent need not arrive.
        if options.connect {
            // send(fd, message, strlen(message), 0);
            let result = socket.send(message);
            let call = || format!("sendto({}, 0, NULL, 0)", quoted());
            calls.made(&result, len, call, None)?;
            result.map_err(|error| call_failed("send", &address, &error))?;
        } else {
            // ANCHOR: sendto
            // sendto(fd, message, strlen(message), 0, &address, sizeof address);
            let result = socket.send_to(message, &sockaddr);
            // ANCHOR_END: sendto
            let to = || format!("{}, {}", address.c_notation(), address.len());
            let call = || format!("sendto({}, 0, {})", quoted(), to());
            calls.made(&result, len, call, Some(&address))?;
            result.map_err(|error| call_failed("sendto", &address, &error))?;
        }
    }

    if options.connect {
        // getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &error_len);
        //
        // If no receiver wanted the datagram, the ICMP error comes back after `send` has
        // returned. It waits in the socket and makes the next call fail: with --count 2,
        // the second `send`. On loopback it is here by now; from another machine it may
        // arrive after we look. Reading SO_ERROR also clears it (socket(7)).
        let pending = socket.take_error();
        let call = || {
            let number = pending.as_ref().ok().and_then(Option::as_ref);
            let error = number.map_or_else(|| "0".to_owned(), failure::errno);
            let name = error.split(' ').next().unwrap_or_default();
            format!("getsockopt({fd}, SOL_SOCKET, SO_ERROR, [{name}], [4])")
        };
        calls.made(&pending, |_| 0, call, None)?;
        let pending = pending.map_err(|error| call_failed("getsockopt", &address, &error))?;
        if let Some(error) = pending {
            return Err(call_failed("send", &address, &error));
        }
    }
    Ok(())
}

/// The address that was typed. If it is not an address, that is a usage error (exit code
/// 2).
fn typed_address(
    role: &str,
    option: &str,
    typed: Option<&Path>,
    family: Family,
    port: u16,
) -> Address {
    family
        .address(typed, port)
        .unwrap_or_else(|problem| usage_error::<Cli>(role, format_args!("{option}: {problem}")))
}

/// `socket(2)`: opens an endpoint that has no address yet.
///
/// The last argument is C's 0. For a datagram socket, each family has only one protocol
/// (UDP, for the Internet families), and `None` leaves the choice to the kernel. strace
/// prints the 0 as `IPPROTO_IP`, the constant with that value.
///
/// `socket2` adds SOCK_CLOEXEC, which the guide's C program does not have: programs that
/// this one might start do not inherit the socket.
#[doc(alias = "socket")]
fn open_socket(family: Family, calls: Calls) -> Result<Socket, Failure> {
    // ANCHOR: socket
    let socket = Socket::new(family.domain(), Type::DGRAM, None);
    // ANCHOR_END: socket
    let call = || {
        let (name, protocol) = match family {
            Family::Inet => ("AF_INET", "IPPROTO_IP"),
            Family::Inet6 => ("AF_INET6", "IPPROTO_IP"),
            Family::Unix => ("AF_UNIX", "0"),
        };
        format!("socket({name}, SOCK_DGRAM|SOCK_CLOEXEC, {protocol})")
    };
    calls.made(&socket, |socket| socket.as_raw_fd().into(), call, None)?;
    socket.map_err(|error| {
        Failure::Told(format!("socket: {}: try another --family", failure::errno(&error)))
    })
}

/// `bind(2)`: gives the socket its own address.
///
/// At 127.0.0.1, the socket receives what is sent to that address, and only this machine
/// can send there. 0.0.0.0 means every address of the machine; then other machines can
/// send, too.
///
/// The call takes the length of the address, because the kernel sees only a pointer to some
/// `struct sockaddr`. The family in its first two bytes tells which struct it really is,
/// and each has its own length.
fn bind(
    socket: &Socket,
    address: &Address,
    sockaddr: &SockAddr,
    calls: Calls,
) -> Result<(), Failure> {
    // ANCHOR: bind
    let result = socket.bind(sockaddr);
    // ANCHOR_END: bind
    let fd = socket.as_raw_fd();
    let call = || format!("bind({fd}, {}, {})", address.c_notation(), address.len());
    calls.made(&result, |()| 0, call, Some(address))?;
    result.map_err(|error| call_failed("bind", address, &error))
}

/// `recvfrom(2)`, in two steps: the datagram, its full length, its sender.
///
/// In C, `recvfrom` writes into memory that need not be initialised. The types of
/// `socket2` express that, and reading such memory needs `unsafe`, which this program does
/// not use. So it first asks, with an empty buffer, who sent the next datagram and how long
/// it is: `MSG_PEEK` leaves the datagram in the queue, and `MSG_TRUNC` makes the kernel
/// return the full length. Then it reads the datagram into initialised memory. iproute2
/// also asks first, to make its buffer large enough.
#[doc(alias = "MSG_PEEK")]
#[doc(alias = "MSG_TRUNC")]
fn recvfrom<'buffer>(
    socket: &Socket,
    buffer: &'buffer mut [u8],
    calls: Calls,
) -> Result<(&'buffer [u8], usize, Address), Failed> {
    let fd = socket.as_raw_fd();
    // ANCHOR: peek
    let flags = libc::MSG_PEEK | libc::MSG_TRUNC;
    let peeked = uninterrupted(|| socket.recv_from_with_flags(&mut [], flags));
    // ANCHOR_END: peek
    let from = peeked.as_ref().ok().map(|(_, from)| Address::from_sockaddr(from));
    // The kernel may write up to 128 bytes of address, and returns how many it wrote.
    let call = || {
        let room = size_of::<socket2::SockAddrStorage>();
        let (address, len) = match &from {
            Some(from) => (from.c_notation(), format!("[{room} => {}]", from.len())),
            None => ("NULL".to_owned(), format!("[{room}]")),
        };
        format!("recvfrom({fd}, \"\", 0, MSG_PEEK|MSG_TRUNC, {address}, {len})")
    };
    calls
        .made(&peeked, |(full_len, _)| len(full_len), call, from.as_ref())
        .map_err(Failed::Output)?;
    let (full_len, from) = peeked.map_err(Failed::Call)?;

    let room = buffer.len();
    // ANCHOR: read
    let read = uninterrupted(|| (&*socket).read(buffer));
    // ANCHOR_END: read
    let call = || {
        let datagram = &buffer[..*read.as_ref().unwrap_or(&0)];
        format!("recvfrom({fd}, {}, {room}, 0, NULL, NULL)", calls::buffer(datagram))
    };
    calls.made(&read, len, call, None).map_err(Failed::Output)?;
    let read = read.map_err(Failed::Call)?;
    Ok((&buffer[..read], full_len, Address::from_sockaddr(&from)))
}

/// Repeats a call if a signal has interrupted it.
///
/// The kernel does not restart a call that waits with SO_RCVTIMEO, not even after Ctrl-Z
/// and `fg`, which the program would not notice otherwise (signal(7), "Interruption of
/// system calls and library functions by stop signals"). The timeout then starts again.
fn uninterrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// What can fail while receiving: the call, or printing it.
///
/// Both are an `io::Error`, but only one of them is a failure of the socket.
enum Failed {
    Call(io::Error),
    Output(io::Error),
}

fn len(len: &usize) -> i64 {
    i64::try_from(*len).unwrap_or(i64::MAX)
}

/// The path that this program has bound, for the handler of Ctrl-C.
///
/// It is a `static`, because the handler runs in a thread of its own, at any moment, also
/// before there is a path.
static BOUND: OnceLock<BoundPath> = OnceLock::new();

/// Makes Ctrl-C end the program with exit code 0, and leave no path behind.
///
/// Call it before `bind`: once the path exists, a signal must not end the program without
/// removing it. (A short moment remains between `bind` and the note of the path.)
fn remove_on_ctrl_c() -> Result<(), Failure> {
    end_on_ctrl_c(|| drop(BOUND.get().cloned()))
}

/// A Unix socket's path, removed when the program ends.
///
/// A port is free again when its socket closes. A path stays, and the next `bind` to it
/// fails with EADDRINUSE, so the program that created the path has to remove it. There is
/// no SO_REUSEADDR for paths (unix(7)).
#[derive(Clone)]
struct BoundPath {
    path: PathBuf,
    /// The device and the inode, which together identify the file.
    file: (u64, u64),
}

impl BoundPath {
    /// Notes the path of an address that has just been bound, if it is one.
    fn of(address: &Address) -> Option<Self> {
        let path = address.path()?.to_owned();
        let file = which_file(&path)?;
        Some(BOUND.get_or_init(|| BoundPath { path, file }).clone())
    }
}

impl Drop for BoundPath {
    fn drop(&mut self) {
        // Another program may have removed the path meanwhile and put a file there, or the
        // socket of another receiver. That one is not ours to remove.
        if which_file(&self.path) == Some(self.file) {
            // If it is gone already, that is fine.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// `lstat(path)`: the numbers of the device and of the inode.
#[doc(alias = "lstat")]
fn which_file(path: &Path) -> Option<(u64, u64)> {
    let metadata = std::fs::symlink_metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}
