import type { Serializer } from "./route-options.ts";

/** Generates `serialize.gen.ts`: the functions that some routes call, with what those need. */
export function generateSerializers(used: ReadonlySet<Serializer>): string {
  const names = Object.keys(functions) as Serializer[];
  const imports = names.flatMap((name) => (used.has(name) ? openapiFetch[name] : []));
  const hasPairs = (["serializeQuery", "serializeCookies", "serializeForm"] as const).some((name) => used.has(name));
  const hasQueries = used.has("serializeQuery") || used.has("serializeForm");
  const parts = [
    ...names.filter((name) => used.has(name)).map((name) => functions[name]),
    ...(hasQueries ? [queryStyles] : []),
    ...(hasPairs ? [serializePair] : []),
    common,
  ];
  return `import { ${[...imports, "serializeArrayParam", "serializeObjectParam"].toSorted().join(", ")} } from "openapi-fetch";

${types}
${parts.join("\n")}`;
}

const openapiFetch: Record<Serializer, readonly string[]> = {
  serializeQuery: ["createQuerySerializer"],
  serializePath: ["defaultPathSerializer"],
  serializeHeaders: [],
  serializeCookies: [],
  serializeForm: [],
};

const types = `/** How a parameter is serialized: as JSON, or in a style of OpenAPI. */
export type Format = "json" | Style;

type Style =
    | { style: "form" | "simple" | "label" | "matrix"; explode: boolean; allowReserved?: boolean }
    | { style: "spaceDelimited" | "pipeDelimited"; explode: false; allowReserved?: boolean };

/** By the names of parameters: a list, since every object already has a \`constructor\` and a \`__proto__\`. */
export type Formats<Other = never> = readonly (readonly [name: string, format: Format | Other])[];
export type Values = Record<string, unknown>;

type Encode = (value: string) => string;
`;

const functions: Record<Serializer, string> = {
  serializeQuery: `/** Serializes the parameters of a query; those without a format like openapi-fetch. */
export function serializeQuery(query: Values, formats: Formats<DeepObject>): string {
    const serializeDefault = createQuerySerializer<Values>();
    const special = new Map(formats);
    const parts = Object.entries(query).map(([name, value]) => {
        const format = special.get(name);
        if (format === undefined) return serializeDefault({ [name]: value });
        const key = name.replace(/[&=#+%]/g, encodeURIComponent);
        return serializeStyled(key, value, format);
    });
    return parts.filter((part) => part !== "").join("&");
}
`,
  serializePath: `/** Puts the parameters of a path into a URL; those without a format like openapi-fetch. */
export function serializePath(url: string, path: Values, formats: Formats): string {
    let result = url;
    const others = new Map(Object.entries(path));
    for (const [name, format] of formats) {
        const value = others.get(name);
        others.delete(name);
        if (value !== undefined && value !== null) {
            result = result.replaceAll(\`{\${name}}\`, () => serializeSegment(name, value, format));
        }
    }
    return defaultPathSerializer(result, Object.fromEntries(others));
}

function serializeSegment(name: string, value: {}, format: Format): string {
    if (format === "json") return encodeURIComponent(JSON.stringify(value));
    if (typeof value === "object") return serializeMembers(name, value, format, encodeURIComponent);
    const text = encodeURIComponent(String(value));
    if (format.style === "matrix") return text === "" ? \`;\${name}\` : \`;\${name}=\${text}\`;
    return format.style === "label" ? \`.\${text}\` : text;
}
`,
  serializeHeaders: `/** Serializes the headers that have a format; \`undefined\` for those that are not sent. */
export function serializeHeaders(header: Values, formats: Formats): Record<string, string | undefined> {
    const values = new Map(Object.entries(header));
    return Object.fromEntries(formats.map(([name, format]) => [name, serializeHeader(name, values.get(name), format)]));
}

function serializeHeader(name: string, value: unknown, format: Format): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (format === "json") return JSON.stringify(value);
    if (typeof value !== "object") return String(value);
    return serializeMembers(name, value, format, String) || undefined;
}
`,
  serializeCookies: `/** Serializes the value of the header \`Cookie\`. */
export function serializeCookies(cookie: Values, formats: Formats): string {
    const special = new Map(formats);
    const parts = Object.entries(cookie).flatMap(([name, value]) => {
        const format = special.get(name) ?? { style: "form", explode: true };
        if (format === "json" || !format.explode || typeof value !== "object" || value === null) {
            return serializePair(name, value, format, encodeCookie);
        }
        const items = Array.isArray(value) ? value.map((item) => [name, item] as const) : Object.entries(value);
        return items.map(([key, item]) => serializePair(key, item, format, encodeCookie));
    });
    return parts.filter((part) => part !== "").join("; ");
}

/** Encodes what a cookie cannot contain (RFC 6265), and the percent sign. Tokens in Base64 are sent as they are. */
function encodeCookie(value: string): string {
    return value.replace(/[^\\w!#$&'()*+\\-./:<=>?@[\\]^\`{|}~]+/g, encodeURIComponent);
}
`,
  serializeForm: `const defaultStyle = { style: "form", explode: true } as const;

/** Serializes a form. Without a format, an array repeats its name, and an object is sent as JSON. */
export function serializeForm(body: Values, formats: Formats<DeepObject>): string {
    const special = new Map(formats);
    const parts = Object.entries(body).flatMap(([name, value]) => {
        const format = special.get(name);
        const key = encodeURIComponent(name);
        if (format !== undefined) return serializeStyled(key, value, format);
        return [value].flat().map((item) => {
            const isObject = typeof item === "object";
            return serializePair(key, item, isObject ? "json" : defaultStyle, encodeURIComponent);
        });
    });
    return parts.filter((part) => part !== "").join("&");
}
`,
};

