import { base64, generateSchemesMiddleware, queryParameter } from "./auth-templates.ts";
import type { Security } from "./security.ts";
import { formatDocComment, formatKey, quote } from "./source.ts";

/** Generates the middleware that sends the credentials each operation requires, and the tables that it reads. */
export function generateAuthTables({ schemes, defaults, exceptions }: Security, modifier: string): string {
  const credentials = schemes.map(({ name, description, credential, location }) => {
    const type = credential === "basic" ? "{ username: string; password: string }" : tokenType;
    const comment = formatDocComment([description === "" ? `Sent in ${location}.` : description], 4);
    return `${comment}    ${formatKey(name)}?: ${type} | null | undefined;\n`;
  });
  const locations = schemes.map(
    ({ name, in: where, field, prefix }) =>
      `    ${formatKey(name)}: { in: ${quote(where)}, name: ${quote(field)}, prefix: ${quote(prefix)} },\n`,
  );
  const entries = [...exceptions].map(([operation, sets]) => `    ${quote(operation)}: ${formatSets(sets)},\n`);
  const hasBasic = schemes.some(({ credential }) => credential === "basic");
  return (
    generateSchemesMiddleware({
      modifier,
      credentials: credentials.join(""),
      locations: locations.join(""),
      defaultSets: formatSets(defaults),
      exceptions: entries.length === 0 ? "{}" : `{\n${entries.join("")}}`,
      hasBasic,
      hasToken: schemes.some(({ credential }) => credential === "token"),
      query: schemes.some((scheme) => scheme.in === "query") ? queryParameter : undefined,
    }) + (hasBasic && schemes.length > 1 ? `\n${base64}` : "")
  );
}

const tokenType = "string | (() => string | Promise<string>)";

function formatSets(sets: readonly (readonly string[])[]): string {
  return JSON.stringify(sets).replaceAll(",", ", ");
}
