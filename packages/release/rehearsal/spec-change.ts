import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument, YAMLMap } from "yaml";
import { commit } from "./clone.ts";
import { runCommand } from "./release.ts";

const field = "rehearsed";
const requests = "ChatCompletionCreateParams";

/** A program that compiles only with a version of the packages that has the new field. */
export const fieldProgram = `import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();
await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }], ${field}: true });
`;

/** Adds an optional request field as a maintainer does: edits the spec, then runs regenerate.ts. */
export async function addField(repository: string): Promise<void> {
  const file = join(repository, "spec/openapi.yaml");
  const before = await readdir(join(repository, ".changeset"));
  const document = parseDocument(await readFile(file, "utf8"));
  const properties = document.getIn(["components", "schemas", requests, "properties"]);
  assert.ok(properties instanceof YAMLMap, `the spec has a schema ${requests} with properties`);
  properties.set(document.createNode(field), document.createNode({ type: "boolean", description: "Was rehearsed." }));
  const [major, minor] = String(document.getIn(["info", "version"]))
    .split(".")
    .map(Number);
  document.setIn(["info", "version"], `${major}.${(minor ?? 0) + 1}.0`);
  await writeFile(file, document.toString({ lineWidth: 0 }));
  await runCommand(repository, "node", "scripts/regenerate.ts");
  const added = (await readdir(join(repository, ".changeset"))).filter((name) => !before.includes(name));
  assert.equal(added.length, 1, "the change of the spec has one changeset");
  await commit(repository, "feat: add a field");
}
