//! Which requests read a table.
//!
//! One, mostly. Of traffic control, only the queueing disciplines are told for all
//! interfaces at once: classes have to be asked for by the interface
//! (`tc_dump_tclass` in net/sched/sch_api.c), chains and filters also by what they are
//! attached to (`tc_dump_tfilter` in net/sched/cls_api.c). So what has to be asked for
//! is learned from the tables read before.

use std::collections::BTreeSet;

use netlink_raw::request::Request;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::pkt_sched::{TCA, TCM_IFINDEX, TCM_PARENT, Tcmsg};
use netlink_raw::wire::until_nul;

use crate::event::{Action, Event};
use crate::object::Table;

/// Where classes and filters can be.
#[derive(Default)]
pub struct Places {
    /// The interfaces that have queueing disciplines.
    interfaces: BTreeSet<u64>,
    /// What filters can be attached to: interface and parent, or block.
    parents: BTreeSet<(u64, u64)>,
}

/// `TCM_IFINDEX_MAGIC_BLOCK`: instead of an interface, it says that filters are meant
/// which several share; the number of their block stands where the parent would.
pub(crate) const BLOCK: u64 = 0xffff_ffff;
/// The two places for filters of `clsact` (`TC_H_MIN_INGRESS`, `TC_H_MIN_EGRESS`);
/// `ingress` has the first.
pub(crate) const CLSACT_INGRESS: u64 = 0xffff_fff2;
pub(crate) const CLSACT_EGRESS: u64 = 0xffff_fff3;
/// Each with the attribute for the block that others may share it by.
const INGRESS: (u64, u16) = (CLSACT_INGRESS, TCA.number("TCA_INGRESS_BLOCK"));
const EGRESS: (u64, u16) = (CLSACT_EGRESS, TCA.number("TCA_EGRESS_BLOCK"));
const GET_CLASS: u16 = ROUTE.number("RTM_GETTCLASS");
const GET_CHAIN: u16 = ROUTE.number("RTM_GETCHAIN");
const GET_FILTER: u16 = ROUTE.number("RTM_GETTFILTER");

impl Places {
    /// Takes note of a queueing discipline or a class.
    pub fn learn(&mut self, event: &Event<'_, '_>) {
        if event.object.name != "tc" || event.action != Action::New {
            return;
        }
        let interface = event.field("tcm_ifindex");
        let own = (interface, event.field("tcm_handle"));
        let block = |number| event.number(number).filter(|block| *block != 0);
        match event.row.c_name {
            "RTM_NEWQDISC" => {
                self.interfaces.insert(interface);
                let kind = event.attribute(const { TCA.number("TCA_KIND") }).map(until_nul);
                // These have no classes, but one or two places for filters.
                let directions: &[_] = match kind {
                    Some(Ok("ingress")) => &[INGRESS],
                    Some(Ok("clsact")) => &[INGRESS, EGRESS],
                    _ => &[],
                };
                if directions.is_empty() {
                    self.parents.insert(own);
                }
                for (parent, attribute) in directions {
                    let shared = block(*attribute).map(|block| (BLOCK, block));
                    self.parents.insert(shared.unwrap_or((interface, *parent)));
                }
            }
            "RTM_NEWTCLASS" => {
                self.parents.insert(own);
            }
            _ => {}
        }
    }

    /// The requests for a table, as far as they are known from what was learned.
    #[must_use]
    pub fn requests(&self, table: &Table) -> Vec<Vec<u8>> {
        let new = || Request::new(table.dump.get, NLM_F_REQUEST | NLM_F_DUMP, 1);
        let request = |fields: &[_]| new().with_struct::<Tcmsg>(fields).into_bytes();
        let dev = |interface| (TCM_IFINDEX, interface);
        match table.dump.get {
            GET_CLASS => self.interfaces.iter().map(|index| request(&[dev(*index)])).collect(),
            GET_CHAIN | GET_FILTER => self
                .parents
                .iter()
                .map(|(index, parent)| request(&[dev(*index), (TCM_PARENT, *parent)]))
                .collect(),
            _ => {
                let dump = &table.dump;
                vec![new().for_family(dump.layout, dump.family).aligned().into_bytes()]
            }
        }
    }
}
