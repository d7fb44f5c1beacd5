//! What a key can do. Each action is declared once: its name in the key map, in the words and in the help.

macro_rules! actions {
    ($($action:ident $name:literal),* $(,)?) => {
        /// What a key can do.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum Action { $($action),* }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$action),*];

            /// Its name in the key map.
            pub fn name(self) -> &'static str {
                match self { $(Self::$action => $name),* }
            }

            /// The action of this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|action| action.name() == name)
            }
        }
    };
}

actions! {
    NextOpen "next_open",
    PreviousOpen "previous_open",
    Done "done",
    ThresholdUp "threshold_up",
    ThresholdDown "threshold_down",
    Sample "sample",
    Confirm "confirm",
    Accept "accept",
    Suggestion1 "suggestion_1",
    Suggestion2 "suggestion_2",
    Suggestion3 "suggestion_3",
    Suggestion4 "suggestion_4",
    Suggestion5 "suggestion_5",
    Suggestion6 "suggestion_6",
    Suggestion7 "suggestion_7",
    Suggestion8 "suggestion_8",
    Suggestion9 "suggestion_9",
    Edit "edit",
    SourceError "source_error",
    SourceErrorValue "source_error_value",
    Blank "blank",
    NotApplicable "not_applicable",
    Note "note",
    ConfirmRow "confirm_row",
    ConfirmTable "confirm_table",
    SlideLeft "slide_left",
    SlideRight "slide_right",
    Join "join",
    Split "split",
    Withdraw "withdraw",
    Undo "undo",
    Redo "redo",
    UndoCell "undo_cell",
    Series "series",
    Switch "switch",
    GoToCell "go_to_cell",
    Claim "claim",
    Left "left",
    Down "down",
    Up "up",
    Right "right",
    FirstColumn "first_column",
    LastColumn "last_column",
    FirstRow "first_row",
    LastRow "last_row",
    PageDown "page_down",
    PageUp "page_up",
    Section1 "section_1",
    Section2 "section_2",
    Section3 "section_3",
    Section4 "section_4",
    Section5 "section_5",
    Section6 "section_6",
    NextReport "next_report",
    PreviousReport "previous_report",
    EarlierYear "earlier_year",
    LaterYear "later_year",
    List "list",
    Search "search",
    Findings "findings",
    NextHit "next_hit",
    PreviousHit "previous_hit",
    SearchOther "search_other",
    Palette "palette",
    Back "back",
    Forward "forward",
    SetMark "set_mark",
    GoToMark "go_to_mark",
    CopyValue "copy_value",
    CopyRow "copy_row",
    CopyAddress "copy_address",
    Editor "editor",
    Reread "reread",
    Wrap "wrap",
    WiderRaw "wider_raw",
    WiderTable "wider_table",
    WhyDown "why_down",
    WhyUp "why_up",
    Mouse "mouse",
    Suspend "suspend",
    Open "open",
    Filter "filter",
    ClearFilter "clear_filter",
    SortNext "sort_next",
    SortReverse "sort_reverse",
    Sort1 "sort_1",
    Sort2 "sort_2",
    Sort3 "sort_3",
    Sort4 "sort_4",
    Sort5 "sort_5",
    Sort6 "sort_6",
    Sort7 "sort_7",
    Sort8 "sort_8",
    Sort9 "sort_9",
    Take "take",
    Cancel "cancel",
    Toggle "toggle",
    ToggleAll "toggle_all",
    TakeSelected "take_selected",
    Save "save",
    SaveElsewhere "save_elsewhere",
    Redraw "redraw",
    Help "help",
    Close "close",
    Quit "quit",
}

impl Action {
    /// The number of the suggestion that the action takes.
    pub fn suggestion(self) -> Option<usize> {
        let number = self.name().strip_prefix("suggestion_")?;
        number.parse().ok()
    }

    /// Whether it moves by a step or a page, which is not worth coming back from.
    pub fn is_step(self) -> bool {
        let steps =
            [Self::Left, Self::Right, Self::Up, Self::Down, Self::PageUp, Self::PageDown, Self::Back, Self::Forward];
        steps.contains(&self)
    }

    /// The number of the column that the action sorts by.
    pub fn column(self) -> Option<usize> {
        let number = self.name().strip_prefix("sort_")?;
        number.parse().ok()
    }
}

/// The actions that take a suggestion, as a pattern.
macro_rules! suggestion {
    () => {
        Action::Suggestion1
            | Action::Suggestion2
            | Action::Suggestion3
            | Action::Suggestion4
            | Action::Suggestion5
            | Action::Suggestion6
            | Action::Suggestion7
            | Action::Suggestion8
            | Action::Suggestion9
    };
}

/// The actions that sort the list of reports by a column, as a pattern.
macro_rules! sort {
    () => {
        Action::Sort1
            | Action::Sort2
            | Action::Sort3
            | Action::Sort4
            | Action::Sort5
            | Action::Sort6
            | Action::Sort7
            | Action::Sort8
            | Action::Sort9
    };
}

pub(in crate::tui) use {sort, suggestion};
