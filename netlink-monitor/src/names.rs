//! Names that are printed but are not in the message: those of interfaces and of network
//! namespaces. Those of interfaces are learned from messages about them, so that few lines have to
//! wait for a request; the rest are looked up (`commands/asking.rs`).

use std::collections::{BTreeMap, HashMap};

use crate::event::{Action, Event};
use crate::object::Kind;
use netlink_raw::uapi::if_::IFF_UP;
use netlink_raw::uapi::if_link::IFLA_IFNAME;
use netlink_raw::uapi::rtnetlink::{IFI_FLAGS, IFI_INDEX, Ifinfomsg};

/// What is known of interfaces, by index, and of network namespaces, by ID.
#[derive(Debug, Default)]
pub struct Names {
    interfaces: BTreeMap<u64, Interface>,
    /// `None` for an ID that is known to have no name.
    namespaces: HashMap<i64, Option<Vec<u8>>>,
}

#[derive(Debug)]
struct Interface {
    /// Any bytes except `/`, `:` and white space (`dev_valid_name` in net/core/dev.c).
    name: Vec<u8>,
    /// Whether the administrator has switched it on; `None` until a message says so.
    up: Option<bool>,
}

impl Names {
    /// Learns from an event about an interface. Call it before anything that needs the name
    /// is printed.
    ///
    /// The name of a deleted interface is kept, because messages about its addresses and
    /// routes may still arrive. Its index is not normally used again soon.
    pub fn learn(&mut self, event: &Event<'_, '_>) {
        if event.object.kind != Kind::Link || event.action != Action::New {
            return;
        }
        let Some(head) = event.head::<Ifinfomsg>() else { return };
        let name = event.attribute(IFLA_IFNAME).unwrap_or_default();
        let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
        if !name.is_empty() {
            let up = head.read(IFI_FLAGS) & IFF_UP != 0;
            self.interfaces
                .insert(head.read(IFI_INDEX), Interface { name: name.to_owned(), up: Some(up) });
        }
    }

    /// The index of the interface with this name, if it is known.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<u64> {
        self.interfaces
            .iter()
            .find(|(_, known)| known.name == name.as_bytes())
            .map(|(index, _)| *index)
    }

    /// The name of the interface with this index, if it is known.
    #[must_use]
    pub fn interface(&self, index: u64) -> Option<&[u8]> {
        self.interfaces.get(&index).map(|known| known.name.as_slice())
    }

    /// Whether the administrator has switched the interface on, if that is known.
    #[must_use]
    pub fn is_up(&self, index: u64) -> Option<bool> {
        self.interfaces.get(&index)?.up
    }

    /// Adds the name of an interface that was looked up.
    pub fn add_interface(&mut self, index: u64, name: &[u8]) {
        let name = name.to_owned();
        self.interfaces.entry(index).or_insert(Interface { name, up: None });
    }

    /// Adds the names of network namespaces that were looked up. Names known before are
    /// kept: when a namespace is deleted, its name goes before its ID does.
    pub fn add_namespaces(&mut self, names: impl IntoIterator<Item = (i64, Vec<u8>)>) {
        self.namespaces.extend(names.into_iter().map(|(id, name)| (id, Some(name))));
    }

    /// Notes that the ID now belongs to a namespace whose name is not known.
    pub fn forget_namespace(&mut self, id: i64) {
        self.namespaces.insert(id, None);
    }

    /// Whether the namespace with this ID has been looked up.
    #[must_use]
    pub fn knows_namespace(&self, id: i64) -> bool {
        self.namespaces.contains_key(&id)
    }

    /// The name that `ip netns` has given to the namespace with this ID.
    #[must_use]
    pub fn namespace(&self, id: i64) -> Option<&[u8]> {
        self.namespaces.get(&id)?.as_deref()
    }
}
