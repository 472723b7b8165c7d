//! Citation styles from their parts, as data and settings have them.

use super::{CitationStyle, Escape, TemplateFault, parse_template};

impl CitationStyle {
    /// A style of a name, by which it is chosen, and a label, which the menu shows.
    ///
    /// # Errors
    ///
    /// What is wrong in the template.
    pub fn new(
        name: String,
        label: String,
        escape: Escape,
        template: &str,
    ) -> Result<Self, TemplateFault> {
        Ok(Self {
            name,
            label,
            escape,
            template: parse_template(template)?,
        })
    }
}
