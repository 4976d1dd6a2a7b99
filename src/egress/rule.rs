//! The rules by name. The names are public: they stand in `frontdesk egress explain` and in docs/egress.md.

use std::fmt;

/// What can refuse a request before any byte is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// More than 2 048 characters.
    UrlTooLong,
    /// Not a URL.
    UrlInvalid,
    /// Neither `http` nor `https`.
    UrlScheme,
    /// `user:password@`
    UrlCredentials,
    /// A port that the operator does not list.
    UrlPort,
    /// Not a host name that DNS can hold.
    HostInvalid,
    /// A name without a dot, which means something only inside a network.
    HostSingleLabel,
    /// `localhost`, `.local`, `.internal` and the other names that are not on the public internet.
    HostSpecialUse,
    /// A name of a cloud's metadata service.
    HostMetadata,
    /// Discord's.
    HostDiscord,
    /// The bot's own.
    HostOwn,
    /// `FRONTDESK_EGRESS_DENY`
    IpDenied,
    /// The bot's own.
    IpOwn,
    /// A cloud's metadata service.
    IpMetadata,
    /// "This network", unspecified.
    IpThisNetwork,
    /// Loopback.
    IpLoopback,
    /// Private use, unique-local, site-local.
    IpPrivate,
    /// Carrier-grade NAT.
    IpShared,
    /// Link-local.
    IpLinkLocal,
    /// IETF protocol assignments.
    IpProtocolAssignments,
    /// Documentation.
    IpDocumentation,
    /// AS112, AMT and 6to4 relays.
    IpAnycastService,
    /// Benchmarking.
    IpBenchmarking,
    /// Multicast.
    IpMulticast,
    /// Reserved for the future, broadcast.
    IpReserved,
    /// An IPv6 address that stands for an IPv4 address.
    IpEmbedded,
    /// Discard-only and dummy prefixes.
    IpDiscard,
    /// Segment routing identifiers.
    IpSegmentRouting,
    /// IPv6 outside global unicast.
    IpNotGlobal,
}

impl Rule {
    /// Every rule, in the order in which docs/egress.md lists them.
    pub const ALL: [Self; 29] = [
        Self::UrlTooLong,
        Self::UrlInvalid,
        Self::UrlScheme,
        Self::UrlCredentials,
        Self::UrlPort,
        Self::HostInvalid,
        Self::HostSingleLabel,
        Self::HostSpecialUse,
        Self::HostMetadata,
        Self::HostDiscord,
        Self::HostOwn,
        Self::IpDenied,
        Self::IpOwn,
        Self::IpMetadata,
        Self::IpThisNetwork,
        Self::IpLoopback,
        Self::IpPrivate,
        Self::IpShared,
        Self::IpLinkLocal,
        Self::IpProtocolAssignments,
        Self::IpDocumentation,
        Self::IpAnycastService,
        Self::IpBenchmarking,
        Self::IpMulticast,
        Self::IpReserved,
        Self::IpEmbedded,
        Self::IpDiscard,
        Self::IpSegmentRouting,
        Self::IpNotGlobal,
    ];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UrlTooLong => "url-too-long",
            Self::UrlInvalid => "url-invalid",
            Self::UrlScheme => "url-scheme",
            Self::UrlCredentials => "url-credentials",
            Self::UrlPort => "url-port",
            Self::HostInvalid => "host-invalid",
            Self::HostSingleLabel => "host-single-label",
            Self::HostSpecialUse => "host-special-use",
            Self::HostMetadata => "host-metadata",
            Self::HostDiscord => "host-discord",
            Self::HostOwn => "host-own",
            Self::IpDenied => "ip-denied",
            Self::IpOwn => "ip-own",
            Self::IpMetadata => "ip-metadata",
            Self::IpThisNetwork => "ip-this-network",
            Self::IpLoopback => "ip-loopback",
            Self::IpPrivate => "ip-private",
            Self::IpShared => "ip-shared",
            Self::IpLinkLocal => "ip-link-local",
            Self::IpProtocolAssignments => "ip-protocol-assignments",
            Self::IpDocumentation => "ip-documentation",
            Self::IpAnycastService => "ip-anycast-service",
            Self::IpBenchmarking => "ip-benchmarking",
            Self::IpMulticast => "ip-multicast",
            Self::IpReserved => "ip-reserved",
            Self::IpEmbedded => "ip-embedded-ipv4",
            Self::IpDiscard => "ip-discard",
            Self::IpSegmentRouting => "ip-segment-routing",
            Self::IpNotGlobal => "ip-not-global",
        }
    }

    /// The sentence: one for all kinds of address, so that nobody learns from it what a name leads to inside the
    /// operator's network.
    pub(super) const fn message_id(self) -> &'static str {
        match self {
            Self::UrlTooLong => "egress-refused-url-too-long",
            Self::UrlInvalid => "egress-refused-url-invalid",
            Self::UrlScheme => "egress-refused-url-scheme",
            Self::UrlCredentials => "egress-refused-url-credentials",
            Self::UrlPort => "egress-refused-url-port",
            Self::HostInvalid => "egress-refused-host-invalid",
            Self::HostSingleLabel | Self::HostSpecialUse | Self::HostMetadata => {
                "egress-refused-host-local"
            }
            Self::HostDiscord => "egress-refused-host-discord",
            Self::HostOwn | Self::IpOwn => "egress-refused-own",
            Self::IpDenied => "egress-refused-denied",
            _ => "egress-refused-address",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
