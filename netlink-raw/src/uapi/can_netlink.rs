//! `include/uapi/linux/can/netlink.h`: interfaces to a CAN bus.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{Bytes, U16, U32},
    Layout,
    Meaning::{self, Flags, Number, OneOf, Unit},
    Name,
    Order::Host,
    Set,
    Shape::{Flag, Nested, Struct, Structs},
    attr, field, name, set,
};

/// `IFLA_CAN_…`
#[rustfmt::skip]
pub static IFLA_CAN: Set = set("IFLA_CAN", &NLATTR, &[
    attr(1, "IFLA_CAN_BITTIMING", Struct(&CAN_BITTIMING), "timing of a bit"),
    attr(2, "IFLA_CAN_BITTIMING_CONST", Struct(&CAN_BITTIMING_CONST), "timings that are possible"),
    attr(3, "IFLA_CAN_CLOCK", Struct(&CAN_CLOCK), "clock of the controller"),
    attr(4, "IFLA_CAN_STATE", U32(Host).meaning(OneOf(CAN_STATE)), "state, by the number of errors"),
    attr(5, "IFLA_CAN_CTRLMODE", Struct(&CAN_CTRLMODE), "modes that are on"),
    attr(6, "IFLA_CAN_RESTART_MS", U32(Host).meaning(Unit("ms")), "from bus-off to a restart; 0: none"),
    attr(7, "IFLA_CAN_RESTART", Flag, "request: restart now"),
    attr(8, "IFLA_CAN_BERR_COUNTER", Struct(&CAN_BERR_COUNTER), "counters of errors"),
    attr(9, "IFLA_CAN_DATA_BITTIMING", Struct(&CAN_BITTIMING), "timing of a bit of the data (FD)"),
    attr(10, "IFLA_CAN_DATA_BITTIMING_CONST", Struct(&CAN_BITTIMING_CONST), "timings that are possible (FD)"),
    attr(11, "IFLA_CAN_TERMINATION", U16(Host).meaning(Unit("ohm")), "resistor at the end of the bus; 0: none"),
    attr(12, "IFLA_CAN_TERMINATION_CONST", Structs(&OHM), "resistors that are possible"),
    attr(13, "IFLA_CAN_BITRATE_CONST", Structs(&BITRATE), "bit rates that are possible"),
    attr(14, "IFLA_CAN_DATA_BITRATE_CONST", Structs(&BITRATE), "bit rates that are possible (FD)"),
    attr(15, "IFLA_CAN_BITRATE_MAX", U32(Host).meaning(Unit("bit/s")), "maximum bit rate; 0: not known"),
    attr(16, "IFLA_CAN_TDC", Nested(&IFLA_CAN_TDC), "compensation of the transmitter's delay (FD)"),
    attr(17, "IFLA_CAN_CTRLMODE_EXT", Nested(&IFLA_CAN_CTRLMODE), "more about modes"),
    attr(18, "IFLA_CAN_XL_DATA_BITTIMING", Struct(&CAN_BITTIMING), "timing of a bit of the data (XL)"),
    attr(19, "IFLA_CAN_XL_DATA_BITTIMING_CONST", Struct(&CAN_BITTIMING_CONST), "timings that are possible (XL)"),
    attr(20, "IFLA_CAN_XL_DATA_BITRATE_CONST", Structs(&BITRATE), "bit rates that are possible (XL)"),
    attr(21, "IFLA_CAN_XL_TDC", Nested(&IFLA_CAN_TDC), "compensation of the transmitter's delay (XL)"),
    attr(22, "IFLA_CAN_XL_PWM", Nested(&IFLA_CAN_PWM), "pulse widths (XL)"),
]);

/// `struct can_bittiming`
#[rustfmt::skip]
pub static CAN_BITTIMING: Layout = Layout {
    c_name: "can_bittiming",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "bitrate", Unit("bit/s"), "bit rate"),
        field(4, U32(Host), "sample_point", Unit("per mille"), "when a bit is read"),
        field(8, U32(Host), "tq", Unit("ns"), "time quantum, the unit of the following"),
        field(12, U32(Host), "prop_seg", Unit("quanta"), "propagation segment"),
        field(16, U32(Host), "phase_seg1", Unit("quanta"), "first phase segment"),
        field(20, U32(Host), "phase_seg2", Unit("quanta"), "second phase segment"),
        field(24, U32(Host), "sjw", Unit("quanta"), "largest jump to synchronise"),
        field(28, U32(Host), "brp", Number, "divisor of the clock"),
    ],
};
const _: () = assert!(CAN_BITTIMING.size() == 32 && CAN_BITTIMING.has_no_hole());

