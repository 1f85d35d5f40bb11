import { allWithin, byId, within } from "./element.ts";
import { parseField, type Parsed } from "./parse-field.ts";

/** The rows of the form that make up the conversation. */
export class Messages {
  readonly #list = byId("messages", HTMLOListElement);
  readonly #template = byId("message-template", HTMLTemplateElement);

  constructor(add: HTMLButtonElement) {
    add.addEventListener("click", () => {
      const row = this.#append({ role: this.#nextRole(), content: "" });
      within(row, "textarea", HTMLTextAreaElement).focus();
      this.#changed();
    });
    this.#list.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-remove]") : null;
      if (button) this.#remove(button);
    });
    this.#list.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.matches("[data-json]")) switchMode(target);
    });
  }

  /** Replaces the conversation. */
  set(messages: readonly unknown[]): void {
    this.#list.replaceChildren();
    for (const message of messages) this.#append(message);
    this.#number();
  }

  /** Returns the message of each row, or its problem, with the field. */
  read(): { field: HTMLTextAreaElement; parsed: Parsed }[] {
    return this.#rows().map((row) => {
      const field = within(row, "textarea", HTMLTextAreaElement);
      const role = within(row, "select", HTMLSelectElement).value;
      const parsed = isJSON(row) ? parseMessage(field.value) : { value: { role, content: field.value } };
      return { field, parsed };
    });
  }

  #append(message: unknown): HTMLLIElement {
    const row = within(document.importNode(this.#template.content, true), "li", HTMLLIElement);
    this.#list.append(row);
    const field = within(row, "textarea", HTMLTextAreaElement);
    const plain = toPlainMessage(message);
    if (plain) {
      within(row, "select", HTMLSelectElement).value = plain.role;
      field.value = plain.content;
    } else {
      within(row, "[data-json]", HTMLInputElement).checked = true;
      field.value = JSON.stringify(message, null, 2);
      showMode(row);
    }
    this.#number();
    return row;
  }

  /** Removes a row, and moves the focus to an adjacent one. */
  #remove(button: Element): void {
    const row = button.closest("li");
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    if (!row || !next) return;
    row.remove();
    this.#number();
    within(next, "textarea", HTMLTextAreaElement).focus();
    this.#changed();
  }

  #number(): void {
    const rows = this.#rows();
    for (const [index, row] of rows.entries()) {
      within(row, "legend", HTMLLegendElement).textContent = `Message ${index + 1}`;
      const remove = within(row, "[data-remove]", HTMLButtonElement);
      remove.setAttribute("aria-label", `Remove message ${index + 1}`);
      remove.disabled = rows.length === 1;
    }
  }

  #rows(): HTMLLIElement[] {
    return allWithin(this.#list, "li", HTMLLIElement);
  }

  #nextRole(): string {
    const last = this.#rows().at(-1);
    return last && within(last, "select", HTMLSelectElement).value === "user" ? "assistant" : "user";
  }

  #changed(): void {
    this.#list.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Returns the role and content of a message that has nothing else. */
function toPlainMessage(message: unknown): { role: string; content: string } | undefined {
  if (typeof message !== "object" || message === null || Object.keys(message).length !== 2) return undefined;
  const { role, content } = message as { role?: unknown; content?: unknown };
  return typeof role === "string" && role !== "tool" && typeof content === "string" ? { role, content } : undefined;
}

function parseMessage(text: string): Parsed {
  const parsed = parseField("json", text);
  if ("problem" in parsed) return parsed;
  const isObject = typeof parsed.value === "object" && parsed.value !== null && !Array.isArray(parsed.value);
  return isObject ? parsed : { problem: "The message must be an object: { role, content, … }" };
}

/** Converts the contents of a row between fields and JSON, if the other mode can represent them. */
function switchMode(box: HTMLInputElement): void {
  const row = box.closest("li");
  if (!row) return;
  const field = within(row, "textarea", HTMLTextAreaElement);
  const role = within(row, "select", HTMLSelectElement);
  if (box.checked) {
    field.value = JSON.stringify({ role: role.value, content: field.value }, null, 2);
  } else {
    const parsed = parseField("json", field.value);
    const plain = "value" in parsed ? toPlainMessage(parsed.value) : undefined;
    if (plain) {
      role.value = plain.role;
      field.value = plain.content;
    } else box.checked = true;
  }
  showMode(row);
}

function showMode(row: HTMLLIElement): void {
  row.classList.toggle("json", isJSON(row));
  within(row, "select", HTMLSelectElement).disabled = isJSON(row);
}

function isJSON(row: HTMLLIElement): boolean {
  return within(row, "[data-json]", HTMLInputElement).checked;
}
