type Node = Record<string, unknown>;

const object = (properties: Node, required: string[] = []): Node => ({ type: "object", required, properties });
const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });
const text = (description: string): Node => ({ type: "string", description });
const json = (schema: Node): Node => ({ "application/json": { schema } });

/**
 * Creates a document of a similar service in another style: OpenAPI 3.0, a version in the path, other names, closed
 * enums, `nullable`, events described with their fields; and hundreds of unrelated operations.
 */
export function createUnrelatedDocument(resources = 300): Node {
  const chat = {
    operationId: "runDialogue",
    parameters: [{ name: "X-Region", in: "header", description: "Where to compute.", schema: { type: "string" } }],
    requestBody: { required: true, content: json(ref("DialogueInput")) },
    responses: {
      "200": {
        description: "Said",
        content: { ...json(ref("Dialogue")), "text/event-stream": { schema: ref("Frame") } },
      },
      "418": { description: "The server is a teapot.", content: json(ref("Trouble")) },
    },
  };
  const crowd = Array.from({ length: resources }, (_, index) => `Resource${index}`);
  return {
    openapi: "3.0.3",
    info: { title: "Dialogues and more", version: "7" },
    paths: {
      ...Object.fromEntries(crowd.map((name) => [`/v7/${name.toLowerCase()}/{id}`, createPathItem(name)])),
      "/v7/chat/completions": { post: chat },
    },
    components: { schemas: { ...Object.fromEntries(crowd.map(createSchema)), ...dialogueSchemas } },
  };
}

const dialogueSchemas: Node = {
  DialogueInput: object(
    {
      messages: { type: "array", items: { oneOf: [ref("Question"), ref("Verdict")] } },
      model: { type: "string", nullable: true },
      temperature: { type: "number", nullable: true },
      provider: { nullable: true, allOf: [ref("Routing")] },
      verbosity: { type: "string", enum: ["low", "high", "epic"] },
      patience: { type: "integer", description: "Seconds to wait. Then it gives up." },
    },
    ["messages", "model"],
  ),
  Question: object({ role: { type: "string", enum: ["user"] }, content: text("What is asked."), mood: text("How.") }, [
    "role",
  ]),
  Verdict: object({ role: { type: "string", enum: ["judge"] }, content: text("What is decided.") }, ["role"]),
  Routing: object({ sort: { type: "string" }, green: { type: "boolean", description: "Only green power." } }),
  Dialogue: object({ id: { type: "integer" }, choices: { type: "array", items: ref("Said") } }, ["id", "choices"]),
  Said: object({ message: object({ content: { type: "string" }, volume: { type: "number" } }) }),
  Frame: object({ data: object({ id: { type: "string" }, beat: { type: "integer" } }) }, ["data"]),
  Trouble: object({ error: object({ message: { type: "string" }, cure: text("What helps.") }) }),
};

function createPathItem(name: string): Node {
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
  const responses = { "200": { description: "Found", content: json(ref(name)) } };
  return {
    parameters,
    get: { operationId: `get${name}`, responses },
    delete: { operationId: `drop${name}`, responses },
  };
}

function createSchema(name: string, index: number): [string, Node] {
  return [name, object({ id: { type: "string" }, next: ref(`Resource${Math.max(0, index - 1)}`) }, ["id"])];
}
