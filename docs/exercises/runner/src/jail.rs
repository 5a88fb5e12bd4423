//! The sandbox for other people's code: `cargo exercise jail`, which `grade` starts.
//!
//! A student's program could do everything that the instructor is allowed to do. So it gets a
//! machine of its own, made of namespaces (namespaces(7)):
//!
//! - **Files.** A new, empty file system. It contains only what `--read` names, which is
//!   read-only, and what `--write` names, which is writable. `/tmp` is small and empty, and is
//!   removed afterwards. There is no `/proc`, so a program cannot write to its own memory there.
//! - **Network.** A lab, with only `lo`.
//! - **Processes.** The program is process 1 and sees no others. When it exits or its time is
//!   up, every process that it started ends with it. It has a session and a process group of its
//!   own, because `kill(0, …)` reaches a whole process group, even across PID namespaces.
//! - **The user** is `nobody` if the instructor is root. Otherwise it is the instructor, who
//!   has no file left to write to.
//! - **Limits** on memory, CPU time, processes, and the size of files (getrlimit(2)).
//!
//! All mounts are made in this process's own mount namespace, after `MS_PRIVATE`. The
//! machine's own mounts do not change, and there is nothing to clean up.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

use nix::fcntl::{OFlag, open, openat};
use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::sched::{CloneFlags, unshare};
use nix::sys::prctl;
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SigSet, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::sys::stat::Mode;
use nix::unistd::{
    Gid, Uid, chdir, getegid, geteuid, getppid, pivot_root, setgroups, setresgid, setresuid,
    setsid, write,
};

use crate::Told;

/// The exit code if the jail cannot be created.
pub const NO_JAIL: u8 = 125;

/// The user and group `nobody`.
const NOBODY: u32 = 65534;

#[derive(clap::Args)]
pub struct Arguments {
    /// Mount the new file system on this empty directory
    #[arg(long)]
    root: PathBuf,
    /// Make this file or directory visible at the same path
    #[arg(long)]
    read: Vec<PathBuf>,
    /// Make this directory visible and writable
    #[arg(long)]
    write: Vec<PathBuf>,
    /// Stop everything after this many seconds
    #[arg(long)]
    seconds: u64,
    /// Limit the memory of each process, in MiB
    #[arg(long)]
    memory: u64,
    /// Limit the number of processes
    #[arg(long)]
    processes: u64,
    /// The program and its arguments
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

/// Runs the command. Returns its exit code, or 128 plus the signal's number if a signal ended
/// it, or [`NO_JAIL`].
pub fn run(arguments: &Arguments) -> ExitCode {
    match enter(arguments).and_then(|()| to_the_end(arguments)) {
        Ok(code) => ExitCode::from(code),
        Err(Told(text)) => {
            eprintln!("cargo exercise jail: {text}");
            ExitCode::from(NO_JAIL)
        }
    }
}

/// For `map_err`: puts the step that failed before the error.
fn failed<E: std::fmt::Display>(step: impl Into<String>) -> impl FnOnce(E) -> Told {
    let step = step.into();
    move |error| Told(format!("{step}: {error}"))
}

fn enter(arguments: &Arguments) -> Result<(), Told> {
    // Ctrl-C in the terminal does not reach this session: the grader passes it on.
    setsid().map_err(failed("setsid"))?;
    let spaces = CloneFlags::CLONE_NEWNS
        | CloneFlags::CLONE_NEWPID
        | CloneFlags::CLONE_NEWIPC
        | CloneFlags::CLONE_NEWUTS;
    // Root creates these namespaces as root and becomes `nobody` afterwards, because `nobody`
    // may not even look into the directories to be shown. Other users get the right to create
    // them from a user namespace in which they are root.
    let as_root = geteuid().is_root() && has_user_nobody() && unshare(spaces).is_ok();
    if !as_root {
        let proc_self = proc_self()?;
        let (uid, gid) = (geteuid(), getegid());
        unshare(spaces | CloneFlags::CLONE_NEWUSER).map_err(failed(
            "this machine does not allow user namespaces (see chapter 3): unshare",
        ))?;
        map_to_root(&proc_self, uid, gid)?;
    }
    // Before any mount, so that no mount is visible outside.
    let none = None::<&str>;
    mount(none, "/", none, MsFlags::MS_REC | MsFlags::MS_PRIVATE, none)
        .map_err(failed("mount MS_PRIVATE"))?;
    let proc_self = proc_self()?;
    build(arguments)?;
    if as_root {
        setgroups(&[]).map_err(failed("setgroups"))?;
        let (uid, gid) = (Uid::from_raw(NOBODY), Gid::from_raw(NOBODY));
        setresgid(gid, gid, gid).map_err(failed("setresgid"))?;
        setresuid(uid, uid, uid).map_err(failed("setresuid"))?;
        // A process that changed its user may not write its own files in /proc unless it sets
        // this.
        prctl::set_dumpable(true).map_err(failed("PR_SET_DUMPABLE"))?;
    }
    // A second user namespace with its own mount namespace. In there the process is root again,
    // as the lab requires, but it cannot undo the outer mounts (mount_namespaces(7): such mounts
    // are locked).
    let (uid, gid) = (geteuid(), getegid());
    unshare(CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNS)
        .map_err(failed("this machine does not allow user namespaces (see chapter 3): unshare"))?;
    map_to_root(&proc_self, uid, gid)?;
    netlink_raw::lab::enter().map_err(failed("the lab"))?;
    limit(arguments)
}

/// Returns whether there is a user `nobody` to become. Root in a user namespace often has no
/// other user there.
fn has_user_nobody() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    map.lines().any(|line| {
        let mut numbers = line.split_whitespace().filter_map(|word| word.parse::<u64>().ok());
        let (first, _, len) = (numbers.next(), numbers.next(), numbers.next());
        let nobody = u64::from(NOBODY);
        first.zip(len).is_some_and(|(first, len)| (first..first + len).contains(&nobody))
    })
}

