//! Numbers that have names: those of the kernel's headers, and those that iproute2 reads from
//! its files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use messenger::program::digits;
use netlink_raw::wire::Name;

/// A number as `ip` writes it: the name in lower case without the common beginning, or digits.
pub(super) fn text(names: &'static [Name], beginning: &str, number: u64) -> String {
    Name::of(names, number)
        .and_then(|name| name.c_name.strip_prefix(beginning))
        .map_or_else(|| number.to_string(), str::to_lowercase)
}

/// The number that a text of `ip` means.
///
/// iproute2 prints a name for a number if one of its files has one, and these files belong to the
/// machine: FRR, for example, calls 196 `static` as well. So a name may be known to nobody here,
/// or may mean several numbers; then only `ip -N`, which prints numbers, is clear.
pub(super) fn number(
    names: &'static [Name],
    beginning: &str,
    file: &str,
    typed: &str,
) -> Result<u64, BTreeSet<u64>> {
    if let Some(number) = digits(typed) {
        return Ok(number);
    }
    let mut numbers: BTreeSet<u64> = names
        .iter()
        .filter(|name| text(names, beginning, name.number) == typed)
        .map(|name| name.number)
        .collect();
    for path in files(file) {
        let Ok(content) = fs::read_to_string(path) else { continue };
        numbers.extend(content.lines().filter_map(|line| of_line(line, typed)));
    }
    match numbers.first() {
        Some(number) if numbers.len() == 1 => Ok(*number),
        _ => Err(numbers),
    }
}

/// The files in which iproute2 looks for names: the distribution's, the administrator's, and those
/// that other packages add.
fn files(name: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for directory in ["/usr/share/iproute2", "/etc/iproute2"].map(Path::new) {
        files.push(directory.join(name));
        let more = fs::read_dir(directory.join(format!("{name}.d"))).into_iter().flatten();
        files.extend(more.flatten().map(|entry| entry.path()));
    }
    files
}

/// The number in a line such as `196  static`, if the name is this one.
fn of_line(line: &str, wanted: &str) -> Option<u64> {
    let mut words = line.split_whitespace();
    let (number, name) = (words.next()?, words.next()?);
    if name != wanted {
        return None;
    }
    match number.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => digits(number),
    }
}
