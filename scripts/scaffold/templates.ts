import { formatOperation } from "../spec/operations.ts";
import { formatLiteral, type ExampleCall } from "./example-call.ts";
import { capitalize, type SDKOperation } from "./sdk-operation.ts";

/** A name that a text imports, and its module. */
export interface ImportedName {
  readonly name: string;
  readonly module: string;
  /** `import type`, or `import`. */
  readonly kind: "type" | "value";
}

/** The longest line in a doc comment of a method. */
const maxLineLength = 115;

/** Returns the types of `models/operations.ts`: the parameters next to a body, and the request. */
export function createRequestTypes(operation: SDKOperation): [name: string, declaration: string][] {
  const method = `\`${operation.resource}.${operation.method}\``;
  return getArguments(operation).map(({ type, member }) => {
    const what = member === "parameters" ? "The path and query parameters" : "The request";
    return [type, `\n/** ${what} of ${method}. */\nexport type ${type} = ${formatMember(operation, member)};\n`];
  });
}

export function createFunction(operation: SDKOperation, example: ExampleCall): string {
  const { id, functionName } = operation;
  const { options, response } = getTypes(operation);
  const types = [...getArguments(operation).map(({ type }) => type), options];
  const imports: ImportedName[] = [
    { name: id, module: "@org/client/routes", kind: "value" },
    ...getResponseImport(operation),
    { name: "OpenRouterCore", module: "../core.ts", kind: "type" },
    { name: "CallError", module: "../models/errors.ts", kind: "type" },
    ...getArguments(operation).map(({ type: name }) => {
      return { name, module: "../models/operations.ts", kind: "type" } as const;
    }),
    { name: types.at(-1) ?? "", module: "../options.ts", kind: "type" },
    { name: "callJSONOperation", module: "../request/json-operation.ts", kind: "value" },
    { name: "Result", module: "../result.ts", kind: "type" },
  ];
  const parameters = getArguments(operation).map(({ name, type, isOptional }) => {
    return `  ${name}: ${type}${isOptional ? " = {}" : ""},\n`;
  });
  const parts = [
    ...(operation.parameters.length === 0 ? [] : [operation.hasBody ? "parameters" : "parameters: request"]),
    ...(operation.hasBody ? ["body: request"] : []),
  ];
  return `${imports.reduce(addImport, "")}
${formatDocComment([
  ...formatSummary(operation),
  "The promise never rejects: a failure is in the `error` of the result. Failed attempts are retried, up to twice by",
  "default.",
  "",
  "@param core An `OpenRouterCore` or an `OpenRouter`.",
  ...formatParamTags(operation),
  "@returns A promise of the result.",
  "",
  "@example",
  "```ts",
  'import { OpenRouterCore } from "@org/sdk/core.js";',
  `import { ${functionName} } from "@org/sdk/funcs/${functionName}.js";`,
  "",
  "const core = new OpenRouterCore();",
  ...formatExampleCall(operation, example).split("\n"),
  ...(operation.hasResponse
    ? ["if (result.ok) console.log(result.value);", "else console.error(result.error.message);"]
    : ["if (!result.ok) console.error(result.error.message);"]),
  "```",
])}
export function ${functionName}(
  core: OpenRouterCore,
${parameters.join("")}  options: ${options} = {},
): Promise<Result<${response}, CallError>> {
  return callJSONOperation(core, ${id}, { ${parts.join(", ")} }, options);
}
`;
}

export function createResourceClass(operation: SDKOperation): string {
  const imports: ImportedName[] = [
    { name: "OpenRouterCore", module: "../core.ts", kind: "type" },
    { name: "unwrap", module: "../result.ts", kind: "value" },
  ];
  return `${imports.reduce(addImport, "")}
/** ${getResourceDescription(operation)} */
export class ${capitalize(operation.resource)} {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }
}
`;
}

export function createMethod(operation: SDKOperation): string {
  const { method, functionName } = operation;
  const { options, response } = getTypes(operation);
  const parameters = getArguments(operation).map(({ name, type, isOptional }) => {
    return `${name}${isOptional ? "?" : ""}: ${type}`;
  });
  const names = getArguments(operation).map(({ name }) => name);
  return `
