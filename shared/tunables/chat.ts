// How much may be said, and what is kept of it.
// Owns: those numbers. Must not: import anything.

export const CHAT = {
  /** Of a line, code points. */
  mostCharacters: 200,
  /** Lines in a row, and the time in which as many come back, ms. */
  burst: 5,
  burstMs: 5000,
  /** The same line so often within the time, ms, and then no more. */
  sameLines: 2,
  sameMs: 30_000,
  /** Who says so many lines too fast within the time, ms, is not heard for a while, ms. */
  strikes: 10,
  strikesMs: 30_000,
  silenceMs: 60_000,
  /** Lines of everybody together that a channel takes in a second. */
  perSecond: 20,
  /** Comings and goings that everybody is told of in a second; beyond them only the count changes. */
  comingsPerSecond: 4,
  /** Lines of a channel that who joins is told. */
  history: 50,
  /** Events of one's own that wait for a return: 20 s of a channel that is as loud as it may be. */
  outbox: 512,
  /** Who has no connection to the lobby for so long has left it, ms. */
  awayMs: 30_000,
  /** Reports in the time, ms, and the lines before the reported one that go with it. */
  reports: 3,
  reportsMs: 60_000,
  reportLines: 10,
  /** Of an operator's announcement, code points. */
  announcement: 300,
  /** People whose whispers one does not want to hear. */
  mutes: 200,
  /** Those of one message, which has at most 1 KB: ids of 40 characters. */
  mutesAtOnce: 20,
  /** Lines that a client has said and that are not answered yet. */
  unanswered: 16,
  /** Lines that a client keeps to show. */
  shown: 200,
} as const;
