import type { APIError } from "../errors/api-error.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import type { APIErrorClass, ResponseErrors } from "../response/response-errors.ts";
import type { AttemptTimer } from "./attempt-timer.ts";

/** What the core needs of one call of an operation. All attempts share it. */
export interface Operation<T, E extends APIError> {
  /** HTTP method, in upper case. */
  readonly method: string;
  /** The path, with the query if there is one. */
  readonly path: string;
  /**
   * The path template of the spec, such as `/model/{author}/{slug}`, which middleware receives.
   *
   * @default `path`
   */
  readonly template?: string;
  /** Options of openapi-fetch: path and query parameters, and how they are serialized. */
  readonly fetchOptions?: object;
  /** The JSON of the request body, serialized once; `null` if the operation has none. */
  readonly body: string | null;
  /** The media types of a successful response, for the `Accept` header. */
  readonly accept: string;
  /** The class of the errors in responses. */
  readonly ErrorClass: APIErrorClass<E>;
  /**
   * Reads a 2xx response.
   *
   * @throws The typed error of a response that is not a success.
   */
  readonly read: (response: Response, attempt: Attempt<E>) => Promise<T>;
}

/** What reading a response needs of its attempt. */
export interface Attempt<E extends APIError> {
  readonly timer: AttemptTimer;
  readonly errors: ResponseErrors<E>;
  readonly options: ResolvedCallOptions;
}
