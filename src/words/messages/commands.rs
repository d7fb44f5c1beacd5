//! What the commands print.

use crate::words::messages::messages;

messages! {
    /// What the commands print.
    pub enum CommandMessage<'a> in Commands of &'a dyn std::fmt::Display {
        DiffSame { path },
        CheckSummary { reports, clean, held, failed, not_run },
        SummaryByRule,
        SummaryByReport,
        OpenPoints { reports, left, failed },
        ConfigPath { path },
        ConfigMissing { path },
        SamplesOpened { path },
        KnownValuesAre,
        DefaultValueIs { value },
        ExportRefused { count, reports, left },
        PassedOver { count, first },
        BlindNotice { reviewer },
        SideOurs,
        SideTheirs,
        MergeConflicts { path, count },
        DiffSummary { cells, alike, share, kappa },
        DiffAlone { one, of_one, other, of_other },
        DiffConflicts { count },
        KappaUndefined,
        KappaNoCells,
        EmptyList { path },
        SameFile { count },
        NoReportInside { count },
        LinkLoop { count, first },
        StoppedAfter { done, all },
        StoppedUnwritten { done, all },
        StatusTitle,
        StatusStates,
        StatusCells,
        StatusReviewers,
        StatusLast { time },
        StatusRules,
        StatusRuleLine { failed, not_run },
        StatusNoRules,
        StatusNoRuleRan,
        StatusNowhere { count },
    }
}
