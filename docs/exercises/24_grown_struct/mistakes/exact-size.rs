//! Demands the size of the struct that it was compiled with.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counters {
    pub rx_packets: Option<u64>,
    pub tx_packets: Option<u64>,
    pub rx_nohandler: Option<u64>,
}

pub fn counters(payload: &[u8]) -> Counters {
    let counter = |index: usize| -> Option<u64> {
        let bytes: &[u8; 192] = payload.try_into().ok()?;
        Some(u64::from_ne_bytes(*bytes[8 * index..].first_chunk()?))
    };
    Counters { rx_packets: counter(0), tx_packets: counter(1), rx_nohandler: counter(23) }
}
