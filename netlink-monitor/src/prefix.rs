//! An address and how many of its bits count: `10.0.0.0/8`.

use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// An address and how many of its bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The address.
    pub address: IpAddr,
    /// The prefix length in bits.
    pub bits: u8,
}

impl Prefix {
    /// Whether `other` is this prefix or lies within it.
    #[must_use]
    pub fn contains(self, other: Prefix) -> bool {
        self.bits <= other.bits
            && network(other.address, self.bits) == network(self.address, self.bits)
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

/// The address with all but its first `bits` bits cleared.
fn network(address: IpAddr, bits: u8) -> IpAddr {
    let bits = u32::from(bits);
    // Shifting a number out by its full width is an overflow: what `/0` needs is 0.
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32_u32.saturating_sub(bits)).unwrap_or(0);
            IpAddr::V4((address.to_bits() & mask).into())
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128_u32.saturating_sub(bits)).unwrap_or(0);
            IpAddr::V6((address.to_bits() & mask).into())
        }
    }
}

/// Why a text is not a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadPrefix {
    /// `default`, which does not say whether it means IPv4 or IPv6.
    Default,
    /// The part before the slash is not an address.
    Address(String),
    /// The part after the slash is not a length from 0 to this many bits.
    Bits(String, u8),
    /// Bits beyond the length are set; the prefix that was probably meant.
    HostBits(String, Prefix),
}

impl fmt::Display for BadPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadPrefix::Default => {
                f.write_str("'default' could be IPv4 or IPv6; write 0.0.0.0/0 or ::/0")
            }
            BadPrefix::Address(typed) => write!(
                f,
                "'{}': expected an IP address, such as 10.0.0.0/8 or 2001:db8::/32",
                typed.escape_debug()
            ),
            BadPrefix::Bits(typed, most) => {
                write!(f, "'{}': expected a prefix length from 0 to {most}", typed.escape_debug())
            }
            BadPrefix::HostBits(typed, meant) => write!(
                f,
                "'{}' has bits set beyond its prefix length; did you mean {meant}?",
                typed.escape_debug()
            ),
        }
    }
}

impl Error for BadPrefix {}

impl FromStr for Prefix {
    type Err = BadPrefix;

    /// `10.0.0.0/8`. Without a length, all bits count.
    fn from_str(typed: &str) -> Result<Self, BadPrefix> {
        if typed == "default" {
            return Err(BadPrefix::Default);
        }
        let (address, bits) = match typed.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (typed, None),
        };
        let address: IpAddr = address.parse().map_err(|_| BadPrefix::Address(typed.to_owned()))?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            None => most,
            // Digits only: `parse` alone would also accept a plus sign.
            Some(digits) => digits
                .parse()
                .ok()
                .filter(|bits| *bits <= most && digits.bytes().all(|byte| byte.is_ascii_digit()))
                .ok_or_else(|| BadPrefix::Bits(typed.to_owned(), most))?,
        };
        let prefix = Prefix { address: network(address, bits), bits };
        if prefix.address != address {
            return Err(BadPrefix::HostBits(typed.to_owned(), prefix));
        }
        Ok(prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_prefix_says_what_was_expected() {
        for (typed, said) in [
            ("10.0.0.1/8", "did you mean 10.0.0.0/8?"),
            ("10.0.0.0/33", "from 0 to 32"),
            ("::/129", "from 0 to 128"),
            ("10.0.0.0/+8", "from 0 to 32"),
            ("10.0.0/8", "expected an IP address"),
            ("default", "0.0.0.0/0 or ::/0"),
            ("", "expected an IP address"),
        ] {
            let error = typed.parse::<Prefix>().expect_err(typed).to_string();
            assert!(error.contains(said), "{typed}: {error}");
        }
    }

    #[test]
    fn a_prefix_contains_only_its_own_family() {
        let prefix = |text: &str| text.parse::<Prefix>().expect("a prefix");
        assert!(prefix("10.0.0.0/8").contains(prefix("10.128.0.0/9")));
        assert!(!prefix("10.0.0.0/8").contains(prefix("11.0.0.0/9")));
        assert!(prefix("::/0").contains(prefix("2001:db8::/32")));
        assert!(!prefix("::/0").contains(prefix("0.0.0.0/0")));
        assert!(!prefix("0.0.0.0/0").contains(prefix("::/0")));
        assert!(prefix("10.1.2.3/32").contains(prefix("10.1.2.3")));
    }
}
