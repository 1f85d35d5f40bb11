import type { Answer, ToolCall } from "./answer.ts";
import { Announcer } from "./announcer.ts";
import { byId, make } from "./element.ts";
import { errorFacts, titleOf } from "./error-facts.ts";
import { factsOf, type Fact } from "./facts.ts";
import type { Progress } from "./run-call.ts";

export type State = "idle" | "running" | "done" | "stopped" | "failed";

/** The part of the page that shows the answer. */
export class AnswerView {
  readonly #panel = byId("answer", HTMLElement);
  readonly #status = byId("status", HTMLElement);
  readonly #announcer = new Announcer(byId("announcer", HTMLElement));

  start(): void {
    this.#panel.dataset["state"] = "running" satisfies State;
    this.#status.textContent = "Waiting for the first words …";
    this.#announcer.start("Sent. Waiting for the answer.");
    byId("error", HTMLElement).hidden = true;
    byId("answer-hint", HTMLElement).hidden = true;
  }

  update(progress: Progress): void {
    const { answer } = progress;
    const isAnswering = progress.raw.length > 0;
    if (isAnswering)
      this.#status.textContent = answer.content === "" && answer.reasoning ? "Thinking …" : "Answering …";
    this.#show(progress);
    this.#announcer.update(answer.content);
  }

  /** The end of a run; without an error it is whole. */
  finish(progress: Progress, error: unknown, wasStopped: boolean): void {
    const state: State = error === undefined ? "done" : wasStopped ? "stopped" : "failed";
    const status = { done: "Complete", stopped: "Stopped", failed: "Failed" }[state];
    this.#show(progress);
    this.#panel.dataset["state"] = state;
    this.#status.textContent = status;
    this.#showError(error);
    const words = state === "failed" ? `${status}: ${titleOf(error)}` : `${status}.`;
    this.#announcer.end(progress.answer.content, words);
  }

  #show({ answer, raw, log, ...numbers }: Progress): void {
    setText("reasoning", answer.reasoning);
    byId("reasoning-part", HTMLElement).hidden = answer.reasoning === "";
    setText("content", answer.content);
    setText("refusal", answer.refusal);
    byId("refusal-part", HTMLElement).hidden = answer.refusal === "";
    this.#showToolCalls(answer);
    byId("facts", HTMLElement).replaceChildren(...factsOf(answer, numbers).flatMap(factElements));
    setText("log", log.join("\n"));
    byId("log-part", HTMLElement).hidden = log.length === 0;
    setText("raw", raw.map((item) => JSON.stringify(item, null, raw.length > 1 ? 0 : 2)).join("\n"));
    byId("raw-part", HTMLElement).hidden = raw.length === 0;
  }

  #showToolCalls({ toolCalls }: Answer): void {
    byId("tool-calls", HTMLElement).replaceChildren(...toolCalls.map(toolCallElement));
    byId("tool-calls-part", HTMLElement).hidden = toolCalls.length === 0;
  }

  #showError(error: unknown): void {
    const part = byId("error", HTMLElement);
    part.hidden = error === undefined;
    if (error === undefined) return;
    const { title, message, facts } = errorFacts(error);
    byId("error-title", HTMLElement).textContent = title;
    byId("error-message", HTMLElement).textContent = message;
    byId("error-facts", HTMLElement).replaceChildren(...facts.flatMap(factElements));
  }
}

/** Text nodes are only touched when they change, so that a selection survives. */
function setText(id: string, text: string): void {
  const element = byId(id, HTMLElement);
  const [node] = element.childNodes;
  if (node instanceof Text && text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
  else element.textContent = text;
}

function factElements([name, value]: Fact): Node[] {
  const isBlock = value.includes("\n");
  return [make("dt", name), make("dd", isBlock ? make("pre", value) : value)];
}

function toolCallElement({ id, name, arguments: given }: ToolCall): HTMLElement {
  const head = make("p", make("code", `${name}(…)`), " ", make("small", id));
  return make("li", head, make("pre", given));
}
