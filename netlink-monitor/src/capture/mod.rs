//! Where datagrams come from.

pub mod live;
mod sys;
