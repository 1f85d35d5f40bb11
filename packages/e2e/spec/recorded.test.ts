import { describe, expect, test } from "vitest";
import { allowList } from "./allow-list.ts";
import { isRecorded, loadExchanges, partsOf } from "../recorded/exchanges.ts";
import { nodeAt } from "./schema-node.ts";
import { validatorFor } from "./create-validator.ts";
import { unknownFields } from "./unknown-fields.ts";

const exchanges = loadExchanges();
const allowed = allowList("unknown-fields.txt");

test("there are exchanges of each kind", () => {
  const kinds = exchanges.flatMap((exchange) => partsOf(exchange).map(({ kind }) => kind));
  expect(new Set(kinds)).toEqual(new Set(["request", "answer", "chunk", "error"]));
});

describe("each exchange is as the spec says", () => {
  test.each(exchanges)("$name", (exchange) => {
    const problems = partsOf(exchange).flatMap(({ kind, component, value }) =>
      validatorFor(component)(value).map((problem) => `${kind}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });
});

describe("fields that the spec does not know are in unknown-fields.txt", () => {
  const unknownOf = new Map(
    exchanges.map((exchange) => [
      exchange.name,
      partsOf(exchange).flatMap(({ kind, component, value }) =>
        unknownFields(nodeAt(`#/components/schemas/${component}`), value, kind),
      ),
    ]),
  );

  test.each([...unknownOf])("%s", (_, unknown) => {
    expect(unknown.filter((field) => !allowed.has(field))).toEqual([]);
  });

  // The fixtures have none of these fields: only recordings can tell that a line is no longer needed.
  const seen = new Set([...unknownOf.values()].flat());
  const stale = isRecorded ? [...allowed].filter((field) => !seen.has(field)) : [];

  test("each line of it is needed", () => {
    expect(stale).toEqual([]);
  });
});

describe("an unknown field is found", () => {
  const messages = [{ role: "user", content: "Hi" }];

  test.each([
    ["at the top", { messages, temprature: 1 }, ["request.temprature"]],
    ["in a union", { messages: [{ ...messages[0], nmae: "kim" }] }, ["request.messages[user].nmae"]],
    ["behind a nullable", { messages, provider: { ordr: [] } }, ["request.provider.ordr"]],
    ["in joined schemas", { messages, tools: [{ type: "web_search", max: 1 }] }, ["request.tools[web_search].max"]],
    ["in an unknown kind", { messages, plugins: [{ id: "new", a: 1 }] }, ["request.plugins[new].a"]],
    ["never in a free object", { messages, trace: { a: 1 }, image_config: { b: 2 }, logit_bias: { "1": 2 } }, []],
  ])("%s", (_, value, unknown) => {
    expect(unknownFields(nodeAt("#/components/schemas/ChatCompletionCreateParams"), value, "request")).toEqual(unknown);
  });
});
