import { allWithin, byId } from "./element.ts";
import type { Call } from "./call.ts";

type Target = "mock" | "service" | "other";

/** The fields for the server, the key and the mock response. */
export class ServerFields {
  readonly #targets = allWithin(byId("targets", HTMLFieldSetElement), "input[type=radio]", HTMLInputElement);
  readonly #key = byId("api-key", HTMLInputElement);
  readonly #url = byId("server-url", HTMLInputElement);
  readonly #response = byId("mock-response", HTMLSelectElement);
  #mockURL: string | undefined;

  constructor() {
    for (const target of this.#targets) target.addEventListener("change", () => this.#show());
    // The back/forward cache of a browser may keep the page with its fields.
    addEventListener("pagehide", () => (this.#key.value = ""));
    this.#show();
  }

  /** The key, which only the field holds. `null` sends none; the mock server accepts any. */
  get apiKey(): string | null {
    const key = this.#key.value.trim();
    if (this.#target === "mock") return "sk-or-v1-mock";
    return key === "" && this.#target === "other" ? null : key;
  }

  read(): Pick<Call, "serverURL" | "hasKey" | "prefer"> {
    const target = this.#target;
    const serverURL = { mock: this.#mockURL, service: undefined, other: this.#url.value.trim() }[target];
    const prefer = target === "mock" && this.#response.value !== "" ? this.#response.value : undefined;
    return { serverURL, hasKey: this.apiKey !== null, prefer };
  }

  /** Sets the URL of the mock server; `undefined` if there is none. */
  setMock(url: string | undefined): void {
    this.#mockURL = url;
    byId("no-mock", HTMLElement).hidden = url !== undefined;
    for (const target of this.#targets) {
      if (target.value === "mock") target.disabled = url === undefined;
      target.checked = target.value === (url === undefined ? "service" : "mock");
    }
    this.#show();
  }

  /** Enables the mock responses that exist as a stream, or as a completion. */
  offerResponses(isStream: boolean): void {
    for (const option of this.#response.options) {
      const only = option.dataset["only"];
      option.disabled = option.hidden = only !== undefined && (only === "stream") !== isStream;
    }
    if (this.#response.selectedOptions[0]?.disabled) this.#response.value = "";
  }

  get #target(): Target {
    return (this.#targets.find(({ checked }) => checked)?.value ?? "service") as Target;
  }

  #show(): void {
    const target = this.#target;
    byId("key-field", HTMLElement).hidden = target === "mock";
    byId("url-field", HTMLElement).hidden = target !== "other";
    byId("mock-response-field", HTMLElement).hidden = target !== "mock";
  }
}
