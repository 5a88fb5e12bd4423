//! Where and when a program runs, for readers that collect the output of many.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;

/// A run of a program: from its start to its end.
pub struct Run {
    /// A random identifier: no other run has the same.
    pub id: String,
    /// The name of the host: `uname -n`.
    pub host: String,
    /// The boot ID: the kernel picks another at each start of the machine.
    pub boot: String,
    /// The inode of the network namespace: what `lsns -t net` calls NS. No two namespaces have the
    /// same at the same time; after one is gone, another may get its inode.
    pub netns: u64,
}

impl Run {
    /// The run of this program, in its network namespace.
    ///
    /// # Errors
    ///
    /// Those of reading files in `/proc`, with the name of the file.
    pub fn new() -> io::Result<Self> {
        let netns = "/proc/thread-self/ns/net";
        Ok(Run {
            id: line("/proc/sys/kernel/random/uuid")?,
            host: line("/proc/sys/kernel/hostname")?,
            boot: line("/proc/sys/kernel/random/boot_id")?,
            netns: File::open(netns).and_then(|file| file.metadata()).map_err(of(netns))?.ino(),
        })
    }
}

fn line(path: &str) -> io::Result<String> {
    Ok(fs::read_to_string(path).map_err(of(path))?.trim_end().to_owned())
}

fn of(path: &str) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{path}: {error}"))
}