${formatDocComment([
  ...formatSummary(operation),
  "Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,",
  "up to twice by default.",
  "",
  ...formatParamTags(operation),
  "@throws {@link APIError} when the API responds with an error, as a status or inside a 200.",
  "@throws {@link OpenRouterDefaultError} when any other non-2xx response arrives, such as a proxy's page.",
  "@throws {@link ResponseValidationError} when a 2xx response is neither what the operation returns nor an error.",
  "@throws {@link ConnectionError} when the connection fails, or closes before the response is complete.",
  "@throws {@link RequestTimeoutError} when a time limit, such as `timeoutMs`, expires.",
  "@throws {@link RequestAbortedError} when the caller's signal is aborted.",
  "@throws {@link InvalidRequestError} when the request or an option is invalid. Nothing is sent.",
  "@throws {@link UnexpectedClientError} when a custom `fetch` or a middleware fails.",
]).replaceAll(/^/gm, "  ")}
  ${method}(${[...parameters, `options?: ${options}`].join(", ")}): ResponsePromise<${response}> {
    return unwrap(${functionName}(${["this.#core", ...names, "options"].join(", ")}));
  }
`;
}

/** Returns what {@link createMethod} imports. */
export function getMethodImports(operation: SDKOperation): ImportedName[] {
  return [
    ...getResponseImport(operation),
    { name: operation.functionName, module: `../funcs/${operation.functionName}.ts`, kind: "value" },
    ...getArguments(operation).map(({ type }) => {
      return { name: type, module: "../models/operations.ts", kind: "type" } as const;
    }),
    { name: getTypes(operation).options, module: "../options.ts", kind: "type" },
    { name: "type ResponsePromise", module: "../result.ts", kind: "value" },
  ];
}

/** Returns the row of the table in `test/funcs/operations.test.ts`. */
export function createTestRow(operation: SDKOperation, example: ExampleCall): string {
  const { id, functionName, resource, method, info } = operation;
  const args = [...formatExampleArguments(operation, example), "options"].join(", ");
  const body = operation.hasBody ? `\n    body: JSON.stringify(${formatLiteral(example.body)}),` : "";
  return `  ${functionName}: {
    route: routes.${id},
    method: ${JSON.stringify(info.method.toUpperCase())},
    url: ${JSON.stringify(example.url)},${body}
    call: (client, options) => ${functionName}(client, ${args}),
    callMethod: (client, options) => client.${resource}.${method}(${args}),
  },
