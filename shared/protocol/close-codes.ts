// Why the server closes a connection or refuses a seat: numbers that travel, words that the client chooses.
// Owns: the codes. Must not: contain sentences for players.

/** WebSocket close codes of our own (4000-4999 are free for applications; 4000-4010 are the framework's). */
export const CloseCode = {
  /** The framework's: the client asked to leave. */
  consented: 4000,
  /** The framework's: what it sends for its own errors; also ours for a frame that cannot be read. */
  badFrame: 4002,
  /** The room ended because of an error in it. */
  roomFailed: 4100,
  /** A message that does not match its schema. */
  badMessage: 4101,
  /** The server failed to handle a message; only its sender is closed. */
  handlerFailed: 4102,
  /** The seat was taken over by another connection with its token: another tab. */
  replaced: 4103,
} as const;

/** Codes of refused seats, as `code` of the error that a join gets; HTTP statuses, since the framework sends them as such. */
export const JoinError = {
  badOptions: 400,
  wrongVersion: 426,
  full: 503,
} as const;
