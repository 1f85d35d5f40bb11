import type { ChatCompletionCreateParams } from "@org/types";
import type { Call } from "./call.ts";
import { allWithin, byId, within } from "./element.ts";
import { Messages } from "./messages.ts";
import { fieldText, parseField, type FieldKind } from "./parse-field.ts";
import { ServerFields } from "./server-fields.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The form, read as a call. */
export class RequestForm {
  readonly element: HTMLFormElement = byId("playground-form", HTMLFormElement);
  /** The form, and what belongs to it beside the button that sends it. */
  readonly area: HTMLElement = byId("ask", HTMLElement);
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
    this.server.offerAnswers(this.#stream.checked);
    this.#stream.addEventListener("change", () => this.server.offerAnswers(this.#stream.checked));
  }

  /** The call; `undefined` while a field can't be read, which then says why. */
  read(): Call | undefined {
    let isGood = true;
    const take = (field: Field, parsed: ReturnType<typeof parseField>): unknown => {
      showProblem(field, "problem" in parsed ? parsed.problem : "");
      if ("value" in parsed) return parsed.value;
      isGood = false;
      return undefined;
    };
    const messages = this.#messages.read().map(({ field, parsed }) => take(field, parsed));
    const entries = this.#fields.map((field) => {
      return [field.dataset["parameter"] ?? "", take(field, parseField(kindOf(field), field.value))] as const;
    });
    const parameters = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    const { model, ...others } = parameters;
    const stream = this.#stream.checked ? { stream: true } : {};
    if (!isGood) return undefined;
    // Nothing checks what somebody types: that is left to the service, and its answer is shown.
    const request = { ...(model !== undefined && { model }), messages, ...others, ...stream } as unknown;
    const maxRetries = Math.max(0, Math.trunc(Number(this.#retries.value)));
    return { request: request as ChatCompletionCreateParams, maxRetries, ...this.server.read() };
  }

  /** Moves to the first field that can't be read, and opens what hides it. */
  showFirstProblem(): void {
    const field = this.element.querySelector<HTMLElement>("[aria-invalid=true]");
    for (const details of allWithin(this.element, "details", HTMLDetailsElement)) {
      if (details.contains(field)) details.open = true;
    }
    field?.focus();
  }

  #fill(example: Record<string, unknown>): void {
    this.#messages.set((example["messages"] as unknown[] | undefined) ?? []);
    for (const field of this.#fields) field.value = fieldText(example[field.dataset["parameter"] ?? ""]);
    this.#stream.checked = example["stream"] === true;
    this.server.offerAnswers(this.#stream.checked);
  }
}

function isField(element: HTMLElement): element is Field {
  return "value" in element;
}

function kindOf(field: Field): FieldKind {
  return (field.dataset["kind"] ?? "text") as FieldKind;
}

function showProblem(field: Field, problem: string): void {
  const line = within(field.closest("[data-field]") ?? document, "[data-problem]", HTMLElement);
  if (line.textContent !== problem) line.textContent = problem;
  if (problem === "") field.removeAttribute("aria-invalid");
  else field.setAttribute("aria-invalid", "true");
}
