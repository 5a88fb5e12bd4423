//! Where other people's code runs: `cargo exercise jail`, which `grade` starts.
//!
//! A student's program could do whatever the instructor may do. So it gets a machine of its
//! own, made of namespaces (namespaces(7)):
//!
//! - **Files.** A new, empty file system. Only what is named with `--read` is there, and it
//!   cannot be written; what is named with `--write` can. `/tmp` is small, empty, and gone
//!   afterwards. There is no `/proc`, and so no way to the program's own memory.
//! - **Network.** A lab: only `lo`.
//! - **Processes.** The program is process 1, and sees no other. When it ends, or its time is
//!   over, everything that it has started ends with it.
//! - **The user** is nobody, if the instructor is root; else it is the instructor, to whom no
//!   file is left to write.
//! - **Limits** on memory, processor time, processes, and the size of files (getrlimit(2)).
//!
//! All mounts are made in a mount namespace of this process, behind `MS_PRIVATE`: the
//! machine's own are left alone, and there is nothing to clean up.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::ExitStatusExt;
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
    Gid, Uid, chdir, getegid, geteuid, getppid, pivot_root, setgroups, setresgid, setresuid, write,
};

use crate::Told;

/// The exit code for a jail that could not be made.
pub const NO_JAIL: u8 = 125;

/// The user and group "nobody".
const NOBODY: u32 = 65534;

#[derive(clap::Args)]
pub struct Arguments {
    /// An empty directory, on which the new file system is built
    #[arg(long)]
    root: PathBuf,
    /// A file or directory that is there, at the same path
    #[arg(long)]
    read: Vec<PathBuf>,
    /// A directory that is there and can be written
    #[arg(long)]
    write: Vec<PathBuf>,
    /// After so many seconds, everything ends
    #[arg(long)]
    seconds: u64,
    /// Memory for each process, in MiB
    #[arg(long)]
    memory: u64,
    /// How many processes there may be
    #[arg(long)]
    processes: u64,
    /// The program and its arguments
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

/// Runs the command. The exit code is its own; 128 and the signal's number, if a signal
/// ended it; or [`NO_JAIL`].
pub fn run(arguments: &Arguments) -> ExitCode {
    match enter(arguments).and_then(|()| to_the_end(arguments)) {
        Ok(code) => ExitCode::from(code),
        Err(Told(text)) => {
            eprintln!("cargo exercise jail: {text}");
            ExitCode::from(NO_JAIL)
        }
    }
}

/// For `map_err`: what was tried.
fn failed<E: std::fmt::Display>(step: impl Into<String>) -> impl FnOnce(E) -> Told {
    let step = step.into();
    move |error| Told(format!("{step}: {error}"))
}

fn enter(arguments: &Arguments) -> Result<(), Told> {
    let spaces = CloneFlags::CLONE_NEWNS
        | CloneFlags::CLONE_NEWPID
        | CloneFlags::CLONE_NEWIPC
        | CloneFlags::CLONE_NEWUTS;
    // Root makes these namespaces as root, and becomes nobody afterwards: nobody may not
    // even look into the directories that are to be shown. Others get the right to make them
    // with a user namespace, in which they are root.
    let as_root = geteuid().is_root() && there_is_nobody() && unshare(spaces).is_ok();
    if !as_root {
        let proc_self = proc_self()?;
        let (uid, gid) = (geteuid(), getegid());
        unshare(spaces | CloneFlags::CLONE_NEWUSER)
            .map_err(failed("this machine forbids user namespaces (see chapter 3): unshare"))?;
        map_to_root(&proc_self, uid, gid)?;
    }
    // Before any mount: from here on, none is seen outside.
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
        // Who changes its user may not write its own files in /proc, until it says so.
        prctl::set_dumpable(true).map_err(failed("PR_SET_DUMPABLE"))?;
    }
    // A second user namespace, and a mount namespace of it: in there, one is root again,
    // as the lab needs it, but cannot undo what was mounted outside (mount_namespaces(7):
    // such mounts are locked).
    let (uid, gid) = (geteuid(), getegid());
    unshare(CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNS)
        .map_err(failed("this machine forbids user namespaces (see chapter 3): unshare"))?;
    map_to_root(&proc_self, uid, gid)?;
    netlink_raw::lab::enter().map_err(failed("the lab"))?;
    limit(arguments)
}

