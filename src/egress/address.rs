//! Which addresses are on the public internet: IPv4 by the registries, IPv6 by an allow list.
//!
//! The tables are written as text, in the order of the
//! [IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry) and
//! [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry) special-purpose registries, so that they can be
//! compared with them by eye. `std`'s `is_global` is not used: it lets multicast, unassigned space and several
//! transition forms through.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use ipnet::{Ipv4Net, Ipv6Net};

use super::Rule;

/// Cloud metadata services, also where their range would be refused anyway: the rule's name tells the operator what
/// was tried. `168.63.129.16` is public space that Azure answers on inside its own network.
const METADATA_IPV4: [Ipv4Addr; 6] = [
    Ipv4Addr::new(169, 254, 169, 254),
    Ipv4Addr::new(169, 254, 170, 2),
    Ipv4Addr::new(169, 254, 0, 23),
    Ipv4Addr::new(100, 100, 100, 200),
    Ipv4Addr::new(192, 0, 0, 192),
    Ipv4Addr::new(168, 63, 129, 16),
];

/// Cloud metadata services over IPv6, all in unique-local space.
const METADATA_IPV6: [Ipv6Addr; 3] = [
    Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254),
    Ipv6Addr::new(0xfd20, 0x00ce, 0, 0, 0, 0, 0, 0x0254),
    Ipv6Addr::new(0xfd00, 0x00c1, 0, 0, 0, 0, 0xa9fe, 0xa9fe),
];

/// IPv4 special-purpose space and multicast. The globally reachable exceptions inside it (anycast services of
/// 192.0.0.0/24, AS112, AMT) are refused with the rest: no API is served there.
static SPECIAL_IPV4: LazyLock<Vec<(Ipv4Net, Rule)>> = LazyLock::new(|| {
    table(&[
        ("0.0.0.0/8", Rule::IpThisNetwork),
        ("10.0.0.0/8", Rule::IpPrivate),
        ("100.64.0.0/10", Rule::IpShared),
        ("127.0.0.0/8", Rule::IpLoopback),
        ("169.254.0.0/16", Rule::IpLinkLocal),
        ("172.16.0.0/12", Rule::IpPrivate),
        ("192.0.0.0/24", Rule::IpProtocolAssignments),
        ("192.0.2.0/24", Rule::IpDocumentation),
        ("192.31.196.0/24", Rule::IpAnycastService),
        ("192.52.193.0/24", Rule::IpAnycastService),
        ("192.88.99.0/24", Rule::IpAnycastService),
        ("192.168.0.0/16", Rule::IpPrivate),
        ("192.175.48.0/24", Rule::IpAnycastService),
        ("198.18.0.0/15", Rule::IpBenchmarking),
        ("198.51.100.0/24", Rule::IpDocumentation),
        ("203.0.113.0/24", Rule::IpDocumentation),
        ("224.0.0.0/4", Rule::IpMulticast),
        ("240.0.0.0/4", Rule::IpReserved),
    ])
});

/// IPv6 space with a name of its own; everything else outside [`GLOBAL_UNICAST`] is refused without one.
static SPECIAL_IPV6: LazyLock<Vec<(Ipv6Net, Rule)>> = LazyLock::new(|| {
    table(&[
        ("::/128", Rule::IpThisNetwork),
        ("::1/128", Rule::IpLoopback),
        ("::/96", Rule::IpEmbedded),
        ("::ffff:0:0/96", Rule::IpEmbedded),
        ("::ffff:0:0:0/96", Rule::IpEmbedded),
        ("64:ff9b:1::/48", Rule::IpEmbedded),
        ("100::/64", Rule::IpDiscard),
        ("100:0:0:1::/64", Rule::IpDiscard),
        ("2001::/32", Rule::IpEmbedded),
        ("2001:2::/48", Rule::IpBenchmarking),
        ("2001::/23", Rule::IpProtocolAssignments),
        ("2001:db8::/32", Rule::IpDocumentation),
        ("2002::/16", Rule::IpEmbedded),
        ("3fff::/20", Rule::IpDocumentation),
        ("5f00::/16", Rule::IpSegmentRouting),
        ("fc00::/7", Rule::IpPrivate),
        ("fe80::/10", Rule::IpLinkLocal),
        ("fec0::/10", Rule::IpPrivate),
        ("ff00::/8", Rule::IpMulticast),
    ])
});

