/** A word or phrase that this project replaces with a standard term. */
export interface DiscouragedWord {
  readonly pattern: RegExp;
  /** The words to use instead. */
  readonly use: string;
}

/** An occurrence in a text. */
export interface DiscouragedUse {
  /** The line, counted from 1. */
  readonly line: number;
  readonly found: string;
  readonly use: string;
}

/** Names that end in "Of" in the language, in JSON Schema, or in a library. */
const standardNames =
  /(?:lastI|i)ndexOf|valueOf|(?:get|set|is)PrototypeOf|oneOf|anyOf|allOf|mergeAllOf|multipleOf|requiredOneOf|expectTypeOf|toEqualTypeOf|toBeInstanceOf/;

/**
 * What the documentation, comments and names of the project avoid. Only the use of "answer" for an HTTP response is
 * listed, since a model's completion can be an answer.
 */
export const discouragedWords: readonly DiscouragedWord[] = [
  // Programs call and receive, not people.
  { pattern: /\bwhoever\b/i, use: "the caller, the client, the server" },
  { pattern: /\b(?:nobody|somebody|someone)(?:'s)?\b/i, use: "the caller, the client, the server; no one" },
  // Old-fashioned or literary English.
  { pattern: /\bmend(?:s|ed|ing)?\b/i, use: "fix" },
  { pattern: /\banew\b/i, use: "again" },
  // Ambiguous: "at once" is immediately or at the same time, "beside" is next to or in addition.
  { pattern: /\bat once\b/i, use: "immediately, in parallel, together" },
  { pattern: /\bbesides?\b/i, use: "next to, with, also" },
  // Wordy: "our own", "a custom one".
  { pattern: /\bof (?:our|the (?:caller|user|test|runtime)'s) own\b/i, use: "our, custom, separate" },
  // "This is no error" may mean that there is none. "There is no error" is fine.
  {
    pattern: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|wider\b|larger\b|later\b)\w+/i,
    use: "is not a",
  },
  // Metaphors, where a program receives a value or a file is in a folder.
  { pattern: /\b(?:is|are|was|were|be|been) told\b/i, use: "receives, is notified of" },
  { pattern: /\bstands? (?:in|at|on|behind|there|where|around)\b/i, use: "is in, is at" },
  { pattern: /\b(?:get|gets|got) along\b/i, use: "can be used side by side" },
  // HTTP's term is "response".
  { pattern: /\b(?:error|HTTP|server's|empty|200|good|bad|successful) answers?\b/i, use: "response" },
  { pattern: /\banswers? (?:that is|in a 200|headers?|body|bodies|status(?:es)?)\b/i, use: "response" },
  {
    pattern: /\banswer(?:s|ed|ing)? (?:with|by) (?:a|an|the) (?:status|stream|error|redirect|page)\b/i,
    use: "respond",
  },
  { pattern: /\b(?:requests? and answers?|answer's body)\b/i, use: "response" },
  // A function is named after what it does.
  {
    pattern: new RegExp(`\\b(?!(?:${standardNames.source})\\b)[a-z]\\w*[a-z]Of\\b`),
    use: "a verb: getX, parseX, toX",
  },
  // One spelling, that of the platforms' APIs.
  { pattern: /\b\w*(?:colour|behaviour|favour|honour|neighbour)\w*\b/i, use: "American spelling: color, behavior" },
  {
    pattern:
      /\b\w*(?:normal|serial|initial|recogn|organ|summar|minim|author|synchron|custom|token|util)is(?:e[sd]?|ing|ations?)\b/i,
    use: "American spelling: normalize, serialize",
  },
];

/** Finds each discouraged word of a text, line by line. */
export function findDiscouragedWords(text: string): DiscouragedUse[] {
  return text.split("\n").flatMap((content, index) =>
    discouragedWords.flatMap(({ pattern, use }) =>
      Array.from(content.matchAll(new RegExp(pattern, `${pattern.flags}g`)), ([found]) => ({
        line: index + 1,
        found,
        use,
      })),
    ),
  );
}
