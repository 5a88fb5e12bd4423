"""Programs that run until something ends them: starting, waiting for, interrupting them.

What the scripts in Python share; scripts/harness is the same for the tests in Rust. Nothing
here waits for a length of time. It waits for a condition, and gives up after PATIENCE.
"""

import os
import signal
import subprocess
import time

# How many seconds anything may take; cargo may have to compile.
PATIENCE = 300
# NETLINK_USERSOCK: between processes, which use each other's port ID.
USERSOCK = 2


class Late(Exception):
    """A condition that did not come true."""


def until(condition, what, patience=PATIENCE):
    """Waits until a condition is true; `what` says which, if it does not come true."""
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise Late(f"within {patience} s: {what}")
        time.sleep(0.005)


def children(pid):
    """The processes that this one has started."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as pids:
            return [int(child) for child in pids.read().split()]
    except OSError:
        return []


def descendants(pid):
    """The processes that this one has started, those that they have started, and so on."""
    return [found for child in children(pid) for found in [child, *descendants(child)]]


def programs(pid):
    """The processes that began with this one and have no children: those that do the work.

    Around them may be a shell, strace, time(1), or the lab."""
    return [program for child in children(pid) for program in programs(child)] or [pid]


def sockets(pid):
    """The inodes of the sockets that a process has open."""
    found = set()
    try:
        for file in os.scandir(f"/proc/{pid}/fd"):
            try:
                target = os.readlink(file.path)
            except FileNotFoundError:
                continue
            if target.startswith("socket:["):
                found.add(target[8:-1])
    except OSError:
        pass
    return found


def listening(pid):
    """The inodes of the sockets in a process's network to which others can send: netlink
    sockets with groups or a port ID of their own, UDP sockets, Unix sockets with a path."""
    def rows(table):
        try:
            with open(f"/proc/{pid}/net/{table}") as lines:
                return [line.split() for line in lines][1:]
        except OSError:
            return []

    found = {row[9] for row in rows("netlink") if int(row[3], 16) or (int(row[1]), row[2] != "0") == (USERSOCK, True)}
    # A connected socket receives from one sender only: that of somebody who asks.
    found |= {row[9] for table in ["udp", "udp6"] for row in rows(table) if set(row[2]) == {"0", ":"}}
    found |= {row[6] for row in rows("unix") if len(row) > 7}
    return found


def state(pid):
    """The state of a process, a letter, as in ps(1); Z if it has ended."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            # After the name, in which there may be a parenthesis.
            return stat.read().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def sleeps(pid):
    """Whether a process waits in a system call."""
    return state(pid) == "S"


def is_waiting(pid):
    """Whether a process listens, and waits for what arrives: all that did arrive is read.

    A sender's system call does not return before a receiver that slept is awake."""
    return bool(sockets(pid) & listening(pid)) and sleeps(pid)


class Program:
    """A command, and all that it starts, in a group of processes."""

    def __init__(self, command, **options):
        self.child = subprocess.Popen(command, start_new_session=True, **options)

    def is_waiting(self):
        """Whether it listens, and waits for what arrives."""
        return any(is_waiting(pid) for pid in programs(self.child.pid))

    def listens(self, patience=PATIENCE):
        """Waits until it has a socket and waits for datagrams; returns early if it ends."""
        until(lambda: self.child.poll() is not None or self.is_waiting(), "the program listens", patience)

    def signal(self, number):
        """Sends a signal to the command and to all that it started, as the terminal does."""
        try:
            os.killpg(self.child.pid, number)
        except ProcessLookupError:
            pass

    def end(self, number, patience=20):
        """Ends it with this signal and returns its exit code; None if it had to be killed."""
        self.signal(number)
        return self.wait(patience)

    def wait(self, patience=PATIENCE):
        """Waits until it ends, and returns its exit code; None if it had to be killed."""
        try:
            return self.child.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.child.wait()
            return None