/// Opens `/proc/self`, for use when there is no `/proc` any more.
fn proc_self() -> Result<OwnedFd, Told> {
    let flags = OFlag::O_PATH | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC;
    open("/proc/self", flags, Mode::empty()).map_err(failed("/proc/self"))
}

/// Maps root inside to the current user outside (user_namespaces(7)).
fn map_to_root(proc_self: &OwnedFd, uid: Uid, gid: Gid) -> Result<(), Told> {
    for (file, line) in [
        ("setgroups", "deny".to_owned()),
        ("uid_map", format!("0 {uid} 1")),
        ("gid_map", format!("0 {gid} 1")),
    ] {
        let flags = OFlag::O_WRONLY | OFlag::O_CLOEXEC;
        let opened = openat(proc_self, file, flags, Mode::empty()).map_err(failed(file))?;
        write(opened, line.as_bytes()).map_err(failed(file))?;
    }
    Ok(())
}

/// Replaces the file system with a new one.
fn build(arguments: &Arguments) -> Result<(), Told> {
    let none = None::<&str>;
    let root = arguments.root.as_path();
    let safe = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
    mount(Some("tmpfs"), root, Some("tmpfs"), safe, Some("mode=755,size=1m"))
        .map_err(failed("mounting a tmpfs"))?;
    // First, because a path to be shown may be below /tmp.
    let tmp = root.join("tmp");
    fs::create_dir(&tmp)?;
    mount(Some("tmpfs"), &tmp, Some("tmpfs"), safe, Some("mode=1777,size=16m"))
        .map_err(failed("mounting /tmp"))?;
    let devices = ["/dev/null", "/dev/zero", "/dev/urandom"].map(PathBuf::from);
    let shown: Vec<&PathBuf> =
        arguments.read.iter().chain(&devices).chain(&arguments.write).collect();
    for path in &shown {
        // A path inside a directory that is shown comes with that directory.
        if !shown.iter().any(|other| other != path && path.starts_with(other)) {
            bind(root, path).map_err(|Told(text)| Told(format!("{}: {text}", path.display())))?;
        }
    }
    let writable = arguments.write.iter().map(|path| below(root, path)).chain([tmp]);
    let writable: Vec<PathBuf> = writable.collect();
    for mounted in mounted_below(root)? {
        if !writable.contains(&mounted.at) {
            let flags = MsFlags::MS_REMOUNT | MsFlags::MS_BIND | MsFlags::MS_RDONLY;
            let at = mounted.at.as_path();
            mount(none, at, none, flags | mounted.flags, none)
                .map_err(failed(format!("{}: making it read-only", at.display())))?;
        }
    }
    let old = root.join("old");
    fs::create_dir(&old)?;
    pivot_root(root, &old).map_err(failed("pivot_root"))?;
    chdir("/").map_err(failed("chdir"))?;
    umount2("/old", MntFlags::MNT_DETACH).map_err(failed("umount2"))?;
    fs::remove_dir("/old")?;
    let flags = MsFlags::MS_REMOUNT | MsFlags::MS_BIND | MsFlags::MS_RDONLY | safe;
    mount(none, "/", none, flags, none).map_err(failed("making / read-only"))?;
    chdir("/tmp").map_err(failed("chdir"))
}

/// Returns the place of an absolute path in the new file system.
fn below(root: &Path, path: &Path) -> PathBuf {
    root.join(path.strip_prefix("/").unwrap_or(path))
}

/// Shows a file or directory at the same path. Does nothing if it does not exist.
fn bind(root: &Path, path: &Path) -> Result<(), Told> {
    let Ok(metadata) = fs::symlink_metadata(path) else { return Ok(()) };
    let at = below(root, path);
    fs::create_dir_all(at.parent().unwrap_or(root))?;
    if metadata.is_symlink() && path.is_dir() {
        // For example `/lib`, where it is a link to `usr/lib`. Instead of a link to a file, the
        // file itself is shown, because the link's target may not be.
        return Ok(std::os::unix::fs::symlink(fs::read_link(path)?, at)?);
    }
    if metadata.is_dir() {
        fs::create_dir_all(&at)?;
    } else {
        fs::File::create(&at)?;
    }
    let none = None::<&str>;
    mount(Some(path), &at, none, MsFlags::MS_BIND | MsFlags::MS_REC, none)
        .map_err(failed("bind mount"))
}

