import { nodeFetch } from "@org/sdk/node.js";

// Imported before a program of Node's: its calls are then carried by ours.
globalThis.fetch = nodeFetch();