const queryStyles = `interface DeepObject {
    style: "deepObject";
    explode: true;
    allowReserved?: boolean;
}

function serializeStyled(key: string, value: unknown, format: Format | DeepObject): string {
    if (format === "json") return serializePair(key, value, format, encodeURIComponent);
    const encode = format.allowReserved === true ? encodeUnreserved : encodeURIComponent;
    if (format.style === "deepObject") return serializeDeepObject(key, value, encode).join("&");
    return serializePair(key, value, format, encode);
}

/** Keeps reserved characters, except \`#\` and \`&\`, which would end the value, and \`+\`, which servers read as a space. */
function encodeUnreserved(value: string): string {
    return encodeURI(value).replace(/[#&+]/g, encodeURIComponent).replace(/%5[BD]/g, decodeURIComponent);
}

/** \`name[key]=value\`. OpenAPI leaves open what is nested further: it gets further keys, and an array its indexes as keys. */
function serializeDeepObject(name: string, value: unknown, encode: Encode): string[] {
    if (value === undefined || value === null) return [];
    if (typeof value !== "object") return [\`\${name}=\${encode(String(value))}\`];
    return Object.entries(value).flatMap(([key, member]) =>
        serializeDeepObject(\`\${name}[\${encodeURIComponent(key)}]\`, member, encode),
    );
}
`;

const serializePair = `/** \`name=value\`; empty for a value that is not sent. */
function serializePair(name: string, value: unknown, format: Format, encode: Encode): string {
    if (value === undefined || value === null) return "";
    if (format === "json") return \`\${name}=\${encode(JSON.stringify(value))}\`;
    return typeof value === "object" ? serializeMembers(name, value, format, encode) : \`\${name}=\${encode(String(value))}\`;
}
`;

const common = `/** Serializes an array or an object without its members that are \`undefined\` or \`null\`; empty if none are left. */
function serializeMembers(name: string, value: object, { style, explode }: Style, encode: Encode): string {
    // The values are encoded here, since openapi-fetch encodes no keys.
    const allowReserved = true;
    const members = Object.entries(value)
        .filter(([, member]) => member !== undefined && member !== null)
        .map(([key, member]) => [encode(key), encode(toText(name, member))] as const);
    if (members.length === 0) return "";
    const values = members.map(([, member]) => member);
    if (Array.isArray(value)) return serializeArrayParam(name, values, { style, explode, allowReserved });
    // An object in one piece is the array of its keys and values.
    if (!explode) return serializeArrayParam(name, members.flat(), { style, explode, allowReserved });
    return serializeObjectParam(name, Object.fromEntries(members), { style, explode, allowReserved });
}

function toText(name: string, member: unknown): string {
    if (typeof member === "object") throw new TypeError(\`The value of "\${name}" cannot contain nested arrays or objects\`);
    return String(member);
}
`;
