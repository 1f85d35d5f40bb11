/** Every entry of the packages, with and without `.js`, has the same exports. */
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
import { assertSameType } from "./assert-same-type.js";

assertSameType<core.OpenRouterCore, OpenRouterCore>(true);
assertSameType<coreJs.OpenRouterCore, OpenRouterCore>(true);
assertSameType<typeof chat.chatComplete, typeof chatJs.chatComplete>(true);
assertSameType<modelTypes.ChatCompletion, ChatCompletion>(true);
assertSameType<modelTypesJs.ChatCompletion, ChatCompletion>(true);
assertSameType<models.ChatCompletion, ChatCompletion>(true);
assertSameType<SchemaByPath, ChatCompletion>(true);
assertSameType<SchemaByPathJs, ChatCompletion>(true);
assertSameType<errorClasses.ConnectionError, errors.ConnectionError>(true);
assertSameType<errorClassesJs.ConnectionError, errors.ConnectionError>(true);
assertSameType<operationTypes.CreateChatCompletionResponse, operations.CreateChatCompletionResponse>(true);
assertSameType<operationTypesJs.CreateChatCompletionResponse, operations.CreateChatCompletionResponse>(true);
assertSameType<typeof relayed.relay, typeof relayedJs.relay>(true);
assertSameType<ReturnType<typeof relayed.readRelay>, Promise<EventStream<ChatCompletionChunk>>>(true);
assertSameType<testing.Recording, testingJs.Recording>(true);
assertSameType<ReturnType<typeof testingJs.completion>, ChatCompletion>(true);
assertSameType<Client, ReturnType<typeof createClient>>(true);
assertSameType<Result<1, 2>["ok"], boolean>(true);
assertSameType<"/chat/completions" extends keyof paths ? true : false, true>(true);

/** The entries are also modules at run time, including those that export only types. */
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
