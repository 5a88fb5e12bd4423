//! What lines tell that is not in their message: the names of interfaces and whether
//! they are up, learned from the messages about them (no request for each line), and
//! the names of network namespaces.

use std::collections::{BTreeMap, HashMap};

use netlink_raw::uapi::if_link::{IFF_UP, IFI_FLAGS, IFI_INDEX, IFLA};

use crate::event::{Action, Event};

/// What is known of interfaces, by index, and of namespaces, by number.
#[derive(Debug, Default)]
pub struct Interfaces {
    // Each event looks here, and a hash takes longer than the few steps in a tree.
    known: BTreeMap<u64, Interface>,
    /// `None` for a number of which it is known that it has no name.
    namespaces: HashMap<i64, Option<String>>,
}

#[derive(Debug)]
struct Interface {
    name: String,
    /// `None` while no message about it has come.
    up: Option<bool>,
}

impl Interfaces {
    /// Takes note of an event, if it is about an interface. Call it before what
    /// depends on the name is printed.
    ///
    /// Of an interface that is deleted, the name is kept: messages about what it had
    /// may still come. Its index is not given to another before all have been used.
    pub fn learn(&mut self, event: &Event<'_, '_>) {
        if event.object.name != "link" || event.action != Action::New {
            return;
        }
        let name = event.attribute(const { IFLA.number("IFLA_IFNAME") }).unwrap_or_default();
        let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
        if !name.is_empty() {
            // A name may hold any byte but '/' and white space.
            let name = String::from_utf8_lossy(name).escape_debug().to_string();
            let read = |field| event.read(field);
            let up = read(IFI_FLAGS.field()) & IFF_UP != 0;
            let index = read(IFI_INDEX.field());
            self.known.insert(index, Interface { name, up: Some(up) });
        }
    }

    /// The index of the interface with this name, if it is known.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<u64> {
        self.known.iter().find(|(_, known)| known.name == name).map(|(index, _)| *index)
    }

    /// The name of the interface with this index, if it is known.
    #[must_use]
    pub fn name(&self, index: u64) -> Option<&str> {
        self.known.get(&index).map(|known| known.name.as_str())
    }

    /// Whether the administrator has switched it on, if it is known.
    #[must_use]
    pub fn is_up(&self, index: u64) -> Option<bool> {
        self.known.get(&index)?.up
    }

    /// Takes note of a name that was asked for.
    pub fn note(&mut self, index: u64, name: &[u8]) {
        let name = String::from_utf8_lossy(name).escape_debug().to_string();
        self.known.entry(index).or_insert(Interface { name, up: None });
    }

    /// Takes note of the names that namespaces have, as they are now. Names of others
    /// are kept: of a namespace that is deleted, the name goes before its number.
    pub fn note_namespaces(&mut self, names: impl IntoIterator<Item = (i64, String)>) {
        self.namespaces.extend(names.into_iter().map(|(id, name)| (id, Some(name))));
    }

    /// Takes note that the number belongs to a namespace whose name is not known.
    pub fn forget_namespace(&mut self, id: i64) {
        self.namespaces.insert(id, None);
    }

    /// Whether it was found out if the number has a name.
    #[must_use]
    pub fn knows_namespace(&self, id: i64) -> bool {
        self.namespaces.contains_key(&id)
    }

    /// The name under which `ip netns` keeps the namespace with this number.
    #[must_use]
    pub fn namespace(&self, id: i64) -> Option<&str> {
        self.namespaces.get(&id)?.as_deref()
    }
}
