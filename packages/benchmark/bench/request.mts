export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: "system" | "user"; readonly content: string }[];
}

/** The request of every client. */
export const request: ChatRequest = {
  model: "test/model-1",
  messages: [
    { role: "system", content: "You know rivers, and answer in short sentences, one for each of them." },
    { role: "user", content: "Which rivers cross Vienna, where do they come from, and where do they go?" },
  ],
};

export const apiKey = "sk-or-v1-bench";
