// Messages beside the state: names and shapes, server to client.
// Owns: the names. Codes and numbers travel, never sentences.

/** Server to everyone in the room: who ended whom. */
export interface KillMessage {
  victim: number;
  by: number;
}

/** Server to the one who was hit. `aim`: direction of the blow, brads. */
export interface HurtMessage {
  by: number;
  damage: number;
  aim: number;
}

/** Server to the one who banked. */
export interface BankMessage {
  embers: number;
}

export const Message = { kill: "kill", hurt: "hurt", bank: "bank", welcome: "welcome" } as const;

/** Server to a client that has just taken or retaken its seat. */
export interface WelcomeMessage {
  slot: number;
  /** People in the room, bots not counted. */
  online: number;
}
