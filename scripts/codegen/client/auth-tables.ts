import { base64, manySchemes, queryParameter } from "./auth-templates.ts";
import type { Security } from "./security.ts";
import { docComment, key, text } from "./source.ts";

/** The tables for middleware that sends what each operation wants, and that middleware. */
export function authTables({ schemes, usual, others }: Security, modifier: string): string {
  const credentials = schemes.map(({ name, description, credential, place }) => {
    const type = credential === "basic" ? "{ username: string; password: string }" : token;
    const comment = docComment([description === "" ? `In ${place}.` : description], 4);
    return `${comment}    ${key(name)}?: ${type} | null | undefined;\n`;
  });
  const places = schemes.map(
    ({ name, in: place, field, prefix }) =>
      `    ${key(name)}: { in: ${text(place)}, name: ${text(field)}, prefix: ${text(prefix)} },\n`,
  );
  const exceptions = [...others].map(([operation, sets]) => `    ${text(operation)}: ${list(sets)},\n`);
  const hasBasic = schemes.some(({ credential }) => credential === "basic");
  return (
    manySchemes({
      modifier,
      credentials: credentials.join(""),
      places: places.join(""),
      usual: list(usual),
      exceptions: exceptions.length === 0 ? "{}" : `{\n${exceptions.join("")}}`,
      hasBasic,
      hasToken: schemes.some(({ credential }) => credential === "token"),
      query: schemes.some((scheme) => scheme.in === "query") ? queryParameter : undefined,
    }) + (hasBasic && schemes.length > 1 ? `\n${base64}` : "")
  );
}

const token = "string | (() => string | Promise<string>)";

function list(sets: readonly (readonly string[])[]): string {
  return JSON.stringify(sets).replaceAll(",", ", ");
}
