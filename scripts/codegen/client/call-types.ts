/**
 * Generates `call.gen.ts`, which replaces the call types of openapi-fetch: those accept a misspelled field, and since
 * 0.17 they map every body deeply (its issues 2615, 2620, 2765). An editor then shows no type names, an open enum
 * (`string & {}`) becomes an object, and readonly arrays and tuples are lost.
 */
export function generateCallTypes(typesPackage: string): string {
  return `import type { Middleware } from "openapi-fetch";
import type { paths } from ${JSON.stringify(typesPackage)};

/**
 * How the body of a successful response is read; by default \`json\`, unless the document describes text or bytes. An
 * event stream needs another value: \`stream\` returns it unread. The body of an error is always read completely.
 */
export type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";

/** The options of any call, next to its parameters and its body: the fields of \`fetch\`, and these. */
export interface CallOptions<As extends ParseAs = ParseAs> extends Omit<RequestInit, "body" | "headers" | "method"> {
    parseAs?: As | undefined;
    /** Override the headers of the client; \`null\` removes one of them. */
    headers?: HeaderOptions | undefined;
    /** Runs after the middleware of the client. */
    middleware?: readonly Middleware[] | undefined;
    /** Replaces the \`fetch\` of the client for this call. */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** Replaces the \`serverURL\` of the client for this call; see \`serverOptions\`. */
    baseUrl?: string | undefined;
    Request?: typeof Request | undefined;
    querySerializer?: QuerySerializer | undefined;
    pathSerializer?: ((path: string, parameters: Record<string, unknown>) => string) | undefined;
}

export type HeaderOptions = Headers | Record<string, string | number | boolean | (string | number | boolean)[] | null | undefined>;

/** Serializes query parameters: a function, or the styles of OpenAPI. */
export type QuerySerializer =
    | ((query: Record<string, unknown>) => string)
    | {
          array?: { style: "form" | "spaceDelimited" | "pipeDelimited"; explode: boolean };
          object?: { style: "form" | "deepObject"; explode: boolean };
          allowReserved?: boolean;
      };

type Method = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

/** The paths that support the method. */
export type PathsWith<M extends Method> = { [P in keyof paths]: paths[P] extends { [K in M]: object } ? P : never }[keyof paths];

/** \`client.GET(path, init)\`; \`init\` is optional when the operation requires neither parameters nor a body. */
export type Call<M extends Method> = <P extends PathsWith<M>, As extends ParseAs = "json", S extends Streamed = Streamed>(
    path: P,
    ...init: InitArguments<paths[P][M], As, S>
) => Promise<Answer<paths[P][M], As>>;

/** \`client.request("get", path, init)\`. */
export type AnyCall = <M extends Method, P extends PathsWith<M>, As extends ParseAs = "json", S extends Streamed = Streamed>(
    method: M,
    path: P,
    ...init: InitArguments<paths[P][M], As, S>
) => Promise<Answer<paths[P][M], As>>;

/**
 * The result of a call. Branch on \`response.ok\`: \`error\` is \`undefined\` when the body of an error is empty. A body that
 * is not JSON, such as the page of a proxy, is an \`error\` of type \`string\`.
 */
export type Answer<Operation, As extends ParseAs = "json"> =
    | { data: Parsed<Data<Operation>, As>; error?: never; response: Response }
    | { data?: never; error: ErrorBody<Operation> | string; response: Response };

export type Init<Operation, As extends ParseAs = ParseAs, S extends Streamed = Streamed> = Options<Operation, As, S> &
    Parameters<Operation> &
    Body<Operation, S>;

/** For each operation alone: all parameters with all bodies of 300 operations are too many intersections. */
type InitArguments<Operation, As extends ParseAs, S extends Streamed> = Operation extends unknown
    ? {} extends Parameters<Operation> & Body<Operation, S>
        ? [init?: Init<Operation, As, S>]
        : [init: Init<Operation, As, S>]
    : never;

/** The values of the \`stream\` field of a body. */
type Streamed = boolean | null | undefined;

/** With \`stream: true\` the response is an event stream, which is not JSON, so \`parseAs\` is required. */
type Options<Operation, As extends ParseAs, S extends Streamed> = [S, As] extends [true, "json"]
    ? [Extract<ContentType<Operation>, EventStream>] extends [never]
        ? CallOptions<As>
        : CallOptions<Exclude<ParseAs, "json">> & { parseAs: Exclude<ParseAs, "json"> }
    : CallOptions<As>;

/** The content type of an event stream, with and without parameters. */
type EventStream = "text/event-stream" | \`text/event-stream;\${string}\`;

type Parameters<Operation> = Operation extends { parameters: infer P }
    ? {} extends P
        ? { params?: P | undefined }
        : { params: P }
    : { params?: undefined };

type Body<Operation, S extends Streamed> = Operation extends { requestBody: { content: infer C } }
    ? { body: SentBody<C, S>; bodySerializer?: BodySerializer<C> | undefined }
    : Operation extends { requestBody?: infer B }
      ? NonNullable<B> extends { content: infer C }
          ? { body?: SentBody<C, S> | undefined; bodySerializer?: BodySerializer<C> | undefined }
          : { body?: undefined }
      : { body?: undefined };

/** The body, in which the call finds out what \`stream\` is. */
type SentBody<C, S extends Streamed> = [true] extends [BodyOf<C>[keyof BodyOf<C> & "stream"]]
    ? BodyOf<C> & { stream?: S }
    : BodyOf<C>;

type BodyOf<Content> = Content[keyof Content] | ("multipart/form-data" extends keyof Content ? FormData : never);
type BodySerializer<Content> = (body: BodyOf<Content>, headers: Headers) => RequestInit["body"];

/** The body of a successful response. */
export type Data<Operation> = Operation extends { responses: infer R } ? Content<R, Success<R>> : unknown;

/** The content types of a successful response. */
type ContentType<Operation> = Operation extends { responses: infer R }
    ? { [S in Success<R>]: R[S] extends { content: infer C } ? keyof C : never }[Success<R>]
    : never;

/** The body of any other response, if it is the one that the document describes. */
export type ErrorBody<Operation> = Operation extends { responses: infer R } ? Content<R, Exclude<keyof R, Success<R>>> : unknown;

/** The 2XX statuses, or \`default\` if the document describes nothing else. */
type Success<Responses> = [Status2<Responses>] extends [never] ? keyof Responses & "default" : Status2<Responses>;
type Status2<Responses> = { [S in keyof Responses]: S extends string | number ? (\`\${S}\` extends \`2\${string}\` ? S : never) : never }[keyof Responses];

type Content<Responses, Status extends keyof Responses> = { [S in Status]: Main<Responses[S]> }[Status];

/** JSON if the response has it, else its other content; an event stream only counts when it is the only content. */
type Main<Response> = Response extends { content: infer C }
    ? "application/json" extends keyof C
        ? C["application/json"]
        : [keyof C & \`\${string}json\${string}\`] extends [never]
          ? [Exclude<keyof C, EventStream>] extends [never]
              ? C[keyof C]
              : C[Exclude<keyof C, EventStream>]
          : C[keyof C & \`\${string}json\${string}\`]
    : undefined;

type Parsed<Data, As extends ParseAs> = {
    json: Data;
    text: string;
    blob: Blob;
    arrayBuffer: ArrayBuffer;
    stream: Response["body"];
}[As];
`;
}
