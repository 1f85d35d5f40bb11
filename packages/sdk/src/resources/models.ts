import type { ModelEndpointsResponse, ModelResponse, ModelsListResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { modelsList } from "../funcs/modelsList.ts";
import { modelsGet } from "../funcs/modelsGet.ts";
import { modelsEndpoints } from "../funcs/modelsEndpoints.ts";
import type { GetModelRequest, ListModelEndpointsRequest, ListModelsRequest } from "../models/operations.ts";
import type { CallOptions } from "../options.ts";
import { unwrap, type ResponsePromise } from "../result.ts";

/** The models of the service. */
export class Models {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Lists models: `GET /models`.
   *
   * All filters must match. Without `offset` and `limit`, the value has all models.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param request Filters, order and page.
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  list(request?: ListModelsRequest, options?: CallOptions): ResponsePromise<ModelsListResponse> {
    return unwrap(modelsList(this.#core, request, options));
  }

  /**
   * Gets a model: `GET /model/{author}/{slug}`.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param request The author and the slug: the two parts of a model's ID.
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  get(request: GetModelRequest, options?: CallOptions): ResponsePromise<ModelResponse> {
    return unwrap(modelsGet(this.#core, request, options));
  }

  /**
   * Lists the endpoints of a model: `GET /models/{author}/{slug}/endpoints`.
   *
   * An endpoint is a model at one provider, with its own price, limits and uptime.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param request The author and the slug: the two parts of a model's ID.
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  endpoints(request: ListModelEndpointsRequest, options?: CallOptions): ResponsePromise<ModelEndpointsResponse> {
    return unwrap(modelsEndpoints(this.#core, request, options));
  }
}
