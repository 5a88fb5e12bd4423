//! A program that keeps a copy of the simulated kernel's tables: the loop of `watch`, with the
//! simulated kernel in place of its sockets, and a reader that adds up what it reports.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::{Duration, Instant};

use netlink_monitor::event::events;
use netlink_monitor::mirror::{CHANGED, Change as Reported, Entry, Mirror};
use netlink_monitor::object::{Kind, OBJECTS, Object};
use netlink_monitor::watcher::{Next, Watcher};
use netlink_raw::request::message;
use netlink_raw::uapi::netlink::NLM_F_MULTI;

use crate::Fault;
use crate::kernel::{Change, Kernel, Received, Table};

/// How often a table is read if nothing hints at a change.
const INTERVAL: Duration = Duration::from_secs(30);

/// A step of a history.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The kernel changes. If a table is being read at that moment, then between two of its parts.
    Change(Change),
    /// The program runs until it has received this many times.
    Run(u8),
    /// Time passes, and the program does not run: it is suspended, or slow.
    Sleep(u16),
    /// The program runs until nothing is left to do. Then the sum has to be right.
    Quiet,
}

/// The program, and who reads what it reports.
pub(crate) struct Reader {
    watcher: Watcher,
    kernel: Kernel,
    objects: Vec<&'static Object>,
    now: Cell<Instant>,
    fault: Option<Fault>,
    sum: Sum,
}

/// What was reported, by its key.
#[derive(Default)]
struct Sum {
    entries: BTreeMap<String, Vec<u8>>,
    wrong: Option<String>,
}

impl Sum {
    fn add(&mut self, entry: Entry, change: Reported<'_>) {
        let (key, old, new) = match change {
            Reported::New(body) => (entry.key(body), None, Some(body)),
            Reported::Replaced { old, new } => (entry.key(new), Some(old), Some(new)),
            Reported::Gone(body) => (entry.key(body), Some(body), None),
        };
        if old.zip(new).is_some_and(|(old, new)| identity(entry, old) != identity(entry, new)) {
            self.wrong.get_or_insert(format!("{key}: {new:x?} cannot have been {old:x?}"));
        }
        let key = key.to_string();
        let last = self.entries.remove(&key);
        if last.as_deref() != old {
            self.wrong.get_or_insert(format!("{key}: {old:x?} is reported of {last:x?}"));
        }
        if let Some(new) = new {
            self.entries.insert(key, new.to_vec());
        }
    }
}

/// The identity of an entry, by the tables as they are, whatever the program goes by.
fn identity(entry: Entry, body: &[u8]) -> String {
    let table = OBJECTS
        .iter()
        .flat_map(|object| object.tables)
        .find(|table| table.new_type() == entry.table.new_type())
        .expect("a changed table is still one of these");
    Entry { table, number: 1 }.key(body).to_string()
}

