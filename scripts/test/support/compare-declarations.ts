import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The modules that `generateSources` generates: `types/schemas` → text. */
export type Sources = Readonly<Record<string, string>>;

/**
 * Compares what users see of two sets of generated modules: exports, types, doc comments. The order of fields and union
 * members does not count, nor how a type is composed.
 *
 * @returns a line for each difference
 */
export function compareDeclarations(before: Sources, after: Sources): string[] {
  const changed = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
  const inClient = changed.filter(
    (name) => name.startsWith("client/") && writeDeclaration(before[name]) !== writeDeclaration(after[name]),
  );
  const inTypes = changed.some((name) => name.startsWith("types/")) ? compareTypes(before, after) : [];
  return [...inClient.map((name) => `${name} has other declarations`), ...inTypes];
}

/** Writes the declaration of a module, with sorted lines, and sorted words: the values of a variable are a union. */
function writeDeclaration(text = ""): string {
  const { outputText } = ts.transpileDeclaration(text, { compilerOptions: { module: ts.ModuleKind.ESNext } });
  const lines = outputText.split("\n").map((line) => line.split(/(\W)/).toSorted().join(""));
  return lines.toSorted().join("\n");
}

const modules = ["schemas", "operations"] as const;
const libName = "lib.es5.d.ts";
const lib = readFileSync(join(import.meta.dirname, "../../node_modules/typescript/lib", libName), "utf8");

function compareTypes(before: Sources, after: Sources): string[] {
  const files = new Map([
    ["/globals.d.ts", "interface Blob { readonly size: number }"],
    ...Object.entries({ old: before, new: after }).flatMap(([folder, sources]) =>
      modules.map((name): [string, string] => [`/${folder}/${name}.gen.ts`, sources[`types/${name}`] ?? ""]),
    ),
  ]);
  const program = createProgram(files);
  const compare = createComparison(program.getTypeChecker());
  return modules.flatMap((name) => {
    const [old, now] = ["old", "new"].map((folder) => program.getSourceFile(`/${folder}/${name}.gen.ts`));
    return old === undefined || now === undefined ? [] : compare(old, now);
  });
}

/** Creates a program of sources in memory, and the declarations of ES5: path → text. */
export function createProgram(sources: ReadonlyMap<string, string>): ts.Program {
  const files = new Map([...sources, [`/${libName}`, lib]]);
  const parsed = new Map<string, ts.SourceFile>();
  const host: ts.CompilerHost = {
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
    getSourceFile: (name, version) => {
      const text = files.get(name);
      const file =
        parsed.get(name) ?? (text === undefined ? undefined : ts.createSourceFile(name, text, version, true));
      if (file !== undefined) parsed.set(name, file);
      return file;
    },
    getDefaultLibFileName: () => `/${libName}`,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
  };
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  return ts.createProgram(
    [...files.keys()].filter((name) => name.endsWith(".ts")),
    options,
    host,
  );
}

