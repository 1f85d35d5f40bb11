/**
 * What each kind of change means to somebody who uses the packages: `major` if code that compiled, or a call that
 * was answered, may no longer do so after the upgrade; `minor` if there is something new to use; `patch` if only
 * words change. What requests and answers both use takes the larger of the two.
 */
export type Bump = "major" | "minor" | "patch";

export type Direction = "request" | "answer" | "both";

export interface Rule {
  readonly request: Bump;
  readonly answer: Bump;
  /** The sentence about the thing, whose name stands before it. */
  readonly says: string;
  /** Why the rule is what it is, as told next to a breaking change, or where compatible may surprise. */
  readonly why: string;
}

/** The reason of what is gone or has another name: the sentence itself says as much. */
export const noLongerCompiles = "code that names it no longer compiles";

export const policy = {
  // Components, which are types that can be imported.
  "type-added": { request: "minor", answer: "minor", says: "is a new type: {after}", why: "" },
  "type-removed": { request: "major", answer: "major", says: "is gone", why: noLongerCompiles },
  "type-renamed": { request: "major", answer: "major", says: "is called {after} now", why: noLongerCompiles },
  "lists-readonly": {
    request: "major",
    answer: "major",
    says: "has readonly lists now",
    why: "requests take it too now, and code that changes such a list no longer compiles",
  },

  // Fields; parameters, headers and bodies follow the same rules.
  "field-added": { request: "minor", answer: "minor", says: "is new, optional: {after}", why: "" },
  "required-field-added": {
    request: "major",
    answer: "minor",
    says: "is new, required: {after}",
    why: "requests without it no longer compile",
  },
  "field-removed": { request: "major", answer: "major", says: "is gone", why: noLongerCompiles },
  "field-renamed": { request: "major", answer: "major", says: "is called {after} now", why: noLongerCompiles },
  "field-required": {
    request: "major",
    answer: "minor",
    says: "is required now",
    why: "requests without it no longer compile",
  },
  "field-optional": {
    request: "minor",
    answer: "major",
    says: "is optional now",
    why: "readers must be ready for undefined",
  },
  "null-added": { request: "minor", answer: "major", says: "may be null now", why: "readers must be ready for null" },
  "null-removed": {
    request: "major",
    answer: "minor",
    says: "can't be null any more",
    why: "requests with null no longer compile",
  },

  // Types and values.
  "type-changed": {
    request: "major",
    answer: "major",
    says: "is now {after}, was {before}",
    why: "code written for the old type no longer compiles",
  },
  "alternative-added": {
    request: "minor",
    answer: "major",
    says: "may also be {after}",
    why: "readers that handle all cases meet another one",
  },
  "alternative-removed": {
    request: "major",
    answer: "major",
    says: "can't be {before} any more",
    why: "code that writes it, or asks for it, no longer compiles",
  },
  "value-added": {
    request: "minor",
    answer: "major",
    says: "has the new {values} {after}",
    why: "a switch over all values no longer covers them",
  },
  "value-removed": {
    request: "major",
    answer: "major",
    says: "has lost the {values} {before}",
    why: "code that writes it, or compares with it, no longer compiles",
  },
  "enum-opened": {
    request: "minor",
    answer: "major",
    says: "may be any {after} now, not only the values that are known",
    why: "a switch over all values no longer covers them",
  },
  "enum-closed": {
    request: "major",
    answer: "major",
    says: "can only be {after} now, was any {before}",
    why: "code that writes another value, or compares with one, no longer compiles",
  },
  "known-value-added": { request: "minor", answer: "minor", says: "knows the {values} {after}", why: "" },
  "known-value-removed": {
    request: "minor",
    answer: "minor",
    says: "no longer lists the {values} {before}",
    why: "the enum is open: any string still compiles",
  },

  // Operations and what belongs to them.
  "operation-added": { request: "minor", answer: "minor", says: "is a new operation", why: "" },
  "operation-removed": { request: "major", answer: "major", says: "is gone", why: noLongerCompiles },
  "operation-renamed": {
    request: "major",
    answer: "major",
    says: "has the id {after} now, was {before}",
    why: "its types are found under the id",
  },
  "operation-moved": {
    request: "major",
    answer: "major",
    says: "has moved to {after}",
    why: "calls of the raw client name method and path",
  },
  "success-added": {
    request: "major",
    answer: "major",
    says: "is a new good answer: {after}",
    why: "what a call gives back may be of another type",
  },
  "error-added": {
    request: "minor",
    answer: "minor",
    says: "is a new error: {after}",
    why: "every status that is no success has been an error before, with the same class",
  },
  "success-removed": { request: "major", answer: "major", says: "is gone", why: noLongerCompiles },
  "error-removed": {
    request: "minor",
    answer: "minor",
    says: "is no longer documented",
    why: "if it comes all the same it is an error of the same class as before",
  },
  "content-added": { request: "minor", answer: "minor", says: "is a new content type: {after}", why: "" },
  "content-removed": { request: "major", answer: "major", says: "is gone", why: noLongerCompiles },

  // Servers and security.
  "server-added": { request: "minor", answer: "minor", says: "is a new server", why: "" },
  "server-removed": { request: "major", answer: "major", says: "is gone", why: "it may be in use" },
  "default-server-changed": {
    request: "major",
    answer: "major",
    says: "is the default now, was {before}",
    why: "calls that name no server go to another address",
  },
  "security-added": { request: "minor", answer: "minor", says: "can be called with {after} now", why: "" },
  "security-removed": {
    request: "major",
    answer: "major",
    says: "can no longer be called with {before}",
    why: "clients set up that way are refused",
  },

  // Words.
  deprecated: { request: "minor", answer: "minor", says: "is deprecated", why: "" },
  undeprecated: { request: "patch", answer: "patch", says: "is no longer deprecated", why: "" },
  bounds: {
    request: "patch",
    answer: "patch",
    says: "has other bounds: {after}, was {before}",
    why: "the types don't carry them, and the service enforces its own whatever the version",
  },
  description: { request: "patch", answer: "patch", says: "is described anew", why: "" },
} as const satisfies Record<string, Rule>;

export type Kind = keyof typeof policy;

export const bumps: readonly Bump[] = ["patch", "minor", "major"];

/** The verdict, and the only place that gives one. */
export function bumpOf(kind: Kind, direction: Direction): Bump {
  const { request, answer }: Rule = policy[kind];
  return direction === "both" ? largest([request, answer]) : direction === "request" ? request : answer;
}

/** The largest of them; `patch` if there are none. */
export function largest(all: readonly Bump[]): Bump {
  return bumps.findLast((bump) => all.includes(bump)) ?? "patch";
}
