import { nodeFetch } from "@org/sdk/node.js";

// Imported before program.ts on Node, whose calls then use the fetch of @org/sdk/node.js.
globalThis.fetch = nodeFetch();
