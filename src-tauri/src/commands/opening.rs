//! What this program is: for the opening page, and for whoever has to say which version they have.

use serde::Serialize;

/// The program, and the ordinance it applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct About {
    /// The program's version, such as `0.1.0`.
    pub(crate) version: &'static str,
    /// The number of the ordinance it applies, as the City Council gave it.
    pub(crate) ordinance: &'static str,
}

/// Answers with the program's version and the ordinance's number.
#[tauri::command(async)]
pub(crate) fn about() -> About {
    About { version: env!("CARGO_PKG_VERSION"), ordinance: "19.153" }
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn the_version_is_the_one_the_bundle_carries() {
        assert_eq!(about().version, env!("CARGO_PKG_VERSION"));
        assert_eq!(about().ordinance, "19.153");
    }
}
