import { OpenRouterCore } from "@org/sdk/core.js";
import type { CallerFactory } from "../client.mts";
import { createFunctionCaller } from "../ours.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, request) =>
  createFunctionCaller(new OpenRouterCore({ serverURL: url, fetch, apiKey }), request);
