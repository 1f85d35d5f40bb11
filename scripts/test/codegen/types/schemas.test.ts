import { expect, test } from "vitest";
import type { Schema } from "../../../spec/openapi.ts";
import { readTable } from "../../support/read-table.ts";
import { schemasOf } from "../../support/generate-sources.ts";

interface Given {
  readonly schemas: Record<string, Schema>;
  readonly openapi?: string;
  readonly input?: string;
}

test.each(readTable<Given>("codegen/types/schemas.txt"))("$name", ({ given: { schemas, ...options }, want }) => {
  expect(schemasOf(schemas, options)).toBe(want);
});
