// Calls to a running server's rooms, as an operator.
// Owns: the request, and what is said when it fails: one line that says what to do. Must not: print.

export type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

/** What went wrong, in one line for who typed the command. */
export class CommandError extends Error {}

const SAID: Record<string, string> = {
  notOperator: "the server does not know this token: set OPERATOR_TOKEN to the server's own",
  gone: "there is no such room (any more)",
  full: "the room has not as many places left",
  busy: "the server has as many rooms as it may have (its LIMIT_ROOMS): close some, or wait",
  noRoute: "this server has no such route: is it Emberline, and of this version?",
};

export function callsTo(url: string, token: string | undefined): Call {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new CommandError(`${url} is no address of a server: as in http://localhost:2567`);
  if (token === undefined || token === "")
    throw new CommandError("set OPERATOR_TOKEN to the one that the server runs with");
  if (/[^\x21-\x7e]/.test(token)) throw new CommandError("OPERATOR_TOKEN has characters that no token has");
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    const asked = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const response = await fetch(new URL(path, url), asked).catch(() => null);
    if (response === null) throw new CommandError(`nobody answers at ${url}: is the server running?`);
    const said = (await response.json().catch(() => null)) as Record<string, string> | null;
    if (!response.ok || said === null) throw new CommandError(wordsOf(response.status, said));
    return said as T;
  };
}

function wordsOf(status: number, said: Record<string, string> | null): string {
  const { error = "", field, message } = said ?? {};
  if (field !== undefined) return `${field}: ${message ?? "is not accepted"}`;
  return SAID[error] ?? `the server answered ${status} ${error}`.trim();
}
