//! A fetch from end to end.

use std::time::Duration;

use http::Version;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsConnector;
use tracing::field::Empty;
use tracing::{Instrument, Span, info_span};
use url::{Host, Url};

use super::breaker::{Breaker, Verdict};
use super::connect::{self, CONNECT_TIME};
use super::exchange::{self, Answer};
use super::places::{Place, Places};
use super::policy::PolicySettings;
use super::rate::Rates;
use super::resolver::Resolver;
use super::trace::Trace;
use super::{
    FetchError, FetchFailed, FetchRequest, Fetched, Policy, SetupError, StepKind, body, header, tls,
};

/// Whatever a caller says: nothing takes longer.
const LONGEST: Duration = Duration::from_mins(1);
/// How long the body of a refusal, such as a validation's, is waited for.
const REFUSAL_TIME: Duration = Duration::from_secs(1);

/// What all clones of an [`super::Egress`] share.
pub(super) struct Client {
    pub(super) policy: Policy,
    resolver: Resolver,
    tls: TlsConnector,
    places: Places,
    rates: Rates,
    breaker: Breaker,
}

/// An answer that counts.
struct Success {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Why it failed, a refusal's headers and body, and where a redirect points.
struct Failed {
    error: FetchError,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    location: Option<Box<Url>>,
}

impl From<FetchError> for Failed {
    fn from(error: FetchError) -> Self {
        Self {
            error,
            headers: Vec::new(),
            body: Vec::new(),
            location: None,
        }
    }
}

impl Client {
    pub(super) fn new(settings: &PolicySettings) -> Result<Self, SetupError> {
        Ok(Self {
            policy: Policy::new(settings),
            resolver: Resolver::new(&settings.dns)?,
            tls: tls::connector(settings.extra_roots_pem.as_deref())?,
            places: Places::new(),
            rates: Rates::default(),
            breaker: Breaker::default(),
        })
    }

    pub(super) fn is_full(&self) -> bool {
        self.places.are_taken()
    }

    pub(super) async fn fetch(&self, request: FetchRequest) -> Result<Fetched, FetchFailed> {
        let fetched = self.hop(&request).await;
        fetched.map_err(|(failed, _)| failed)
    }

    /// One request, and where it is redirected to.
    pub(super) async fn hop(
        &self,
        request: &FetchRequest,
    ) -> Result<Fetched, (FetchFailed, Option<Url>)> {
        let span = info_span!(
            "egress.fetch",
            guild.id = %request.guild,
            outcome = Empty,
            duration_ms = Empty
        );
        self.trace(request).instrument(span).await
    }

    async fn trace(&self, request: &FetchRequest) -> Result<Fetched, (FetchFailed, Option<Url>)> {
        let started = Instant::now();
        let deadline = started + request.deadline.min(LONGEST);
        let mut trace = Trace::new(started);
        let mut status = None;
        let run = self.run(request, deadline, &mut trace, &mut status);
        let outcome = timeout_at(deadline, run).await;
        let outcome = outcome.unwrap_or_else(|_| {
            Err(match trace.current() {
                StepKind::Wait => FetchError::Busy,
                _ => FetchError::Deadline,
            }
            .into())
        });
        let code = outcome
            .as_ref()
            .map_or_else(|failed| failed.error.code(), |_| "ok");
        Span::current().record("outcome", code);
        Span::current().record("duration_ms", started.elapsed().as_millis());
        tracing::debug!("the fetch has ended");
        metrics::counter!("frontdesk_egress_fetches_total", "outcome" => code).increment(1);
        metrics::histogram!("frontdesk_egress_fetch_seconds").record(started.elapsed());
        match outcome {
            Ok(success) => Ok(Fetched {
                status: success.status,
                headers: success.headers,
                body: success.body,
                steps: trace.into_steps(),
            }),
            Err(failed) => Err((
                FetchFailed {
                    steps: trace.failed(&failed.error),
                    error: failed.error,
                    status,
                    headers: failed.headers,
                    body: failed.body,
                },
                failed.location.map(|location| *location),
            )),
        }
    }

    async fn run(
        &self,
        request: &FetchRequest,
        deadline: Instant,
        trace: &mut Trace,
        status: &mut Option<u16>,
    ) -> Result<Success, Failed> {
        let url = self
            .policy
            .check_url(request.url.expose())
            .map_err(FetchError::from)?;
        // Built here as well, so that a header that cannot be sent costs no connection.
        header::request(request, &url, Version::HTTP_11)?;
        trace.done(url.origin().ascii_serialization());

        trace.begin(StepKind::Wait);
        let pass = self.breaker.enter(
            request.guild,
            &url.origin().ascii_serialization(),
            Instant::now(),
        )?;
        let _places = self.wait(request, &url, deadline).await?;
        // A timer is late by up to a millisecond, in which a near target could be asked.
        if Instant::now() >= deadline {
            return Err(FetchError::Busy.into());
        }
        trace.done("");

        let asked = self.ask(request, &url, trace, status);
        // The deadline of everything, applied here as well so that the breaker hears of it.
        let asked = timeout_at(deadline, asked)
            .await
            .unwrap_or_else(|_| Err(FetchError::Deadline.into()));
        pass.settle(verdict(&asked, trace.current()), Instant::now());
        asked
    }

