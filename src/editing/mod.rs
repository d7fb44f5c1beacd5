//! Statistical data editing: checks that find failing equations, error localization that says which cell is wrong, and
//! the assessment that weighs both with what the text claims.

pub mod assess;
pub mod check;
pub mod localize;
