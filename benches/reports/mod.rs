//! Made-up reports of busy agencies, with the values that they print, damaged as real ones are: what the benchmarks measure
//! on.

pub mod borders;
pub mod damage;
pub mod dice;
pub mod document;
pub mod model;
pub mod page;
pub mod render;
pub mod report;
pub mod truth;
