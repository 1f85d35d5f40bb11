import { readFileSync } from "node:fs";
import type { Runtime } from "node:inspector";
import { fileURLToPath } from "node:url";

/** The part of a program that takes time. */
export type Group = (typeof groups)[number];

/** In the order of the table. */
export const groups = [
  "garbage collection",
  "Node: fetch (undici)",
  "Node: web streams",
  "Node: timers, signals, events",
  "Node: promises and callbacks",
  "Node: sockets and the rest",
  "undici package",
  "openapi-fetch",
  "SDK: headers",
  "SDK: timers and signals",
  "SDK: request",
  "SDK: response",
  "SDK: the rest",
  "hand-written code",
] as const;

/** By the path of the module in the sources of the SDK. The first that matches counts. */
const modules: readonly (readonly [RegExp, Group])[] = [
  [/headers|\/redact$/, "SDK: headers"],
  [/timer$|\/sleep$/, "SDK: timers and signals"],
  [/^request\/(?!call-operation)|^chat\/chat-operation/, "SDK: request"],
  [/^(?:response|stream)\/|^chat\//, "SDK: response"],
];

const urls: readonly (readonly [RegExp, Group])[] = [
  [/^node:internal\/deps\/undici\//, "Node: fetch (undici)"],
  [/^node:internal\/webstreams\//, "Node: web streams"],
  [/^node:(?:internal\/)?(?:timers|abort_controller|event_target|events)/, "Node: timers, signals, events"],
  [/^node:internal\/(?:process\/(?:task_queues|promises)|async_hooks|async_context)/, "Node: promises and callbacks"],
  [/^node:/, "Node: sockets and the rest"],
  [/\/node_modules\/undici\//, "undici package"],
  [/\/node_modules\/openapi-fetch\//, "openapi-fetch"],
];

/**
 * Returns the group of a function, or undefined for one without a source, such as a native function: its time belongs
 * to the caller.
 */
export function getGroup({ functionName, url, lineNumber }: Runtime.CallFrame): Group | undefined {
  if (functionName === "(garbage collector)") return "garbage collection";
  if (url === "") return undefined;
  if (/\/node_modules\/@org\//.test(url)) {
    const module = getModule(url, lineNumber);
    return modules.find(([pattern]) => pattern.test(module))?.[1] ?? "SDK: the rest";
  }
  return urls.find(([pattern]) => pattern.test(url))?.[1] ?? "hand-written code";
}

const comments = new Map<string, readonly (readonly [line: number, module: string])[]>();

/** Returns the source module of a line of a published file, from the comment that the bundler puts before a module. */
function getModule(url: string, lineNumber: number): string {
  let found = comments.get(url);
  if (!found) {
    const lines = readFileSync(fileURLToPath(url), "utf8").split("\n");
    found = lines.flatMap((line, index) => {
      const [, module] = /^\/\/ src\/(.+)\.ts$/.exec(line) ?? [];
      return module === undefined ? [] : [[index, module] as const];
    });
    comments.set(url, found);
  }
  return found.findLast(([line]) => line <= lineNumber)?.[1] ?? "";
}
