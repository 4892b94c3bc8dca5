// A room of movers as the framework's contenders sync it, as compact as the game's own schemas.
// Owns: the fields. Must not: contain more than json-crowd.ts shows.
import { type SchemaType, schema, t } from "@colyseus/schema";
import { position } from "../../shared/schema/skimmer-schema.ts";

export const MoverSchema = schema(
  {
    slot: t.uint8().default(0),
    x: position(),
    y: position(),
    aim: t.uint8().default(0),
    hitPoints: t.uint8().default(0),
    embers: t.uint8().default(0),
  },
  "Mover",
);
export type MoverSchema = SchemaType<typeof MoverSchema>;

export const CrowdSchema = schema({ tick: t.uint32().default(0), movers: t.map(MoverSchema) }, "Crowd");
export type CrowdSchema = SchemaType<typeof CrowdSchema>;

/** The same, but a client gets only those movers that its view holds. */
export const SeenCrowdSchema = schema(
  { tick: t.uint32().default(0), movers: t.map(MoverSchema).view() },
  "SeenCrowd",
);
export type SeenCrowdSchema = SchemaType<typeof SeenCrowdSchema>;
