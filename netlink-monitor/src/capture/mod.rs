//! Where datagrams come from.

pub mod live;
pub mod pcap;
mod sys;
pub mod text;
