//! What `nix` does not offer of ptrace(2) and waitpid(2), and what needs `unsafe` for that reason.
//!
//! `nix` knows the standard signals only. The C library also uses two real-time signals: for
//! thread cancellation, and to change the user ID of all threads (nptl(7)). A tracer sees all
//! signals, and has to pass them on. And which half of a union is valid is a promise that only we
//! can make.

#![allow(unsafe_code, reason = "waitpid, two requests of ptrace and a union; see above")]

use std::ptr::without_provenance_mut;

use nix::errno::Errno;
use nix::sys::ptrace;
use nix::unistd::Pid;

/// What happened to a process that is traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// It ended with this exit code.
    Exited(i32),
    /// This signal ended it.
    Killed(i32),
    /// It entered a system call, or returned from one.
    SystemCall,
    /// One of ptrace's own events: `PTRACE_EVENT_…`, and the signal that goes with it.
    Event { event: i32, signal: i32 },
    /// A signal is about to be delivered to it.
    Signal(i32),
}

/// `waitpid(-1, &status, __WALL)`: waits for the next process or thread to which something happens.
///
/// # Errors
///
/// `ECHILD` if there is none left.
pub(super) fn wait() -> Result<(Pid, Status), Errno> {
    /// With `PTRACE_O_TRACESYSGOOD`, this bit marks the stops of system calls.
    const SYSTEM_CALL: i32 = libc::SIGTRAP | 0x80;
    let mut status = 0;
    let pid = loop {
        // SAFETY: the pointer is that of a local `int`, which the call writes and does not keep.
        match Errno::result(unsafe { libc::waitpid(-1, &raw mut status, libc::__WALL) }) {
            Err(Errno::EINTR) => {}
            waited => break waited?,
        }
    };
    let status = match (status >> 16, libc::WSTOPSIG(status)) {
        _ if libc::WIFEXITED(status) => Status::Exited(libc::WEXITSTATUS(status)),
        _ if libc::WIFSIGNALED(status) => Status::Killed(libc::WTERMSIG(status)),
        (0, SYSTEM_CALL) => Status::SystemCall,
        (0, signal) => Status::Signal(signal),
        (event, signal) => Status::Event { event, signal },
    };
    Ok((Pid::from_raw(pid), status))
}

/// `PTRACE_SYSCALL`: lets a process run to its next system call, and delivers a signal to it,
/// unless that is 0.
///
/// A process that has been killed meanwhile is no error: the next `wait` reports its end.
pub(super) fn resume(pid: Pid, signal: i32) {
    request(libc::PTRACE_SYSCALL, pid, signal);
}

/// `PTRACE_LISTEN`: leaves a process stopped that Ctrl-Z or `SIGSTOP` has stopped, until `SIGCONT`.
pub(super) fn leave_stopped(pid: Pid) {
    request(libc::PTRACE_LISTEN, pid, 0);
}

fn request(request: libc::c_uint, pid: Pid, signal: i32) {
    let signal = usize::try_from(signal).unwrap_or_default();
    let none = without_provenance_mut::<libc::c_void>(0);
    let signal = without_provenance_mut::<libc::c_void>(signal);
    // SAFETY: these two requests read and write no memory of this process; their last argument is
    // a number in the place of a pointer.
    unsafe { libc::ptrace(request, pid.as_raw(), none, signal) };
}

/// A process at the beginning or the end of a system call.
#[derive(Clone, Copy, Debug)]
pub(super) enum SystemCall {
    /// It is about to enter this call. The architecture decides what the numbers mean.
    Entry { architecture: u32, number: u64, arguments: [u64; 6] },
    /// The call returned this, or failed.
    Exit(Result<u64, Errno>),
}

/// `PTRACE_GET_SYSCALL_INFO`: the system call at which a process has stopped.
///
/// The same for every architecture. Before it came with Linux 5.3, a tracer had to know which
/// registers hold the arguments.
///
/// # Errors
///
/// As ptrace(2); `ESRCH` if the process has been killed meanwhile.
pub(super) fn system_call(pid: Pid) -> Result<Option<SystemCall>, Errno> {
    let info = ptrace::syscall_info(pid)?;
    Ok(match info.op {
        libc::PTRACE_SYSCALL_INFO_ENTRY => {
            // SAFETY: `op` says that this half of the union is valid.
            let entry = unsafe { info.u.entry };
            let architecture = info.arch;
            Some(SystemCall::Entry { architecture, number: entry.nr, arguments: entry.args })
        }
        libc::PTRACE_SYSCALL_INFO_EXIT => {
            // SAFETY: as above, for the other half.
            let exit = unsafe { info.u.exit };
            let errno = || Errno::from_raw(i32::try_from(-exit.sval).unwrap_or_default());
            Some(SystemCall::Exit(match exit.is_error {
                0 => Ok(exit.sval.cast_unsigned()),
                _ => Err(errno()),
            }))
        }
        _ => None,
    })
}
