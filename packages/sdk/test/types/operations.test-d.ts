import type {
  CreditsResponse,
  CurrentKeyResponse,
  EmbeddingsCreateParams,
  EmbeddingsResponse,
  GenerationResponse,
  ModelEndpointsResponse,
  ModelParameter,
  ModelResponse,
  ModelsListResponse,
  ProvidersListResponse,
} from "@org/types/schemas";
import { describe, expectTypeOf, test } from "vitest";
import { apiKeysCurrent } from "../../src/funcs/apiKeysCurrent.ts";
import { creditsGet } from "../../src/funcs/creditsGet.ts";
import { embeddingsCreate } from "../../src/funcs/embeddingsCreate.ts";
import { generationsGet } from "../../src/funcs/generationsGet.ts";
import { modelsEndpoints } from "../../src/funcs/modelsEndpoints.ts";
import { modelsGet } from "../../src/funcs/modelsGet.ts";
import { modelsList } from "../../src/funcs/modelsList.ts";
import { providersList } from "../../src/funcs/providersList.ts";
import {
  OpenRouter,
  OpenRouterCore,
  type errors,
  type operations,
  type ResponsePromise,
  type Result,
} from "../../src/index.ts";

const client = new OpenRouter();
const core = new OpenRouterCore();

type Outcome<T> = Promise<Result<T, errors.CallError>>;

describe("standalone functions", () => {
  test("return a Result of the response, with CallError as its error", () => {
    expectTypeOf(modelsList(core)).toEqualTypeOf<Outcome<ModelsListResponse>>();
    expectTypeOf(modelsGet(core, { author: "a", slug: "b" })).toEqualTypeOf<Outcome<ModelResponse>>();
    expectTypeOf(modelsEndpoints(core, { author: "a", slug: "b" })).toEqualTypeOf<Outcome<ModelEndpointsResponse>>();
    expectTypeOf(generationsGet(core, { id: "gen-1" })).toEqualTypeOf<Outcome<GenerationResponse>>();
    expectTypeOf(embeddingsCreate(core, { model: "m", input: "a" })).toEqualTypeOf<Outcome<EmbeddingsResponse>>();
    expectTypeOf(apiKeysCurrent(core)).toEqualTypeOf<Outcome<CurrentKeyResponse>>();
    expectTypeOf(creditsGet(core)).toEqualTypeOf<Outcome<CreditsResponse>>();
    expectTypeOf(providersList(core)).toEqualTypeOf<Outcome<ProvidersListResponse>>();
  });

  test("accept a client, and options after the request", () => {
    expectTypeOf(modelsList).parameter(0).toEqualTypeOf<OpenRouterCore>();
    void modelsList(client, {}, { timeoutMs: 1 });
    void generationsGet(client, { id: "gen-1" }, { waitMs: 1, timeoutMs: 1 });
    void apiKeysCurrent(client, { timeoutMs: 1 });
  });

  test("have a union of errors with a name, one of which is APIError", async () => {
    const result = await modelsList(core);
    if (result.ok) return;
    if (result.error.name === "APIError") expectTypeOf(result.error.error.message).toEqualTypeOf<string>();
    if (result.error.name === "ConnectionError") expectTypeOf(result.error.attempts).toEqualTypeOf<number>();
    expectTypeOf<errors.ChatCompleteError>().toExtend<errors.CallError>();
  });
});

