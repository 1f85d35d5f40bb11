/**
 * The source of `call.gen.ts`. openapi-fetch has such types too, but a misspelt field passes them, and since 0.17
 * they map every body, deep down (its issues 2615, 2620, 2765): a hover shows no names, an open enum (`string & {}`)
 * turns into an object, readonly arrays and tuples are lost.
 */
export function callTypesSource(typesPackage: string): string {
  return `import type { Middleware } from "openapi-fetch";
import type { paths } from ${JSON.stringify(typesPackage)};

/**
 * How the body of a good answer is read; \`json\` unless the call says otherwise. An event stream needs another one:
 * \`stream\` gives it as it comes. Errors are always read whole.
 */
export type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";

/** What any call takes, beside its parameters and its body: the fields of \`fetch\`, and these. */
export interface CallOptions<As extends ParseAs = ParseAs> extends Omit<RequestInit, "body" | "headers" | "method"> {
    parseAs?: As | undefined;
    /** Go before those of the client; \`null\` takes one of those away. */
    headers?: HeaderOptions | undefined;
    /** Runs after the client's. */
    middleware?: readonly Middleware[] | undefined;
    /** For this call instead of the client's. */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** For this call instead of the client's \`serverURL\`; see \`serverOptions\`. */
    baseUrl?: string | undefined;
    Request?: typeof Request | undefined;
    querySerializer?: QuerySerializer | undefined;
    pathSerializer?: ((path: string, parameters: Record<string, unknown>) => string) | undefined;
}

export type HeaderOptions = Headers | Record<string, string | number | boolean | (string | number | boolean)[] | null | undefined>;

/** How parameters become a query: a function, or the styles of OpenAPI. */
export type QuerySerializer =
    | ((query: Record<string, unknown>) => string)
    | {
          array?: { style: "form" | "spaceDelimited" | "pipeDelimited"; explode: boolean };
          object?: { style: "form" | "deepObject"; explode: boolean };
          allowReserved?: boolean;
      };

type Method = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

/** The paths that have the method. */
export type PathsWith<M extends Method> = { [P in keyof paths]: paths[P] extends { [K in M]: object } ? P : never }[keyof paths];

/** \`client.GET(path, init)\`; \`init\` may be left out when the operation needs neither parameters nor body. */
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
 * Branch on \`response.ok\`: the body of an error can be empty, and then \`error\` is \`undefined\`. A body that is not JSON,
 * such as the page of a proxy, is an \`error\` of type \`string\`.
 */
export type Answer<Operation, As extends ParseAs = "json"> =
    | { data: Parsed<Data<Operation>, As>; error?: never; response: Response }
    | { data?: never; error: ErrorBody<Operation> | string; response: Response };

export type Init<Operation, As extends ParseAs = ParseAs, S extends Streamed = Streamed> = Options<Operation, As, S> &
    Parameters<Operation> &
    Body<Operation, S>;

type InitArguments<Operation, As extends ParseAs, S extends Streamed> = {} extends Parameters<Operation> & Body<Operation, S>
    ? [init?: Init<Operation, As, S>]
    : [init: Init<Operation, As, S>];

/** What the field \`stream\` of a body can be. */
type Streamed = boolean | null | undefined;

/** With \`stream: true\` an event stream comes, which cannot be read as JSON, so that \`parseAs\` has to say as what. */
type Options<Operation, As extends ParseAs, S extends Streamed> = [S, As, "text/event-stream"] extends [true, "json", ContentType<Operation>]
    ? CallOptions<Exclude<ParseAs, "json">> & { parseAs: Exclude<ParseAs, "json"> }
    : CallOptions<As>;

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

/** The body of a good answer. */
export type Data<Operation> = Operation extends { responses: infer R } ? Content<R, Good<R>> : unknown;

/** The content types of a good answer. */
type ContentType<Operation> = Operation extends { responses: infer R }
    ? { [S in Good<R>]: R[S] extends { content: infer C } ? keyof C : never }[Good<R>]
    : never;

/** The body of any other answer, where it is the one that the document describes. */
export type ErrorBody<Operation> = Operation extends { responses: infer R } ? Content<R, Exclude<keyof R, Good<R>>> : unknown;

/** 2XX; or else \`default\`, where that is all the document says. */
type Good<Responses> = [Status2<Responses>] extends [never] ? keyof Responses & "default" : Status2<Responses>;
type Status2<Responses> = { [S in keyof Responses]: S extends string | number ? (\`\${S}\` extends \`2\${string}\` ? S : never) : never }[keyof Responses];

type Content<Responses, Status extends keyof Responses> = { [S in Status]: Main<Responses[S]> }[Status];

/** JSON where there is any, else what there is; an event stream is no body of its own when there is something else. */
type Main<Response> = Response extends { content: infer C }
    ? "application/json" extends keyof C
        ? C["application/json"]
        : [keyof C & \`\${string}json\${string}\`] extends [never]
          ? [Exclude<keyof C, "text/event-stream">] extends [never]
              ? C[keyof C]
              : C[Exclude<keyof C, "text/event-stream">]
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
