import { nodeFetch } from "@org/sdk/node.js";
import type { Contestant } from "../contestant.mts";
import { contestant as oursByFunction } from "./ours-function.mjs";

export const contestant: Contestant = (target, request) => oursByFunction({ ...target, fetch: nodeFetch() }, request);
