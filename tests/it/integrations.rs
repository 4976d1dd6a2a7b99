//! Integrations from the manifest to the values, against servers on this machine.

mod activation;
mod cache;
mod cases;
mod check;
mod formats;
mod health;
mod kept;
mod manage;
mod manifest;
mod run;
mod scene;
mod trial;
mod upstream;
