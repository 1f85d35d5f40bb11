import { runScenario } from "./run-scenario.ts";

// The script of the page in browsers. chromium.mts calls the function that it defines.
Object.assign(globalThis, { runScenario });
