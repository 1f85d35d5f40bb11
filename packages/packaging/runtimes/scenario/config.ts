/** What a runtime is told of the servers it talks to. */
export interface ScenarioConfig {
  /** Base URL of the server of api-server.ts, without a slash at the end. */
  readonly apiURL: string;
  /** A URL at which nobody listens. */
  readonly refusedURL: string;
  /** The key in the runtime's environment; `null` where the environment is missing, empty or refused. */
  readonly envKey: string | null;
}

/** How one case of the scenario went. */
export interface CaseOutcome {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen: the kind of an error, or how it differs from what is wanted. */
  readonly detail: string;
}
