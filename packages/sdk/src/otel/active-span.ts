import { context, SpanStatusCode, trace, type Attributes, type Span } from "@opentelemetry/api";
import type { ActivityEvent, ActivityObserver, EndEvent } from "../observer/activity.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { isRecord, toText } from "../utils/is-record.ts";
import { semanticConventions } from "./semantic-conventions.ts";

const { attributes, otherError } = semanticConventions;

/** Describes an activity on its span. */
export interface SpanDescriber {
  /** Called with each event before the end. */
  onEvent?(event: Exclude<ActivityEvent, EndEvent>): void;
  /** Called with the end, before the span ends. Sets attributes of the span; `error.type` is set if it failed. */
  onEnd?(event: EndEvent, attributes: Attributes): void;
}

/** Returns an observer that runs an activity in the context of its span, and ends the span with the activity. */
export function observeWithSpan(span: Span, describer: SpanDescriber): ActivityObserver {
  const active = trace.setSpan(context.active(), span);
  return {
    run: (action) => context.with(active, action),
    onEvent(event) {
      if (event.type !== "end") {
        describer.onEvent?.(event);
        return;
      }
      try {
        const final: Attributes = {};
        if (event.outcome === "failed") {
          final[attributes.errorType] = getErrorType(event.error);
          span.setStatus({ code: SpanStatusCode.ERROR, message: getErrorMessage(event.error) });
        }
        describer.onEnd?.(event, final);
        span.setAttributes(final);
      } finally {
        span.end();
      }
    },
  };
}

/** Returns the code of an error of this SDK, else its name. */
function getErrorType(error: unknown): string {
  if (!isRecord(error)) return otherError;
  return toText(error["code"]) ?? toText(error["name"]) ?? otherError;
}
