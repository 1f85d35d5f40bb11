import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadSpec } from "../../spec/load-spec.ts";
import { SpecError } from "../../spec/spec-error.ts";
import { readTable } from "../support/read-table.ts";
import { createTestDir } from "../support/temp-dir.ts";
import { writeFiles } from "../support/write-files.ts";

async function getLoadError(file: string): Promise<string> {
  const error: unknown = await loadSpec(file).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SpecError);
  // The folder differs from run to run.
  return error instanceof SpecError ? error.message.replace(/^\S*[/\\](?=openapi\.)/, "") : "";
}

/** A document, and the files that it refers to. */
interface Documents {
  readonly text: string;
  readonly files?: Record<string, string>;
}

test.each(readTable<Documents>("spec/load-errors.txt"))("$name", async ({ given: { text, files }, want }) => {
  const folder = await writeFiles({ "openapi.yaml": text, ...files });
  expect(await getLoadError(join(folder, "openapi.yaml"))).toBe(want);
});

test("reports a file that does not exist, and a folder", async () => {
  const folder = await createTestDir();
  const advice = "\n  Give the path or the URL of an OpenAPI 3 document.";
  expect(await getLoadError(join(folder, "openapi.yaml"))).toBe(
    `openapi.yaml: Cannot read the OpenAPI document: the file does not exist.${advice}`,
  );
  expect(await getLoadError(folder)).toContain(`: Cannot read the OpenAPI document: it is a folder.${advice}`);
});

test("reports an error status of a URL, and a refused connection", async () => {
  const server = createServer((_request, response) => void response.writeHead(404).end()).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`;
  expect(await getLoadError(url)).toContain(
    "Cannot read the OpenAPI document: the server responded with 404 Not Found.",
  );
  server.close();
  await new Promise((resolve) => server.once("close", resolve));
  expect(await getLoadError(url)).toContain("Cannot read the OpenAPI document: connect ECONNREFUSED");
});
