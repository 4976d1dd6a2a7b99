//! A certificate authority for one test, and servers that hold its certificates.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, GeneralSubtree, IsCa, Issuer, KeyPair,
    NameConstraints, date_time_ymd,
};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, server::danger::ClientCertVerifier};

pub(crate) struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

/// What is special about a server.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) enum Kind {
    #[default]
    Good,
    Expired,
    NotYetValid,
    SelfSigned,
    AsksForCertificate,
}

impl Authority {
    pub(crate) fn new() -> Self {
        Self::with(None)
    }

    /// May sign only for names under this one.
    pub(crate) fn constrained_to(name: &str) -> Self {
        Self::with(Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName(name.to_owned())],
            excluded_subtrees: Vec::new(),
        }))
    }

    fn with(name_constraints: Option<NameConstraints>) -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.name_constraints = name_constraints;
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        Self {
            certificate,
            issuer: Issuer::new(params, key),
        }
    }

    pub(crate) fn pem(&self) -> Vec<u8> {
        self.certificate.pem().into_bytes()
    }

    /// A server for a name, with ALPN.
    pub(crate) fn server(&self, name: &str, kind: Kind, protocols: &[&str]) -> TlsAcceptor {
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("parameters");
        match kind {
            Kind::Expired => params.not_after = date_time_ymd(2001, 1, 1),
            Kind::NotYetValid => params.not_before = date_time_ymd(2999, 1, 1),
            Kind::Good | Kind::SelfSigned | Kind::AsksForCertificate => {}
        }
        let key = KeyPair::generate().expect("a key");
        let certificate = if kind == Kind::SelfSigned {
            params.self_signed(&key)
        } else {
            params.signed_by(&key, &self.issuer)
        }
        .expect("a certificate");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions");
        let config = if kind == Kind::AsksForCertificate {
            config.with_client_cert_verifier(self.asking())
        } else {
            config.with_no_client_auth()
        };
        let mut config = config
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .expect("a configuration");
        config.alpn_protocols = protocols
            .iter()
            .map(|protocol| protocol.as_bytes().to_vec())
            .collect();
        TlsAcceptor::from(Arc::new(config))
    }

    fn asking(&self) -> Arc<dyn ClientCertVerifier> {
        let mut roots = RootCertStore::empty();
        roots
            .add(CertificateDer::clone(self.certificate.der()))
            .expect("a root");
        WebPkiClientVerifier::builder_with_provider(
            Arc::new(roots),
            Arc::new(ring::default_provider()),
        )
        .allow_unauthenticated()
        .build()
        .expect("a verifier")
    }
}
