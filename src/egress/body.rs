//! Reading a body, decoded, up to a limit.
//!
//! Data is pushed through the decoder into a buffer that refuses the first byte too many, so a bomb is cut where it
//! begins to swell, whatever `Content-Length` said and however small it was on the wire.

use std::io::{self, Write};

use brotli::Allocator;
use brotli_decompressor::BrotliDecoderParameter;
use brotli_decompressor::writer::DecompressorWriterCustomAlloc;
use flate2::write::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use zstd::stream::raw;
use zstd::stream::raw::DParameter;
use zstd::stream::zio;

use super::budget::{Budget, Memory};
use super::{FetchError, exchange};

/// The window that RFC 9659 lets a sender assume, as a power of two: 8 MiB. It is reserved, and filled only as far as
/// the limit lets the data go.
const ZSTD_WINDOW_LOG: u32 = 23;
/// What an encoded body may be larger on the wire than its limit decoded.
const WIRE_OVERHEAD: usize = 4096;

/// Reads all of it, or says why not.
pub(super) async fn read(
    mut body: Incoming,
    codings: &[String],
    limit: usize,
) -> Result<Vec<u8>, FetchError> {
    let mut decoder = Decoder::new(codings, limit)?;
    if codings.is_empty() && body.size_hint().lower() > limit as u64 {
        return Err(FetchError::TooLarge { limit });
    }
    let mut wire = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| exchange::broken(&error))?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        wire += data.len();
        if wire > limit.saturating_add(WIRE_OVERHEAD) {
            return Err(FetchError::TooLarge { limit });
        }
        decoder.push(&data).map_err(|_| decoder.failure(limit))?;
    }
    if wire == 0 {
        return Ok(Vec::new());
    }
    decoder.finish().map_err(|_| decoder.failure(limit))?;
    Ok(decoder.take())
}

/// Bytes up to a limit; the write that would pass it fails.
struct Capped {
    bytes: Vec<u8>,
    limit: usize,
    full: bool,
    /// Where the decoder in front has one.
    budget: Option<Budget>,
}

impl Capped {
    fn is_full(&self) -> bool {
        self.full || self.budget.as_ref().is_some_and(Budget::is_exceeded)
    }
}

impl Write for Capped {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if data.len() > self.limit - self.bytes.len() {
            self.full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type BrotliDecoder = DecompressorWriterCustomAlloc<Capped, Memory, Budget, Budget, Budget>;

fn brotli(mut capped: Capped) -> BrotliDecoder {
    let mut budget = Budget::for_output(capped.limit);
    capped.budget = Some(budget.clone());
    let buffer: Memory = budget.alloc_cell(4096);
    let mut decoder =
        DecompressorWriterCustomAlloc::new(capped, buffer, budget.clone(), budget.clone(), budget);
    // Not of RFC 7932.
    decoder.set_parameter(BrotliDecoderParameter::BROTLI_DECODER_PARAM_LARGE_WINDOW, 0);
    decoder
}

enum Decoder {
    Identity(Capped),
    Gzip(Box<MultiGzDecoder<Capped>>),
    /// `deflate` before its first byte: zlib by the book, raw from some servers.
    Deflate(Option<Capped>),
    Zlib(Box<ZlibDecoder<Capped>>),
    RawDeflate(Box<DeflateDecoder<Capped>>),
    Brotli(Box<BrotliDecoder>),
    Zstd(Box<zio::Writer<Capped, raw::Decoder<'static>>>),
}

impl Decoder {
    /// For one coding. Stacked ones are nobody's honest answer.
    fn new(codings: &[String], limit: usize) -> Result<Self, FetchError> {
        let capped = Capped {
            bytes: Vec::new(),
            limit,
            full: false,
            budget: None,
        };
        Ok(match codings {
            [] => Self::Identity(capped),
            [coding] => match coding.as_str() {
                "gzip" | "x-gzip" => Self::Gzip(Box::new(MultiGzDecoder::new(capped))),
                "deflate" => Self::Deflate(Some(capped)),
                "br" => Self::Brotli(Box::new(brotli(capped))),
                "zstd" => {
                    let mut decoder = raw::Decoder::new().map_err(|_| FetchError::Encoding)?;
                    decoder
                        .set_parameter(DParameter::WindowLogMax(ZSTD_WINDOW_LOG))
                        .map_err(|_| FetchError::Encoding)?;
                    Self::Zstd(Box::new(zio::Writer::new_with_capacity(
                        capped, decoder, 4096,
                    )))
                }
                _ => return Err(FetchError::Encoding),
            },
            _ => return Err(FetchError::Encoding),
        })
    }

    fn push(&mut self, data: &[u8]) -> io::Result<()> {
        if let (Self::Deflate(capped), Some(first)) = (&mut *self, data.first())
            && let Some(capped) = capped.take()
        {
            // The low half of a zlib header's first byte is the method, which is always 8; in raw deflate these bits
            // are a stored block's padding and length, or the start of a code table.
            *self = if first & 0x0f == 8 {
                Self::Zlib(Box::new(ZlibDecoder::new(capped)))
            } else {
                Self::RawDeflate(Box::new(DeflateDecoder::new(capped)))
            };
        }
        match self {
            Self::Identity(capped) => capped.write_all(data),
            Self::Gzip(decoder) => decoder.write_all(data),
            Self::Deflate(_) => Ok(()),
            Self::Zlib(decoder) => decoder.write_all(data),
            Self::RawDeflate(decoder) => decoder.write_all(data),
            Self::Brotli(decoder) => decoder.write_all(data),
            Self::Zstd(decoder) => decoder.write_all(data),
        }
    }

    /// Fails when the data ends in the middle.
    fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Identity(_) | Self::Deflate(_) => Ok(()),
            Self::Gzip(decoder) => decoder.try_finish(),
            Self::Zlib(decoder) => decoder.try_finish(),
            Self::RawDeflate(decoder) => decoder.try_finish(),
            Self::Brotli(decoder) => decoder.close(),
            Self::Zstd(decoder) => decoder.finish(),
        }
    }

    fn capped(&mut self) -> Option<&mut Capped> {
        Some(match self {
            Self::Identity(capped) => capped,
            Self::Deflate(capped) => return capped.as_mut(),
            Self::Gzip(decoder) => decoder.get_mut(),
            Self::Zlib(decoder) => decoder.get_mut(),
            Self::RawDeflate(decoder) => decoder.get_mut(),
            Self::Brotli(decoder) => decoder.get_mut(),
            Self::Zstd(decoder) => decoder.writer_mut(),
        })
    }

    fn failure(&mut self, limit: usize) -> FetchError {
        if self.capped().is_some_and(|capped| capped.is_full()) {
            FetchError::TooLarge { limit }
        } else {
            FetchError::Encoding
        }
    }

    fn take(&mut self) -> Vec<u8> {
        self.capped()
            .map(|capped| std::mem::take(&mut capped.bytes))
            .unwrap_or_default()
    }
}
