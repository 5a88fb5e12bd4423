//! Where datagrams come from.

pub mod kernel_filter;
pub mod live;
pub mod pcap;
mod sys;
pub mod text;
