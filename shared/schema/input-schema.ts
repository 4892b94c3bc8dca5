// What a client sends once per tick: at most 7 bytes of value, 11 with the field codes; mostly 0 to 6.
// Owns: the wire form of sim/input.ts.
import { type SchemaType, schema, t } from "@colyseus/schema";
import { STILL } from "../sim/input.ts";

export const InputSchema = schema(
  {
    /** Thrust, packed as in sim/input.ts. */
    move: t.uint16().default(STILL),
    /** Aim, brads. */
    aim: t.uint16().default(0),
    /** Bits of `Button`, weapon slot in the top three. */
    buttons: t.uint8().default(0),
    /** View time, packed as in sim/input.ts; changes only while a Lance is charged. */
    view: t.uint16().default(0),
  },
  "Input",
);
export type InputSchema = SchemaType<typeof InputSchema>;
