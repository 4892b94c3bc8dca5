// Calls of a room, in whichever process it runs.
// Owns: what is told of those that fail. Must not: know what is called.
import { matchMaker } from "@colyseus/core";

/** Rejects when the room does not answer in time (`ms`), or with what it throws. */
export async function callRoom(id: string, method: string, args: unknown[], ms?: number): Promise<unknown> {
  try {
    return await matchMaker.remoteRoomCall(id, method as never, args, ms);
  } catch (error) {
    throw withoutArguments(error as Error);
  }
}

/** The framework adds all that was asked with: a whole game, with the ids and names of who plays. */
function withoutArguments(error: Error): Error {
  const [said, ...asked] = error.message.split(", requesting");
  return asked.length === 0 ? error : new Error(said);
}