/// A mount, and the flags that it has to keep: an ordinary user may add flags, but not
/// remove any.
struct Mounted {
    at: PathBuf,
    flags: MsFlags,
}

/// Returns the mounts below the new root, from `/proc/self/mountinfo` (proc(5)).
fn mounted_below(root: &Path) -> Result<Vec<Mounted>, Told> {
    let text = fs::read_to_string("/proc/self/mountinfo").map_err(failed("mountinfo"))?;
    let mounts = text.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(4);
        let at = PathBuf::from(unescaped(words.next()?));
        let flags = words.next()?.split(',').map(|option| match option {
            "nosuid" => MsFlags::MS_NOSUID,
            "nodev" => MsFlags::MS_NODEV,
            "noexec" => MsFlags::MS_NOEXEC,
            "noatime" => MsFlags::MS_NOATIME,
            "nodiratime" => MsFlags::MS_NODIRATIME,
            "relatime" => MsFlags::MS_RELATIME,
            _ => MsFlags::empty(),
        });
        let flags = flags.fold(MsFlags::empty(), MsFlags::union);
        (at != root && at.starts_with(root)).then_some(Mounted { at, flags })
    });
    Ok(mounts.collect())
}

/// Decodes a path in mountinfo, where a space is `\040`.
fn unescaped(word: &str) -> String {
    let mut parts = word.split('\\');
    let mut path = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.get(..3).and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match number {
            Some(number) => {
                path.push(char::from(number));
                path.push_str(part.get(3..).unwrap_or_default());
            }
            None => {
                path.push('\\');
                path.push_str(part);
            }
        }
    }
    path
}

fn limit(arguments: &Arguments) -> Result<(), Told> {
    const MIB: u64 = 1 << 20;
    for (resource, limit) in [
        (Resource::RLIMIT_AS, arguments.memory * MIB),
        (Resource::RLIMIT_CPU, arguments.seconds + 1),
        (Resource::RLIMIT_FSIZE, 256 * MIB),
        (Resource::RLIMIT_CORE, 0),
        (Resource::RLIMIT_NOFILE, 256),
        (Resource::RLIMIT_NPROC, arguments.processes),
    ] {
        setrlimit(resource, limit, limit).map_err(failed(format!("{resource:?}")))?;
    }
    // No program in here can gain privileges.
    prctl::set_no_new_privs().map_err(failed("PR_SET_NO_NEW_PRIVS"))
}

/// Starts the command and waits until it exits. Stops it when its time is up or the grader ends.
fn to_the_end(arguments: &Arguments) -> Result<u8, Told> {
    // Read signals from a descriptor, because a second thread is impossible here: after
    // unshare(CLONE_NEWPID), clone(2) refuses to create one.
    let mut ends = SigSet::empty();
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        ends.add(signal);
    }
    ends.thread_block().map_err(failed("sigprocmask"))?;
    let ends = SignalFd::with_flags(&ends, SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC)
        .map_err(failed("signalfd"))?;
    let grader = getppid();
    let [program, rest @ ..] = arguments.command.as_slice() else {
        return Err("no command to run".into());
    };
    let ours = std::env::vars_os().filter(|(name, _)| {
        let name = name.to_string_lossy();
        name.starts_with("EXERCISE_") || name == "LD_LIBRARY_PATH"
    });
    let mut child = Command::new(program)
        .args(rest)
        .env_clear()
        .envs(ours)
        .envs([("PATH", "/usr/local/bin:/usr/bin:/bin"), ("HOME", "/tmp"), ("TMPDIR", "/tmp")])
        // Not the group of this process, which has to outlive the program.
        .process_group(0)
        .spawn()
        .map_err(failed(program.as_str()))?;
    let deadline = Instant::now() + Duration::from_secs(arguments.seconds);
    loop {
        if let Some(status) = child.try_wait()? {
            let signal = status.signal().and_then(|signal| u8::try_from(signal).ok());
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            return Ok(code.or(signal.map(|signal| 128 + signal)).unwrap_or(1));
        }
        let asked_to_stop = ends.read_signal().is_ok_and(|signal| signal.is_some());
        if asked_to_stop || Instant::now() > deadline || getppid() != grader {
            // It is process 1 of its namespace: killing it kills all others.
            match child.kill() {
                Err(error) if error.kind() != io::ErrorKind::InvalidInput => {
                    return Err(error.into());
                }
                _ => {}
            }
        }
        thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_spaces_are_read() {
        assert_eq!(unescaped("/a\\040b\\134c"), "/a b\\c");
        assert_eq!(unescaped("/plain"), "/plain");
        assert_eq!(unescaped("/a\\9"), "/a\\9");
    }
}
