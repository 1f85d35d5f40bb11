/** Every entry of the packages, with and without `.js`: the same things under the same names. */
import { createClient, type Client } from "@org/client";
import { EventStream, OpenRouter, OpenRouterCore, errors, models, operations, type Result } from "@org/sdk";
import * as core from "@org/sdk/core";
import * as coreJs from "@org/sdk/core.js";
import * as chat from "@org/sdk/funcs/chatComplete";
import * as chatJs from "@org/sdk/funcs/chatComplete.js";
import * as modelTypes from "@org/sdk/models";
import * as modelTypesJs from "@org/sdk/models.js";
import * as errorClasses from "@org/sdk/models/errors";
import * as errorClassesJs from "@org/sdk/models/errors.js";
import * as operationTypes from "@org/sdk/models/operations";
import * as operationTypesJs from "@org/sdk/models/operations.js";
import * as relayed from "@org/sdk/relay";
import * as relayedJs from "@org/sdk/relay.js";
import * as testing from "@org/sdk/testing";
import * as testingJs from "@org/sdk/testing.js";
import type { ChatCompletion as SchemaByPath } from "@org/types/schemas";
import type { ChatCompletion as SchemaByPathJs } from "@org/types/schemas.js";
import type { ChatCompletion, ChatCompletionChunk, paths } from "@org/types";
import { same } from "./assert-same-type.js";

same<core.OpenRouterCore, OpenRouterCore>(true);
same<coreJs.OpenRouterCore, OpenRouterCore>(true);
same<typeof chat.chatComplete, typeof chatJs.chatComplete>(true);
same<modelTypes.ChatCompletion, ChatCompletion>(true);
same<modelTypesJs.ChatCompletion, ChatCompletion>(true);
same<models.ChatCompletion, ChatCompletion>(true);
same<SchemaByPath, ChatCompletion>(true);
same<SchemaByPathJs, ChatCompletion>(true);
same<errorClasses.ConnectionError, errors.ConnectionError>(true);
same<errorClassesJs.ConnectionError, errors.ConnectionError>(true);
same<operationTypes.CreateChatCompletionResponse, operations.CreateChatCompletionResponse>(true);
same<operationTypesJs.CreateChatCompletionResponse, operations.CreateChatCompletionResponse>(true);
same<typeof relayed.relay, typeof relayedJs.relay>(true);
same<ReturnType<typeof relayed.readRelay>, Promise<EventStream<ChatCompletionChunk>>>(true);
same<testing.Recording, testingJs.Recording>(true);
same<ReturnType<typeof testingJs.completion>, ChatCompletion>(true);
same<Client, ReturnType<typeof createClient>>(true);
same<Result<1, 2>["ok"], boolean>(true);
same<"/chat/completions" extends keyof paths ? true : false, true>(true);

/** As values too: all of them are real modules, those of types as well. */
export const modules = [
  core,
  coreJs,
  chat,
  chatJs,
  modelTypes,
  modelTypesJs,
  operationTypes,
  operationTypesJs,
  relayed,
  relayedJs,
  testing,
  testingJs,
];
export const values = [createClient, EventStream, OpenRouter, OpenRouterCore, errors, models, operations];
export const classes = [errors.ConnectionError, errorClasses.ConnectionError, errorClassesJs.ConnectionError];
