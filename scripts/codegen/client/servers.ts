import type { OpenAPIDocument, Server } from "../../spec/openapi.ts";
import { docComment, key, text } from "./source.ts";

/** The document's servers; relative URLs are completed when the document came from a URL itself. */
export function readServers(document: OpenAPIDocument, location: string): [Server, ...Server[]] {
  const [first = { url: "/" }, ...others] = document.servers ?? [];
  const complete = (server: Server): Server => ({ ...server, url: completeURL(server.url, location) });
  return [complete(first), ...others.map(complete)];
}

/** The server's URL with its variables at their defaults. */
export function defaultURL({ url, variables = {} }: Server): string {
  return url.replaceAll(/\{([^{}]+)\}/g, (match, name: string) => variables[name]?.default ?? match);
}

/** The source of `servers`, and of `serverURL` when a server has variables. */
export function serversSource(servers: readonly Server[]): string {
  const list = servers.map((server) => `    ${serverLiteral(server)},\n`).join("");
  const constant = `${docComment(["The servers that the document names; the first is the default."])}export const servers = [\n${list}] as const;\n`;
  if (servers.every(({ variables }) => Object.keys(variables ?? {}).length === 0)) return constant;
  return `${constant}\n${variableTypes(servers)}\n${helper}`;
}

function serverLiteral({ url, description, variables = {} }: Server): string {
  const fields = [`url: ${text(url)}`];
  if (description !== undefined) fields.push(`description: ${text(description.trim())}`);
  const values = Object.entries(variables).map(([name, { default: value }]) => `${key(name)}: ${text(String(value))}`);
  if (values.length > 0) fields.push(`defaults: { ${values.join(", ")} }`);
  return `{ ${fields.join(", ")} }`;
}

function variableTypes(servers: readonly Server[]): string {
  const members = servers.map(({ variables = {} }, index) => {
    const fields = Object.entries(variables).map(([name, variable]) => {
      const type = variable.enum?.map((value) => text(String(value))).join(" | ") ?? "string";
      const facts = [variable.description?.trim() ?? "", `Default: \`${variable.default}\`.`].filter(Boolean);
      return `${docComment(facts, 8)}        ${key(name)}?: ${type} | undefined;\n`;
    });
    return `    ${index}: {${fields.length === 0 ? "" : `\n${fields.join("")}    `}};\n`;
  });
  return `${docComment(["The variables in the URL of each server, by its place in `servers`."])}export interface ServerVariables {\n${members.join("")}}\n`;
}

const helper = `/** The URL of a server with its variables filled in: \`createClient({ serverURL: serverURL(0, { … }) })\`. */
export function serverURL<Index extends keyof ServerVariables>(index: Index, variables: ServerVariables[Index] = {}): string {
    const server: { url: string; defaults?: { [name: string]: string } } = servers[index];
    const values: { [name: string]: string | undefined } = variables;
    return server.url.replace(/\\{([^{}]+)\\}/g, (match, name: string) => values[name] ?? server.defaults?.[name] ?? match);
}
`;

function completeURL(url: string, location: string): string {
  if (!/^https?:/.test(location) || /^[a-z][a-z0-9+.-]*:|^\{/i.test(url)) return url;
  // Braces of variables must stay as they are.
  return new URL(url, location).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}
