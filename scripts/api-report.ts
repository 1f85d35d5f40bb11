import { resolve } from "node:path";
import ts from "typescript";
import { InputError, runMain } from "./lib/cli.ts";

/**
 * Reports the API of the entries of a package: each export with its declaration, sorted by name, without comments.
 * Exports of other packages, and modules that are entries themselves, are reported by name only.
 *
 * @param entries paths of declaration files
 */
export function createAPIReports(entries: readonly string[]): string[] {
  const program = ts.createProgram(entries, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    skipLibCheck: true,
  });
  return entries.map((declarations) => createAPIReport(program, declarations));
}

function createAPIReport(program: ts.Program, declarations: string): string {
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(declarations);
  const module = entry && checker.getSymbolAtLocation(entry);
  if (!module) return "no exports\n";
  const root = declarations.slice(0, declarations.lastIndexOf("/dist/"));
  const printer = ts.createPrinter({ removeComments: true });
  const starred = entry.statements.flatMap((node) =>
    ts.isExportDeclaration(node) && !node.exportClause && node.moduleSpecifier
      ? [`everything of ${node.moduleSpecifier.getText(entry)}\n`]
      : [],
  );

  const exports = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const reports = exports.map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declared = (symbol.declarations ?? []).filter((node) => node.getSourceFile().fileName.startsWith(`${root}/`));
    const kind = symbol.flags & ts.SymbolFlags.Value ? "value" : "type";
    if (symbol.flags & ts.SymbolFlags.ValueModule) return `module ${exported.name}\n`;
    if (declared.length === 0) return starred.length > 0 ? "" : `${kind} ${exported.name}, of another package\n`;
    const texts = declared.map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()));
    return `${kind} ${exported.name}\n${texts.join("\n")}\n`;
  });
  return [...starred, ...reports].filter(Boolean).join("\n");
}

async function main(files: string[]): Promise<number> {
  if (files.length === 0) throw new InputError("Expected declaration files: node scripts/api-report.ts FILE…");
  process.stdout.write(createAPIReports(files.map((file) => resolve(file))).join("\n"));
  return 0;
}

if (import.meta.main) await runMain(main);
