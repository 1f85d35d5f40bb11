import { OpenRouterCore } from "@org/sdk/core.js";
import { nodeFetch } from "@org/sdk/node.js";
import type { CallerFactory } from "../client.mts";
import { createFunctionCaller } from "../ours.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url }, request) =>
  createFunctionCaller(new OpenRouterCore({ serverURL: url, fetch: nodeFetch(), apiKey }), request);