impl Reader {
    pub(crate) fn new(objects: &[&'static Object], capacity: usize, fault: Option<Fault>) -> Self {
        let now = Instant::now();
        Reader {
            watcher: Watcher::new(objects, INTERVAL, now),
            kernel: Kernel::new(capacity),
            objects: objects.to_vec(),
            now: Cell::new(now),
            fault,
            sum: Sum::default(),
        }
    }

    /// Runs a history. Fails with what is wrong at a quiet moment.
    pub(crate) fn run(mut self, history: &[Step]) -> Result<(), String> {
        let mut rest = history;
        self.read(&mut rest);
        while let Some((step, later)) = rest.split_first() {
            rest = later;
            match step {
                Step::Change(change) => self.kernel.change(change),
                Step::Run(times) => {
                    for _ in 0..*times {
                        self.once(&mut rest);
                    }
                }
                Step::Sleep(milliseconds) => {
                    self.pass(Duration::from_millis((*milliseconds).into()));
                }
                Step::Quiet => self.settle(&mut rest)?,
            }
        }
        self.settle(&mut rest)
    }

    fn pass(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }

    /// One round of the loop. Returns whether it did anything but wait for the next periodic check.
    fn once(&mut self, rest: &mut &[Step]) -> bool {
        let until = match self.watcher.next(self.now.get()) {
            Next::Read => {
                self.read(rest);
                return true;
            }
            Next::Receive(until) => until.expect("there is a periodic check"),
        };
        match self.kernel.receive() {
            Received::Datagram(datagram) => {
                self.apply(&datagram);
                self.watcher.received(self.now.get());
            }
            Received::Overrun => {
                self.watcher.overrun(self.now.get());
                if self.fault == Some(Fault::ReadsBeforeTheQueueIsEmpty) {
                    self.read(rest);
                }
            }
            Received::Nothing => {
                let is_periodic = until.saturating_duration_since(self.now.get()) > INTERVAL / 2;
                self.watcher.received_nothing();
                if is_periodic {
                    return false;
                }
                self.now.set(until.max(self.now.get()));
            }
        }
        true
    }

    fn apply(&mut self, datagram: &[u8]) {
        let Reader { watcher, sum, fault, .. } = self;
        let Ok(()) = events(datagram, |event| {
            if event.object.kind == Kind::Nexthop && *fault == Some(Fault::IgnoresNextHops) {
                return Ok(());
            }
            watcher.apply(event, |entry, change| sum.add(entry, change));
            Ok::<_, Infallible>(())
        });
    }

    /// Reads the tables of all mirrors that are dirty.
    fn read(&mut self, rest: &mut &[Step]) {
        let Reader { watcher, kernel, now, fault, sum, .. } = self;
        let Ok(()) = watcher.read(
            || now.get(),
            |mirror, _| {
                now.set(now.get() + Duration::from_millis(1));
                Ok::<_, Infallible>(read_table(mirror, kernel, *fault, sum, rest))
            },
        );
    }

    /// Runs until only the next periodic check is left to do, and compares.
    fn settle(&mut self, rest: &mut &[Step]) -> Result<(), String> {
        /// Far more rounds than any history needs.
        const MANY: usize = 2_000;
        let quiet = |reader: &mut Self, rest: &mut &[Step]| {
            (0..MANY).any(|_| !reader.once(rest)).then_some(()).ok_or("it is never quiet")
        };
        quiet(self, rest)?;
        while std::mem::take(&mut self.kernel.unhinted) {
            self.pass(INTERVAL * 2);
            quiet(self, rest)?;
        }
        if let Some(wrong) = self.sum.wrong.take() {
            return Err(wrong);
        }
        let mut expected = Vec::new();
        for object in &self.objects {
            expected.extend(
                self.kernel.entries(table(object.kind)).1.into_iter().map(|(_, body)| body),
            );
        }
        let mut found: Vec<_> = self.sum.entries.values().cloned().collect();
        expected.sort();
        found.sort();
        if found == expected {
            return Ok(());
        }
        let only = |these: &[Vec<u8>], others: &[Vec<u8>]| -> Vec<Vec<u8>> {
            these.iter().filter(|body| !others.contains(body)).cloned().collect()
        };
        Err(format!(
            "not reported: {:x?}; not in the kernel: {:x?}",
            only(&expected, &found),
            only(&found, &expected)
        ))
    }
}

/// The simulated kernel's table of an object.
fn table(kind: Kind) -> Table {
    match kind {
        Kind::Link => Table::Link,
        Kind::Addr => Table::Address,
        Kind::Route => Table::Route,
        Kind::Nexthop => Table::NextHop,
        Kind::Netconf => Table::Netconf,
        other => unreachable!("{} is not simulated", other.object().name),
    }
}

/// Reads the table of a mirror, part by part. The changes that are next in the history happen in
/// between. Returns whether it could be read to the end.
fn read_table(
    mirror: &mut Mirror,
    kernel: &mut Kernel,
    fault: Option<Fault>,
    sum: &mut Sum,
    rest: &mut &[Step],
) -> bool {
    /// How many entries fit into a part.
    const PART: usize = 2;
    /// How often an interrupted dump is started over.
    const ATTEMPTS: usize = 3;
    let table = table(mirror.object.kind);
    mirror.begin();
    for _ in 0..ATTEMPTS {
        let generation = kernel.generation(table);
        let mut interrupted = false;
        // Where the dump continues: a leaf, and how many of its entries have been sent.
        let (mut leaf, mut sent) = (0, 0);
        loop {
            let (message_type, entries) = kernel.entries(table);
            let ahead = entries.iter().filter(|(number, _)| *number >= leaf);
            // It counts what is there now (`fn_trie_dump_leaf` in net/ipv4/fib_trie.c).
            let in_leaf = entries.iter().filter(|(number, _)| *number == leaf).count();
            let part: Vec<_> = ahead.skip(sent.min(in_leaf)).take(PART).collect();
            let Some((last, _)) = part.last() else { break };
            for (_, body) in &part {
                let mut datagram = message(message_type, 1, 2, body);
                datagram[6..8].copy_from_slice(&NLM_F_MULTI.to_ne_bytes());
                let Ok(()) = events(&datagram, |event| {
                    mirror.merge(event, |entry, change| sum.add(entry, change));
                    Ok::<_, Infallible>(())
                });
            }
            mirror.end_of_datagram();
            let from_last = part.iter().filter(|(number, _)| number == last).count();
            sent = if *last == leaf { sent + from_last } else { from_last };
            leaf = *last;
            if let [Step::Change(change), later @ ..] = rest {
                kernel.change(change);
                *rest = later;
            }
            interrupted |= kernel.generation(table) != generation;
        }
        if !interrupted {
            end(mirror, fault, sum);
            return true;
        }
        mirror.again();
    }
    mirror.mark_dirty(CHANGED);
    false
}

fn end(mirror: &mut Mirror, fault: Option<Fault>, sum: &mut Sum) {
    if fault != Some(Fault::DeletesLast) {
        return mirror.end(|entry, change| sum.add(entry, change));
    }
    let mut gone = Vec::new();
    mirror.end(|entry, change| match change {
        Reported::New(_) => sum.add(entry, change),
        Reported::Gone(body) => gone.push((entry, body.to_vec())),
        Reported::Replaced { old, new } => {
            sum.add(entry, Reported::New(new));
            gone.push((entry, old.to_vec()));
        }
    });
    for (entry, body) in gone {
        sum.add(entry, Reported::Gone(&body));
    }
}
