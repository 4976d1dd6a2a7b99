//! Sockets to name servers, on which no long answer is read.
//!
//! Over UDP an answer has the 1 232 bytes that were offered. Over TCP it could have 65 535, which become megabytes of
//! records: [`Stream`] ends a connection on which more than [`LONGEST_ANSWER`] is announced.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_util::io::{AsyncRead, AsyncWrite};
use hickory_resolver::net::runtime::{
    DnsTcpStream, RuntimeProvider, TokioHandle, TokioRuntimeProvider, TokioTime,
};

/// Some hundreds of addresses.
const LONGEST_ANSWER: usize = 8 * 1024;

/// Tokio's sockets, with [`Stream`] for TCP.
#[derive(Clone, Default)]
pub(super) struct Sockets(TokioRuntimeProvider);

impl RuntimeProvider for Sockets {
    type Handle = TokioHandle;
    type Timer = TokioTime;
    type Udp = <TokioRuntimeProvider as RuntimeProvider>::Udp;
    type Tcp = Stream<<TokioRuntimeProvider as RuntimeProvider>::Tcp>;

    fn create_handle(&self) -> Self::Handle {
        self.0.create_handle()
    }

    fn connect_tcp(
        &self,
        server: SocketAddr,
        from: Option<SocketAddr>,
        timeout: Option<Duration>,
    ) -> Pin<Box<dyn Send + Future<Output = io::Result<Self::Tcp>>>> {
        let connecting = self.0.connect_tcp(server, from, timeout);
        Box::pin(async move { connecting.await.map(Stream::new) })
    }

    fn bind_udp(
        &self,
        from: SocketAddr,
        server: SocketAddr,
    ) -> Pin<Box<dyn Send + Future<Output = io::Result<Self::Udp>>>> {
        self.0.bind_udp(from, server)
    }
}

/// A connection that fails where an answer's length, which stands before it, is too much.
pub(super) struct Stream<Inner> {
    inner: Inner,
    /// The first byte of a length whose second has not come yet.
    high: Option<u8>,
    /// How much of the current answer is still to come.
    left: usize,
}

impl<Inner> Stream<Inner> {
    fn new(inner: Inner) -> Self {
        Self {
            inner,
            high: None,
            left: 0,
        }
    }

    fn judge(&mut self, mut data: &[u8]) -> io::Result<()> {
        while let Some((first, rest)) = data.split_first() {
            if self.left > 0 {
                let skipped = self.left.min(data.len());
                self.left -= skipped;
                data = &data[skipped..];
                continue;
            }
            data = rest;
            match self.high.take() {
                None => self.high = Some(*first),
                Some(high) => {
                    self.left = u16::from_be_bytes([high, *first]).into();
                    if self.left > LONGEST_ANSWER {
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                }
            }
        }
        Ok(())
    }
}

impl<Inner: DnsTcpStream> DnsTcpStream for Stream<Inner> {
    type Time = Inner::Time;
}

impl<Inner: AsyncRead + Unpin> AsyncRead for Stream<Inner> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.inner).poll_read(context, buffer))?;
        self.judge(&buffer[..count])?;
        Poll::Ready(Ok(count))
    }
}

impl<Inner: AsyncWrite + Unpin> AsyncWrite for Stream<Inner> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, data)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_close(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_found_however_the_bytes_are_cut() {
        let wire = [0, 3, 1, 2, 3, 0, 0, 0, 1, 9, 0x20, 0x00];
        for size in 1..=wire.len() {
            let mut stream = Stream::new(());
            for piece in wire.chunks(size) {
                stream.judge(piece).unwrap();
            }
            assert_eq!(stream.left, LONGEST_ANSWER);
        }
        for size in 1..=2 {
            let mut stream = Stream::new(());
            let all: io::Result<()> = [0x20, 0x01].chunks(size).try_for_each(|p| stream.judge(p));
            assert_eq!(all.unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
    }
}
