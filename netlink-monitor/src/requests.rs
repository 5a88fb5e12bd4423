//! Every request for a table is built here.
//!
//! One request reads a whole table, mostly. In traffic control only the queueing disciplines
//! are reported for all interfaces at once: classes have to be requested for each interface
//! (`tc_dump_tclass` in net/sched/sch_api.c), and chains and filters also for each place that
//! they can be attached to (`tc_dump_tfilter` in net/sched/cls_api.c). So what to request next
//! is learned from the tables read before.

use std::collections::BTreeSet;

use netlink_raw::request::Request;
use netlink_raw::uapi::if_addr::{IFA_FAMILY, IFA_INDEX};
use netlink_raw::uapi::neighbour::NDA_IFINDEX;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::nexthop::NHA_OIF;
use netlink_raw::uapi::rtnetlink::{
    RTA_OIF, RTA_TABLE, RTM_FAMILY, RTM_GETCHAIN, RTM_GETTCLASS, RTM_GETTFILTER, RTM_NEWQDISC,
    RTM_NEWTCLASS, RTM_PROTOCOL, RTM_TYPE, TCA_EGRESS_BLOCK, TCA_INGRESS_BLOCK, TCA_KIND,
    TCM_HANDLE, TCM_IFINDEX, TCM_IFINDEX_MAGIC_BLOCK, TCM_PARENT, Tcmsg,
};
use netlink_raw::wire::until_nul;

use crate::event::{Action, Event};
use crate::filter::Filter;
use crate::object::{CLSACT_EGRESS, CLSACT_INGRESS, Kind, Object};
use crate::table::{Dump, Table};

/// The sequence number of every dump request. Each dump has a socket of its own, so that
/// nothing else could be answered on it.
const SEQ: u32 = 1;

/// The request for a whole table.
#[must_use]
pub fn dump(table: &Table) -> Vec<u8> {
    begin(&table.dump, table.dump.family).into_bytes()
}

/// The request for the part of a table that a filter wants, as far as the kernel can filter.
/// On a socket with strict checking it does so exactly. Conditions that it does not know are
/// applied to what it sends.
///
/// `dev` is the index of the interface in the filter.
#[must_use]
pub fn filtered(object: &Object, table: &Table, filter: &Filter, dev: Option<u64>) -> Vec<u8> {
    let family = filter.family.unwrap_or(table.dump.family);
    let index = |index: u64| u32::try_from(index).unwrap_or_default().to_ne_bytes();
    let plain = || begin(&table.dump, family);
    let request = match object.kind {
        Kind::Route => {
            let request = Request::new(table.dump.get, NLM_F_REQUEST | NLM_F_DUMP, SEQ)
                .with_struct(&[
                    (RTM_FAMILY, family.into()),
                    (RTM_PROTOCOL, filter.protocol.unwrap_or(0).into()),
                    (RTM_TYPE, filter.route_type.unwrap_or(0).into()),
                ]);
            let request = match filter.table {
                Some(table) => request.with_attribute(RTA_TABLE, &table.to_ne_bytes()),
                None => request,
            };
            // The kernel looks at all next hops of a route.
            match dev {
                Some(dev) => request.with_attribute(RTA_OIF, &index(dev)),
                None => request,
            }
        }
        Kind::Addr => Request::new(table.dump.get, NLM_F_REQUEST | NLM_F_DUMP, SEQ)
            .with_struct(&[(IFA_FAMILY, family.into()), (IFA_INDEX, dev.unwrap_or(0))]),
        Kind::Neigh => match dev {
            Some(dev) => plain().with_attribute(NDA_IFINDEX, &index(dev)),
            None => plain(),
        },
        Kind::Nexthop => match dev {
            Some(dev) => plain().with_attribute(NHA_OIF, &index(dev)),
            None => plain(),
        },
        Kind::Link
        | Kind::Rule
        | Kind::Netconf
        | Kind::Prefix
        | Kind::Nsid
        | Kind::Mdb
        | Kind::Tc => plain(),
    };
    request.into_bytes()
}

/// A request for a table, for all of a family.
fn begin(dump: &Dump, family: u8) -> Request {
    Request::new(dump.get, NLM_F_REQUEST | NLM_F_DUMP, SEQ)
        .for_family(dump.layout, family)
        .aligned()
}

/// Where classes and filters can be.
#[derive(Default)]
pub struct Places {
    /// The interfaces that have queueing disciplines.
    interfaces: BTreeSet<u64>,
    /// What filters can be attached to: interface and parent, or block.
    parents: BTreeSet<(u64, u64)>,
}

/// The two places for filters of a `clsact` queueing discipline, each with the attribute for the
/// block of filters that several interfaces can share. `ingress` has the first one only.
const INGRESS: (u64, u16) = (CLSACT_INGRESS, TCA_INGRESS_BLOCK);
const EGRESS: (u64, u16) = (CLSACT_EGRESS, TCA_EGRESS_BLOCK);

impl Places {
    /// Learns from a queueing discipline or a class.
    pub fn learn(&mut self, event: &Event<'_, '_>) {
        let (Kind::Tc, Action::New, Some(head)) =
            (event.object.kind, event.action, event.head::<Tcmsg>())
        else {
            return;
        };
        let interface = head.read(TCM_IFINDEX);
        let own = (interface, head.read(TCM_HANDLE));
        match event.new_type() {
            RTM_NEWQDISC => {
                self.interfaces.insert(interface);
                let kind = event.attribute(TCA_KIND).map(until_nul);
                // These two have no classes, but one or two places for filters.
                let directions: &[_] = match kind {
                    Some(Ok("ingress")) => &[INGRESS],
                    Some(Ok("clsact")) => &[INGRESS, EGRESS],
                    _ => &[],
                };
                if directions.is_empty() {
                    self.parents.insert(own);
                }
                for (parent, attribute) in directions {
                    let block = event.number(*attribute).filter(|block| *block != 0);
                    let shared = block.map(|block| (TCM_IFINDEX_MAGIC_BLOCK, block));
                    self.parents.insert(shared.unwrap_or((interface, *parent)));
                }
            }
            RTM_NEWTCLASS => {
                self.parents.insert(own);
            }
            _ => {}
        }
    }

    /// The requests for all of a table, given what was learned from those before it.
    #[must_use]
    pub fn requests(&self, table: &Table) -> Vec<Vec<u8>> {
        let traffic = |interface: u64, parent: u64| {
            Request::new(table.dump.get, NLM_F_REQUEST | NLM_F_DUMP, SEQ)
                .with_struct(&[(TCM_IFINDEX, interface), (TCM_PARENT, parent)])
                .into_bytes()
        };
        match table.dump.get {
            RTM_GETTCLASS => self.interfaces.iter().map(|index| traffic(*index, 0)).collect(),
            RTM_GETCHAIN | RTM_GETTFILTER => {
                self.parents.iter().map(|(index, parent)| traffic(*index, *parent)).collect()
            }
            _ => vec![dump(table)],
        }
    }
}
