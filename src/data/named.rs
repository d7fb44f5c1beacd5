//! Things that files call by name.

/// Declares an enum whose variants have names in files: every variant with its name, and what is said of a name that is
/// none of them.
macro_rules! named {
    ($(#[$about:meta])* pub enum $type:ident or $unknown:ident { $($(#[$doc:meta])* $variant:ident $name:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum $type { $($(#[$doc])* $variant),* }

        impl $type {
            /// Every one, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        impl std::str::FromStr for $type {
            type Err = crate::error::Flaw;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|one| one.name() == name);
                found.ok_or_else(|| {
                    let names = Self::ALL.iter().map(|one| one.name());
                    let problem = crate::words::DataMessage::$unknown { name: name.to_owned() };
                    crate::error::Flaw::unknown(problem, name, names)
                })
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        /// By their names.
        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.name().cmp(other.name())
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                crate::data::from_text(from)
            }
        }
    };
}

pub(crate) use named;
