//! First, last and adjacent addresses of every range, written as text.

use std::net::IpAddr;

use frontdesk::egress::{Policy, PolicySettings};

/// `before first last after`; a neighbour in brackets belongs to another range that is refused.
const RANGES: &str = "
-                 0.0.0.0          0.255.255.255    1.0.0.0
9.255.255.255     10.0.0.0         10.255.255.255   11.0.0.0
100.63.255.255    100.64.0.0       100.127.255.255  100.128.0.0
126.255.255.255   127.0.0.0        127.255.255.255  128.0.0.0
169.253.255.255   169.254.0.0      169.254.255.255  169.255.0.0
172.15.255.255    172.16.0.0       172.31.255.255   172.32.0.0
191.255.255.255   192.0.0.0        192.0.0.255      192.0.1.0
192.0.1.255       192.0.2.0        192.0.2.255      192.0.3.0
192.31.195.255    192.31.196.0     192.31.196.255   192.31.197.0
192.52.192.255    192.52.193.0     192.52.193.255   192.52.194.0
192.88.98.255     192.88.99.0      192.88.99.255    192.88.100.0
192.167.255.255   192.168.0.0      192.168.255.255  192.169.0.0
192.175.47.255    192.175.48.0     192.175.48.255   192.175.49.0
198.17.255.255    198.18.0.0       198.19.255.255   198.20.0.0
198.51.99.255     198.51.100.0     198.51.100.255   198.51.101.0
203.0.112.255     203.0.113.0      203.0.113.255    203.0.114.0
223.255.255.255   224.0.0.0        239.255.255.255  [240.0.0.0]
[239.255.255.255] 240.0.0.0        255.255.255.255  -
168.63.129.15     168.63.129.16    168.63.129.16    168.63.129.17
-                 ::               1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff  2000::
-                 ::1              ::1              [::2]
[::1]             ::2              ::255.255.255.255 [::1:0:0]
[::fffe:ffff:ffff]        ::ffff:0.0.0.0   ::ffff:255.255.255.255   [::1:0:0:0]
[::fffe:ffff:ffff:ffff]   ::ffff:0:0.0.0.0 ::ffff:0:255.255.255.255 [::ffff:1:0:0]
[64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff] 64:ff9b::  64:ff9b::ffff:ffff [64:ff9b::1:0:0]
[64:ff9b:0:ffff:ffff:ffff:ffff:ffff]    64:ff9b:1:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff [64:ff9b:2::]
[ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] 100::      100::ffff:ffff:ffff:ffff [100:0:0:1::]
[100::ffff:ffff:ffff:ffff]              100:0:0:1:: 100::1:ffff:ffff:ffff:ffff [100:0:0:2::]
2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2001::     2001:0:ffff:ffff:ffff:ffff:ffff:ffff [2001:1::]
[2001:1:ffff:ffff:ffff:ffff:ffff:ffff]  2001:2::   2001:2:0:ffff:ffff:ffff:ffff:ffff [2001:2:1::]
2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2001::     2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff 2001:200::
2001:db7:ffff:ffff:ffff:ffff:ffff:ffff  2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9::
2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2002::     2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2003::
3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff 3fff::     3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff 3fff:1000::
3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 4000::     ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff -
[5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] 5f00::   5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff [5f01::]
[fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] fc00::   fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff [fe00::]
[fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff] fe80::   febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff [fec0::]
[febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff] fec0::   feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff [ff00::]
[feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] ff00::   ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff -
";

fn is_allowed(address: &str) -> bool {
    let address: IpAddr = address.parse().expect(address);
    let policy = Policy::new(&PolicySettings::default());
    let host = match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    };
    let by_itself = policy.check_addresses(&[address]).is_ok();
    let in_a_url = policy.check_url(&format!("http://{host}/")).is_ok();
    assert_eq!(by_itself, in_a_url, "{address}");
    by_itself
}

