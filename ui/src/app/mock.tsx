/* The pages in a browser, without the program: `npm run dev`, then /mock.html. It is no part of what is built. */
import { mockProgram } from "../ipc/mock";

mockProgram();
await import("./main");
