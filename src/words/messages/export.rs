//! What the tables and documents say that are written for others.

use crate::words::messages::messages;

messages! {
    /// What the tables and documents say that are written for others.
    pub enum ExportMessage<'a> in Export of &'a dyn std::fmt::Display {
        ExportPage,
        ExportTitle { agency, year },
        ExportSource { path, form },
        ExportMarks,
        ExportDecisions,
        ExportOpen,
        ExportNothingOpen,
        ExportSummary,
        ExportSummaryHeads,
        DecisionComment { status, text, value, by, at },
        DecisionShould { value },
        ExportConfirmed,
        ExportCorrected,
        ExportSourceError,
        ExportReopened,
        ExportWithdrawn,
        VerdictOpen,
        VerdictReread,
        OpenHeads,
        SheetData,
        ListTitle,
        ListTitleOfAgencies,
        ListEmpty,
        InTenThousandYuan,
        PackageAbout,
        NotProvedLine { path, count, cells },
        AndOthers { cells, count },
    }
}
