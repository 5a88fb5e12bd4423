//! `netlink-monitor families`: the families of generic netlink, their operations and their
//! multicast groups.

use clap::Args;
use messenger::program::{Failure, print};
use netlink_monitor::families::{Family, all};

use super::PROGRAM;

#[derive(Args)]
pub(crate) struct Families {
    /// Only the family of this name
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Print JSON, one object for each family
    #[arg(long)]
    json: bool,
}

pub(crate) fn families(options: &Families) -> Result<(), Failure> {
    let mut text = String::new();
    let mut found = false;
    for family in
        all().map_err(|not_done| Failure::Told(format!("dump of families: {not_done}")))?
    {
        if options.name.as_ref().is_some_and(|name| *name != family.name) {
            continue;
        }
        found = true;
        if options.json {
            text.push_str(&serde_json::to_string(&family)?);
            text.push('\n');
        } else {
            text.push_str(&described(&family));
        }
    }
    match &options.name {
        Some(name) if !found => Err(Failure::Told(format!(
            "there is no family '{}'; run '{PROGRAM} families' for a list",
            name.escape_debug()
        ))),
        _ => Ok(print(&text)?),
    }
}

fn described(family: &Family) -> String {
    let Family { name, id, version, header_len, max_attribute, operations, groups } = family;
    let mut text = format!(
        "{name}: ID {id}, version {version}, header {header_len} bytes, {max_attribute} attributes\n"
    );
    if !operations.is_empty() {
        let words: Vec<String> = operations
            .iter()
            .map(|operation| {
                // Without the common beginning of all these names.
                let short = |flag: &&str| flag.rsplit('_').next().unwrap_or(flag).to_lowercase();
                let flags: Vec<String> = operation.flags.iter().map(short).collect();
                format!("{} ({})", operation.id, flags.join(" "))
            })
            .collect();
        text.push_str(&format!("    operations: {}\n", words.join(", ")));
    }
    for (number, group) in groups {
        text.push_str(&format!("    group {number}: {group}\n"));
    }
    text
}