describe("methods", () => {
  test("return a ResponsePromise of the same response", () => {
    expectTypeOf(client.models.list()).toEqualTypeOf<ResponsePromise<ModelsListResponse>>();
    expectTypeOf(client.models.get({ author: "a", slug: "b" })).toEqualTypeOf<ResponsePromise<ModelResponse>>();
    expectTypeOf(client.models.endpoints).returns.resolves.toEqualTypeOf<ModelEndpointsResponse>();
    expectTypeOf(client.generations.get).returns.resolves.toEqualTypeOf<GenerationResponse>();
    expectTypeOf(client.embeddings.create).returns.resolves.toEqualTypeOf<EmbeddingsResponse>();
    expectTypeOf(client.apiKeys.current).returns.resolves.toEqualTypeOf<CurrentKeyResponse>();
    expectTypeOf(client.credits.get).returns.resolves.toEqualTypeOf<CreditsResponse>();
    expectTypeOf(client.providers.list).returns.resolves.toEqualTypeOf<ProvidersListResponse>();
  });

  test("have the parameters of their functions", () => {
    expectTypeOf(client.models.list).parameters.toEqualTypeOf<OtherParameters<typeof modelsList>>();
    expectTypeOf(client.models.get).parameters.toEqualTypeOf<OtherParameters<typeof modelsGet>>();
    expectTypeOf(client.models.endpoints).parameters.toEqualTypeOf<OtherParameters<typeof modelsEndpoints>>();
    expectTypeOf(client.generations.get).parameters.toEqualTypeOf<OtherParameters<typeof generationsGet>>();
    expectTypeOf(client.embeddings.create).parameters.toEqualTypeOf<OtherParameters<typeof embeddingsCreate>>();
    expectTypeOf(client.apiKeys.current).parameters.toEqualTypeOf<OtherParameters<typeof apiKeysCurrent>>();
    expectTypeOf(client.credits.get).parameters.toEqualTypeOf<OtherParameters<typeof creditsGet>>();
    expectTypeOf(client.providers.list).parameters.toEqualTypeOf<OtherParameters<typeof providersList>>();
  });
});

type OtherParameters<F> = F extends (core: OpenRouterCore, ...rest: infer Rest) => unknown ? Rest : never;

describe("requests", () => {
  test("have the path and query parameters in one object", () => {
    expectTypeOf<operations.GetModelRequest>().toEqualTypeOf<{ author: string; slug: string }>();
    expectTypeOf<operations.ListModelEndpointsRequest>().toEqualTypeOf<{ author: string; slug: string }>();
    expectTypeOf<operations.GetGenerationRequest>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<operations.ListModelsRequest["max_price"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<operations.ListModelsRequest["supported_parameters"]>().toEqualTypeOf<
      readonly ModelParameter[] | undefined
    >();
    expectTypeOf<operations.CreateEmbeddingsRequest>().toEqualTypeOf<EmbeddingsCreateParams>();
  });

  test("reject a misspelled filter, a wrong type and an unknown field", () => {
    expectTypeOf(modelsList).parameter(1).exclude<undefined>().toEqualTypeOf<operations.ListModelsRequest>();
    // @ts-expect-error -- a misspelled filter
    void modelsList(core, { maxprice: 0.5 });
    // @ts-expect-error -- a misspelled filter
    void client.models.list({ supportedParameters: ["tools"] });
    // @ts-expect-error -- a number
    void modelsList(core, { max_price: "0.5" });
    // @ts-expect-error -- a list
    void modelsList(core, { supported_parameters: "tools" });
    // @ts-expect-error -- a misspelled field
    void embeddingsCreate(core, { model: "m", input: "a", dimension: 256 });
  });

  test("reject a missing path parameter, query parameter or field", () => {
    expectTypeOf(modelsGet).parameter(1).toEqualTypeOf<operations.GetModelRequest>();
    // @ts-expect-error -- the slug
    void modelsGet(core, { author: "openai" });
    // @ts-expect-error -- the request
    void client.models.endpoints();
    // @ts-expect-error -- the ID
    void client.generations.get({});
    // @ts-expect-error -- the model
    void embeddingsCreate(core, { input: "a" });
  });

  test("reject options of other operations", () => {
    expectTypeOf(client.providers.list).parameter(0).exclude<undefined>().not.toHaveProperty("extraBody");
    // @ts-expect-error -- only generations have waitMs
    void client.models.list({}, { waitMs: 1 });
    // @ts-expect-error -- a GET has no body
    void client.providers.list({ extraBody: {} });
    // @ts-expect-error -- no stream
    void client.embeddings.create({ model: "m", input: "a" }, { idleTimeoutMs: 1 });
    void client.embeddings.create({ model: "m", input: "a" }, { extraBody: { truncate: true } });
  });
});
