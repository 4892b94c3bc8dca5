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
  /** The match is off before it began: somebody did not come. */
  calledOff: 4104,
  /** An operator ended the room. */
  closed: 4105,
  /** The match is over, and its scores have been shown. */
  over: 4106,
  /** The client sent more than anybody may, for seconds. */
  tooMuch: 4107,
  /** The client reads too slowly to follow the game; a new connection is told all anew. */
  tooSlow: 4108,
  /** The client has not said in time that it has joined. */
  lateJoin: 4109,
  /** An operator put the player out. */
  kicked: 4111,
  /** An operator banned the player for a time. */
  banned: 4112,
  /** The server's process ends, and there is no other: it is started again in a moment. */
  restarting: 4110,
  /** The seat is in a room of another process now; its token leads there. */
  moved: 4113,
} as const;
