//! No text is a URL that leads where the rules do not let it.

#![no_main]

use std::net::{IpAddr, Ipv4Addr};

use frontdesk::egress::{Policy, PolicySettings};
use libfuzzer_sys::fuzz_target;
use url::Host;

fuzz_target!(|text: &str| {
    let policy = Policy::new(&PolicySettings::default());
    let Ok(url) = policy.check_url(text) else {
        return;
    };
    assert!(matches!(url.scheme(), "http" | "https"));
    assert!(url.username().is_empty() && url.password().is_none());
    assert!(matches!(
        url.port_or_known_default(),
        Some(80 | 443 | 8080 | 8443)
    ));
    match url.host() {
        Some(Host::Ipv4(address)) => assert!(policy.check_addresses(&[address.into()]).is_ok()),
        Some(Host::Ipv6(address)) => assert!(policy.check_addresses(&[address.into()]).is_ok()),
        Some(Host::Domain(name)) => {
            assert!(name.contains('.') && !name.ends_with('.'));
            assert!(name.parse::<IpAddr>().is_err());
            let inside = [Ipv4Addr::LOCALHOST.into()];
            assert!(policy.check(text, &inside).is_err());
        }
        None => panic!("no host"),
    }
    assert_eq!(policy.check_url(url.as_str()).as_ref(), Ok(&url));
});
