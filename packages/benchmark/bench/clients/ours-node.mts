import { nodeFetch } from "@org/sdk/node.js";
import type { CallerFactory } from "../client.mts";
import { createCaller as createFetchCaller } from "./ours-function.mjs";

export const createCaller: CallerFactory = (target, request) =>
  createFetchCaller({ ...target, fetch: nodeFetch() }, request);