`;
}

export function getResourceDescription({ resource, resourceDescription }: SDKOperation): string {
  return resourceDescription?.replaceAll(/\s+/g, " ").trim() ?? `The ${resource}.`;
}

/** Adds an import to the others of a text, or before its first line if there are none. */
export function addImport(text: string, { name, module, kind }: ImportedName): string {
  const keyword = kind === "type" ? "import type" : "import";
  const pattern = new RegExp(`^${keyword} \\{([^}]*)\\} from "${module.replaceAll(".", "\\.")}";\\n`, "m");
  const existing = pattern.exec(text);
  const names = (existing?.[1] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  if (names.includes(name)) return text;
  const line = `${keyword} { ${[...names, name].join(", ")} } from "${module}";\n`;
  if (existing !== null) return text.replace(existing[0], () => line);
  const lines = [...text.matchAll(/^import [^;]*;\n/gm)];
  // In the order of the modules: packages, then the folders above.
  const next = lines.find(([other]) => getModule(other) > getModule(line));
  const last = lines.at(-1);
  const at = next?.index ?? (last === undefined ? 0 : last.index + last[0].length);
  return text.slice(0, at) + line + text.slice(at);
}

function getModule(line: string): string {
  const [, module = ""] = /from "([^"]*)"/.exec(line) ?? [];
  // Packages come before relative modules.
  return module.startsWith(".") ? module : ` ${module}`;
}

interface Argument {
  readonly name: "parameters" | "request";
  readonly type: string;
  readonly member: "parameters" | "request";
  readonly isOptional: boolean;
}

/** Returns the arguments of the function between `core` and `options`. */
function getArguments({ id, parameters, hasBody }: SDKOperation): Argument[] {
  const name = capitalize(id);
  const isOptional = parameters.every(({ required }) => required !== true);
  const request: Argument = { name: "request", type: `${name}Request`, member: "request", isOptional: false };
  if (parameters.length === 0) return hasBody ? [request] : [];
  if (!hasBody) return [{ ...request, isOptional }];
  return [{ name: "parameters", type: `${name}Parameters`, member: "parameters", isOptional: false }, request];
}

function formatMember({ id, parameters }: SDKOperation, member: Argument["member"]): string {
  if (member === "request") return `Operations["${id}"]["request"]`;
  const locations = [...new Set(parameters.map((parameter) => parameter.in))];
  return locations.map((location) => `NonNullable<Operations["${id}"]["parameters"]["${location}"]>`).join(" & ");
}

function getTypes({ id, hasBody, hasResponse, responseType }: SDKOperation): { options: string; response: string } {
  const response = hasResponse ? (responseType ?? `Operations["${id}"]["response"]`) : "undefined";
  return { options: hasBody ? "BodyCallOptions" : "CallOptions", response };
}

function getResponseImport({ hasResponse, responseType }: SDKOperation): ImportedName[] {
  if (!hasResponse) return [];
  if (responseType === undefined) return [{ name: "Operations", module: "@org/types", kind: "type" }];
  return [{ name: responseType, module: "@org/types/schemas", kind: "type" }];
}

/** Returns the summary in the third person with the operation, and the description. */
function formatSummary({ info }: SDKOperation): string[] {
  const { summary = `Call ${info.id}`, description } = info.operation;
  const [verb = "", ...rest] = summary.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "").split(" ");
  const line = [toThirdPerson(verb), ...rest].join(" ");
  return [
    ...wrap(`${line}: \`${formatOperation(info)}\`.`),
    "",
    ...(description === undefined ? [] : [...wrap(description.replaceAll(/\s+/g, " ").trim()), ""]),
  ];
}

function toThirdPerson(verb: string): string {
  if (/(s|x|z|ch|sh)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

function formatParamTags(operation: SDKOperation): string[] {
  const names = operation.parameters.map(({ name = "" }) => `\`${name}\``);
  const list = `${names.length > 1 ? "The parameters" : "The parameter"} ${names.join(", ")}.`;
  const body = "The request body. It is sent unchanged: unknown fields and key order are kept, no default is added.";
  return [
    ...getArguments(operation).flatMap(({ name }) => {
      return wrap(`@param ${name} ${name === "request" && operation.hasBody ? body : list}`);
    }),
    "@param options Options of this call, which override those of the client.",
  ];
}

function formatExampleArguments(operation: SDKOperation, { parameters, body }: ExampleCall): string[] {
  return getArguments(operation).map(({ name }) => {
    return formatLiteral(name === "request" && operation.hasBody ? body : parameters);
  });
}

function formatExampleCall(operation: SDKOperation, example: ExampleCall): string {
  const args = ["core", ...formatExampleArguments(operation, example)];
  const line = `const result = await ${operation.functionName}(${args.join(", ")});`;
  if (line.length <= maxLineLength || line.includes("\n")) return line;
  return `const result = await ${operation.functionName}(\n${args.map((arg) => `  ${arg},\n`).join("")});`;
}

/** Breaks a text into lines that fit into a doc comment of a method. */
function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.pop() ?? "";
    lines.push(
      ...(line !== "" && line.length + word.length >= maxLineLength ? [line, word] : [`${line} ${word}`.trim()]),
    );
  }
  return lines;
}

function formatDocComment(lines: readonly string[]): string {
  const text = lines.map((line) => ` * ${line.replaceAll("*/", "*\\/")}`.trimEnd()).join("\n");
  return `/**\n${text}\n */`;
}
