// PGlite as a PostgreSQL on a port: what clusters and tests on one machine use where it has no server.
// Owns: whose turn it is at its one backend. Must not: write to disk unless it is given a folder.
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketHandler, type PGLiteSocketHandlerOptions } from "@electric-sql/pglite-socket";
import type { Postgres } from "./postgres.ts";

interface Message {
  from: number;
  bytes: Uint8Array;
  resolve(size: number): void;
  reject(error: Error): void;
  onData(data: Uint8Array): void;
}

/** Frames after which the backend owes nobody an answer: the start of a session (0), Query, Sync, Terminate. */
const ENDS = new Set([0, ..."QSX"].map((code) => (typeof code === "string" ? code.charCodeAt(0) : code)));

/**
 * Connections take turns. The package's own queue lets another connection in between the Parse and the Bind of a
 * statement, which then binds to the other's: here a turn lasts to the end of the statement, or of the transaction.
 */
class Turns {
  private readonly db: PGlite;
  private waiting: Message[] = [];
  private holder: number | null = null;
  private working = false;

  constructor(db: PGlite) {
    this.db = db;
  }

  enqueue(from: number, bytes: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ from, bytes, resolve, reject, onData });
      void this.work();
    });
  }

  clearQueueForHandler(from: number): void {
    this.waiting = this.waiting.filter((message) => message.from !== from);
  }

  async clearTransactionIfNeeded(from: number): Promise<void> {
    if (this.holder !== from) return;
    if (this.db.isInTransaction()) await this.db.exec("ROLLBACK");
    this.holder = null;
    await this.work();
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (let next = this.next(); next !== undefined; next = this.next()) await this.pass(next);
    this.working = false;
  }

  private next(): Message | undefined {
    const { holder } = this;
    const at = holder === null ? 0 : this.waiting.findIndex(({ from }) => from === holder);
    return at === -1 ? undefined : this.waiting.splice(at, 1)[0];
  }

  private async pass({ from, bytes, resolve, reject, onData }: Message): Promise<void> {
    let size = 0;
    const onRawData = (data: Uint8Array): void => {
      size += data.length;
      onData(data);
    };
    try {
      await this.db.runExclusive(() => this.db.execProtocolRawStream(bytes, { onRawData }));
      this.holder = ENDS.has(bytes[0]) && !this.db.isInTransaction() ? null : from;
      resolve(size);
    } catch (error) {
      this.holder = null;
      reject(error as Error);
    }
  }
}

/**
 * An empty database in memory, or that of a folder. What `stop` ends, `start` opens again, with all that was in it.
 * `port`: 0 for a free one.
 */
export async function startPglite({ port: wantedPort = 0, folder = "" } = {}): Promise<Postgres> {
  const db = folder === "" ? await PGlite.create() : await PGlite.create(folder);
  const sockets = new Set<Socket>();
  let server: Server;
  let port = wantedPort;
  const start = async (): Promise<void> => {
    const queryQueue = new Turns(db) as unknown as PGLiteSocketHandlerOptions["queryQueue"];
    server = createServer((socket) => {
      sockets.add(socket.once("close", () => sockets.delete(socket)));
      void new PGLiteSocketHandler({ queryQueue, closeOnDetach: true }).attach(socket);
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    ({ port } = server.address() as AddressInfo);
  };
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
    if (db.isInTransaction()) await db.exec("ROLLBACK");
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`,
    start,
    stop,
    remove: async () => {
      await stop();
      await db.close();
    },
  };
}
