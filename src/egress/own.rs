//! The machine's own addresses, as far as it knows them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// The source addresses towards the internet. Connecting a UDP socket only looks up the route: nothing is sent.
/// Behind NAT these are private addresses, which are refused anyway.
pub(super) fn addresses() -> Vec<IpAddr> {
    [
        (
            SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)),
            SocketAddr::from((Ipv4Addr::new(1, 1, 1, 1), 53)),
        ),
        (
            SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)),
            SocketAddr::from((
                Ipv6Addr::new(0x2606, 0x4700, 0x4700, 0, 0, 0, 0, 0x1111),
                53,
            )),
        ),
    ]
    .into_iter()
    .filter_map(|(from, towards)| {
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(towards).ok()?;
        Some(socket.local_addr().ok()?.ip())
    })
    .collect()
}
