//! The words of the screen and the messages, Chinese and English, from `assets/lang/`.

mod foreign;

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use foreign::Foreign;

/// The language of the program's own words. Labels of the form stay as printed in either.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Language {
    /// By the locale: English if it names a language other than Chinese, else Chinese.
    #[default]
    Auto,
    /// 中文
    Chinese,
    /// English
    English,
}

impl Language {
    /// The language to use when the environment's locale is `locale` (`LC_ALL`, `LC_MESSAGES` or `LANG`).
    #[must_use]
    pub fn settle(self, locale: Option<&str>) -> Self {
        match (self, locale.unwrap_or_default()) {
            (Self::Auto, "" | "C" | "POSIX") => Self::Chinese,
            (Self::Auto, name) if name.starts_with("C.") || name.starts_with("zh") => Self::Chinese,
            (Self::Auto, _) => Self::English,
            (chosen, _) => chosen,
        }
    }
}

/// A wording in both languages, as data files carry it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Chinese
    pub zh: String,
    /// English
    pub en: String,
}

impl Wording {
    /// The wording in one language.
    pub fn get(&self, language: Language) -> &str {
        if language == Language::English { &self.en } else { &self.zh }
    }
}

macro_rules! words {
    ($($name:ident)*) => {
        /// One phrase that the program says; its text in each language is in `assets/lang/`.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
        pub enum Word { $($name),* }

        impl Word {
            /// Every phrase.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

words! {
    NoSuchForm NoSuchTable NoSuchLine NoSuchCell OnBothSides RuleTwice RuleInTwoFiles TableEmpty AddressTwice PartOfItself
    NoneCounted PreviewTitle PreviewFails PreviewUnseen ConfirmWord ModePreview NoSuchSuggestion MisreadLikelier SumsUnexplained
    TypedInstead IsPipe IsSocket IsDevice StrangeSidecar EmptySidecarNote BlanksLineOnly SettleFirst DiffSame DiffSameName
    NoSuchVariant NoSuchField NoSuchTopic NoRegex NoRegexOfParts NamesNear NamesThere GivenTwice
    NoProbability NoSuchTheme NoSuchLook NoSuchColour NoSuchKeys NoSuchKey NoSuchAction KeyBeginsAnother ValueNoNumber
    CannotRead CannotWrite NoSuchPath NotText UnknownEncoding PdfFile OldOffice OtherArchive UnknownJson UnknownXml BrokenDocument
    TooManyBytes TooMuchUnpacked TooManyParts TooMuchText TooManyLines TooManyRows TooMuchRowText TooManyCells TooManyAttributes EmptyFile NoTables TablesArePictures NoReportInside NoReports BrokenData NewerSidecar
    NoTerminal NoStdinReview NoDataFolder StateNumber StateBlank StateNotApplicable StateIllegible StateAbsent
    NeedConflict NeedContradicted NeedDoubtful StatusConflict StatusWithdrawn StatusReopened StatusConfirmed StatusCorrected StatusSourceError ReadsAbsent
    ReadsBlank ReadsNoNumber ReadsPlain ReadsAs ProofContradicted ProofNoRule ProofUnchecked ProofTrivial
    ProofSupported ProofProved WhyLetters WhySpaces WhySeparators WhyUnit WhyNote WhyMinus WhyFullWidth WhyConverted
    WhyJoined WhyDebris WhyLabelNear WhyLabelLost WhyRowUncertain WhyRowsMerged WhyRowShort WhyRowLong WhyDoubled WhyAmbiguous WhyUnproved WhyNumberLeft WhyDecimal
    WhySigned WhyOcr WhyUnread HoldsTrivially Holds Fails Exceeds TooLargeToAdd DidNotRun GaveUp RuleAt Comma Colon Settles Suggestion SuggestionWith NotLocated
    NotLocatedAmong NotLocatedCommon PageIsWrong Change MoreChanges ListComma RepairLine EventSlidLeft EventSlidRight EventMerged EventSwapped EventFilled HowLooksAlike HowOtherDigit HowDigitDropped HowDigitAdded HowDigitDoubled HowTransposed HowLetters HowUnrelated SignatureColumn SignatureZero FaultCrossing FaultColumnAndTotal FaultCompensating FaultZeroTotal FaultSingle FaultSeveral FaultNotRun Implausible ClaimFits ClaimMisfits ClaimReading ClaimShare YearFails YearHolds YearFailsLine YearStrip YearMissing NoEarlierYear NoLaterYear YearUnknown YearsUnread YearSkipped NoCellThatYear YearNow YearDue YearNotRun YearOtherForm YearSeveral YearHere YearThere OpenLine BlanksLine UnprovedLine KeptOutLine
    NoteLine KeptOutNote BrokenSidecar BrokenOcr NotOcr TooLarge UnmatchedNote MissingPages SecondReport MisreadNote OutputIsInput LeftOverLine NeedReopened NeedSolved StillFails TakenIn ChangedMeanwhile UnsavedStay NextWithOpen NothingAnywhere WarningAt Unnamed NotRunLine OrphanLine CheckSummary SummaryByRule SummaryByReport RuleError RuleWarning RuleHint RuleWhy RuleExample RuleExceptions RuleForms RuleAllForms RuleFormula EachRow EachColumn YearBefore NoSuchRule OpenPoints CellsLeft CellsLeftAndSolved ConfigPath ConfigMissing SamplesOpened TitleRaw TitleList TitleHelp
    Form Saved Unsaved NotSaved LeaveUnsaved Progress MisreadRate ProgressShort ListHead UnknownTitle TooSmall
    NothingLeft Undone Redone UndoneTogether RedoneTogether LeftTogether OddForColumn NothingToUndo NothingToRedo ConfirmedNotice CorrectedNotice SourceErrorNotice
    WithdrawnNotice NothingToWithdraw NotANumber NoCellHere NoClaim CellOfClaim NoSuggestion FirstReport LastReport
    ExportPage ExportTitle ExportSource ExportMarks ExportDecisions ExportOpen ExportNothingOpen ExportSummary ExportSummaryHeads
    ShareNames DecisionComment DecisionShould ExportConfirmed ExportCorrected ExportSourceError ExportReopened ExportWithdrawn VerdictOpen
    VerdictReread OpenHeads SheetData ListTitle ListTitleOfAgencies ListEmpty
    InTenThousandYuan PackageAbout NotProvedLine AndOthers KnownValuesAre DefaultValueIs UnknownEnding ExportRefused CannotList CannotHaveBom CannotChoose NoSuchColumn CannotDescribe CannotShow OtherPackage
    NoSection UnknownKey NoValue ModeTable ModeRaw ModeEdit ModeList ModeHelp ModeAny DigitsEdit LegendTitle Legend
    SlidLeftNote SlidRightNote JoinedNote SplitNote NothingMoves NoDigits NoGap RowUnreadable TooManyTyped
    NothingToConfirm LeftOpen Noted NoteIs NotePrompt DuePrompt PageDue NothingToUndoHere NoPattern
    NothingChosen TakingStopped SeriesNote SeriesTaken SeriesGone SeriesFailed SeriesProgress SeriesNone
    SeriesReading SeriesRow SeriesLabel SeriesLetters SeriesDigit SeriesToken SeriesBlank SeriesBlame BearsSigned BearsUnsigned BearsNot BearsLost
    BearsClosed BearsHolding BearsNothing SeriesHead
    SeriesUnread SeriesTaking StepElsewhere ModeSeries
    TitleFindRaw TitleFindCells TitleFindings TitlePalette TitleMarkSet TitleMarkGo ModeFind ModeMark LevelError LevelWarning LevelOpen LevelNote LineOf NoHit NoSearch HitAt
    FoundNowhere MarkSet MarkGone NoMark NoMarks NoPlaceBack NoPlaceForward Copied MouseOn MouseOff WrapOn WrapOff Outdated FileChanged FileGone FileAsBefore RereadDone EditorFailed NotForEditor MouseTitle MouseHelp
    SavedAtLast Rescued NotRescued CopyMade RescueTakenIn RescueBroken ElsewherePrompt SavedElsewhere NotSavedKey CopyLies OpenElsewhere OpenElsewhereBar Somebody WriteFull WriteDenied WriteGone WriteBusy WriteExists WriteFolder NotUtf8 MarksOfGit MarkedSidecar NoMoment ValueTooLong
    NotSavedYet OtherReport TooManyDecisions CommentInSidecar CommentedSidecar ForeignSidecar UnlikeSidecar WaitingDecisions PassedOver
    SideTaken TakenInConflicts OrphansNotice BlindNotice BlindBar ConflictsBar SideOurs SideTheirs MergeConflicts DiffSummary DiffAlone DiffConflicts DiffNeedsTwo DiffNeedsTwoNames DiffUnlike
    KappaUndefined KappaNoCells
    ReadBroke Seconds Minutes Hours AllSeen FirstSeen StillOpen ReportDone ThresholdNotice ThresholdBar
    AllIgnored NoMatch BrokenGlob EmptyList ReportBroke TwoStdin CannotSumUp SameFile LinkLoop StoppedAfter StoppedUnwritten StatusTitle StatusStates StatusCells StatusReviewers StatusLast StatusRules StatusRuleLine StatusNoRules StatusNoRuleRan StatusNowhere
    SampleResult SampleBar SamplePrompt FilterPrompt NotACount NothingProved Searching NoneShown FolderTotals FolderLeft FolderRead FolderDone ListStates ModePrompt FilterLegend
}

/// The phrases of one language.
#[derive(Debug)]
pub struct Words {
    /// The language that they are in.
    pub language: Language,
    phrases: HashMap<Word, String>,
    actions: HashMap<String, String>,
    foreign: HashMap<Foreign, String>,
    terms: Vec<(String, String)>,
    help: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrases: HashMap<Word, String>,
    actions: HashMap<String, String>,
    /// Of kinds of messages that others say in English
    #[serde(default)]
    foreign: HashMap<Foreign, String>,
    /// Of parts of such messages, with what they are in English
    #[serde(default)]
    terms: Vec<(String, String)>,
    /// What commands and their options are for, where their definitions do not say it in this language
    #[serde(default)]
    help: HashMap<String, String>,
}

static CHINESE: LazyLock<Words> = LazyLock::new(|| load(Language::Chinese, include_str!("../../assets/lang/zh.ron")));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| load(Language::English, include_str!("../../assets/lang/en.ron")));

fn load(language: Language, text: &str) -> Words {
    let file: File = ron::from_str(text).expect("assets/lang is held to the list of words by a test");
    let File { phrases, actions, foreign, terms, help } = file;
    Words { language, phrases, actions, foreign, terms, help }
}

impl Words {
    /// The words of a language; [`Language::Auto`] counts as Chinese, so settle it first.
    pub fn of(language: Language) -> &'static Self {
        if language == Language::English { &ENGLISH } else { &CHINESE }
    }

    /// A phrase as it stands.
    pub fn say(&self, word: Word) -> &str {
        self.phrases.get(&word).map_or("", String::as_str)
    }

    /// A phrase with its places `{0}`, `{1}` … filled.
    pub fn fill(&self, word: Word, parts: &[&dyn Display]) -> String {
        filled(self.say(word), parts)
    }

    /// A message of others with its places filled; none where it is told as it came.
    pub fn foreign(&self, kind: Foreign, parts: &[&dyn Display]) -> Option<String> {
        self.foreign.get(&kind).map(|phrase| filled(phrase, parts))
    }

    /// A part of a message of others, such as the name of a type; as it came where there is no word for it.
    pub fn term(&self, text: &str) -> String {
        let known = self.terms.iter().find_map(|(english, term)| Some(filled(term, &[&between(english, text)?])));
        known.unwrap_or_else(|| text.to_owned())
    }

    /// What a command or an option is for; none where its definition says it in this language.
    pub fn help(&self, key: &str) -> Option<&str> {
        self.help.get(key).map(String::as_str)
    }

    /// What an action of the key map does, by the action's name.
    pub fn action(&self, name: &str) -> &str {
        self.actions.get(name).map_or("", String::as_str)
    }
}

/// A phrase with its places filled. What is filled in is no phrase: brackets in a report's text stay as they are.
fn filled(phrase: &str, parts: &[&dyn Display]) -> String {
    let mut text = String::with_capacity(phrase.len() + 16 * parts.len());
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        text += before;
        let place =
            after.split_once('}').and_then(|(place, behind)| Some((parts.get(place.parse::<usize>().ok()?)?, behind)));
        rest = match place {
            Some((part, behind)) => {
                text += &part.to_string();
                behind
            }
            None => {
                text.push('{');
                after
            }
        };
    }
    text + rest
}