/// `struct can_bittiming_const`
#[rustfmt::skip]
pub static CAN_BITTIMING_CONST: Layout = Layout {
    c_name: "can_bittiming_const",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[
        field(0, Bytes(16), "name", Meaning::Text, "name of the controller"),
        field(16, U32(Host), "tseg1_min", Unit("quanta"), "minimum before the bit is read"),
        field(20, U32(Host), "tseg1_max", Unit("quanta"), "maximum before the bit is read"),
        field(24, U32(Host), "tseg2_min", Unit("quanta"), "minimum after the bit is read"),
        field(28, U32(Host), "tseg2_max", Unit("quanta"), "maximum after the bit is read"),
        field(32, U32(Host), "sjw_max", Unit("quanta"), "maximum jump to synchronise"),
        field(36, U32(Host), "brp_min", Number, "minimum divisor of the clock"),
        field(40, U32(Host), "brp_max", Number, "maximum divisor of the clock"),
        field(44, U32(Host), "brp_inc", Number, "step of the divisor"),
    ],
};
const _: () = assert!(CAN_BITTIMING_CONST.size() == 48 && CAN_BITTIMING_CONST.has_no_hole());

/// `struct can_clock`
#[rustfmt::skip]
pub static CAN_CLOCK: Layout = Layout {
    c_name: "can_clock",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[field(0, U32(Host), "freq", Unit("Hz"), "frequency of the controller's clock")],
};

/// `CAN_STATE_…`
#[rustfmt::skip]
pub const CAN_STATE: &[Name] = &[
    name(0, "CAN_STATE_ERROR_ACTIVE", "fewer than 96 errors"),
    name(1, "CAN_STATE_ERROR_WARNING", "fewer than 128 errors"),
    name(2, "CAN_STATE_ERROR_PASSIVE", "fewer than 256 errors"),
    name(3, "CAN_STATE_BUS_OFF", "256 errors or more: off the bus"),
    name(4, "CAN_STATE_STOPPED", "stopped"),
    name(5, "CAN_STATE_SLEEPING", "sleeping"),
];

/// `struct can_berr_counter`
#[rustfmt::skip]
pub static CAN_BERR_COUNTER: Layout = Layout {
    c_name: "can_berr_counter",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U16(Host), "txerr", Number, "errors while sending"),
        field(2, U16(Host), "rxerr", Number, "errors while receiving"),
    ],
};
const _: () = assert!(CAN_BERR_COUNTER.size() == 4 && CAN_BERR_COUNTER.has_no_hole());

/// `struct can_ctrlmode`
#[rustfmt::skip]
pub static CAN_CTRLMODE: Layout = Layout {
    c_name: "can_ctrlmode",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "mask", Flags(CAN_CTRLMODES), "request: modes to change"),
        field(4, U32(Host), "flags", Flags(CAN_CTRLMODES), "modes that are on"),
    ],
};
const _: () = assert!(CAN_CTRLMODE.size() == 8 && CAN_CTRLMODE.has_no_hole());

/// `CAN_CTRLMODE_…`
#[rustfmt::skip]
pub const CAN_CTRLMODES: &[Name] = &[
    name(0x1, "CAN_CTRLMODE_LOOPBACK", "receives what it sends"),
    name(0x2, "CAN_CTRLMODE_LISTENONLY", "sends nothing"),
    name(0x4, "CAN_CTRLMODE_3_SAMPLES", "reads each bit three times"),
    name(0x8, "CAN_CTRLMODE_ONE_SHOT", "sends a frame once only"),
    name(0x10, "CAN_CTRLMODE_BERR_REPORTING", "reports bus errors"),
    name(0x20, "CAN_CTRLMODE_FD", "CAN FD"),
    name(0x40, "CAN_CTRLMODE_PRESUME_ACK", "needs no acknowledgement"),
    name(0x80, "CAN_CTRLMODE_FD_NON_ISO", "CAN FD before ISO 11898-1:2015"),
    name(0x100, "CAN_CTRLMODE_CC_LEN8_DLC", "length codes above 8"),
    name(0x200, "CAN_CTRLMODE_TDC_AUTO", "measures the transmitter's delay (FD)"),
    name(0x400, "CAN_CTRLMODE_TDC_MANUAL", "the transmitter's delay is set (FD)"),
    name(0x800, "CAN_CTRLMODE_RESTRICTED", "restricted operation"),
    name(0x1000, "CAN_CTRLMODE_XL", "CAN XL"),
    name(0x2000, "CAN_CTRLMODE_XL_TDC_AUTO", "measures the transmitter's delay (XL)"),
    name(0x4000, "CAN_CTRLMODE_XL_TDC_MANUAL", "the transmitter's delay is set (XL)"),
    name(0x8000, "CAN_CTRLMODE_XL_TMS", "the transceiver switches its mode"),
];

