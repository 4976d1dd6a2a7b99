//! A name server over UDP and TCP whose answers a test sets.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hickory_proto::op::{Message, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{A, AAAA, CNAME};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::task::JoinSet;

/// What is said about a name.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// These addresses, with a TTL.
    Addresses(Vec<IpAddr>, u32),
    /// An alias; a resolver's server follows it and says both.
    Alias(String),
    /// This code.
    Code(ResponseCode),
    /// Nothing at all.
    Silence,
    /// Over UDP only that it does not fit; over TCP the addresses.
    Truncated(Vec<IpAddr>),
    /// These addresses, after a while.
    Late(Duration, Vec<IpAddr>),
    /// These bytes behind the question's id.
    Bytes(Vec<u8>),
}

#[derive(Default)]
struct Zone {
    /// What is said at the first, second … resolution; the last one stays.
    replies: HashMap<String, Vec<Reply>>,
    asked: HashMap<(String, RecordType), usize>,
    questions: usize,
    over_tcp: usize,
}

impl Zone {
    fn reply(&mut self, name: &str, kind: RecordType) -> Reply {
        self.questions += 1;
        let times = self.asked.entry((name.to_owned(), kind)).or_default();
        let turn = *times;
        *times += 1;
        match self.replies.get(name) {
            Some(replies) => replies[turn.min(replies.len() - 1)].clone(),
            None => Reply::Code(ResponseCode::NXDomain),
        }
    }
}

pub(crate) struct NameServer {
    pub(crate) address: SocketAddr,
    zone: Arc<Mutex<Zone>>,
    _tasks: JoinSet<()>,
}

impl NameServer {
    pub(crate) async fn start() -> Self {
        let zone = Arc::new(Mutex::new(Zone::default()));
        let (udp, tcp) = loop {
            let tcp = TcpListener::bind("127.0.0.1:0").await.expect("a listener");
            let address = tcp.local_addr().expect("an address");
            // The same port for both; another one if somebody has it.
            if let Ok(udp) = UdpSocket::bind(address).await {
                break (udp, tcp);
            }
        };
        let address = udp.local_addr().expect("an address");
        let mut tasks = JoinSet::new();
        tasks.spawn(answer_udp(udp, Arc::clone(&zone)));
        tasks.spawn(answer_tcp(tcp, Arc::clone(&zone)));
        Self {
            address,
            zone,
            _tasks: tasks,
        }
    }

    /// Sets what is said about a name, at each resolution in turn.
    pub(crate) fn say(&self, name: &str, replies: Vec<Reply>) {
        self.zone
            .lock()
            .unwrap()
            .replies
            .insert(format!("{name}."), replies);
    }

    pub(crate) fn addresses(&self, name: &str, addresses: &[IpAddr]) {
        self.say(name, vec![Reply::Addresses(addresses.to_vec(), 60)]);
    }

    pub(crate) fn questions(&self) -> usize {
        self.zone.lock().unwrap().questions
    }

    pub(crate) fn over_tcp(&self) -> usize {
        self.zone.lock().unwrap().over_tcp
    }

    /// Every name that was asked for, in any form.
    pub(crate) fn names(&self) -> Vec<String> {
        let zone = self.zone.lock().unwrap();
        let mut names: Vec<String> = zone.asked.keys().map(|(name, _)| name.clone()).collect();
        names.sort();
        names.dedup();
        names
    }
}

async fn answer_udp(socket: UdpSocket, zone: Arc<Mutex<Zone>>) {
    let socket = Arc::new(socket);
    let mut packet = [0; 4096];
    let mut late = JoinSet::new();
    while let Ok((length, from)) = socket.recv_from(&mut packet).await {
        let answer = answer(&packet[..length], &zone, false);
        if let Some((after, answer)) = answer {
            let socket = Arc::clone(&socket);
            late.spawn(async move {
                tokio::time::sleep(after).await;
                let _ = socket.send_to(&answer, from).await;
            });
        }
    }
}

async fn answer_tcp(listener: TcpListener, zone: Arc<Mutex<Zone>>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(answer_connection(stream, Arc::clone(&zone)));
    }
}

async fn answer_connection(mut stream: TcpStream, zone: Arc<Mutex<Zone>>) {
    while let Ok(length) = stream.read_u16().await {
        let mut packet = vec![0; length.into()];
        if stream.read_exact(&mut packet).await.is_err() {
            return;
        }
        if let Some((after, answer)) = answer(&packet, &zone, true) {
            tokio::time::sleep(after).await;
            let length = u16::try_from(answer.len()).expect("a short answer");
            let _ = stream.write_u16(length).await;
            let _ = stream.write_all(&answer).await;
        }
    }
}

fn answer(packet: &[u8], zone: &Arc<Mutex<Zone>>, tcp: bool) -> Option<(Duration, Vec<u8>)> {
    let mut after = Duration::ZERO;
    let question = Message::from_vec(packet).ok()?;
    let query = question.queries.first()?.clone();
    let mut message = Message::response(question.metadata.id, OpCode::Query);
    message.metadata.recursion_desired = true;
    message.metadata.recursion_available = true;
    message.add_query(query.clone());
    let mut zone = zone.lock().unwrap();
    zone.over_tcp += usize::from(tcp);
    let mut name = query.name().to_lowercase();
    // As a recursive server does: follow aliases, as far as it has patience.
    for _ in 0..32 {
        let reply = zone.reply(&name.to_ascii(), query.query_type());
        let (addresses, ttl) = match reply {
            Reply::Silence => return None,
            Reply::Code(code) => {
                message.metadata.response_code = code;
                break;
            }
            Reply::Truncated(_) if !tcp => {
                message.metadata.truncation = true;
                break;
            }
            Reply::Truncated(addresses) => (addresses, 60),
            Reply::Late(time, addresses) => {
                after = time;
                (addresses, 60)
            }
            Reply::Bytes(bytes) => {
                let id = question.metadata.id.to_be_bytes();
                return Some((after, [&id[..], &bytes].concat()));
            }
            Reply::Addresses(addresses, ttl) => (addresses, ttl),
            Reply::Alias(to) => {
                let to = Name::from_ascii(&to).expect("a name");
                message.add_answer(Record::from_rdata(
                    name,
                    60,
                    RData::CNAME(CNAME(to.clone())),
                ));
                name = to;
                continue;
            }
        };
        for address in addresses {
            let data = match (address, query.query_type()) {
                (IpAddr::V4(address), RecordType::A) => RData::A(A(address)),
                (IpAddr::V6(address), RecordType::AAAA) => RData::AAAA(AAAA(address)),
                _ => continue,
            };
            message.add_answer(Record::from_rdata(name.clone(), ttl, data));
        }
        break;
    }
    Some((after, message.to_vec().expect("an answer")))
}