/// The only IPv6 space that is handed out for global unicast.
static GLOBAL_UNICAST: LazyLock<Ipv6Net> =
    LazyLock::new(|| Ipv6Net::new_assert(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3));

/// The one IPv4-in-IPv6 form that is judged by the address inside: where a network has IPv6 only, its name servers give
/// every IPv4 host such an address (RFC 6147), and its gateway leads to that host.
static WELL_KNOWN_NAT64: LazyLock<Ipv6Net> =
    LazyLock::new(|| Ipv6Net::new_assert(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96));

fn table<Net: std::str::FromStr>(ranges: &[(&str, Rule)]) -> Vec<(Net, Rule)> {
    ranges
        .iter()
        .filter_map(|(range, rule)| Some((range.parse().ok()?, *rule)))
        .collect()
}

/// The rule that refuses an address, or `None` for globally reachable unicast.
pub(super) fn refusing_rule(address: IpAddr) -> Option<Rule> {
    match address {
        IpAddr::V4(address) => refusing_rule_ipv4(address),
        IpAddr::V6(address) => refusing_rule_ipv6(address),
    }
}

fn refusing_rule_ipv4(address: Ipv4Addr) -> Option<Rule> {
    if METADATA_IPV4.contains(&address) {
        return Some(Rule::IpMetadata);
    }
    SPECIAL_IPV4
        .iter()
        .find(|(range, _)| range.contains(&address))
        .map(|(_, rule)| *rule)
}

fn refusing_rule_ipv6(address: Ipv6Addr) -> Option<Rule> {
    if METADATA_IPV6.contains(&address) {
        return Some(Rule::IpMetadata);
    }
    if WELL_KNOWN_NAT64.contains(&address) {
        return embedded_ipv4(address)
            .into_iter()
            .find_map(refusing_rule_ipv4)
            .map(|_| Rule::IpEmbedded);
    }
    if let Some((_, rule)) = SPECIAL_IPV6
        .iter()
        .find(|(range, _)| range.contains(&address))
    {
        return Some(*rule);
    }
    if !GLOBAL_UNICAST.contains(&address) {
        return Some(Rule::IpNotGlobal);
    }
    // What is left can carry an IPv4 address only in its interface identifier.
    isatap(address)
        .and_then(refusing_rule_ipv4)
        .map(|_| Rule::IpEmbedded)
}

/// Every IPv4 address that an IPv6 address may stand for, so that an operator's `_DENY` holds for all spellings.
pub(super) fn embedded_ipv4(address: Ipv6Addr) -> Vec<Ipv4Addr> {
    let bytes = address.octets();
    let four = |at: usize| Ipv4Addr::new(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
    match address.segments() {
        // Compatible, mapped, translated (RFC 4291, RFC 2765) and NAT64 (RFC 6052): the last 32 bits.
        [0, 0, 0, 0, 0, 0 | 0xffff, ..]
        | [0, 0, 0, 0, 0xffff, 0, ..]
        | [0x64, 0xff9b, 0, 0, 0, 0, ..] => vec![four(12)],
        // Local-use NAT64 (RFC 8215): /48 puts 16 bits on each side of bits 64 to 71, /96 the last 32 bits.
        [0x64, 0xff9b, 1, ..] => vec![
            Ipv4Addr::new(bytes[6], bytes[7], bytes[9], bytes[10]),
            four(12),
        ],
        // Teredo (RFC 4380): the server as it is, the client with every bit turned.
        [0x2001, 0, ..] => vec![four(4), Ipv4Addr::from_bits(!four(12).to_bits())],
        // 6to4 (RFC 3056).
        [0x2002, ..] => vec![four(2)],
        _ => isatap(address).into_iter().collect(),
    }
}

/// The IPv4 address in an ISATAP interface identifier (RFC 5214), on whatever prefix.
fn isatap(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [_, _, _, _, 0 | 0x0200 | 0x0100 | 0x0300, 0x5efe, high, low] => Some(Ipv4Addr::from_bits(
            (u32::from(high) << 16) | u32::from(low),
        )),
        _ => None,
    }
}
