import { nodeFetch } from "@org/sdk/node.js";
import type { Contestant } from "../client.mts";
import { contestant as createCaller } from "./ours-function.mjs";

export const contestant: Contestant = (target, request) => createCaller({ ...target, fetch: nodeFetch() }, request);
