//! TLS as browsers do it: their roots, the operator's own, no exceptions.

use std::io;
use std::sync::Arc;

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::Resumption;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{self, CertificateError, ClientConfig, RootCertStore};

use super::{FetchError, SetupError, TlsProblem};

pub(super) const HTTP_2: &[u8] = b"h2";

/// Trusts the public roots and those of `FRONTDESK_EGRESS_CA`. There is no resumption: nothing of one request, not
/// even a ticket, is known to the next.
pub(super) fn connector(extra_roots_pem: Option<&[u8]>) -> Result<TlsConnector, SetupError> {
    let mut config = config(extra_roots_pem)?;
    config.alpn_protocols = vec![HTTP_2.to_vec(), b"http/1.1".to_vec()];
    config.resumption = Resumption::disabled();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// For the egress process, which is the operator's: sessions are resumed.
pub(super) fn process_connector(
    extra_roots_pem: Option<&[u8]>,
) -> Result<TlsConnector, SetupError> {
    let mut config = config(extra_roots_pem)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsConnector::from(Arc::new(config)))
}

fn config(extra_roots_pem: Option<&[u8]>) -> Result<ClientConfig, SetupError> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    if let Some(pem) = extra_roots_pem {
        add_roots(&mut roots, pem)?;
    }
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(SetupError::Tls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.enable_early_data = false;
    Ok(config)
}

fn add_roots(roots: &mut RootCertStore, pem: &[u8]) -> Result<(), SetupError> {
    let mut found = false;
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| SetupError::Roots)?;
        roots.add(certificate).map_err(|_| SetupError::Roots)?;
        found = true;
    }
    if found {
        Ok(())
    } else {
        Err(SetupError::Roots)
    }
}

/// What a failed handshake means to the author.
pub(super) fn problem(error: &io::Error) -> FetchError {
    let Some(error) = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>())
    else {
        // The connection broke: a reset, or the end of the stream.
        return FetchError::Tls(TlsProblem::Handshake);
    };
    FetchError::Tls(match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                TlsProblem::Expired
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                TlsProblem::NotYetValid
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                TlsProblem::WrongName
            }
            // A self-signed certificate is reported as one that is an authority and yet stands at the end.
            CertificateError::UnknownIssuer
            | CertificateError::BadSignature
            | CertificateError::Other(_) => TlsProblem::Untrusted,
            _ => TlsProblem::BadCertificate,
        },
        rustls::Error::NoCertificatesPresented => TlsProblem::BadCertificate,
        _ => TlsProblem::Handshake,
    })
}
