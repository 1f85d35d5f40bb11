import type { ScenarioConfig } from "./config.ts";
import { runScenario } from "./run-scenario.ts";

// For workerd: one request plays the scenario. Nothing may be drawn or fetched outside of the handler.
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await runScenario((await request.json()) as ScenarioConfig));
  },
};
