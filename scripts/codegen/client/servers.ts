import type { OpenAPIDocument, Server } from "../../spec/openapi.ts";
import { formatDocComment, formatKey, quote } from "./source.ts";

/** Reads the document's servers. Relative URLs are resolved if the document was read from a URL. */
export function readServers(document: OpenAPIDocument, location: string): [Server, ...Server[]] {
  const [first = { url: "/" }, ...others] = document.servers ?? [];
  const complete = (server: Server): Server => ({ ...server, url: completeURL(server.url, location) });
  return [complete(first), ...others.map(complete)];
}

/** Returns the server's URL with the defaults of its variables. */
export function getDefaultURL({ url, variables = {} }: Server): string {
  return url.replaceAll(/\{([^{}]+)\}/g, (match, name: string) => variables[name]?.default ?? match);
}

/** Generates `servers`, and `serverURL` when a server has variables. */
export function generateServers(servers: readonly Server[]): string {
  const list = servers.map((server) => `    ${formatServer(server)},\n`).join("");
  const constant = `${formatDocComment(["The servers of the document; the first is the default."])}export const servers = [\n${list}] as const;\n`;
  if (servers.every(({ variables }) => Object.keys(variables ?? {}).length === 0)) return constant;
  return `${constant}\n${generateVariableTypes(servers)}\n${serverURLFunction}`;
}

function formatServer({ url, description, variables = {} }: Server): string {
  const fields = [`url: ${quote(url)}`];
  if (description !== undefined) fields.push(`description: ${quote(description.trim())}`);
  const values = Object.entries(variables).map(
    ([name, { default: value }]) => `${formatKey(name)}: ${quote(String(value))}`,
  );
  if (values.length > 0) fields.push(`defaults: { ${values.join(", ")} }`);
  return `{ ${fields.join(", ")} }`;
}

function generateVariableTypes(servers: readonly Server[]): string {
  const members = servers.map(({ variables = {} }, index) => {
    const fields = Object.entries(variables).map(([name, variable]) => {
      const type = variable.enum?.map((value) => quote(String(value))).join(" | ") ?? "string";
      const facts = [variable.description?.trim() ?? "", `Default: \`${variable.default}\`.`].filter(Boolean);
      return `${formatDocComment(facts, 8)}        ${formatKey(name)}?: ${type} | undefined;\n`;
    });
    return `    ${index}: {${fields.length === 0 ? "" : `\n${fields.join("")}    `}};\n`;
  });
  return `${formatDocComment(["The variables in the URL of each server, by its index in `servers`."])}export interface ServerVariables {\n${members.join("")}}\n`;
}

const serverURLFunction = `/** Returns the URL of a server with its variables replaced: \`createClient({ serverURL: serverURL(0, { … }) })\`. */
export function serverURL<Index extends keyof ServerVariables>(index: Index, variables: ServerVariables[Index] = {}): string {
    const server: { url: string; defaults?: { [name: string]: string } } = servers[index];
    const values: { [name: string]: string | undefined } = variables;
    return server.url.replace(/\\{([^{}]+)\\}/g, (match, name: string) => values[name] ?? server.defaults?.[name] ?? match);
}
`;

function completeURL(url: string, location: string): string {
  if (!/^https?:/.test(location) || /^[a-z][a-z0-9+.-]*:|^\{/i.test(url)) return url;
  // The braces of variables must not be encoded.
  return new URL(url, location).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}
