import { runScenario } from "./run-scenario.ts";
import type { ScenarioConfig } from "./config.ts";

// For the runtimes that take a file and arguments: Node, Bun, Deno.
const config = JSON.parse(process.argv[2] ?? "") as ScenarioConfig;
console.log(JSON.stringify(await runScenario(config)));
