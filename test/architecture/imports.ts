// Owns the list of a file's imports: static, re-exported, dynamic, type-only, import types, require, and the one
// that JSX writes by itself. Knows syntax only; which of them are allowed stands in layers.ts.
import { posix } from "node:path";
import { lineOf, type Node, parse, type Source, walk } from "./sources.ts";

export interface Import {
  /** As written; undefined when a dynamic import's argument is not a literal. */
  specifier: string | undefined;
  /** The repository path that a relative specifier points at. */
  target?: string;
  typeOnly: boolean;
  line: number;
}

export function importsOf(file: Source): Import[] {
  const found: Import[] = [];
  const add = (node: Node, specifier: string | undefined, typeOnly: boolean): void => {
    const target = specifier?.startsWith(".") ? resolve(file.path, specifier) : undefined;
    found.push({ specifier, target, typeOnly, line: lineOf(file.source, node.start) });
  };
  const { program } = parse(file);
  walk(program, (node) => {
    const literal = moduleOf(node);
    if (literal) add(node, literalValue(literal), isTypeOnly(node));
  });
  // The compiler imports preact/jsx-runtime into every file with JSX in it.
  if (file.path.endsWith(".tsx")) add(program, "preact/jsx-runtime", false);
  return found;
}

/** The expression that names the module which `node` imports, if it imports one. */
function moduleOf(node: Node): Node | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return (node.source as Node | null) ?? undefined;
    case "TSExternalModuleReference":
      return node.expression as Node;
    case "CallExpression": {
      const callee = node.callee as Node;
      return callee.type === "Identifier" && callee.name === "require"
        ? (node.arguments as Node[])[0]
        : undefined;
    }
    default:
      return undefined;
  }
}

/** `import { type A }` is not type-only: what is left of it when types are stripped still loads the module. */
function isTypeOnly(node: Node): boolean {
  return node.type === "TSImportType" || node.importKind === "type" || node.exportKind === "type";
}

function literalValue(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  return undefined;
}

function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ""));
}

/** `@scope/name/deep` and `name/deep` to the package's name; Node's builtins to `node:`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node:";
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
