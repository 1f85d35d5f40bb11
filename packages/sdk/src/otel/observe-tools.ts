import { SpanKind, type Attributes, type Tracer } from "@opentelemetry/api";
import type { ActivityObserver, ToolActivity, ToolsRunActivity } from "../observer/activity.ts";
import { isRecord } from "../utils/is-record.ts";
import { observeWithSpan } from "./active-span.ts";
import { setAttribute } from "./attributes.ts";
import { semanticConventions } from "./semantic-conventions.ts";
import { setUsageAttributes } from "./usage-attributes.ts";

const { attributes, operations, provider, toolType } = semanticConventions;

/** Observes a run of `chatTools` with a span that contains those of its calls and tools. */
export function observeRun({ model }: ToolsRunActivity, tracer: Tracer): ActivityObserver {
  const initial: Attributes = { [attributes.operation]: operations.run, [attributes.provider]: provider };
  setAttribute(initial, attributes.requestModel, model);
  const span = tracer.startSpan(operations.run, { kind: SpanKind.INTERNAL, attributes: initial });
  return observeWithSpan(span, { onEnd: ({ usage }, final) => setUsageAttributes(final, usage) });
}

interface ToolTelemetry {
  readonly tracer: Tracer;
  readonly captureMessages: boolean;
}

/** Observes a tool of `chatTools` with a span. */
export function observeTool(tool: ToolActivity, { tracer, captureMessages }: ToolTelemetry): ActivityObserver {
  const initial: Attributes = {
    [attributes.operation]: operations.tool,
    [attributes.toolName]: tool.name,
    [attributes.toolType]: toolType,
    [attributes.toolCallId]: tool.toolCallId,
  };
  setAttribute(initial, attributes.toolDescription, tool.description);
  if (captureMessages) initial[attributes.toolArguments] = tool.arguments;
  const span = tracer.startSpan(`${operations.tool} ${tool.name}`, { kind: SpanKind.INTERNAL, attributes: initial });
  return observeWithSpan(span, {
    onEnd({ outcome, value }, final) {
      if (captureMessages && outcome === "completed") final[attributes.toolResult] = getResult(value);
    },
  });
}

/** Returns the result as the model receives it. */
function getResult(value: unknown): string {
  const message = isRecord(value) ? value["message"] : undefined;
  return String(isRecord(message) ? message["content"] : value);
}
