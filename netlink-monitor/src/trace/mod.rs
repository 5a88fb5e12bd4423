//! The netlink conversation of a command: what it and its children send and receive.
//!
//! ptrace(2) stops a process at each of its system calls. There the memory of the process can be
//! read, so nothing else is needed: no privileges, no capture interface, and no other program. It
//! also shows what a capture cannot: which process and which descriptor, and only the datagrams
//! that the command has really received.
//!
//! ```text
//! calls      which system calls send or receive, and where their arguments are
//! memory     the memory of the process, and the C structs in it
//! sockets    which descriptors are netlink sockets
//! ptrace     the two system calls underneath
//! ```

mod calls;
mod memory;
mod ptrace;
mod sockets;

use std::collections::HashMap;
use std::fs;
use std::io;

use nix::errno::Errno;
use nix::sys::ptrace as nix_ptrace;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::Pid;

pub use calls::{Direction, FullLen};
pub use sockets::{Inode, socket_inode};

use calls::{Call, Place, Transfer};
use memory::Memory;
use ptrace::{Status, SystemCall};
use sockets::{Descriptors, Sockets};

/// A netlink socket, as a process has it.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The process, or the thread of it.
    pub pid: i32,
    /// The number of the socket in this process.
    pub descriptor: u64,
    /// Which socket it is. Several processes may have the same one.
    pub socket: Inode,
    /// The netlink protocol: `NETLINK_ROUTE` is 0.
    pub protocol: u16,
}

/// What a process did with a socket.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// It sent or received a datagram.
    Datagram(Datagram<'a>),
    /// It joined multicast groups: their numbers.
    Joined(&'a [u32]),
    /// A call failed.
    Failed {
        /// The name of the call.
        call: &'static str,
        /// Why.
        errno: Errno,
    },
}

/// A datagram that was sent or received.
#[derive(Clone, Copy, Debug)]
pub struct Datagram<'a> {
    /// Which way.
    pub direction: Direction,
    /// Its bytes; the first of them, if the buffer was too small.
    pub bytes: &'a [u8],
    /// How long it is.
    pub full_len: FullLen,
    /// Port ID and groups of the other side, if the command gave or asked for its address.
    pub address: Option<(u32, u32)>,
}

/// Why a part of the conversation is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// A process of another architecture, such as a program of 32 bits: its calls have other
    /// numbers.
    OtherArchitecture,
    /// A process uses io_uring(7), which sends and receives without system calls.
    IoUring,
    /// The bytes of a datagram could not be read.
    Unreadable,
}

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With this exit code.
    Exited(i32),
    /// By this signal.
    Killed(i32),
}

/// Who is told about a command while it runs.
pub trait Observer {
    /// A process has used a netlink socket.
    fn seen(&mut self, endpoint: Endpoint, what: What<'_>);

    /// A part of the conversation cannot be seen; told once for each reason.
    fn hidden(&mut self, pid: i32, hidden: Hidden);
}

/// A command that is traced, with everything that it starts.
pub struct Tracer {
    /// The command.
    pid: Pid,
    sockets: Sockets,
    descriptors: Descriptors,
    /// The call that each process and thread is in, if it matters.
    calls: HashMap<Pid, Entered>,
    /// Datagrams that were peeked at, and are still in the queue of their socket.
    peeked: HashMap<Inode, Peeked>,
    /// Whether each has been told.
    told: Vec<Hidden>,
    /// The bytes of the current datagram.
    bytes: Vec<u8>,
}

/// A call that has been entered, and the socket that it is about.
///
/// Which socket a descriptor is has to be found out now: while the call waits, another thread may
/// close it.
#[derive(Clone, Copy)]
struct Entered {
    call: Call,
    socket: Option<Inode>,
}

/// A datagram that was peeked at.
struct Peeked {
    endpoint: Endpoint,
    bytes: Vec<u8>,
    full_len: FullLen,
    address: Option<(u32, u32)>,
}

impl Tracer {
    /// Begins to trace a command that has called [`trace_me`] and then started.
    ///
    /// # Errors
    ///
    /// As ptrace(2); `ESRCH` if it is gone already.
    pub fn attach(pid: i32) -> Result<Self, Errno> {
        use nix_ptrace::Options;
        let pid = Pid::from_raw(pid);
        // The command has stopped in `execve`. Since Linux 3.4, there is a better way to trace, in
        // which Ctrl-Z works (PTRACE_SEIZE), but a process cannot ask for that itself. So let it
        // go, stopped by an ordinary SIGSTOP, and attach to it again.
        waitpid(pid, None)?;
        nix_ptrace::detach(pid, Signal::SIGSTOP)?;
        waitpid(pid, Some(WaitPidFlag::WUNTRACED))?;
        nix_ptrace::seize(
            pid,
            Options::PTRACE_O_TRACESYSGOOD
                | Options::PTRACE_O_TRACEFORK
                | Options::PTRACE_O_TRACEVFORK
                | Options::PTRACE_O_TRACECLONE
                | Options::PTRACE_O_TRACEEXEC
                | Options::PTRACE_O_EXITKILL,
        )?;
        kill(pid, Signal::SIGCONT)?;
        Ok(Tracer {
            pid,
            sockets: Sockets::default(),
            descriptors: Descriptors::default(),
            calls: HashMap::new(),
            peeked: HashMap::new(),
            told: Vec::new(),
            bytes: Vec::new(),
        })
    }

