//! How payloads travel: as text, compressed one by one, or as one long compressed stream.

use std::io::{self, Write};

use axum::extract::ws::Message;
use flate2::{Compression, write::ZlibEncoder};
use serde_json::Value;

/// Encodes the payloads of one connection.
pub(super) enum Encoder {
    /// As text.
    Text,
    /// Each payload by itself (`compress: true` of an identify).
    Each,
    /// All payloads as one stream (`compress=zlib-stream` of the URL).
    Stream(Box<ZlibEncoder<Vec<u8>>>),
}

impl Encoder {
    pub(super) fn stream() -> Self {
        Self::Stream(Box::new(ZlibEncoder::new(Vec::new(), Compression::fast())))
    }

    pub(super) fn encode(&mut self, payload: &Value) -> io::Result<Message> {
        let text = payload.to_string();
        Ok(match self {
            Self::Text => Message::Text(text.into()),
            Self::Each => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
                encoder.write_all(text.as_bytes())?;
                Message::Binary(encoder.finish()?.into())
            }
            Self::Stream(encoder) => {
                encoder.write_all(text.as_bytes())?;
                encoder.flush()?;
                Message::Binary(std::mem::take(encoder.get_mut()).into())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::{Decompress, FlushDecompress, read::ZlibDecoder};
    use serde_json::json;

    use super::*;

    #[test]
    fn each_payload_is_a_stream_of_its_own() {
        let payload = json!({ "op": 11 });
        let Message::Binary(bytes) = Encoder::Each.encode(&payload).unwrap() else {
            panic!()
        };
        let mut text = String::new();
        ZlibDecoder::new(&bytes[..])
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, r#"{"op":11}"#);
    }

    #[test]
    fn a_stream_ends_each_payload_with_the_marker() {
        let mut encoder = Encoder::stream();
        let mut decoder = Decompress::new(true);
        for number in 0..3 {
            let payload = json!({ "op": number });
            let Message::Binary(bytes) = encoder.encode(&payload).unwrap() else {
                panic!()
            };
            assert_eq!(bytes[bytes.len() - 4..], [0, 0, 255, 255]);
            let mut out = Vec::with_capacity(256);
            decoder
                .decompress_vec(&bytes, &mut out, FlushDecompress::Sync)
                .unwrap();
            assert_eq!(out, payload.to_string().into_bytes());
        }
    }
}
