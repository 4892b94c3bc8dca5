// Owns the limits on a file's shape: lines, function and room class lengths, the head comment, no barrels.
import { inZone, lineOf, type Node, parse, type Source, walk } from "./sources.ts";

export const LIMITS = { file: 300, testFile: 400, function: 60, functionAim: 40, roomClass: 150 } as const;

/** Mocha's callbacks hold a whole suite: their length is the file's, not a function's. */
const SUITE_CALLS = new Set(["describe", "context", "suite"]);

/** One line for every file, function or class beyond its limit. */
export function sizeViolations(files: Source[]): string[] {
  return files.flatMap((file) => {
    const limit = inZone(file.path, "test") ? LIMITS.testFile : LIMITS.file;
    const lines = lineOf(file.source.trimEnd(), Infinity);
    const tooLong = lines > limit ? [`${file.path}: ${lines} lines of ${limit}`] : [];
    return [...tooLong, ...longFunctions(file, LIMITS.function), ...longClasses(file)];
  });
}

/** Functions with more than `limit` lines. */
export function longFunctions(file: Source, limit: number): string[] {
  const found: string[] = [];
  walk(parse(file).program, (node, parent) => {
    if (!isFunction(node) || isSuite(node, parent)) return;
    const lines = spanOf(file, node);
    if (lines > limit)
      found.push(`${at(file, node)} function ${nameOf(node, parent)}: ${lines} lines of ${limit}`);
  });
  return found;
}

function longClasses(file: Source): string[] {
  if (!inZone(file.path, "server/rooms")) return [];
  const found: string[] = [];
  walk(parse(file).program, (node) => {
    if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return;
    const lines = spanOf(file, node);
    if (lines > LIMITS.roomClass)
      found.push(`${at(file, node)} room class: ${lines} lines of ${LIMITS.roomClass}`);
  });
  return found;
}

/** Files that do not begin by saying what they own, and files that only pass on what others export. */
export function headViolations(files: Source[]): string[] {
  return files.flatMap((file) => {
    const { body } = parse(file).program;
    const headless = hasHead(file) ? [] : [`${file.path}: no head comment`];
    return isBarrel(body) ? [...headless, `${file.path}: a barrel`] : headless;
  });
}

/** A directive (biome-ignore, a reference) says nothing about the file. */
function hasHead(file: Source): boolean {
  const head = parse(file).comments.find(({ value }) => !/^\s*(biome-ignore|\/)/.test(value));
  if (!head?.value.trim()) return false;
  const before = file.source
    .slice(0, head.start)
    .replace(/^#!.*/, "")
    .replace(/^\/\/.*$/gm, "");
  return before.trim() === "";
}

function isBarrel(body: Node[]): boolean {
  const exports = body.filter(({ type }) => type.startsWith("Export"));
  const passesOn = exports.every(
    ({ type, declaration }) =>
      type === "ExportAllDeclaration" || (type === "ExportNamedDeclaration" && !declaration),
  );
  const others = body.filter((node) => node.type !== "ImportDeclaration" && !exports.includes(node));
  return exports.length > 0 && passesOn && others.length === 0;
}

function isFunction(node: Node): boolean {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** A callback of describe(), or a function that calls describe() itself (a contract suite with its factory). */
function isSuite(node: Node, parent?: Node): boolean {
  if (parent && isSuiteCall(parent)) return true;
  const body = (node.body as Node | null)?.body;
  return Array.isArray(body) && body.some((statement: Node) => isSuiteCall(statement.expression as Node));
}

function isSuiteCall(node?: Node): boolean {
  if (node?.type !== "CallExpression") return false;
  const callee = node.callee as Node;
  const root = callee.type === "MemberExpression" ? (callee.object as Node) : callee;
  return SUITE_CALLS.has(String(root.name));
}

function nameOf(node: Node, parent?: Node): string {
  const named = (node.id ?? parent?.id ?? parent?.key) as Node | undefined;
  return String(named?.name ?? "(anonymous)");
}

function spanOf(file: Source, node: Node): number {
  return lineOf(file.source, node.end) - lineOf(file.source, node.start) + 1;
}

function at(file: Source, node: Node): string {
  return `${file.path}:${lineOf(file.source, node.start)}`;
}
