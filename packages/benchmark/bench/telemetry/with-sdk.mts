import { OpenRouterCore } from "@org/sdk/core.js";
import { openTelemetry } from "@org/sdk/otel.js";
import type { CallerFactory } from "../client.mts";
import { createFunctionCaller } from "../ours.mts";
import { apiKey } from "../request.mts";
import type { Providers } from "./providers.mts";

/** Traces the calls of our function with the observer of the SDK. */
export function traceWithSDK(providers: Providers): CallerFactory {
  return ({ url, fetch }, request) => {
    const observers = [openTelemetry({ ...providers })];
    return createFunctionCaller(new OpenRouterCore({ serverURL: url, fetch, apiKey, observers }), request);
  };
}
