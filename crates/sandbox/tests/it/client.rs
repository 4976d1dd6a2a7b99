//! A bare client: one call per request, one gateway connection.

use frontdesk_sandbox::{Options, Sandbox};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};

/// A sandbox and a client of it.
pub(crate) struct Desk {
    pub(crate) sandbox: Sandbox,
    http: reqwest::Client,
}

/// An answer: its status, headers and JSON.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) json: Value,
}

impl Answer {
    /// The JSON of an answer that must be a success.
    pub(crate) fn fine(self) -> Value {
        assert!(
            (200..300).contains(&self.status),
            "{} {}",
            self.status,
            self.json
        );
        self.json
    }

    /// Status and Discord's code of a refusal.
    pub(crate) fn refused(&self) -> (u16, u64) {
        (self.status, self.json["code"].as_u64().unwrap_or(u64::MAX))
    }

    /// The codes of the form errors at a place such as `embeds.0.title`.
    pub(crate) fn codes(&self, place: &str) -> Vec<&str> {
        let pointer = format!("/errors/{}/_errors", place.replace('.', "/"));
        let list = self
            .json
            .pointer(&pointer.replace("//", "/"))
            .and_then(Value::as_array);
        let list = list.unwrap_or_else(|| panic!("nothing at {place}: {}", self.json));
        list.iter()
            .map(|error| error["code"].as_str().unwrap())
            .collect()
    }
}

impl Desk {
    pub(crate) async fn start() -> Self {
        Self::with(Options::default()).await
    }

    #[expect(clippy::disallowed_methods, reason = "this is the client under test")]
    pub(crate) async fn with(options: Options) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        Self {
            sandbox,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/api/v10{path}", self.sandbox.url());
        let token = format!("Bot {}", self.sandbox.token());
        self.http
            .request(method.parse().unwrap(), url)
            .header("authorization", token)
    }

    pub(crate) async fn send(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<Answer, reqwest::Error> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let json = serde_json::from_slice(&response.bytes().await?).unwrap_or_default();
        Ok(Answer {
            status,
            headers,
            json,
        })
    }

    pub(crate) async fn try_call(
        &self,
        method: &str,
        path: &str,
        body: Value,
    ) -> Result<Answer, reqwest::Error> {
        let request = self
            .request(method, path)
            .header("content-type", "application/json");
        self.send(if body.is_null() {
            request
        } else {
            request.body(body.to_string())
        })
        .await
    }

    pub(crate) async fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        self.try_call(method, path, body).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, Value::Null).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, body).await
    }

    /// A request without a token, or with another one.
    pub(crate) async fn with_token(&self, token: Option<&str>, path: &str) -> Answer {
        let request = self
            .http
            .get(format!("{}/api/v10{path}", self.sandbox.url()));
        self.send(match token {
            Some(token) => request.header("authorization", token),
            None => request,
        })
        .await
        .unwrap()
    }

    /// A multipart message, written out by hand.
    pub(crate) async fn upload(&self, path: &str, json: &Value, name: &str, text: &str) -> Answer {
        let body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"{name}\"\r\n\r\n\
             {text}\r\n--edge\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\
             Content-Type: application/json\r\n\r\n{json}\r\n--edge--\r\n"
        );
        let kind = "multipart/form-data; boundary=edge";
        self.send(
            self.request("POST", path)
                .header("content-type", kind)
                .body(body),
        )
        .await
        .unwrap()
    }

    pub(crate) async fn fetch(&self, url: &str) -> String {
        self.http
            .get(url)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    /// A gateway connection that has read its hello.
    pub(crate) async fn connect(&self) -> Gateway {
        let url = format!(
            "{}/gateway?v=10&encoding=json",
            self.sandbox.url().replace("http", "ws")
        );
        let (socket, _) = tokio_tungstenite::connect_async(url).await.unwrap();
        let mut gateway = Gateway {
            socket,
            sequence: None,
        };
        assert_eq!(gateway.next().await["op"], 10);
        gateway
    }

    /// A gateway connection that is ready and has been sent its guilds.
    pub(crate) async fn ready(&self, intents: u64) -> (Gateway, Value) {
        let mut gateway = self.connect().await;
        gateway
            .identify(self.sandbox.token(), intents, [0, 1])
            .await;
        let ready = gateway.event("READY").await;
        if intents & 1 == 1 {
            gateway.event("GUILD_CREATE").await;
        }
        (gateway, ready)
    }
}

/// A gateway connection.
pub(crate) struct Gateway {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) sequence: Option<u64>,
}

impl Gateway {
    pub(crate) async fn send(&mut self, payload: Value) {
        self.socket
            .send(Message::text(payload.to_string()))
            .await
            .unwrap();
    }

    pub(crate) async fn identify(&mut self, token: &str, intents: u64, shard: [u64; 2]) {
        self.send(json!({ "op": 2, "d": {
            "token": token, "intents": intents, "shard": shard, "properties": {},
        } }))
        .await;
    }

    /// The next payload.
    pub(crate) async fn next(&mut self) -> Value {
        match self.socket.next().await.unwrap().unwrap() {
            Message::Text(text) => {
                let payload: Value = serde_json::from_str(&text).unwrap();
                self.sequence = payload["s"].as_u64().or(self.sequence);
                payload
            }
            other => panic!("not a payload: {other:?}"),
        }
    }

    /// The data of the next event, which must have this name.
    pub(crate) async fn event(&mut self, name: &str) -> Value {
        let mut payload = self.next().await;
        assert_eq!(payload["t"], name, "{payload}");
        payload["d"].take()
    }

    /// The code with which the connection is closed next.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("not closed but {other:?}"),
            }
        }
    }

    /// Whether the connection broke off without a word.
    pub(crate) async fn broken(&mut self) -> bool {
        matches!(self.socket.next().await, None | Some(Err(_)))
    }
}
