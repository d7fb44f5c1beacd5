//! Options that do not go together.

use crate::words::messages::messages;

messages! {
    /// Options that do not go together.
    pub enum UsageMessage in Usage of String {
        DiffSameName { name },
        CannotList { format },
        CannotHaveBom { format },
        CannotChoose { format },
        CannotDescribe { format },
        CannotShow { format },
        OtherPackage { path },
        DiffNeedsTwo { count },
        DiffNeedsTwoNames { count },
        DiffUnlike { paths },
        TwoStdin { dash },
        CannotSumUp { format },
    }
}
