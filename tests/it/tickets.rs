//! Tickets, from the press to the direct message after the close.

mod closing;
mod crash;
mod faults;
mod full;
mod neighbours;
mod opening;
mod pace;
mod runs;
mod threads;
mod two_programs;
mod values;
mod working;