/// Whether there is a user "nobody" to become. A root who is so only inside of a user
/// namespace often has no other user there.
fn there_is_nobody() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    map.lines().any(|line| {
        let mut numbers = line.split_whitespace().filter_map(|word| word.parse::<u64>().ok());
        let (first, _, len) = (numbers.next(), numbers.next(), numbers.next());
        let nobody = u64::from(NOBODY);
        first.zip(len).is_some_and(|(first, len)| (first..first + len).contains(&nobody))
    })
}

/// `/proc/self`, to be looked into when there is no `/proc` any more.
fn proc_self() -> Result<OwnedFd, Told> {
    let flags = OFlag::O_PATH | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC;
    open("/proc/self", flags, Mode::empty()).map_err(failed("/proc/self"))
}

/// Root inside is the present user outside (user_namespaces(7)).
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

/// The new file system, in the place of the old one.
fn build(arguments: &Arguments) -> Result<(), Told> {
    let none = None::<&str>;
    let root = arguments.root.as_path();
    let safe = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
    mount(Some("tmpfs"), root, Some("tmpfs"), safe, Some("mode=755,size=1m"))
        .map_err(failed("mounting a tmpfs"))?;
    // First, because what is to be shown may be in a directory there.
    let tmp = root.join("tmp");
    fs::create_dir(&tmp)?;
    mount(Some("tmpfs"), &tmp, Some("tmpfs"), safe, Some("mode=1777,size=16m"))
        .map_err(failed("mounting /tmp"))?;
    let devices = ["/dev/null", "/dev/zero", "/dev/urandom"].map(PathBuf::from);
    let shown: Vec<&PathBuf> =
        arguments.read.iter().chain(&devices).chain(&arguments.write).collect();
    for path in &shown {
        // It is shown with the directory that it is in.
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

/// Where an absolute path is in the new file system.
fn below(root: &Path, path: &Path) -> PathBuf {
    root.join(path.strip_prefix("/").unwrap_or(path))
}

/// Shows a file or directory at the same path. One that is not there is not shown either.
fn bind(root: &Path, path: &Path) -> Result<(), Told> {
    let Ok(metadata) = fs::symlink_metadata(path) else { return Ok(()) };
    let at = below(root, path);
    fs::create_dir_all(at.parent().unwrap_or(root))?;
    if metadata.is_symlink() {
        // `/lib`, where it is `usr/lib`.
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

/// A mount, and the flags that it has and has to keep: an ordinary user may add some, and
/// may not take any away.
struct Mounted {
    at: PathBuf,
    flags: MsFlags,
}

/// The mounts below the new root, as `/proc/self/mountinfo` lists them (proc(5)).
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

/// A path in mountinfo has `\040` for a space, and the like.
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
    // Nothing that is run in here may get more rights than it has.
    prctl::set_no_new_privs().map_err(failed("PR_SET_NO_NEW_PRIVS"))
}

/// Starts the command and waits for it, or for the end of its time, or of the grader.
fn to_the_end(arguments: &Arguments) -> Result<u8, Told> {
    // As signals to be read, because there may be no second thread here: after
    // unshare(CLONE_NEWPID), clone(2) refuses to make one.
    let mut ends = SigSet::empty();
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        ends.add(signal);
    }
    ends.thread_block().map_err(failed("sigprocmask"))?;
    let ends = SignalFd::with_flags(&ends, SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC)
        .map_err(failed("signalfd"))?;
    let grader = getppid();
    let [program, rest @ ..] = arguments.command.as_slice() else {
        return Err("there is no command".into());
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
        .spawn()
        .map_err(failed(program.as_str()))?;
    let deadline = Instant::now() + Duration::from_secs(arguments.seconds);
    loop {
        if let Some(status) = child.try_wait()? {
            let signal = status.signal().and_then(|signal| u8::try_from(signal).ok());
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            return Ok(code.or(signal.map(|signal| 128 + signal)).unwrap_or(1));
        }
        let told_to_end = ends.read_signal().is_ok_and(|signal| signal.is_some());
        if told_to_end || Instant::now() > deadline || getppid() != grader {
            // It is process 1 of its namespace. When that is killed, so are all others.
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
