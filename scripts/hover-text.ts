import ts from "typescript";

/**
 * Returns the text that an editor shows for the last name in a piece of code: the documentation, and the tags.
 *
 * @param file path of a TypeScript file, which need not exist, from which the imports of the code are resolved
 * @param code the code, whose last identifier is looked up
 */
export function getHoverText(file: string, code: string): string {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    skipLibCheck: true,
    types: [],
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = path === file ? code : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    directoryExists: (path) => ts.sys.directoryExists(path),
  });
  const position = Math.max(...Array.from(code.matchAll(/\b[a-z]\w*/gi), ({ index }) => index));
  const info = service.getQuickInfoAtPosition(file, position);
  const tags = (info?.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text).trim()}`);
  return [ts.displayPartsToString(info?.documentation), ...tags].join("\n");
}
