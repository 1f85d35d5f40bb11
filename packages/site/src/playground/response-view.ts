import { toOutput, type Output, type ToolCall } from "./output.ts";
import { Announcer } from "./announcer.ts";
import { byId, make } from "./element.ts";
import { getErrorFacts, getErrorTitle } from "./error-facts.ts";
import { getFacts, type Fact } from "./facts.ts";
import type { Progress } from "./run-call.ts";

export type State = "idle" | "running" | "done" | "stopped" | "failed";

/** The panel that shows the response. */
export class ResponseView {
  readonly #panel = byId("response", HTMLElement);
  readonly #status = byId("status", HTMLElement);
  readonly #announcer = new Announcer(byId("announcer", HTMLElement));

  start(): void {
    this.#panel.dataset["state"] = "running" satisfies State;
    this.#status.textContent = "Waiting for the first chunk …";
    this.#announcer.start("Sent. Waiting for the response.");
    byId("error", HTMLElement).hidden = true;
    byId("response-hint", HTMLElement).hidden = true;
  }

  update(progress: Progress): void {
    const output = toOutput(progress.getCompletion());
    const hasReceived = progress.raw.length > 0;
    if (hasReceived)
      this.#status.textContent = output.content === "" && output.reasoning ? "Reasoning …" : "Receiving …";
    this.#show(progress, output);
    this.#announcer.update(output.content);
  }

  /** Shows how a run ended. Without an error, the response is complete. */
  finish(progress: Progress, error: unknown, wasStopped: boolean): void {
    const state: State = error === undefined ? "done" : wasStopped ? "stopped" : "failed";
    const status = { done: "Complete", stopped: "Stopped", failed: "Failed" }[state];
    const output = toOutput(progress.getCompletion());
    this.#show(progress, output);
    this.#panel.dataset["state"] = state;
    this.#status.textContent = status;
    this.#showError(error);
    const message = state === "failed" ? `${status}: ${getErrorTitle(error)}` : `${status}.`;
    this.#announcer.end(output.content, message);
  }

  #show({ raw, log, ...numbers }: Progress, output: Output): void {
    setText("reasoning", output.reasoning);
    byId("reasoning-part", HTMLElement).hidden = output.reasoning === "";
    setText("content", output.content);
    setText("refusal", output.refusal);
    byId("refusal-part", HTMLElement).hidden = output.refusal === "";
    this.#showToolCalls(output);
    byId("facts", HTMLElement).replaceChildren(...getFacts(output, numbers).flatMap(createFactElements));
    setText("log", log.join("\n"));
    byId("log-part", HTMLElement).hidden = log.length === 0;
    setText("raw", raw.map((item) => JSON.stringify(item, null, raw.length > 1 ? 0 : 2)).join("\n"));
    byId("raw-part", HTMLElement).hidden = raw.length === 0;
  }

  #showToolCalls({ toolCalls }: Output): void {
    byId("tool-calls", HTMLElement).replaceChildren(...toolCalls.map(createToolCallElement));
    byId("tool-calls-part", HTMLElement).hidden = toolCalls.length === 0;
  }

  #showError(error: unknown): void {
    const part = byId("error", HTMLElement);
    part.hidden = error === undefined;
    if (error === undefined) return;
    const { title, message, facts } = getErrorFacts(error);
    byId("error-title", HTMLElement).textContent = title;
    byId("error-message", HTMLElement).textContent = message;
    byId("error-facts", HTMLElement).replaceChildren(...facts.flatMap(createFactElements));
  }
}

/** Changes a text node only if its text changes, so that a selection survives. */
function setText(id: string, text: string): void {
  const element = byId(id, HTMLElement);
  const [node] = element.childNodes;
  if (node instanceof Text && text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
  else element.textContent = text;
}

function createFactElements([name, value]: Fact): Node[] {
  const isBlock = value.includes("\n");
  return [make("dt", name), make("dd", isBlock ? make("pre", value) : value)];
}

function createToolCallElement({ id, name, arguments: given }: ToolCall): HTMLElement {
  const head = make("p", make("code", `${name}(…)`), " ", make("small", id));
  return make("li", head, make("pre", given));
}
