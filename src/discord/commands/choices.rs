//! Options with fixed choices, as strings: what stands in the list is what is sent.

use poise::{SlashArgError, SlashArgument};
use serenity::all::{
    CommandInteraction, CommandOptionType, Context, CreateCommandOption, ResolvedValue,
};

use crate::discord::components::integration::Scope;
use crate::integrations::Format;
use crate::model::TicketMode;

/// Implements a slash argument over the names of its values.
macro_rules! choices {
    ($type:ty, $values:expr, $name:expr) => {
        #[poise::async_trait]
        impl SlashArgument for $type {
            async fn extract(
                _: &Context,
                _: &CommandInteraction,
                value: &ResolvedValue<'_>,
            ) -> Result<Self, SlashArgError> {
                let ResolvedValue::String(typed) = value else {
                    return Err(SlashArgError::new_command_structure_mismatch(
                        "expected a string",
                    ));
                };
                let name: fn(&Self) -> &'static str = $name;
                $values
                    .into_iter()
                    .find(|value| name(value).eq_ignore_ascii_case(typed))
                    .ok_or_else(|| SlashArgError::new_command_structure_mismatch("no such choice"))
            }

            fn create(option: CreateCommandOption) -> CreateCommandOption {
                let name: fn(&Self) -> &'static str = $name;
                $values
                    .iter()
                    .fold(option.kind(CommandOptionType::String), |option, value| {
                        option.add_string_choice(name(value), name(value))
                    })
            }
        }
    };
}

/// The option `method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
}

impl Method {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

choices!(Method, [Self::Get, Self::Post], |method| method.name());
choices!(Format, Self::ALL, |format| format.name());
choices!(TicketMode, Self::ALL, |mode| mode.name());
choices!(Scope, [Self::Active, Self::Mine, Self::Public], |scope| {
    scope.name()
});
