//! Each table is in the file of its header, and the imports form no circles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files that are not headers: the indexes and the list of all tables.
const INDEXES: &[&str] = &["messages", "diag_messages", "kinds", "protocols", "tables"];

/// Rows that are in the table of a different header, because one field has all of them.
const GUESTS: &[(&str, &str)] = &[
    ("netlink", "NDIAG_PROTO_ALL"),
    ("netlink", "TCP_CLOSE"),
    ("in_", "IPPROTO_ICMPV6"),
    // An empty list that iproute2 adds to the options of prio.
    ("pkt_sched", "TCA_OPTIONS"),
    ("sys_socket", "RTNL_FAMILY_IPMR"),
    ("sys_socket", "RTNL_FAMILY_IP6MR"),
    // The attributes in these lists are numbered by address family.
    ("if_link", "AF_INET"),
    ("if_link", "AF_INET6"),
    ("if_link", "AF_MPLS"),
    ("if_link", "AF_MCTP"),
];

/// Returns the source files of the tables, by name.
fn files() -> BTreeMap<String, String> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/uapi");
    let entries = std::fs::read_dir(&directory).expect("the tables");
    let files: BTreeMap<_, _> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter_map(|path| {
            let stem = path.file_stem()?.to_str()?.to_owned();
            Some((stem, std::fs::read_to_string(&path).expect("a text")))
        })
        .collect();
    assert!(files.len() > 40, "{}", files.len());
    files
}

/// Returns the file of a header: `in_.rs` for `linux/in.h`, because `in` and `if` are Rust
/// keywords, and `can_netlink.rs` for `linux/can/netlink.h`, because there is a `linux/netlink.h`.
fn file_of(header: &str) -> Option<String> {
    let name = header.strip_prefix("linux/")?.strip_suffix(".h")?;
    if name == "can/netlink" {
        return Some("can_netlink".to_owned());
    }
    let name = name.rsplit('/').next()?;
    Some(if matches!(name, "in" | "if") { format!("{name}_") } else { name.to_owned() })
}

/// Returns what follows each `start` in `text`, up to a quote.
fn quoted<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn a_layout_is_in_the_file_of_its_header() {
    let mut layouts = 0;
    for (file, text) in files() {
        for header in quoted(&text, "header: \"") {
            layouts += 1;
            assert_eq!(file_of(header).as_ref(), Some(&file), "{header} in {file}.rs");
        }
    }
    assert!(layouts > 90, "{layouts}");
}

/// Compares the files of all rows with the machine's headers.
#[test]
fn a_row_is_in_the_file_of_its_header() {
    let words = |text: &str| -> BTreeSet<String> {
        let separator = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        text.split(separator).map(str::to_owned).collect()
    };
    let mut headers = BTreeMap::new();
    for directory in ["/usr/include/asm-generic", "/usr/include/linux", "/usr/include/linux/tc_act"]
    {
        let Ok(entries) = std::fs::read_dir(directory) else { continue };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            if let (Some(file), Ok(text)) =
                (file_of(&format!("linux/{stem}.h")), std::fs::read_to_string(&path))
            {
                // The numbers below 35 have a header of their own. linux/errno.h includes both.
                let file = if file == "errno-base" { "errno".to_owned() } else { file };
                headers.entry(file).or_insert_with(BTreeSet::new).extend(words(&text));
            }
        }
    }
    let files = files();
    headers.retain(|file, _| files.contains_key(file));
    let mut found = 0;
    for (file, text) in files {
        let Some(header) = headers.get(&file) else { continue };
        for line in text.lines().map(str::trim) {
            let row = ["attr(", "name(", "message("].iter().find_map(|row| line.strip_prefix(row));
            let Some(c_name) = row.and_then(|row| row.split('"').nth(1)) else { continue };
            // Rows without a C name are in lower case: `command`, `policy`.
            if !c_name.starts_with(|c: char| c.is_ascii_uppercase()) {
                continue;
            }
            if header.contains(c_name) {
                found += 1;
            } else if !GUESTS.contains(&(&file, c_name)) {
                // This machine's headers may lack names of newer kernels.
                let elsewhere = headers.iter().filter(|(_, words)| words.contains(c_name));
                let elsewhere: Vec<_> = elsewhere.map(|(file, _)| file).collect();
                assert!(elsewhere.is_empty(), "{c_name} is in {file}.rs, not in {elsewhere:?}");
            }
        }
    }
    assert!(headers.is_empty() || found > 900, "{found}");
}

/// Constants that are in no row. `headers.rs` checks those that an exported header defines.
const ALONE: &[&str] = &[
    "INFINITY_LIFE_TIME",
    "NETCONFA_IFINDEX_ALL",
    "NETCONFA_IFINDEX_DEFAULT",
    "NETNSA_NSID_NOT_ASSIGNED",
    "NLM_F_DUMP",
    "NLMSG_MIN_TYPE",
    "TC_H_CLSACT",
    "TC_H_MAJ_MASK",
    "TC_H_MIN_EGRESS",
    "TC_H_MIN_INGRESS",
    "TC_H_MIN_MASK",
    "TCM_IFINDEX_MAGIC_BLOCK",
];

/// If a constant's row uses the constant, the two cannot disagree.
#[test]
fn the_row_of_a_constant_uses_the_constant() {
    let files = files();
    // A long row may be split over several lines.
    let rows: String =
        files.values().map(|text| text.replace("(\n    ", "(").replace(",\n    ", ", ")).collect();
    let mut constants = 0;
    for (file, text) in &files {
        for line in text.lines() {
            let Some((name, rest)) =
                line.strip_prefix("pub const ").and_then(|rest| rest.split_once(": "))
            else {
                continue;
            };
            if !rest.starts_with(['u', 'i']) {
                continue;
            }
            constants += 1;
            let row = [format!("({name}, \"{name}\""), format!("({name} as u64, \"{name}\"")];
            let used = row.iter().any(|row| rows.contains(row));
            assert!(
                used != ALONE.contains(&name),
                "{name} in {file}.rs has no row, or is not alone"
            );
        }
    }
    assert!(constants > 350, "{constants}");
}

/// A header's file imports only the files of other headers: no index, and nothing through `mod.rs`.
#[test]
fn a_header_imports_no_index() {
    let files = files();
    let mut imports = 0;
    for (file, text) in files.iter().filter(|(file, _)| *file != "mod") {
        for rest in text.split("crate::uapi::").skip(1) {
            let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
            let name = name.unwrap_or_default();
            let named: Vec<&str> = match name {
                // `use crate::uapi::{diag_messages, messages};`
                "" => rest
                    .trim_start_matches('{')
                    .split('}')
                    .next()
                    .unwrap_or("")
                    .split(", ")
                    .collect(),
                name => vec![name],
            };
            for name in named {
                assert!(files.contains_key(name), "{file}.rs imports '{name}' through mod.rs");
                let index = INDEXES.contains(&name);
                assert!(!index || INDEXES.contains(&file.as_str()), "{file}.rs imports {name}.rs");
                imports += 1;
            }
        }
    }
    assert!(imports > 30, "{imports}");
}

#[test]
fn imports_form_no_circles() {
    let files = harness::assert_no_circles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(files > 80, "{files}");
}
