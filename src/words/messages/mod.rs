//! The messages of each room. A message is one variant, with its places by name, and one line in each language file; a
//! test names what a language lacks.

mod check;
mod commands;
mod common;
mod data;
mod export;
mod review;
mod screen;
mod source;
mod usage;

use std::fmt::Display;

pub use check::CheckMessage;
pub use commands::CommandMessage;
pub use common::CommonMessage;
pub use data::DataMessage;
pub use export::ExportMessage;
pub use review::ReviewMessage;
pub use screen::ScreenMessage;
pub use source::SourceMessage;
pub use usage::UsageMessage;

/// The room of a message; its name is that of a section of the language files.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Room {
    Common,
    Source,
    Data,
    Usage,
    Check,
    Review,
    Export,
    Commands,
    Screen,
}

impl Room {
    /// Every room.
    pub(super) const ALL: [Self; 9] = [
        Self::Common,
        Self::Source,
        Self::Data,
        Self::Usage,
        Self::Check,
        Self::Review,
        Self::Export,
        Self::Commands,
        Self::Screen,
    ];

    /// The messages of the room as they are declared.
    pub(super) fn declared(self) -> &'static [Declared] {
        match self {
            Self::Common => CommonMessage::DECLARED,
            Self::Source => SourceMessage::DECLARED,
            Self::Data => DataMessage::DECLARED,
            Self::Usage => UsageMessage::DECLARED,
            Self::Check => CheckMessage::DECLARED,
            Self::Review => ReviewMessage::DECLARED,
            Self::Export => ExportMessage::DECLARED,
            Self::Commands => CommandMessage::DECLARED,
            Self::Screen => ScreenMessage::DECLARED,
        }
    }
}

/// The name of a message, and those of its places.
pub(super) type Declared = (&'static str, &'static [&'static str]);

/// A message of one of the rooms, with what fills its places.
pub trait Message {
    /// Its room.
    fn room(&self) -> Room;

    /// Its position among the messages of the room.
    fn ix(&self) -> usize;

    /// Hands over what fills its places.
    fn with_places(&self, fill: &mut dyn FnMut(&[&dyn Display]));
}

impl<M: Message> Message for &M {
    fn room(&self) -> Room {
        (**self).room()
    }

    fn ix(&self) -> usize {
        (**self).ix()
    }

    fn with_places(&self, fill: &mut dyn FnMut(&[&dyn Display])) {
        (**self).with_places(fill);
    }
}

/// Declares the messages of a room: `Name { place, place }`. What fills the places of all is of one type.
macro_rules! messages {
    (
        $(#[$about:meta])*
        pub enum $name:ident $(<$life:lifetime>)? in $room:ident of $text:ty {
            $($message:ident $({ $($place:ident),* $(,)? })?),* $(,)?
        }
    ) => {
        $(#[$about])*
        #[expect(missing_docs, reason = "what each says is in the language files")]
        #[derive(Clone)]
        pub enum $name $(<$life>)? { $($message $({ $($place: $text),* })?),* }

        impl $(<$life>)? $name $(<$life>)? {
            /// The names of all messages and of their places, in the order of declaration.
            pub(super) const DECLARED: &'static [crate::words::messages::Declared] =
                &[$((stringify!($message), &[$($(stringify!($place)),*)?])),*];
        }

        impl $(<$life>)? crate::words::Message for $name $(<$life>)? {
            fn room(&self) -> crate::words::messages::Room {
                crate::words::messages::Room::$room
            }

            fn ix(&self) -> usize {
                enum Ix { $($message),* }
                match self { $(Self::$message { .. } => Ix::$message as usize),* }
            }

            fn with_places(&self, fill: &mut dyn FnMut(&[&dyn std::fmt::Display])) {
                match self { $(Self::$message $({ $($place),* })? => fill(&[$($($place),*)?])),* }
            }
        }

        impl $(<$life>)? std::fmt::Debug for $name $(<$life>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                use crate::words::Message;
                f.write_str(Self::DECLARED[self.ix()].0)?;
                let mut shown = Ok(());
                self.with_places(&mut |places| {
                    shown = places.iter().try_for_each(|place| write!(f, " {:?}", place.to_string()));
                });
                shown
            }
        }
    };
}

pub(super) use messages;