    /// Lets the command run to its end, and tells what it does.
    ///
    /// Processes that it leaves behind, such as daemons, are traced until they end, too.
    pub fn run(&mut self, observer: &mut impl Observer) -> End {
        let mut end = End::Exited(0);
        // ECHILD: all have ended.
        while let Ok((pid, status)) = ptrace::wait() {
            match status {
                Status::Exited(code) => {
                    self.calls.remove(&pid);
                    if pid == self.pid {
                        end = End::Exited(code);
                    }
                }
                Status::Killed(signal) => {
                    self.calls.remove(&pid);
                    if pid == self.pid {
                        end = End::Killed(signal);
                    }
                }
                Status::SystemCall => {
                    self.system_call(pid, observer);
                    ptrace::resume(pid, 0);
                }
                Status::Event { event: libc::PTRACE_EVENT_STOP, signal }
                    if signal != libc::SIGTRAP =>
                {
                    ptrace::leave_stopped(pid);
                }
                Status::Event { .. } => {
                    // Before `exec` the process may have been another thread, in another call.
                    self.calls.remove(&pid);
                    ptrace::resume(pid, 0);
                }
                Status::Signal(signal) => ptrace::resume(pid, signal),
            }
        }
        for (_, Peeked { endpoint, bytes, full_len, address }) in self.peeked.drain() {
            let direction = Direction::Received;
            let datagram = Datagram { direction, bytes: &bytes, full_len, address };
            observer.seen(endpoint, What::Datagram(datagram));
        }
        end
    }

    /// A process has stopped at the beginning or the end of a system call.
    fn system_call(&mut self, pid: Pid, observer: &mut impl Observer) {
        match ptrace::system_call(pid) {
            Ok(Some(SystemCall::Entry { architecture, .. })) if architecture != OWN => {
                self.hidden(pid, Hidden::OtherArchitecture, observer);
            }
            Ok(Some(SystemCall::Entry { number, arguments, .. })) => {
                let call = Call::of(number, arguments);
                // Only these leave all descriptors as they are.
                if !matches!(call, Some(Call::Transfer(_))) {
                    self.descriptors.forget();
                }
                let Some(call) = call else { return };
                let descriptor = call.descriptor();
                let socket = descriptor.and_then(|number| self.descriptors.inode(pid, number));
                if socket.is_some() || descriptor.is_none() {
                    self.calls.insert(pid, Entered { call, socket });
                }
            }
            Ok(Some(SystemCall::Exit(returned))) => {
                if let Some(entered) = self.calls.remove(&pid) {
                    self.returned(pid, entered, returned, observer);
                }
            }
            // ESRCH: it has been killed.
            Ok(None) | Err(_) => {}
        }
    }

    /// A call has returned.
    fn returned(
        &mut self,
        pid: Pid,
        entered: Entered,
        returned: Result<u64, Errno>,
        observer: &mut impl Observer,
    ) {
        let Entered { call, socket } = entered;
        match (call, returned) {
            (Call::Socket { family, protocol }, Ok(descriptor)) => {
                if let Some(inode) = sockets::inode(pid, descriptor) {
                    self.sockets.opened(inode, family, protocol);
                }
            }
            (Call::IoUring, Ok(_)) => self.hidden(pid, Hidden::IoUring, observer),
            _ => {}
        }
        let (Some(descriptor), Some(socket)) = (call.descriptor(), socket) else { return };
        let Some(protocol) = self.sockets.protocol(pid, socket) else { return };
        let endpoint = Endpoint { pid: pid.as_raw(), descriptor, socket, protocol };
        let memory = Memory(pid);
        match (call, returned) {
            (Call::Bind { address, .. }, Ok(_)) => {
                let (_, mask) = memory.netlink_address(address).unwrap_or_default();
                let groups: Vec<u32> =
                    (1..=32).filter(|group| mask >> (group - 1) & 1 == 1).collect();
                if !groups.is_empty() {
                    observer.seen(endpoint, What::Joined(&groups));
                }
            }
            (Call::Join { group, .. }, Ok(_)) => {
                if let Some(group) = memory.number(group) {
                    observer.seen(endpoint, What::Joined(&[group]));
                }
            }
            (Call::Transfer(transfer), Ok(returned)) => {
                for place in transfer.places(pid, returned) {
                    self.datagram(endpoint, transfer, &place, observer);
                }
            }
            // Nothing is there yet, or a signal came first: the command will try again.
            (
                Call::Transfer(Transfer { direction: Direction::Received, .. }),
                Err(Errno::EAGAIN | Errno::EINTR | RESTARTED),
            ) => {}
            (Call::Transfer(Transfer { name: call, .. }), Err(errno)) => {
                observer.seen(endpoint, What::Failed { call, errno });
            }
            (Call::Bind { .. } | Call::Join { .. }, Err(_))
            | (Call::Socket { .. } | Call::IoUring, _) => {}
        }
    }

