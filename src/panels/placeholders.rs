//! What a text's placeholders will come to, told to the admin who saves it.

use crate::model::{Text, WelcomeTemplate};
use crate::render::{builtin, embed, markdown};

/// An active integration, as far as names go; providers stand in the order of activation.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// The integration's name.
    pub name: String,
    /// The part before the dot in an exact name.
    pub slug: String,
    /// The placeholders that it provides.
    pub placeholders: Vec<String>,
}

impl Provider {
    fn provides(&self, name: &str) -> bool {
        self.placeholders.iter().any(|own| own == name)
    }

    fn exact(&self, name: &str) -> String {
        format!("`%{}.{name}%`", self.slug)
    }
}

/// A sentence for each name that nothing provides, and for each that means something else than it may seem to.
pub fn warnings(template: &WelcomeTemplate, providers: &[Provider]) -> Vec<Text> {
    embed::welcome_names(template)
        .iter()
        .filter_map(|name| warning(name, providers))
        .collect()
}

/// A name as it is typed into a template.
fn quoted(name: &str) -> String {
    markdown::code(&format!("%{name}%"))
}

fn warning(name: &str, providers: &[Provider]) -> Option<Text> {
    let mut of_that_name = providers.iter().filter(|provider| provider.provides(name));
    if builtin::is_builtin(name) {
        let exact: Vec<String> = of_that_name.map(|provider| provider.exact(name)).collect();
        return (!exact.is_empty()).then(|| {
            Text::new("panels-placeholder-shadowed-by-builtin")
                .with("name", quoted(name))
                .with("exact", exact.join(", "))
        });
    }
    if let Some((slug, placeholder)) = name.split_once('.')
        && providers
            .iter()
            .any(|provider| provider.slug == slug && provider.provides(placeholder))
    {
        return None;
    }
    let Some(winner) = of_that_name.next() else {
        return Some(Text::new("panels-placeholder-unknown").with("name", quoted(name)));
    };
    let exact: Vec<String> = of_that_name.map(|provider| provider.exact(name)).collect();
    (!exact.is_empty()).then(|| {
        Text::new("panels-placeholder-shadowed")
            .with("name", quoted(name))
            .with("winner", markdown::escape(&winner.name))
            .with("exact", exact.join(", "))
    })
}
