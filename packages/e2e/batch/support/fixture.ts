import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { type FaultServer, startFaultServer } from "@org/test-server/fault-server/server.ts";
import { afterAll, beforeEach } from "vitest";
import { readPrompt, readResults, type ResultLine, writePrompts } from "./files.ts";
import { type Program, startProgram, type Variables } from "./program.ts";

/** The cost of each completion that the server sends. */
export const cost = 0.000_05;

/** What the tests of a file share: a folder for the files of a batch. Each test has its own server. */
export interface Fixture {
  readonly folder: string;
  /** The server of the current test. By default, it sends `Answer to …` to each prompt. */
  readonly server: FaultServer;
  /** Runs `run.ts` in the folder. */
  run(args: readonly string[], env?: Variables): Program;
  /** Writes a file with one request per content. */
  write(file: string, contents: readonly string[]): void;
  read(file: string): ResultLine[];
}

/** Sets up the fixture for a file. `database` returns the variables that select the database. */
export function setUpFixture(database: () => Variables): Fixture {
  const folder = mkdtempSync(join(tmpdir(), "batch-"));
  afterAll(() => rm(folder, { recursive: true }));
  let server: FaultServer | undefined;
  beforeEach(async () => {
    server = await startFaultServer();
    server.on(respond);
    return () => server?.close();
  });
  const getServer = (): FaultServer => {
    if (!server) throw new Error("The server starts before each test");
    return server;
  };
  return {
    folder,
    get server() {
      return getServer();
    },
    run(args, env = {}) {
      const service = { OPENROUTER_API_KEY: "sk-or-v1-batch", OPENROUTER_BASE_URL: getServer().url };
      return startProgram("run", args, { cwd: folder, env: { ...service, ...database(), ...env } });
    },
    write: (file, contents) => writePrompts(join(folder, file), contents),
    read: (file) => readResults(join(folder, file)),
  };
}

export function respond(exchange: Exchange): Promise<boolean> {
  return exchange.sendJSON(200, completion(`Answer to ${readPrompt(exchange)}`));
}

/** Returns the line number of a result, and its text or the message of its error. */
export function summarize({ line, choices, error }: ResultLine): readonly [number, string | undefined] {
  return [line, error?.message ?? choices?.[0]?.message.content];
}
