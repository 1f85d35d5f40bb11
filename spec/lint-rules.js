/** Redocly plugin with the conventions of README.md that the built-in rules don't know. */
export default function lintRules() {
  return {
    id: "spec",
    rules: {
      oas3: {
        described,
        "no-default": noDefault,
        "no-closed-object": noClosedObject,
        "const-is-typed": constIsTyped,
        "event-stream-shape": eventStreamShape,
        "sdk-method": sdkMethod,
      },
    },
  };
}

/** Descriptions become the hovers of the generated types, so each thing with a name has one. */
function described() {
  return {
    NamedSchemas: eachHasText("description", "Schema"),
    SchemaProperties: eachHasText("description", "Property"),
    NamedHeaders: eachHasText("description", "Header"),
    Parameter: hasText("description", "Parameter"),
    RequestBody: hasText("description", "Request body"),
    SecurityScheme: hasText("description", "Security scheme"),
    Example: hasText("summary", "Example"),
  };
}

function eachHasText(field, kind) {
  return (entries, { report, location }) => {
    for (const [name, value] of Object.entries(entries)) {
      if (!value[field]?.trim()) report(problem(`${kind} \`${name}\` needs a ${field}.`, location.child(name)));
    }
  };
}

function hasText(field, kind) {
  return (node, { report, location }) => {
    if (!node[field]?.trim()) report(problem(`${kind} needs a ${field}.`, location));
  };
}

/** openapi-typescript turns a property with `default` into a required one, and clients start to send it. */
function noDefault() {
  return {
    Schema(schema, { report, location }) {
      if ("default" in schema) {
        report(problem("Say the service's default in the description, not as `default`.", location.child("default")));
      }
    },
  };
}

/** The service adds fields about once a month; a closed object would reject valid responses and requests. */
function noClosedObject() {
  return {
    Schema(schema, { report, location }) {
      if (schema.additionalProperties === false || schema.unevaluatedProperties === false) {
        report(problem("Objects stay open: leave `additionalProperties: false` out.", location));
      }
    },
  };
}

/** A `const` without `type` compiles, but loses its place in error messages and in mock servers. */
function constIsTyped() {
  return {
    Schema(schema, { report, location }) {
      if ("const" in schema && !schema.type && !location.pointer.endsWith("/not")) {
        report(problem("A `const` must have a `type`.", location.child("const")));
      }
    },
  };
}

/** OpenAPI 3.1 has no schema per event: the body is a string, `contentSchema` describes the JSON of one event. */
function eventStreamShape() {
  return {
    MediaTypesMap(types, { report, location }) {
      const schema = types["text/event-stream"]?.schema;
      if (
        schema &&
        !(schema.type === "string" && schema.contentMediaType === "text/event-stream" && schema.contentSchema)
      ) {
        report(
          problem(
            "An event stream is `type: string` with `contentMediaType: text/event-stream` and a `contentSchema`.",
            location.child("text/event-stream"),
          ),
        );
      }
    },
  };
}

/** The SDK's namespaces, functions, files and pages are named after `x-sdk-method`. */
function sdkMethod() {
  const operations = new Map();
  return {
    Operation(operation, { report, location }) {
      const name = operation["x-sdk-method"];
      if (name === undefined) return;
      const place = location.child("x-sdk-method");
      if (!/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(name)) {
        report(problem("`x-sdk-method` must be a namespace and a method, such as `models.list`.", place));
      } else if (operations.has(name)) {
        report(problem(`\`${operations.get(name)}\` has the \`x-sdk-method\` \`${name}\` too.`, place));
      }
      operations.set(name, operation.operationId);
    },
  };
}

function problem(message, location) {
  return { message, location: location.key() };
}
