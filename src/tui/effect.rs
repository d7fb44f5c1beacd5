//! What an event asks for beyond the state: files, other reports, the terminal.

use crate::tui::decide::history::Way;
use crate::tui::places::Place;

/// What has to be done outside the state.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Write the decisions
    Save,
    /// Put another report on the screen
    Open(usize),
    /// Put another report on the screen, and select a cell of it
    Visit(usize, usize),
    /// Put another report on the screen, and go through the next step of the history there
    Replay(usize, Way),
    /// Go to a place in another report
    Go(Place),
    /// Put another report on the screen, and go to the place there that a letter stands for
    Mark(usize, char),
    /// Put what was copied into the terminal's clipboard
    Copy,
    /// Open the report in the reviewer's editor at a line, then read it again
    Editor(usize),
    /// Read the report again
    Reread,
    /// Have the mouse sent here, or leave it to the terminal
    Mouse(bool),
    /// Stop until the shell goes on with the program
    Suspend,
    /// Draw everything anew
    Redraw,
    /// Leave
    Quit,
}