#[test]
fn the_edges_of_every_range_are_sharp() {
    let mut run = 0;
    for line in RANGES.lines().filter(|line| !line.is_empty()) {
        let addresses: Vec<&str> = line.split_whitespace().collect();
        let [before, first, last, after] = addresses[..] else {
            panic!("{line}")
        };
        for inside in [first, last] {
            assert!(!is_allowed(inside), "{inside} is inside");
        }
        for neighbour in [before, after] {
            match neighbour.strip_prefix('[') {
                _ if neighbour == "-" => {}
                Some(other) => assert!(!is_allowed(other.trim_end_matches(']')), "{other}"),
                None => assert!(is_allowed(neighbour), "{neighbour} is outside"),
            }
        }
        run += 1;
    }
    assert_eq!(run, 40);
}

#[test]
fn ordinary_addresses_are_not_refused() {
    for address in [
        "1.1.1.1",
        "8.8.8.8",
        "93.184.216.34",
        "100.0.0.1",
        "172.64.0.1",
        "192.1.2.3",
        "192.30.255.112",
        "198.41.0.4",
        "2606:4700:4700::1111",
        "2001:4860:4860::8888",
        "2001:470:1:2:0:5efe:808:808",
        "2a00:1450:4001::1",
        "64:ff9b::8.8.8.8",
        "2c0f:fb50::1",
    ] {
        assert!(is_allowed(address), "{address}");
    }
}

#[test]
fn names_are_judged_at_label_boundaries() {
    let policy = Policy::new(&PolicySettings {
        own_host: Some("Bot.Example.COM.".to_owned()),
        ..PolicySettings::default()
    });
    let rule = |host: &str| {
        policy
            .check_url(&format!("https://{host}/"))
            .err()
            .map(|refusal| refusal.rule.name())
    };
    for (host, expected) in [
        ("localhost", Some("host-special-use")),
        ("LOCALHOST.", Some("host-special-use")),
        ("a.localhost", Some("host-special-use")),
        ("notlocalhost", Some("host-single-label")),
        ("mylocalhost.example.com", None),
        ("localhost.localdomain", Some("host-special-use")),
        ("localhost4.localdomain4", Some("host-special-use")),
        ("LocalHost6.LocalDomain6.", Some("host-special-use")),
        ("mylocaldomain6.example", None),
        ("printer.local", Some("host-special-use")),
        ("notlocal.example", None),
        ("kubernetes.default.svc", Some("host-special-use")),
        ("x.svc.cluster.local", Some("host-special-use")),
        ("nas.home.arpa", Some("host-special-use")),
        ("1.0.0.127.in-addr.arpa", Some("host-special-use")),
        ("db.internal", Some("host-special-use")),
        ("router.lan", Some("host-special-use")),
        ("fritz.box", Some("host-special-use")),
        ("x.onion", Some("host-special-use")),
        ("metadata.google.internal", Some("host-special-use")),
        ("metadata.goog", Some("host-metadata")),
        ("redis", Some("host-single-label")),
        ("com", Some("host-single-label")),
        ("discord.com", Some("host-discord")),
        ("DISCORD.com.", Some("host-discord")),
        ("ptb.discord.com", Some("host-discord")),
        ("cdn.discordapp.com", Some("host-discord")),
        ("media.discordapp.net", Some("host-discord")),
        ("discord.gg", Some("host-discord")),
        ("dis.gd", Some("host-discord")),
        ("ｄｉｓｃｏｒｄ.com", Some("host-discord")),
        ("notdiscord.com", None),
        ("discord.com.example.org", None),
        ("bot.example.com", Some("host-own")),
        ("www.bot.example.com", Some("host-own")),
        ("notbot.example.com", None),
        ("example.com", None),
        ("example.com..", Some("host-invalid")),
        ("-", Some("host-single-label")),
        ("a_b.example.com", None),
        ("a*b.example.com", Some("host-invalid")),
    ] {
        assert_eq!(rule(host), expected, "{host}");
    }
}
