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
    // STARTER
    //| let _ = payload;
    //| Counters { rx_packets: None, tx_packets: None, rx_nohandler: None }
    // SOLUTION
    let counter = |index: usize| -> Option<u64> {
        let bytes: &[u8; 8] = payload.get(8 * index..)?.first_chunk()?;
        Some(u64::from_ne_bytes(*bytes))
    };
    Counters { rx_packets: counter(0), tx_packets: counter(1), rx_nohandler: counter(23) }
    // END
}
