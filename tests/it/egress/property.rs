//! Whatever the URL says: what comes out is a public name or a public address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use frontdesk::egress::{Policy, PolicySettings};
use proptest::prelude::*;
use url::Host;

/// The classifier's opposite number: the same registries as arithmetic.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_ipv4(address),
        IpAddr::V6(address) => is_public_ipv6(address),
    }
}

fn is_public_ipv4(address: Ipv4Addr) -> bool {
    let [a, b, c, d] = address.octets();
    !matches!(
        (a, b, c, d),
        (0 | 10 | 127 | 224.., ..)
            | (100, 64..=127, ..)
            | (169, 254, ..)
            | (172, 16..=31, ..)
            | (192, 0, 0 | 2, _)
            | (192, 31, 196, _)
            | (192, 52, 193, _)
            | (192, 88, 99, _)
            | (192, 168, ..)
            | (192, 175, 48, _)
            | (198, 18 | 19, ..)
            | (198, 51, 100, _)
            | (203, 0, 113, _)
            | (168, 63, 129, 16)
    )
}

fn is_public_ipv6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    if let [0x64, 0xff9b, 0, 0, 0, 0, ..] = segments {
        let [.., a, b, c, d] = address.octets();
        return is_public_ipv4(Ipv4Addr::new(a, b, c, d));
    }
    let isatap = segments[4] & !0x0300 == 0 && segments[5] == 0x5efe;
    let inside =
        Ipv4Addr::from(u32::try_from(address.to_bits() & u128::from(u32::MAX)).expect("32 bits"));
    matches!(segments[0], 0x2000..=0x3fff)
        && !(segments[0] == 0x2001 && (segments[1] < 0x0200 || segments[1] == 0x0db8))
        && segments[0] != 0x2002
        && !(segments[0] == 0x3fff && segments[1] < 0x1000)
        && (!isatap || is_public_ipv4(inside))
}

/// An IPv4 address, often a special one, in one of the spellings that parsers know.
fn spelled_ipv4() -> impl Strategy<Value = String> {
    let address = prop_oneof![
        any::<u32>(),
        (0u32..=0xffff).prop_map(|low| 0x7f00_0000 | low),
        (0u32..=0xffff).prop_map(|low| 0xa9fe_0000 | low),
        (0u32..=0xffff).prop_map(|low| 0x0a00_0000 | low),
    ];
    (address, 0usize..10).prop_map(|(address, spelling)| {
        let [a, b, c, d] = address.to_be_bytes();
        match spelling {
            0 => format!("{a}.{b}.{c}.{d}"),
            1 => address.to_string(),
            2 => format!("0x{address:x}"),
            3 => format!("0{address:o}"),
            4 => format!("{a}.{}", address & 0x00ff_ffff),
            5 => format!("0x{a:X}.0{b:o}.{}", address & 0xffff),
            6 => format!("{a}.{b}.{c}.{d}."),
            7 => format!("%{:02x}{}", b'0', address),
            8 => format!("{a}.{b}.{c}.{d}")
                .chars()
                // Full width, as an input method writes them.
                .map(|c| match c.to_digit(10) {
                    Some(digit) => char::from_u32(0xff10 + digit).expect("a digit"),
                    None => '。',
                })
                .collect(),
            _ => format!("[::ffff:{a}.{b}.{c}.{d}]"),
        }
    })
}

fn hostile_url() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        4 => spelled_ipv4(),
        2 => any::<u128>().prop_map(|bits| format!("[{}]", Ipv6Addr::from(bits))),
        1 => "[a-z0-9.\\-_%]{0,40}",
        1 => "(localhost|redis|metadata\\.google\\.internal|discord\\.com|LOCALHOST)\\.?",
        1 => "\\PC{0,20}",
    ];
    (
        "(http|https|HTTP|ftp|gopher|http\n)?",
        "(://|:/|:|:\\\\\\\\|:///)",
        "(user@|user:pass@|a:b@c@)?",
        host,
        "(:80|:443|:22|:0|:99999|:)?",
        "[/?#\\\\]?\\PC{0,20}",
    )
        .prop_map(|(scheme, colon, user, host, port, rest)| {
            format!("{scheme}{colon}{user}{host}{port}{rest}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn no_url_reaches_a_refused_address(url in hostile_url()) {
        let policy = Policy::new(&PolicySettings::default());
        let Ok(url) = policy.check_url(&url) else {
            return Ok(());
        };
        prop_assert!(matches!(url.scheme(), "http" | "https"));
        prop_assert!(url.username().is_empty() && url.password().is_none());
        prop_assert!(matches!(url.port_or_known_default(), Some(80 | 443 | 8080 | 8443)));
        match url.host() {
            Some(Host::Ipv4(address)) => prop_assert!(is_public(address.into()), "{address}"),
            Some(Host::Ipv6(address)) => prop_assert!(is_public(address.into()), "{address}"),
            Some(Host::Domain(name)) => {
                prop_assert!(name.contains('.') && !name.ends_with('.'));
                prop_assert!(name.parse::<IpAddr>().is_err());
                prop_assert!(!name.ends_with("localhost") && !name.ends_with(".internal"));
            }
            None => prop_assert!(false, "no host"),
        }
        // What was judged is what is asked for: another parse changes nothing.
        let again = policy.check_url(url.as_str());
        prop_assert_eq!(again, Ok(url));
    }

    #[test]
    fn addresses_agree_with_the_registries(bits in any::<u128>(), low in any::<u32>(), prefix in 0u16..0x4200) {
        let policy = Policy::new(&PolicySettings::default());
        for address in [
            IpAddr::from(Ipv4Addr::from(low)),
            IpAddr::from(Ipv6Addr::from(bits)),
            IpAddr::from(Ipv6Addr::from(bits >> 3 | 1 << 125)),
            IpAddr::from(Ipv6Addr::from(u128::from(prefix) << 112 | bits >> 16)),
            IpAddr::from(Ipv6Addr::from(0x2001 << 112 | u128::from(prefix) << 96 | bits >> 32)),
            IpAddr::from(Ipv6Addr::from(u128::from(low))),
            IpAddr::from(Ipv6Addr::from(0x64_ff9b << 96 | u128::from(low))),
            IpAddr::from(Ipv6Addr::from(0xffff << 32 | u128::from(low))),
            IpAddr::from(Ipv6Addr::from(0xffff << 48 | u128::from(low))),
            IpAddr::from(Ipv6Addr::from(0x2600u128 << 112 | 0x5efe << 32 | u128::from(low))),
        ] {
            prop_assert_eq!(policy.check_addresses(&[address]).is_ok(), is_public(address), "{}", address);
        }
    }

    #[test]
    fn one_bad_address_refuses_the_set(low in proptest::collection::vec(any::<u32>(), 1..6)) {
        let policy = Policy::new(&PolicySettings::default());
        let addresses: Vec<IpAddr> = low.into_iter().map(|low| Ipv4Addr::from(low).into()).collect();
        prop_assert_eq!(
            policy.check("https://example.com/", &addresses).is_ok(),
            addresses.iter().all(|address| is_public(*address))
        );
    }
}
