import { runScenario } from "./run-scenario.ts";
import type { ScenarioConfig } from "./config.ts";

// The program for Node, Bun and Deno.
const config = JSON.parse(process.argv[2] ?? "") as ScenarioConfig;
console.log(JSON.stringify(await runScenario(config)));
