//! Names every command of the program to Tauri, so that none can be called without a permission in
//! `capabilities/main.json`. Without this list every window could call every command.

/// Turns the list of commands into the names Tauri makes permissions for (`allow-<name>`).
macro_rules! commands {
    ($($module:ident::$command:ident($ask:ty) -> $answer:ty),+ $(,)?) => { &[$(stringify!($command)),+] };
}

const COMMANDS: &[&str] = include!("src/commands/list.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src/commands/list.rs");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
