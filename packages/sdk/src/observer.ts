export { createObserver } from "./observer/create-observer.ts";
export type { ActivityListener, Observer } from "./observer/observer.ts";
export type {
  Activity,
  ActivityEvent,
  ActivityObserver,
  AttemptEvent,
  CallActivity,
  ChunkEvent,
  EndEvent,
  FirstChunkEvent,
  ResponseEvent,
  ToolActivity,
  ToolsRunActivity,
} from "./observer/activity.ts";
