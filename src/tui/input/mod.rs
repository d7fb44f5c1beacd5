//! What comes in from keys and mouse, and what it means.

pub(in crate::tui) mod action;
pub(in crate::tui) mod anywhere;
pub(in crate::tui) mod keymap;
pub(in crate::tui) mod pointer;