/** Compares two modules by the members of their types, as deep as they go. */
function createComparison(checker: ts.TypeChecker): (old: ts.SourceFile, now: ts.SourceFile) => string[] {
  const known = new Map<string, readonly string[]>();

  const compareMembers = (a: readonly ts.Symbol[], b: readonly ts.Symbol[], path: string): string[] => {
    const [old, now] = [indexMembers(a), indexMembers(b)];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
      const [from, to] = [old.get(name), now.get(name)];
      const at = path === "" ? name : `${path}.${name}`;
      if (from === undefined || to === undefined) return [`${at} is only in one of them`];
      const [before, after] = [from, to].map(describe);
      return before === after ? compareTwo(getType(from), getType(to), at) : [`${at}: ${before} became ${after}`];
    });
  };

  const getType = (symbol: ts.Symbol): ts.Type =>
    symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)
      ? checker.getDeclaredTypeOfSymbol(symbol)
      : checker.getTypeOfSymbol(symbol);

  /** Formats what a member has next to its type. */
  const describe = (symbol: ts.Symbol): string => {
    // A property of an intersection can be assigned if any of its declarations is mutable.
    const { declarations = [] } = symbol;
    const isReadonly =
      declarations.length > 0 &&
      declarations.every((node) => ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Readonly);
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const tags = symbol.getJsDocTags(checker).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    return JSON.stringify([isReadonly ? "readonly" : "", isOptional ? "optional" : "", comment, ...tags.toSorted()]);
  };

  const compareTwo = (a: ts.Type, b: ts.Type, path: string): readonly string[] => {
    const key = `${getId(a)} ${getId(b)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, []); // A recursive type is equal unless something else in it differs.
    const differences = compareKinds(a, b, path);
    known.set(key, differences);
    return differences;
  };

  const compareKinds = (a: ts.Type, b: ts.Type, path: string): readonly string[] => {
    if (a.isUnion() || b.isUnion()) {
      const [some, others] = [a, b].map((type) => (type.isUnion() ? type.types : [type])) as [ts.Type[], ts.Type[]];
      const isIn = (type: ts.Type, list: readonly ts.Type[]): boolean =>
        list.some((other) => compareTwo(type, other, path).length === 0);
      const missing = [
        ...some.filter((type) => !isIn(type, others)),
        ...others.filter((type) => !some.some((other) => compareTwo(other, type, path).length === 0)),
      ];
      return missing.map((type) => `${path}: ${checker.typeToString(type)} is only in one union`);
    }
    const [text, other] = [checker.typeToString(a), checker.typeToString(b)];
    if (!isObject(a) || !isObject(b)) return text === other ? [] : [`${path}: ${text} became ${other}`];
    if (isList(checker, a) || isList(checker, b)) {
      const [list, otherList] = [a, b].map((type) => describeList(checker, type));
      if (list !== otherList) return [`${path}: ${text} became ${other}`];
      const [items, otherItems] = [a, b].map((type) => checker.getTypeArguments(type as ts.TypeReference)) as [
        readonly ts.Type[],
        readonly ts.Type[],
      ];
      return items.flatMap((item, index) => {
        const partner = otherItems[index];
        return partner === undefined
          ? [`${path}[${index}] is only in one of them`]
          : compareTwo(item, partner, `${path}[]`);
      });
    }
    const [rest, otherRest] = [a, b].map((type) => checker.getIndexInfosOfType(type)[0]?.type);
    const inRest =
      rest === undefined || otherRest === undefined
        ? rest === otherRest
          ? []
          : [`${path}[key] is only in one of them`]
        : compareTwo(rest, otherRest, `${path}[key]`);
    return [...compareMembers(checker.getPropertiesOfType(a), checker.getPropertiesOfType(b), path), ...inRest];
  };

  return (old, now) => {
    const [a, b] = [old, now].map((file) => {
      const symbol = checker.getSymbolAtLocation(file);
      return symbol === undefined ? [] : checker.getExportsOfModule(symbol);
    }) as [ts.Symbol[], ts.Symbol[]];
    return compareMembers(a, b, "");
  };
}

function indexMembers(symbols: readonly ts.Symbol[]): ReadonlyMap<string, ts.Symbol> {
  return new Map(symbols.map((symbol) => [symbol.name, symbol]));
}

const ids = new WeakMap<ts.Type, number>();
let lastId = 0;

function getId(type: ts.Type): number {
  const id = ids.get(type) ?? ++lastId;
  ids.set(type, id);
  return id;
}

/** An intersection of objects is an object. `string & {}`, which keeps literals in completions, is not. */
function isObject(type: ts.Type): boolean {
  if (type.isIntersection()) return type.types.every(isObject);
  return (type.flags & ts.TypeFlags.Object) !== 0;
}

function isList(checker: ts.TypeChecker, type: ts.Type): boolean {
  return checker.isArrayType(type) || checker.isTupleType(type);
}

/** Formats whether a list is an array or a tuple of some length, and whether it is readonly. */
function describeList(checker: ts.TypeChecker, type: ts.Type): string {
  const text = checker.typeToString(type);
  const { elementFlags = [] } = ((type as ts.TupleTypeReference).target ?? {}) as Partial<ts.TupleType>;
  return `${text.startsWith("readonly ")} ${checker.isArrayType(type)} ${checker.isTupleType(type)} ${elementFlags.join()}`;
}
