import type { APIError } from "../errors/api-error.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import type { APIErrorClass, ResponseErrors } from "../response/response-errors.ts";
import type { AttemptTimer } from "./attempt-timer.ts";
import type { MiddlewareContext } from "./middleware.ts";

/** The parts of a call that depend on its operation. All attempts share them. */
export interface Operation<T, E extends APIError> {
  /** HTTP method, in upper case. */
  readonly method: string;
  /** The path, with its parameters. */
  readonly path: string;
  /**
   * The query string, without the question mark.
   *
   * @default ""
   */
  readonly query?: string;
  /**
   * The path template of the spec, such as `/model/{author}/{slug}`, which middleware receives.
   *
   * @default `path`
   */
  readonly template?: string;
  /** Path and query parameters before they were serialized, which middleware receives. */
  readonly params?: MiddlewareContext["params"];
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

/** The parts of an attempt needed to read its response. */
export interface Attempt<E extends APIError> {
  readonly timer: AttemptTimer;
  /** Called only for a response that is not a success. */
  readonly getErrors: () => ResponseErrors<E>;
  readonly options: ResolvedCallOptions;
}
