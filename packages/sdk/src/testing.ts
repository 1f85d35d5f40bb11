export { chunks } from "./testing/builders/chunks.ts";
export { completion, type CompletionFields, type ToolCallFields } from "./testing/builders/completion.ts";
export { errorChunk, errorResponse, jsonResponse, sseResponse, type SSEOptions } from "./testing/builders/responses.ts";
export { mockFetch, type MockAnswer, type MockFetch } from "./testing/mock-fetch.ts";
export { recordFetch, type RecordFetch, type RecordOptions } from "./testing/recording/record-fetch.ts";
export type { RecordedPiece, RecordedRequest, RecordedResponse, Recording } from "./testing/recording/types.ts";
export { replayFetch, type ReplayFetch, type ReplayOptions } from "./testing/recording/replay-fetch.ts";
export type { ReplayMatch } from "./testing/recording/match.ts";
export type { SentRequest } from "./testing/captured-request.ts";
