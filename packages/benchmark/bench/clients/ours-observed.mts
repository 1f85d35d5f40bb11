import { OpenRouterCore } from "@org/sdk/core.js";
import { createObserver } from "@org/sdk/observer.js";
import type { CallerFactory } from "../client.mts";
import { createFunctionCaller } from "../ours.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, request) => {
  const observers = [createObserver(() => ({ onEvent() {} }))];
  return createFunctionCaller(new OpenRouterCore({ serverURL: url, fetch, apiKey, observers }), request);
};
