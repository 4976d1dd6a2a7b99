//! Servers of integration authors: good ones, slow ones, broken ones.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// How a server answers every request.
#[derive(Clone, Debug)]
pub(crate) enum Behaviour {
    /// 200 with this body, after a while.
    Json(String, Duration),
    /// This status and body.
    Status(u16, String),
    /// Never.
    Hang,
    /// 200 and ten megabytes.
    Huge,
    /// Half of what the length promises, then the end.
    Half,
    /// 302 to there.
    Redirect(String),
    /// 200 with what it was sent: each line of the head, and the body.
    Echo,
}

impl Behaviour {
    /// 200 with this body at once.
    pub(crate) fn json(body: &str) -> Self {
        Self::Json(body.to_owned(), Duration::ZERO)
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// Request line and headers.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn request_line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A server on a port of its own.
pub(crate) struct Upstream {
    pub(crate) port: u16,
    behaviour: Arc<Mutex<Behaviour>>,
    received: Arc<Mutex<Vec<Received>>>,
    task: AbortHandle,
}

impl Upstream {
    pub(crate) async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let behaviour = Arc::new(Mutex::new(behaviour));
        let behaves = Arc::clone(&behaviour);
        let seen = Arc::clone(&received);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let behaviour = behaves.lock().unwrap().clone();
                tokio::spawn(serve(stream, behaviour, Arc::clone(&seen)));
            }
        });
        Self {
            port,
            behaviour,
            received,
            task: task.abort_handle(),
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// From now on it answers like this.
    pub(crate) fn now(&self, behaviour: Behaviour) {
        *self.behaviour.lock().unwrap() = behaviour;
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, behaviour: Behaviour, seen: Arc<Mutex<Vec<Received>>>) {
    let Some(received) = receive(&mut stream).await else {
        return;
    };
    seen.lock().unwrap().push(received.clone());
    let answer = match behaviour {
        Behaviour::Hang => std::future::pending().await,
        Behaviour::Json(body, delay) => {
            tokio::time::sleep(delay).await;
            answer(200, "", &body)
        }
        Behaviour::Status(status, body) => answer(status, "", &body),
        Behaviour::Huge => answer(
            200,
            "",
            &format!("{{\"a\":\"{}\"}}", "x".repeat(10_000_000)),
        ),
        Behaviour::Half => {
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"name\":\"Ry".to_owned()
        }
        Behaviour::Redirect(target) => answer(302, &format!("Location: {target}\r\n"), ""),
        Behaviour::Echo => {
            let lines: Vec<&str> = received.head.lines().collect();
            let echo = serde_json::json!({ "lines": lines, "body": received.body });
            answer(200, "", &echo.to_string())
        }
    };
    // A client that has seen enough may be gone.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

fn answer(status: u16, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status} Whatever\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
}

async fn receive(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream
            .read(&mut buffer)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let received = Received {
                head: head.to_owned(),
                body: body.to_owned(),
            };
            let length = received.header("content-length");
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return Some(received);
            }
        }
    }
}
