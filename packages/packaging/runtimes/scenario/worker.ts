import type { ScenarioConfig } from "./config.ts";
import { runScenario } from "./run-scenario.ts";

// The Worker for workerd: a request runs the scenario. Random values and fetch are not available outside the handler.
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await runScenario((await request.json()) as ScenarioConfig));
  },
};
