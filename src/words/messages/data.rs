//! What is wrong in a data file: settings, forms, rules, decisions.

use crate::words::messages::messages;

messages! {
    /// What is wrong in a data file: settings, forms, rules, decisions.
    pub enum DataMessage in Data of String {
        NoSuchForm { rule, name },
        NoSuchTable { rule, name },
        NoSuchLine { rule, name },
        NoSuchCell { rule, name },
        OnBothSides { rule, name },
        RuleTwice { rule },
        RuleInTwoFiles { rule },
        TableEmpty { table },
        AddressTwice { cell },
        PartOfItself { form, cell, rules },
        NoSuchVariant { name },
        NoSuchField { name },
        NoSuchTopic { name },
        NoRegex { error },
        NoRegexOfParts { error, parts },
        NamesNear { problem, near, known },
        NamesThere { problem, known },
        GivenTwice { key },
        NoProbability { number },
        NoSuchTheme { name },
        NoSuchLook { name },
        NoSuchColour { name },
        NoSuchKeys { name },
        NoSuchKey { name },
        NoSuchAction { name },
        KeyBeginsAnother { context, short, long },
        ValueNoNumber { value },
        NotUtf8,
        MarksOfGit { path },
        NoMoment { value },
        ValueTooLong { value },
        CommentInSidecar,
    }
}