/// `struct can_device_stats`: `IFLA_INFO_XSTATS` of the kind `can`.
#[rustfmt::skip]
pub static CAN_DEVICE_STATS: Layout = Layout {
    c_name: "can_device_stats",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "bus_error", Number, "bus errors"),
        field(4, U32(Host), "error_warning", Number, "times that it became ERROR_WARNING"),
        field(8, U32(Host), "error_passive", Number, "times that it became ERROR_PASSIVE"),
        field(12, U32(Host), "bus_off", Number, "times that it became BUS_OFF"),
        field(16, U32(Host), "arbitration_lost", Number, "frames that another one interrupted"),
        field(20, U32(Host), "restarts", Number, "restarts of the controller"),
    ],
};
const _: () = assert!(CAN_DEVICE_STATS.size() == 24 && CAN_DEVICE_STATS.has_no_hole());

/// `__u16`
static OHM: Layout = Layout {
    c_name: "u16",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[field(0, U16(Host), "termination", Unit("ohm"), "a resistor")],
};

/// `__u32`
static BITRATE: Layout = Layout {
    c_name: "u32",
    header: "linux/can/netlink.h",
    man: "ip-link(8)",
    fields: &[field(0, U32(Host), "bitrate", Unit("bit/s"), "a bit rate")],
};

/// `IFLA_CAN_TDC_…`
#[rustfmt::skip]
pub static IFLA_CAN_TDC: Set = set("IFLA_CAN_TDC", &NLATTR, &[
    attr(1, "IFLA_CAN_TDC_TDCV_MIN", U32(Host).meaning(Number), "minimum of the value"),
    attr(2, "IFLA_CAN_TDC_TDCV_MAX", U32(Host).meaning(Number), "maximum of the value"),
    attr(3, "IFLA_CAN_TDC_TDCO_MIN", U32(Host).meaning(Number), "minimum of the offset"),
    attr(4, "IFLA_CAN_TDC_TDCO_MAX", U32(Host).meaning(Number), "maximum of the offset"),
    attr(5, "IFLA_CAN_TDC_TDCF_MIN", U32(Host).meaning(Number), "minimum of the filter window"),
    attr(6, "IFLA_CAN_TDC_TDCF_MAX", U32(Host).meaning(Number), "maximum of the filter window"),
    attr(7, "IFLA_CAN_TDC_TDCV", U32(Host).meaning(Number), "value, in periods of the clock"),
    attr(8, "IFLA_CAN_TDC_TDCO", U32(Host).meaning(Number), "offset, in periods of the clock"),
    attr(9, "IFLA_CAN_TDC_TDCF", U32(Host).meaning(Number), "filter window, in periods of the clock"),
]);

/// `IFLA_CAN_CTRLMODE_…`
#[rustfmt::skip]
pub static IFLA_CAN_CTRLMODE: Set = set("IFLA_CAN_CTRLMODE", &NLATTR, &[
    attr(1, "IFLA_CAN_CTRLMODE_SUPPORTED", U32(Host).meaning(Flags(CAN_CTRLMODES)), "modes that can be turned on"),
]);

/// `IFLA_CAN_PWM_…`
#[rustfmt::skip]
pub static IFLA_CAN_PWM: Set = set("IFLA_CAN_PWM", &NLATTR, &[
    attr(1, "IFLA_CAN_PWM_PWMS_MIN", U32(Host).meaning(Number), "minimum of the short phase"),
    attr(2, "IFLA_CAN_PWM_PWMS_MAX", U32(Host).meaning(Number), "maximum of the short phase"),
    attr(3, "IFLA_CAN_PWM_PWML_MIN", U32(Host).meaning(Number), "minimum of the long phase"),
    attr(4, "IFLA_CAN_PWM_PWML_MAX", U32(Host).meaning(Number), "maximum of the long phase"),
    attr(5, "IFLA_CAN_PWM_PWMO_MIN", U32(Host).meaning(Number), "minimum of the offset"),
    attr(6, "IFLA_CAN_PWM_PWMO_MAX", U32(Host).meaning(Number), "maximum of the offset"),
    attr(7, "IFLA_CAN_PWM_PWMS", U32(Host).meaning(Number), "short phase, in periods of the clock"),
    attr(8, "IFLA_CAN_PWM_PWML", U32(Host).meaning(Number), "long phase, in periods of the clock"),
    attr(9, "IFLA_CAN_PWM_PWMO", U32(Host).meaning(Number), "offset, in periods of the clock"),
]);
