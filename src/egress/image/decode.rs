//! From a hostile file to a new picture.

use std::fmt;
use std::io::Cursor;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bytes::Bytes;
use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use sha2::{Digest, Sha256};

use super::{ImageError, ImageKind};

/// Width times height, known from the head of the file before a pixel is decoded.
const MAX_PIXELS: u64 = 16_777_216;
/// What a decoder may allocate: the pixels with 16 bits per channel, and its own tables.
const MAX_MEMORY: u64 = MAX_PIXELS * 8 + 16 * 1024 * 1024;
/// A longer side is scaled down to this: Discord shows thumbnails at 80 pixels.
const LONGEST_SIDE: u32 = 512;
const JPEG_QUALITY: u8 = 90;
/// Of the search for a GIF's palette, from 1 to 30.
const GIF_SPEED: i32 = 10;

/// A picture that was made here: of the file that it came from it has the kind and the pixels of the first frame.
#[derive(Clone, PartialEq)]
pub struct Picture {
    /// The kind of both.
    pub kind: ImageKind,
    /// The file.
    pub bytes: Bytes,
    /// Names these bytes.
    pub digest: String,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture")
            .field("kind", &self.kind)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

impl Picture {
    /// Decodes a file, bounded in memory, and encodes the first frame anew. Takes its time: not for the threads that
    /// answer.
    pub fn read(file: &[u8]) -> Result<Self, ImageError> {
        let kind = ImageKind::of(file).ok_or(ImageError::Kind)?;
        let pixels = decode(kind, file)?;
        Ok(Self::new(kind, encode(kind, &pixels)?))
    }

    pub(super) fn new(kind: ImageKind, bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes);
        Self {
            kind,
            digest: BASE64_URL_SAFE_NO_PAD.encode(&digest[..16]),
            bytes: bytes.into(),
        }
    }
}

fn decode(kind: ImageKind, file: &[u8]) -> Result<DynamicImage, ImageError> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), kind.format());
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    let (width, height) = decoder.dimensions();
    // Found by fuzzing: a GIF may claim it, and what is made of nothing cannot be read.
    if width == 0 || height == 0 {
        return Err(ImageError::Damaged);
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageError::TooLarge);
    }
    // Of the metadata only this may change how the pixels look.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    let mut pixels = if width.max(height) > LONGEST_SIDE {
        pixels.thumbnail(LONGEST_SIDE, LONGEST_SIDE)
    } else {
        pixels
    };
    pixels.apply_orientation(orientation);
    Ok(pixels)
}

fn encode(kind: ImageKind, pixels: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    let mut file = Cursor::new(&mut bytes);
    let encoded = match kind {
        ImageKind::Jpeg => pixels
            .to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)),
        ImageKind::Gif => {
            let frame = image::Frame::new(pixels.to_rgba8());
            GifEncoder::new_with_speed(&mut file, GIF_SPEED).encode_frame(frame)
        }
        ImageKind::Png | ImageKind::Webp => {
            DynamicImage::from(pixels.to_rgba8()).write_to(&mut file, kind.format())
        }
    };
    encoded.map_err(|_| ImageError::Damaged)?;
    Ok(bytes)
}

fn refused(error: &image::ImageError) -> ImageError {
    match error {
        image::ImageError::Limits(_) => ImageError::TooLarge,
        _ => ImageError::Damaged,
    }
}
