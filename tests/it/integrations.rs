//! Integrations from the manifest to the values, against servers on this machine.

mod activation;
mod cases;
mod check;
mod manage;
mod manifest;
mod run;
mod scene;
mod trial;
mod upstream;
