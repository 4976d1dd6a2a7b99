//! The values of an answer as they are stored: texts by placeholder, before any format.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::extract::{Extracted, fallback, found};
use super::{Manifest, ManifestPlaceholder};
use crate::model::Text;
use crate::vault::{Place, Sealed, Secret, Vault, VaultError};

/// More characters than any message shows of one value.
const LONGEST: usize = 6_000;

/// The texts, by placeholder; `None` where the answer had no value for it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Texts(BTreeMap<String, Option<String>>);

impl Texts {
    /// The texts of an answer. Secrets have been hidden where it was read.
    pub(super) fn of(values: &[Extracted]) -> Self {
        let text = |text: &String| text.chars().take(LONGEST).collect();
        Self(
            values
                .iter()
                .map(|value| (value.name.clone(), value.text.as_ref().map(text)))
                .collect(),
        )
    }

    /// Whether it tells about all of these placeholders.
    pub(super) fn tell_of<'m>(
        &self,
        mut placeholders: impl Iterator<Item = &'m ManifestPlaceholder>,
    ) -> bool {
        placeholders.all(|placeholder| self.0.contains_key(&placeholder.name))
    }

    /// These, and from `others` what these do not tell of.
    pub(super) fn and(mut self, others: Self) -> Self {
        for (name, text) in others.0 {
            self.0.entry(name).or_insert(text);
        }
        self
    }

    /// A value for each placeholder of the manifest, in its format.
    pub(super) fn restored(&self, manifest: &Manifest) -> Vec<Extracted> {
        let placeholders = manifest.placeholders.iter();
        placeholders
            .map(|placeholder| match self.0.get(&placeholder.name) {
                Some(text) => restored(placeholder, text.as_ref()),
                None => restored(placeholder, None),
            })
            .collect()
    }

    /// The values of the manifest's placeholders, with these in the place of those that they tell of.
    pub(super) fn over(&self, manifest: &Manifest, values: Vec<Extracted>) -> Vec<Extracted> {
        let placeholders = manifest.placeholders.iter().zip(values);
        placeholders
            .map(|(placeholder, value)| match self.0.get(&placeholder.name) {
                Some(text) => restored(placeholder, text.as_ref()),
                None => value,
            })
            .collect()
    }

    /// Encrypts them for their place.
    pub(super) fn seal(&self, vault: &Vault, place: &Place) -> Sealed {
        let json = serde_json::to_string(self).unwrap_or_default();
        vault.seal(place, &Secret::new(json))
    }

    /// The reverse of [`Self::seal`].
    pub(super) fn open(vault: &Vault, place: &Place, sealed: &Sealed) -> Result<Self, VaultError> {
        let json = vault.open(place, sealed)?;
        serde_json::from_str(json.expose()).map_err(|_| VaultError::Damaged)
    }
}

fn restored(placeholder: &ManifestPlaceholder, text: Option<&String>) -> Extracted {
    match text {
        Some(text) => found(placeholder, text.clone()),
        None => fallback(placeholder, Text::new("integrations-why-no-value")),
    }
}