/// What stands in a text at the place `{0}` of a pattern, if the text is of this pattern.
fn between<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    match pattern.split_once("{0}") {
        Some((before, after)) => text.strip_prefix(before)?.strip_suffix(after),
        None => (pattern == text).then_some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_say_in_english_is_said_in_chinese_and_left_as_it_is_in_english() {
        for &kind in Foreign::ALL {
            assert!(CHINESE.foreign(kind, &[]).is_some(), "{kind:?} is missing in assets/lang/zh.ron");
            assert_eq!(ENGLISH.foreign(kind, &[]), None);
        }
        assert_eq!(CHINESE.term("the string \"a map\""), "字符串 \"a map\"");
        assert_eq!(CHINESE.term("a cuckoo"), "a cuckoo");
        assert_eq!(ENGLISH.term("a string"), "a string");
    }

    #[test]
    fn places_are_filled_once_and_other_brackets_stay() {
        let cases = [
            ("{0} of {1}", "3 of {0}"),
            ("{1}{0}", "{0}3"),
            ("{0", "{0"),
            ("no place", "no place"),
            ("{2}{x} {0}}", "{2}{x} 3}"),
            ("{{0}}", "{3}"),
        ];
        for (phrase, expected) in cases {
            assert_eq!(filled(phrase, &[&3, &"{0}"]), expected, "{phrase}");
        }
    }

    #[test]
    fn both_languages_say_every_phrase_with_the_same_places() {
        for &word in Word::ALL {
            let (zh, en) = (CHINESE.say(word), ENGLISH.say(word));
            assert!(!zh.is_empty() && !en.is_empty(), "{word:?} is missing in assets/lang");
            for place in ["{0}", "{1}", "{2}", "{3}", "{4}"] {
                assert_eq!(zh.contains(place), en.contains(place), "{word:?} differs in {place}");
            }
        }
    }

    #[test]
    fn the_locale_decides_unless_a_language_is_chosen() {
        let cases =
            [(None, Language::Chinese), (Some("C.UTF-8"), Language::Chinese), (Some("zh_TW.UTF-8"), Language::Chinese)];
        for (locale, language) in cases {
            assert_eq!(Language::Auto.settle(locale), language);
        }
        assert_eq!(Language::Auto.settle(Some("en_US.UTF-8")), Language::English);
        assert_eq!(Language::Chinese.settle(Some("en_US.UTF-8")), Language::Chinese);
    }
}
