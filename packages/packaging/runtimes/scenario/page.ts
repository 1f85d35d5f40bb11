import { runScenario } from "./run-scenario.ts";

// For browsers: the page's script, whose function is called from outside.
Object.assign(globalThis, { runScenario });
