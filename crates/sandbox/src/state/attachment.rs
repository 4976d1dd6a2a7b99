//! Attachments and the files behind them.

use serde_json::{Value, json};

use super::World;
use crate::id::Id;

/// A file that somebody sends.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The number that the message's `attachments` name it by.
    pub number: u64,
    /// Its name.
    pub filename: String,
    /// Its type.
    pub content_type: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its description for those who do not see it.
    pub description: Option<String>,
}

/// A file of a message.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The attachment's id.
    pub id: Id,
    /// Its name.
    pub filename: String,
    /// Its description.
    pub description: Option<String>,
    /// Its type.
    pub content_type: Option<String>,
    /// Its size in bytes.
    pub size: usize,
    /// Where it can be fetched.
    pub url: String,
    /// Whether it belongs to an ephemeral message.
    pub ephemeral: bool,
}

/// What is behind an attachment's URL.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// Its type.
    pub content_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// The attachment as Discord sends it.
    pub fn payload(&self) -> Value {
        let mut payload = json!({
            "id": self.id,
            "filename": self.filename,
            "size": self.size,
            "url": self.url,
            "proxy_url": self.url,
            "content_scan_version": 0,
        });
        if let Some(kind) = &self.content_type {
            payload["content_type"] = kind.clone().into();
        }
        if let Some(description) = &self.description {
            payload["description"] = description.clone().into();
        }
        if self.ephemeral {
            payload["ephemeral"] = true.into();
        }
        payload
    }
}

impl World {
    /// Stores a file so that it can be fetched, and makes an attachment of it.
    pub fn store_file(&mut self, channel: Id, upload: Upload, ephemeral: bool) -> Attachment {
        let id = self.next_id();
        let filename: String = upload
            .filename
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || "._-".contains(c) {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let url = format!("{}/attachments/{channel}/{id}/{filename}", self.url);
        let attachment = Attachment {
            id,
            size: upload.bytes.len(),
            description: upload.description,
            content_type: upload.content_type.clone(),
            url,
            filename,
            ephemeral,
        };
        let content_type = upload
            .content_type
            .unwrap_or("application/octet-stream".to_owned());
        self.files.insert(
            id,
            StoredFile {
                content_type,
                bytes: upload.bytes,
            },
        );
        attachment
    }
}