    /// A datagram has been sent, received or peeked at.
    fn datagram(
        &mut self,
        endpoint: Endpoint,
        transfer: Transfer,
        place: &Place,
        observer: &mut impl Observer,
    ) {
        let pid = Pid::from_raw(endpoint.pid);
        let memory = Memory(pid);
        self.bytes.clear();
        if !memory.append(&place.buffers, place.len, &mut self.bytes) {
            self.hidden(pid, Hidden::Unreadable, observer);
        }
        let address = place.address.and_then(|address| memory.netlink_address(address));
        let direction = transfer.direction;
        let mut full_len = place.full_len;
        if direction == Direction::Received {
            let before = self.peeked.remove(&endpoint.socket);
            if transfer.peeks() {
                let bytes = std::mem::take(&mut self.bytes);
                let peeked = Peeked { endpoint, bytes, full_len, address };
                self.peeked.insert(endpoint.socket, peeked);
                return;
            }
            // The same datagram, of which the command may have seen more when it peeked.
            if let Some(before) = before
                && before.bytes.len() > self.bytes.len()
                && before.bytes.starts_with(&self.bytes)
            {
                (self.bytes, full_len) = (before.bytes, before.full_len);
            }
        }
        let datagram = Datagram { direction, bytes: &self.bytes, full_len, address };
        observer.seen(endpoint, What::Datagram(datagram));
    }

    /// Tells once that something cannot be seen.
    fn hidden(&mut self, pid: Pid, hidden: Hidden, observer: &mut impl Observer) {
        if !self.told.contains(&hidden) {
            self.told.push(hidden);
            observer.hidden(pid.as_raw(), hidden);
        }
    }
}

/// What a call returns to the tracer that a signal has interrupted, and that the kernel starts again:
/// numbers above 511, which programs never see (`include/linux/errno.h`).
const RESTARTED: Errno = Errno::UnknownErrno;

/// The architecture of this program, as `PTRACE_GET_SYSCALL_INFO` numbers them (`AUDIT_ARCH_…` in
/// `linux/audit.h`): the machine of the ELF header, and bits for 64 bits and for little-endian.
const OWN: u32 = {
    const IS_64_BIT: u32 = 0x8000_0000;
    const IS_LITTLE_ENDIAN: u32 = 0x4000_0000;
    let machine = if cfg!(target_arch = "x86_64") {
        libc::EM_X86_64
    } else if cfg!(target_arch = "aarch64") {
        libc::EM_AARCH64
    } else if cfg!(target_arch = "riscv64") {
        libc::EM_RISCV
    } else if cfg!(target_arch = "s390x") {
        libc::EM_S390
    } else {
        libc::EM_NONE
    };
    machine as u32
        | if cfg!(target_pointer_width = "64") { IS_64_BIT } else { 0 }
        | if cfg!(target_endian = "little") { IS_LITTLE_ENDIAN } else { 0 }
};

/// `PTRACE_TRACEME`: asks the parent to trace this process; for the moment between fork(2) and
/// execve(2).
///
/// # Errors
///
/// `EPERM` if tracing is forbidden; see [`why_forbidden`].
pub fn trace_me() -> io::Result<()> {
    Ok(nix_ptrace::traceme()?)
}

/// Why tracing is forbidden, and the setting that forbids it.
#[must_use]
pub fn why_forbidden() -> String {
    const SCOPE: &str = "/proc/sys/kernel/yama/ptrace_scope";
    let scope = fs::read_to_string(SCOPE).unwrap_or_default();
    match scope.trim() {
        "3" => format!("{SCOPE} is 3: no one may trace until the next boot"),
        "2" => format!(
            "{SCOPE} is 2: only root may trace; as root, 'sysctl kernel.yama.ptrace_scope=1'"
        ),
        _ => "a seccomp filter or a security module forbids ptrace; in a container, start it with \
              --cap-add SYS_PTRACE"
            .to_owned(),
    }
}
