//! Characters: which are Chinese, and how odd ones are made visible.

pub(crate) mod han;
pub(crate) mod visible;
