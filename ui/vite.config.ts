import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // The port the window asks for in a development build; it is named in src-tauri/tauri.conf.json.
  server: { port: 1420, strictPort: true, host: "localhost" },
  build: {
    // The content security policy allows files of the program, not data in the middle of them.
    assetsInlineLimit: 0,
    // It comes from this computer's disk, all at once: splitting it would only delay the first page.
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
  },
  test: { environment: "jsdom", restoreMocks: true, setupFiles: ["src/ipc/testSetup.ts"] },
});
