// What a client may see of the server's state, field by field, and what it has decoded: as plain data, to be compared.
// Owns: reading the schema and the views. Must not: encode or decode anything, for that is what is tested.
import type { StateView } from "@colyseus/schema";

type Entity = Parameters<StateView["has"]>[0];

interface Field {
  name: string;
  type: unknown;
  /** Of the view; -1 for any. */
  tag?: number;
}

export type Plain = string | number | boolean | undefined | { [key: string]: Plain };

/** Everything that `state` holds, as far as `view` lets somebody see it; without a view, all of it. */
export function plainOf(state: object, view: StateView | null): Plain {
  const plain: { [key: string]: Plain } = {};
  for (const field of fieldsOf(state)) {
    const value = (state as Record<string, unknown>)[field.name];
    const own = field.tag !== undefined && field.tag !== -1;
    if (own && view !== null && !view.hasTag(state as Entity, field.tag)) plain[field.name] = undefined;
    else plain[field.name] = plainValue(value, field.tag === -1 ? view : null, view);
  }
  return plain;
}

/** `among`: of a collection, the view that must have an element for it to be there. */
function plainValue(value: unknown, among: StateView | null, view: StateView | null): Plain {
  if (typeof value !== "object" || value === null) return value as Plain;
  const entries = entriesOf(value);
  if (entries === null) return plainOf(value, view);
  const plain: { [key: string]: Plain } = {};
  for (const [key, element] of entries) {
    if (typeof element !== "object" || element === null) plain[key] = element as Plain;
    else if (among === null || among.has(element as Entity)) plain[key] = plainOf(element, view);
  }
  return plain;
}

function entriesOf(value: object): [string, unknown][] | null {
  if (Symbol.iterator in value && "entries" in value)
    return [...(value as Map<unknown, unknown>).entries()].map(([key, element]) => [String(key), element]);
  return null;
}

function fieldsOf(state: object): Field[] {
  const metadata = (state.constructor as unknown as Record<symbol, Record<string, unknown>>)[Symbol.metadata];
  const fields: Field[] = [];
  for (let i = 0; metadata?.[i] !== undefined; i++) fields.push(metadata[i] as Field);
  if (fields.length === 0) throw new Error(`${state.constructor.name} has no fields that are synced`);
  return fields;
}

/** Where two of them differ, as `path: this instead of that`; at most `most`. */
export function differences(is: Plain, should: Plain, path = "", most = 8): string[] {
  if (typeof is !== "object" || typeof should !== "object")
    return Object.is(is, should) ? [] : [`${path}: ${word(is)} instead of ${word(should)}`];
  const found: string[] = [];
  for (const key of new Set([...Object.keys(is), ...Object.keys(should)])) {
    if (found.length >= most) break;
    found.push(...differences(is[key], should[key], `${path}/${key}`, most - found.length));
  }
  return found;
}

const word = (plain: Plain): string =>
  typeof plain === "object" ? `{${Object.keys(plain).length} fields}` : String(plain);

/** Paths of numbers that are none. */
export function notFinite(plain: Plain, path = ""): string[] {
  if (typeof plain === "number") return Number.isFinite(plain) ? [] : [`${path}: ${plain}`];
  if (typeof plain !== "object") return [];
  return Object.entries(plain).flatMap(([key, value]) => notFinite(value, `${path}/${key}`));
}
