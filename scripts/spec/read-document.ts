import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Source, YamlParseError, makeDocumentFromString, type Document } from "@redocly/openapi-core";
import { isObject } from "../lib/objects.ts";
import { toDisplayPath } from "../lib/paths.ts";
import { SpecError } from "./spec-error.ts";

/** Reads and parses one file or http(s) URL. JSON is read as JSON: for megabytes that is 20 times faster than YAML. */
export async function readDocument(fileOrURL: string): Promise<Document> {
  const location = locate(fileOrURL);
  const text = (await readText(location)).replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  if (text.trimStart().startsWith("{")) {
    try {
      return { source: new Source(location, text, "application/json"), parsed: JSON.parse(text) as unknown };
    } catch {
      // Flow-style YAML begins like JSON; and when it is neither, the YAML parser knows the line.
    }
  }
  try {
    const document = makeDocumentFromString(text, location);
    checkAliases(document.parsed, location);
    return document;
  } catch (error) {
    if (!(error instanceof YamlParseError)) throw error;
    const { line, col } = error;
    throw new SpecError(`Not YAML or JSON: ${error.message.replace(/(?: in "[^"]*")? *(?:\(\d+:\d+\))?$/, "")}`, {
      place: { file: toDisplayPath(location), ...(Number.isNaN(line) ? {} : { line, column: col }) },
      advice: "Mend the syntax at that place; the cause can stand a line before it.",
    });
  }
}

/** A YAML alias may stand inside its own anchor; such a document has no end, and no walk through it either. */
function checkAliases(node: unknown, location: string, above = new Set<unknown>()): void {
  if (!isObject(node)) return;
  if (above.has(node)) {
    throw new SpecError("A YAML alias (*name) stands inside its own anchor (&name)", {
      place: { file: toDisplayPath(location) },
      advice: "Use $ref for what is recursive.",
    });
  }
  above.add(node);
  for (const child of Object.values(node)) checkAliases(child, location, above);
  above.delete(node);
}

function locate(fileOrURL: string): string {
  if (/^https?:\/\//.test(fileOrURL)) return fileOrURL;
  return resolve(fileOrURL.startsWith("file://") ? fileURLToPath(fileOrURL) : fileOrURL);
}

async function readText(location: string): Promise<string> {
  try {
    if (!/^https?:\/\//.test(location)) return await readFile(location, "utf8");
    const response = await fetch(location, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return await response.text();
    throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
  } catch (error) {
    throw new SpecError(`Can't read the OpenAPI document: ${reason(error)}`, {
      place: { file: toDisplayPath(location) },
      advice: "Give an OpenAPI 3.0 or 3.1 document with --spec FILE_OR_URL.",
    });
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!("code" in error)) return error.cause instanceof Error ? reason(error.cause) : error.message;
  if (error.code === "ENOENT") return "there is no such file";
  if (error.code === "EISDIR") return "it is a folder";
  return error.message.replace(/, open .*$/, "");
}
