import type { ChatCompletionCreateParams } from "@org/types";
import type { Call } from "./call.ts";
import { allWithin, byId, within } from "./element.ts";
import { Messages } from "./messages.ts";
import { formatField, parseField, type FieldKind } from "./parse-field.ts";
import { ServerFields } from "./server-fields.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Reads the form as a call. */
export class RequestForm {
  readonly element: HTMLFormElement = byId("playground-form", HTMLFormElement);
  /** The form, and the controls next to the button that sends it. */
  readonly area: HTMLElement = byId("request", HTMLElement);
  readonly server: ServerFields = new ServerFields();
  readonly #messages = new Messages(byId("add-message", HTMLButtonElement));
  readonly #stream = byId("stream", HTMLInputElement);
  readonly #retries = byId("retries", HTMLInputElement);
  readonly #fields = allWithin(this.element, "[data-parameter]", HTMLElement).filter(isField);

  constructor() {
    const examples = byId("example", HTMLSelectElement);
    const fill = (): void => this.#fill(JSON.parse(examples.value) as Record<string, unknown>);
    examples.addEventListener("change", () => {
      fill();
      this.area.dispatchEvent(new Event("input"));
    });
    fill();
    this.server.offerResponses(this.#stream.checked);
    this.#stream.addEventListener("change", () => this.server.offerResponses(this.#stream.checked));
  }

  /** Returns the call; `undefined` if a field is invalid, which then shows the problem. */
  read(): Call | undefined {
    let isValid = true;
    const useParsed = (field: Field, parsed: ReturnType<typeof parseField>): unknown => {
      showProblem(field, "problem" in parsed ? parsed.problem : "");
      if ("value" in parsed) return parsed.value;
      isValid = false;
      return undefined;
    };
    const messages = this.#messages.read().map(({ field, parsed }) => useParsed(field, parsed));
    const entries = this.#fields.map((field) => {
      return [field.dataset["parameter"] ?? "", useParsed(field, parseField(getKind(field), field.value))] as const;
    });
    const parameters = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    const { model, ...others } = parameters;
    const stream = this.#stream.checked ? { stream: true } : {};
    if (!isValid) return undefined;
    // The request is not validated here. The service does that, and its error is shown.
    const request = { ...(model !== undefined && { model }), messages, ...others, ...stream } as unknown;
    const maxRetries = Math.max(0, Math.trunc(Number(this.#retries.value)));
    return { request: request as ChatCompletionCreateParams, maxRetries, ...this.server.read() };
  }

  /** Moves the focus to the first invalid field, and opens the details that hide it. */
  showFirstProblem(): void {
    const field = this.element.querySelector<HTMLElement>("[aria-invalid=true]");
    for (const details of allWithin(this.element, "details", HTMLDetailsElement)) {
      if (details.contains(field)) details.open = true;
    }
    field?.focus();
  }

  #fill(example: Record<string, unknown>): void {
    this.#messages.set((example["messages"] as unknown[] | undefined) ?? []);
    for (const field of this.#fields) field.value = formatField(example[field.dataset["parameter"] ?? ""]);
    this.#stream.checked = example["stream"] === true;
    this.server.offerResponses(this.#stream.checked);
  }
}

function isField(element: HTMLElement): element is Field {
  return "value" in element;
}

function getKind(field: Field): FieldKind {
  return (field.dataset["kind"] ?? "text") as FieldKind;
}

function showProblem(field: Field, problem: string): void {
  const line = within(field.closest("[data-field]") ?? document, "[data-problem]", HTMLElement);
  if (line.textContent !== problem) line.textContent = problem;
  if (problem === "") field.removeAttribute("aria-invalid");
  else field.setAttribute("aria-invalid", "true");
}
