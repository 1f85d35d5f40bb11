/** The URLs and the key that the scenario uses. */
export interface ScenarioConfig {
  /** The base URL of the server of api-server.ts, without a trailing slash. */
  readonly apiURL: string;
  /** A URL that refuses connections. */
  readonly refusedURL: string;
  /** The API key in the environment; `null` if the environment is missing, empty, or access to it is denied. */
  readonly envKey: string | null;
}

/** The outcome of one case of the scenario. */
export interface CaseOutcome {
  readonly name: string;
  readonly ok: boolean;
  /** What the case observed, or why it failed. */
  readonly detail: string;
}