    /// A place of the server, a token for the host, memory, a place of the bot: in this order, so that waiting for a slow
    /// host takes a place from nobody else.
    async fn wait(
        &self,
        request: &FetchRequest,
        url: &Url,
        deadline: Instant,
    ) -> Result<(Place, Option<Place>, Place), FetchError> {
        let of_guild = self.places.of_guild(request.guild).await;
        // What the operator lists is the operator's to protect.
        let host = url.host_str().unwrap_or_default();
        if !self.policy.is_allow_listed_literal(url) && !self.rates.turn(host, deadline).await {
            return Err(FetchError::RateLimited);
        }
        let of_memory = self.places.of_memory(request.max_bytes).await;
        let of_bot = self.places.of_bot().await;
        match (of_guild, of_memory, of_bot) {
            (Some(of_guild), Some(of_memory), Some(of_bot)) => Ok((of_guild, of_memory, of_bot)),
            _ => Err(FetchError::Busy),
        }
    }

    async fn ask(
        &self,
        request: &FetchRequest,
        url: &Url,
        trace: &mut Trace,
        status: &mut Option<u16>,
    ) -> Result<Success, Failed> {
        trace.begin(StepKind::Resolve);
        let judged = self.resolver.resolve(&self.policy, url).await?;
        trace.done(match url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            _ => String::new(),
        });

        let answer = self.answer(request, url, &judged, trace).await?;
        let code = answer.response.status().as_u16();
        *status = Some(code);
        if let Err(error) = exchange::judge(&answer.response, url) {
            return Err(match error {
                FetchError::Status { .. } => Failed {
                    error,
                    headers: header::shown(answer.response.headers()),
                    body: refusal(answer, request.max_bytes).await,
                    location: None,
                },
                _ => Failed {
                    location: exchange::location(&answer.response, url).map(Box::new),
                    ..error.into()
                },
            });
        }
        trace.done(code.to_string());

        trace.begin(StepKind::Body);
        let headers = header::shown(answer.response.headers());
        let body = read(answer, request.max_bytes).await?;
        trace.done(body.len().to_string());
        Ok(Success {
            status: code,
            headers,
            body,
        })
    }

    async fn answer(
        &self,
        request: &FetchRequest,
        url: &Url,
        judged: &super::resolver::Judged,
        trace: &mut Trace,
    ) -> Result<Answer, FetchError> {
        trace.begin(StepKind::Connect);
        let until = Instant::now() + CONNECT_TIME;
        let stream = connect::tcp(judged, until).await?;
        trace.done("");
        if url.scheme() != "https" {
            trace.begin(StepKind::Status);
            return exchange::send(stream, header::request(request, url, Version::HTTP_11)?).await;
        }
        trace.begin(StepKind::Tls);
        let stream = connect::secure(&self.tls, stream, url, until).await?;
        let (_, session) = stream.get_ref();
        let version = if session.alpn_protocol() == Some(tls::HTTP_2) {
            Version::HTTP_2
        } else {
            Version::HTTP_11
        };
        trace.done(match session.protocol_version() {
            Some(tokio_rustls::rustls::ProtocolVersion::TLSv1_2) => "TLS 1.2",
            _ => "TLS 1.3",
        });
        trace.begin(StepKind::Status);
        exchange::send(stream, header::request(request, url, version)?).await
    }
}

async fn read(answer: Answer, limit: usize) -> Result<Vec<u8>, FetchError> {
    let Answer {
        response,
        connection,
    } = answer;
    let codings = exchange::codings(response.headers());
    let body = body::read(response.into_body(), &codings, limit).await;
    drop(connection);
    body
}

/// As much of a refusal's body as there is: it explains, and is worth no failure of its own.
async fn refusal(answer: Answer, limit: usize) -> Vec<u8> {
    timeout(REFUSAL_TIME, read(answer, limit))
        .await
        .ok()
        .and_then(Result::ok)
        .unwrap_or_default()
}

/// What the outcome says about the target.
fn verdict(outcome: &Result<Success, Failed>, step: StepKind) -> Verdict {
    let Err(Failed { error, .. }) = outcome else {
        return Verdict::Alive;
    };
    match (error, step) {
        (FetchError::Status { status }, _) if *status < 500 => Verdict::Alive,
        (
            FetchError::Redirect { .. }
            | FetchError::TooLarge { .. }
            | FetchError::HeadersTooLarge
            | FetchError::Encoding,
            _,
        ) => Verdict::Alive,
        // Cut off before the time that connecting is given: waiting for a place may have left it none, and whoever
        // fills their own places must not make a target rest for the others.
        (FetchError::Deadline, StepKind::Resolve | StepKind::Connect | StepKind::Tls)
        | (FetchError::Refused(_) | FetchError::NameNotFound | FetchError::Busy, _)
        | (_, StepKind::Address | StepKind::Wait) => Verdict::Unknown,
        (_, StepKind::Resolve | StepKind::Connect | StepKind::Tls) => Verdict::Unconnected,
        (_, StepKind::Status | StepKind::Body) => Verdict::Failed,
    }
}
