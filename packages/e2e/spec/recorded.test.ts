import { describe, expect, test } from "vitest";
import { getParts, isRecorded, loadExchanges } from "../recorded/exchanges.ts";
import { readAllowList } from "./allow-list.ts";
import { createValidator } from "./create-validator.ts";
import { getNode } from "./schema-node.ts";
import { findUnknownFields } from "./unknown-fields.ts";

const exchanges = loadExchanges();
const allowed = readAllowList("unknown-fields.txt");

test("the exchanges contain each kind of document", () => {
  const kinds = exchanges.flatMap((exchange) => getParts(exchange).map(({ kind }) => kind));
  expect(new Set(kinds)).toEqual(new Set(["request", "completion", "chunk", "error"]));
});

describe("an exchange is valid for the spec", () => {
  test.each(exchanges)("$name", (exchange) => {
    const problems = getParts(exchange).flatMap(({ kind, component, value }) =>
      createValidator(component)(value).map((problem) => `${kind}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });
});

describe("unknown-fields.txt", () => {
  const unknownByName = new Map(
    exchanges.map((exchange) => [
      exchange.name,
      getParts(exchange).flatMap(({ kind, component, value }) =>
        findUnknownFields(getNode(`#/components/schemas/${component}`), value, kind),
      ),
    ]),
  );

  test.each([...unknownByName])("contains the fields of %s that are not in the spec", (_, unknown) => {
    expect(unknown.filter((field) => !allowed.has(field))).toEqual([]);
  });

  // The fixtures have none of these fields, so only recordings show that a line is stale.
  const found = new Set([...unknownByName.values()].flat());
  const stale = isRecorded ? [...allowed].filter((field) => !found.has(field)) : [];

  test("contains no field that the recordings no longer have", () => {
    expect(stale).toEqual([]);
  });
});

describe("findUnknownFields finds a field", () => {
  const messages = [{ role: "user", content: "Hi" }];

  test.each([
    ["at the top level", { messages, temprature: 1 }, ["request.temprature"]],
    ["in a union", { messages: [{ ...messages[0], nmae: "kim" }] }, ["request.messages[user].nmae"]],
    ["in a nullable schema", { messages, provider: { ordr: [] } }, ["request.provider.ordr"]],
    [
      "in a schema with allOf",
      { messages, tools: [{ type: "web_search", max: 1 }] },
      ["request.tools[web_search].max"],
    ],
    ["in an item of an unknown kind", { messages, plugins: [{ id: "new", a: 1 }] }, ["request.plugins[new].a"]],
    [
      "never in an object with additional properties",
      { messages, trace: { a: 1 }, image_config: { b: 2 }, logit_bias: { "1": 2 } },
      [],
    ],
  ])("%s", (_, value, unknown) => {
    expect(findUnknownFields(getNode("#/components/schemas/ChatCompletionCreateParams"), value, "request")).toEqual(
      unknown,
    );
  });
});
