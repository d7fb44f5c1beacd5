//! How well damaged tables are repaired: made-up tables with known values, damaged in known ways, through the public
//! interface of `gouji::repair`.
//!
//! ```text
//! cargo run --release --example repair -- --n 500 --seed 1
//! ```

#[allow(dead_code, reason = "the reports of the other benchmark; only their values are used")]
#[path = "../evaluate/dice.rs"]
mod dice;
#[allow(dead_code, reason = "the reports of the other benchmark; only their values are used")]
#[path = "../evaluate/model.rs"]
mod model;

mod author;
mod damage;
mod figures;
mod natural;
mod planted;
mod table;

use clap::Parser;
use gouji::catalogue::Catalogue;

use crate::figures::Times;

/// Measures how well damaged tables are repaired.
#[derive(Debug, Parser)]
#[command(name = "repair")]
struct Options {
    /// Tables for each kind of damage and number of damaged places
    #[arg(long, default_value_t = 500)]
    n: u64,
    /// The same seed makes the same tables
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() {
    let options = Options::parse();
    let catalogue = Catalogue::built_in();
    let mut times = Times::default();
    planted::requests(&catalogue, options.n, options.seed, &mut times);
    planted::disputes(&catalogue, options.n, options.seed);
    natural::mixtures(&catalogue, options.n * 4, options.seed, &mut times);
    natural::signatures(&catalogue, options.n, options.seed);
    times.print("all tables");
}
