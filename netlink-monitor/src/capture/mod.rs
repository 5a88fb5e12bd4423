//! Where datagrams come from.

pub mod kernel_filter;
pub mod live;
mod sys;
