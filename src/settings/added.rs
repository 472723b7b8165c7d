//! What a reader adds to what there is: commands, targets to share at, styles of
//! citations. It is read before all else, for other settings name it.

use toml::de::DeTable;

use super::places::Faults;
use super::{Settings, SettingsError, own, sharing};

/// The names of the tables.
pub(super) const NAMES: [&str; 3] = ["command", "share", "citation_style"];

impl Settings {
    /// Reads what a reader adds.
    pub(super) fn read_own(
        &mut self,
        text: &str,
        table: &DeTable<'_>,
        faults: &Faults<'_>,
    ) -> Vec<SettingsError> {
        let mut errors = Vec::new();
        for (name, value) in table {
            let found = match &**name.get_ref() {
                "command" => {
                    let read = own::read(text, (name, value), faults);
                    self.commands = read.0;
                    read.1
                }
                "share" => {
                    let read = sharing::targets(text, (name, value), faults);
                    self.targets = read.0;
                    read.1
                }
                "citation_style" => {
                    let read = sharing::styles(text, (name, value), faults);
                    self.styles = read.0;
                    read.1
                }
                _ => continue,
            };
            errors.extend(found);
        }
        errors
    }
}
