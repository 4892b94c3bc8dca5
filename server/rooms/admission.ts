// Whether a request for a seat is well formed and of our version.
// Owns: the words of a refusal. Must not: know how many seats there are.
import { ServerError } from "@colyseus/core";
import { JoinError } from "../../shared/protocol/close-codes.ts";
import { JoinOptions } from "../../shared/protocol/join-options.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

/** Checks the options of a join by shape, limits and version. Throws ServerError with a JoinError code. */
export function admit(options: unknown): JoinOptions {
  const parsed = JoinOptions.safeParse(options);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const words = `join options: ${issue.path.join(".")} ${issue.message}`;
    throw new ServerError(JoinError.badOptions, words.slice(0, 200));
  }
  if (parsed.data.version !== PROTOCOL_VERSION) {
    throw new ServerError(
      JoinError.wrongVersion,
      `this server speaks version ${PROTOCOL_VERSION}; reload the page`,
    );
  }
  return parsed.data;
}
