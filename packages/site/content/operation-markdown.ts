import { parse, stringify } from "yaml";
import type { MarkdownPage } from "./markdown-pages.ts";
import type { LinkWriter } from "./pages.ts";
import { read } from "./repository.ts";

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** The method of the SDK, such as `chat.complete`. */
  readonly "x-sdk-method": string;
}

const methods = new Set(["get", "put", "post", "delete", "patch"]);

/** Returns the Markdown version of the page of each operation in the API description: its text, and its YAML. */
export function renderOperations(links: LinkWriter, descriptionURL: string): MarkdownPage[] {
  const { paths } = parse(read("spec/openapi.yaml")) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, item]) => {
    const operations = Object.entries(item).filter(([name]) => methods.has(name));
    return operations.map(([method, operation]) => {
      const { operationId, summary, description, "x-sdk-method": sdkMethod } = operation;
      const [namespace = ""] = sdkMethod.toLowerCase().split(".");
      const reference = links.linkTo(`reference/sdks/${namespace}`);
      const text = `# ${summary}

\`${method.toUpperCase()} ${path}\`, in the SDK [\`openRouter.${sdkMethod}\`](${reference})

${description}

The references are to [openapi.yaml](${descriptionURL}).

\`\`\`yaml
${stringify({ [path]: { [method]: operation } }).trim()}
\`\`\`
`;
      return { id: `spec/operations/${operationId.toLowerCase()}`, title: summary, description, text };
    });
  });
}
