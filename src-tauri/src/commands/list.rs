// Every command the page may call, once: module, name, answer. The handler, the permissions and the TypeScript map all
// come from this list: `build.rs` and `commands/mod.rs` read it, each with its own `commands!`.
commands! {
    about::about -> about::About,
}
