//! Generated reports of made-up agencies, with the values that they print, damaged as real ones are, and the score of what
//! is read of them. Benchmarks and tests share them.

pub mod borders;
pub mod damage;
pub mod dice;
pub mod document;
pub mod model;
pub mod page;
pub mod render;
pub mod report;
pub mod score;
pub mod truth;
