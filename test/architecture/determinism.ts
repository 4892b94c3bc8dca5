// Owns which globals pure code may not touch: clocks, chance and engine-dependent mathematics in shared/, the DOM in
// client/net. Biome's plugins say the same in the editor; this also finds `**=`, aliases and destructuring.
import { inZone, lineOf, type Node, parse, type Source, walk } from "./sources.ts";

/** What every engine computes with the same bits: IEEE 754 requires it, or it is a constant. */
const EXACT_MATH = new Set(
  "sqrt abs min max floor ceil round trunc fround imul sign clz32 PI SQRT2 SQRT1_2".split(" "),
);
const CLOCKS = ["Date", "performance", "globalThis"];
const DOM = ["window", "document", "localStorage", "sessionStorage", "navigator"];
const GLOBAL_OBJECTS = ["globalThis", "self", "window"];

interface Purity {
  zones: string[];
  globals: string[];
  math: "exact" | "unseeded" | "any";
}

const PURITY: Purity[] = [
  { zones: ["shared/sim", "shared/tunables"], globals: CLOCKS, math: "exact" },
  { zones: ["shared/bots", "shared/lab"], globals: CLOCKS, math: "unseeded" },
  { zones: ["client/net"], globals: DOM, math: "any" },
];

/** One line for every use of something that the file's place forbids. */
export function purityViolations(files: Source[]): string[] {
  return files.flatMap((file) => {
    const rule = PURITY.find(({ zones }) => zones.some((zone) => inZone(file.path, zone)));
    if (!rule) return [];
    const found: string[] = [];
    walk(parse(file).program, (node, parent, key) => {
      const use = forbiddenGlobal(rule, node, parent, key) ?? forbiddenMath(rule, node, parent, key);
      if (use) found.push(`${file.path}:${lineOf(file.source, node.start)} uses ${use}`);
    });
    return found;
  });
}

/** A local variable of the same name counts too: it would hide the next real use from a reader. */
function forbiddenGlobal(rule: Purity, node: Node, parent?: Node, key?: string): string | undefined {
  if (node.type === "Identifier" && rule.globals.includes(String(node.name)) && !isLabel(parent, key))
    return String(node.name);
  if (node.type !== "MemberExpression") return undefined;
  const object = node.object as Node;
  const name = memberName(node);
  const throughGlobal = object.type === "Identifier" && GLOBAL_OBJECTS.includes(String(object.name));
  return throughGlobal && name && rule.globals.includes(name) ? `${object.name}.${name}` : undefined;
}

function forbiddenMath(rule: Purity, node: Node, parent?: Node, key?: string): string | undefined {
  if (rule.math === "any") return undefined;
  if (rule.math === "exact" && (node.operator === "**" || node.operator === "**="))
    return String(node.operator);
  if (node.type !== "Identifier" || node.name !== "Math" || isLabel(parent, key)) return undefined;
  if (parent?.type !== "MemberExpression") return "Math as a value";
  const name = memberName(parent);
  if (!name) return "a computed member of Math";
  if (rule.math === "exact" ? EXACT_MATH.has(name) : name !== "random") return undefined;
  return `Math.${name}`;
}

/** True where an identifier is only a name: `x.Date`, `{ Date: 1 }`, a field, a label of a type. */
function isLabel(parent?: Node, key?: string): boolean {
  if (!parent || parent.computed) return false;
  return key === "property" || (key === "key" && !parent.shorthand);
}

function memberName(member: Node): string | undefined {
  const property = member.property as Node;
  if (!member.computed) return String(property.name);
  return property.type === "Literal" ? String(property.value) : undefined;
}
