//! How a request's body is read: JSON, or JSON with files.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest as _, Multipart},
    http::{HeaderMap, Request, header::CONTENT_TYPE},
};
use serde_json::Value;

use super::Payload;
use crate::{error::ApiError, state::Upload};

/// Reads a body by its content type.
pub(super) async fn read(headers: &HeaderMap, body: Bytes) -> Result<Payload, ApiError> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return multipart(kind, body).await;
    }
    if body.is_empty() {
        return Ok(Payload::default());
    }
    let json = serde_json::from_slice(&body).map_err(|_| ApiError::invalid_json())?;
    Ok(Payload {
        json,
        files: Vec::new(),
    })
}

async fn multipart(kind: &str, body: Bytes) -> Result<Payload, ApiError> {
    let request = Request::builder()
        .header(CONTENT_TYPE, kind)
        .body(Body::from(body));
    let request = request.map_err(|_| ApiError::invalid_json())?;
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| ApiError::invalid_json())?;
    let mut payload = Payload {
        json: Value::Object(serde_json::Map::new()),
        files: Vec::new(),
    };
    while let Some(field) = form
        .next_field()
        .await
        .map_err(|_| ApiError::invalid_json())?
    {
        let name = field.name().unwrap_or_default().to_owned();
        let filename = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|_| ApiError::invalid_json())?;
        if name == "payload_json" {
            payload.json = serde_json::from_slice(&bytes).map_err(|_| ApiError::invalid_json())?;
        } else if let Some(filename) = filename {
            let number = name
                .trim_start_matches("files[")
                .trim_end_matches(']')
                .parse();
            payload.files.push(Upload {
                number: number.unwrap_or(payload.files.len() as u64),
                content_type: content_type.or_else(|| guess(&filename).map(str::to_owned)),
                filename,
                bytes: bytes.to_vec(),
                description: None,
            });
        } else if let Ok(text) = String::from_utf8(bytes.to_vec()) {
            payload.json[name] = text.into();
        }
    }
    Ok(payload)
}

/// Discord tells a file's type by its name when the sender does not.
fn guess(filename: &str) -> Option<&'static str> {
    Some(
        match filename.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "html" | "htm" => "text/html; charset=utf-8",
            "txt" | "log" => "text/plain; charset=utf-8",
            "json" => "application/json; charset=utf-8",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            _ => return None,
        },
    )
}
