//! What others say in English: the system, the parser of data files, the reader of the command line. Each kind of such a
//! message has a sentence in languages other than English; what has none is passed on as it came.

use serde::Deserialize;

macro_rules! foreign {
    ($($name:ident)*) => {
        /// A kind of message that is not the program's own.
        #[expect(missing_docs, reason = "the names say it")]
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
        pub enum Foreign { $($name),* }

        impl Foreign {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

foreign! {
    // The system
    NotFound Denied Exists NotFolder IsFolder ReadOnly Full Quota FileTooLarge TooManyFiles Busy TimedOut LinkLoop NameTooLong
    NotUtf8 EndsEarly BrokenPipe Interrupted CrossesDevices InputOutput OfSystem
    // The reader of globs
    UnclosedClass InvalidRange UnopenedAlternates UnclosedAlternates DanglingEscape
    // The parser of data files
    EndsHere Expected ExpectedClosing ExpectedBoolean ExpectedInteger ExpectedFloat ExpectedString ExpectedStringEnd
    ExpectedIdentifier ExpectedOption Escape OutOfBounds WrongDigit UnclosedComment WrongChar Trailing OtherValue OtherLength
    MissingField FieldTwice WrongName TooDeep OneOfNone
    // The command line
    UnknownOption Surplus UnknownCommand ValueMissing WrongValue KnownValues UnfitValue TooManyValues TooFewValues Conflict
    OnlyOnce MissingArgument MissingCommand NotText EqualsMissing DidYouMean AsValue CommandExists UsageTitle OptionsPlace
    CommandPlace ForMore NumberMissing NoNumber NumberTooLarge NumberTooSmall NumberZero
}
