//! Enumerations that are numbers in JSON, as most of Discord's are.

/// Declares an enumeration with numbers, read from and written as them.
macro_rules! numbered {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $number:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "u8", into = "u8")]
        pub enum $name {
            $($(#[$note])* $variant = $number,)*
        }

        impl From<$name> for u8 {
            fn from(value: $name) -> Self {
                value as Self
            }
        }

        impl TryFrom<u8> for $name {
            type Error = String;

            fn try_from(number: u8) -> Result<Self, Self::Error> {
                match number {
                    $($number => Ok(Self::$variant),)*
                    _ => Err(format!("Value must be one of {:?}.", [$($number),*])),
                }
            }
        }
    };
}

pub(crate) use numbered;
