import { allWithin, byId } from "./element.ts";
import type { Call } from "./call.ts";

type Place = "mock" | "service" | "other";

/** Where the call goes, with which key, and what the mock server shall answer. */
export class ServerFields {
  readonly #places = allWithin(byId("places", HTMLFieldSetElement), "input[type=radio]", HTMLInputElement);
  readonly #key = byId("api-key", HTMLInputElement);
  readonly #url = byId("server-url", HTMLInputElement);
  readonly #answer = byId("mock-answer", HTMLSelectElement);
  #mockURL: string | undefined;

  constructor() {
    for (const place of this.#places) place.addEventListener("change", () => this.#show());
    // A browser may keep the page itself, to come back to.
    addEventListener("pagehide", () => (this.#key.value = ""));
    this.#show();
  }

  /** The key as typed, held by the field alone. `null` sends none; the mock server takes any. */
  get apiKey(): string | null {
    const key = this.#key.value.trim();
    if (this.#place === "mock") return "sk-or-v1-mock";
    return key === "" && this.#place === "other" ? null : key;
  }

  read(): Pick<Call, "serverURL" | "hasKey" | "prefer"> {
    const place = this.#place;
    const serverURL = { mock: this.#mockURL, service: undefined, other: this.#url.value.trim() }[place];
    const prefer = place === "mock" && this.#answer.value !== "" ? this.#answer.value : undefined;
    return { serverURL, hasKey: this.apiKey !== null, prefer };
  }

  /** What stands behind the site: the URL of a mock server, or nothing. */
  setMock(url: string | undefined): void {
    this.#mockURL = url;
    byId("no-mock", HTMLElement).hidden = url !== undefined;
    for (const place of this.#places) {
      if (place.value === "mock") place.disabled = url === undefined;
      place.checked = place.value === (url === undefined ? "service" : "mock");
    }
    this.#show();
  }

  /** The mock server has some answers only as a stream, some only whole. */
  offerAnswers(isStream: boolean): void {
    for (const option of this.#answer.options) {
      const only = option.dataset["only"];
      option.disabled = option.hidden = only !== undefined && (only === "stream") !== isStream;
    }
    if (this.#answer.selectedOptions[0]?.disabled) this.#answer.value = "";
  }

  get #place(): Place {
    return (this.#places.find(({ checked }) => checked)?.value ?? "service") as Place;
  }

  #show(): void {
    const place = this.#place;
    byId("key-field", HTMLElement).hidden = place === "mock";
    byId("url-field", HTMLElement).hidden = place !== "other";
    byId("answer-field", HTMLElement).hidden = place !== "mock";
  }
}
