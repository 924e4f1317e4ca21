import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** What no file may import, with the reason a developer reads. */
const restricted = {
  /** Only src/ipc talks to the program; pages call it through `call`. */
  program: { group: ["@tauri-apps/*"], message: "Only src/ipc talks to the program." },
  /** Imports point one way: app knows features, features know what is shared. */
  app: { group: ["**/app/*"], message: "A page does not know the application around it." },
  features: { group: ["**/features/*"], message: "What is shared does not know the pages." },
};
const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

export default defineConfig(
  { ignores: ["dist/"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.strict,
  { languageOptions: { parserOptions: { projectService: true } } },
  { rules: restrict(restricted.program) },
  { files: ["src/features/**"], rules: restrict(restricted.program, restricted.app) },
  { files: ["src/ipc/**"], rules: restrict(restricted.app, restricted.features) },
  { files: ["eslint.config.js"], extends: [tseslint.configs.disableTypeChecked] },
);
