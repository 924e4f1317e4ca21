//! The commands the page may call, a module a page.
//!
//! A command is thin: it reads its arguments, calls one use case and hands back the answer. No rule, no SQL and no
//! wording of a decision enters here.

mod attachments;
mod backups;
#[cfg(test)]
mod contract;
mod exchanges;
mod importing;
mod keeping;
mod letters;
mod log;
mod officers;
mod opening;
mod ordinance;
mod recovery;
mod register;
mod reports;
mod request;
mod settings;
mod today;
mod window;
mod work;

use tauri::ipc::Invoke;
use tauri::{State, Wry};

pub(crate) use importing::Chosen;

use crate::office::Office;
use crate::refusal::Refusal;

/// The office, as Tauri hands it to a command.
type At<'a> = State<'a, Office>;
/// What a command answers.
type Answer<T> = Result<T, Refusal>;

/// Turns the list of commands into the handler, and into what the TypeScript map is made from.
macro_rules! commands {
    ($($module:ident::$command:ident($ask:ty) -> $answer:ty),+ $(,)?) => {
        /// Answers every command of the list.
        pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($module::$command),+]
        }

        #[cfg(test)]
        fn names() -> Vec<&'static str> { vec![$(stringify!($command)),+] }

        #[cfg(test)]
        fn describe(bindings: &mut bindings::Bindings) {
            use desk::pages;
            $(bindings.command::<$ask, $answer>(stringify!($command));)+
            bindings.also::<Refusal>();
            bindings.also::<crate::told::Told>();
        }
    };
}

include!("list.rs");

#[cfg(test)]
mod bindings {
    //! The TypeScript the page compiles against, made from the same list.

    use std::collections::BTreeMap;
    use std::path::Path;

    use ts_rs::{Config, TS, TypeVisitor};

    /// Where the page reads its types.
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/generated.ts");

    #[test]
    fn the_page_compiles_against_the_commands_as_they_are() {
        let mut bindings = Bindings::default();
        super::describe(&mut bindings);
        let made = bindings.text();
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(FILE, &made).unwrap();
        }
        let kept = std::fs::read_to_string(Path::new(FILE)).unwrap_or_default();
        assert_eq!(
            kept, made,
            "ui/src/ipc/generated.ts is not what the commands are: run \
             `UPDATE_BINDINGS=1 cargo test -p disclosure-gatekeeper` and commit it"
        );
    }

    /// Collects the commands and every type they are asked with and answer.
    pub(super) struct Bindings {
        config: Config,
        types: BTreeMap<String, String>,
        commands: Vec<String>,
    }

    impl Default for Bindings {
        fn default() -> Self {
            // Counts fit into what JavaScript calls a number; JSON has no other.
            Self { config: Config::new().with_large_int("number"), types: BTreeMap::new(), commands: Vec::new() }
        }
    }

    impl Bindings {
        pub(super) fn command<Ask: TS + 'static, Answer: TS + 'static>(&mut self, name: &'static str) {
            self.visit::<Ask>();
            self.visit::<Answer>();
            let (ask, answer) = (Ask::name(&self.config), Answer::name(&self.config));
            self.commands.push(format!("  {name}: {{ ask: {ask}; answer: {answer} }};\n"));
        }

        pub(super) fn also<T: TS + 'static>(&mut self) {
            self.visit::<T>();
        }

        fn text(&self) -> String {
            let mut text = String::from("// Made from src-tauri/src/commands/list.rs by a test. Do not edit.\n\n");
            for declaration in self.types.values() {
                text.push_str(&format!("export {declaration}\n\n"));
            }
            text.push_str("/** What each command is asked with and answers. */\nexport type Commands = {\n");
            text.extend(self.commands.iter().map(String::as_str));
            text.push_str("};\n");
            text
        }
    }

    impl TypeVisitor for Bindings {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            // A type without a file of its own (a string, a list) needs no declaration.
            if T::output_path().is_some() && !self.types.contains_key(&T::name(&self.config)) {
                self.types.insert(T::name(&self.config), T::decl(&self.config));
            }
            T::visit_dependencies(self);
            T::visit_generics(self);
        }
    }
}
