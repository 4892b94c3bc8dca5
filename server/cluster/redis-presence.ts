// The framework's presence over Redis, such that nothing that a room does waits long for Redis or fails with it.
// Owns: what becomes of topics while Redis is away. Must not: know what is said over them.
import { RedisPresence } from "@colyseus/redis-presence";
import type { Redis } from "ioredis";
import type { Log } from "../ops/log.ts";
import type { RedisLink } from "./redis-link.ts";

type Listener = (...args: unknown[]) => void;

/** A request of the framework to a process or a room: method, id of the request, arguments. */
type Request = [method: unknown, id: string, args: unknown];
/** The framework's word for an answer that is an error (IpcProtocol.ERROR). */
const FAILED = 1;
/** As it calls a request that nobody has answered. */
const TIMEOUT = "ipc_timeout";

const USER_ROOMS = "colyseus:user-rooms:";

/** Processes and rooms hear requests on topics of their own. */
const isRequest = (topic: string, said: unknown): said is Request =>
  /^(p:|\$(?!lobby$))/.test(topic) && Array.isArray(said) && typeof said[1] === "string";

export class ClusterPresence extends RedisPresence {
  private readonly link: RedisLink;
  private readonly log: Log;

  constructor(link: RedisLink, log: Log) {
    super(link.commands);
    this.link = link;
    this.log = log;
    this.subscriptions.setMaxListeners(0);
    const topics = this.sub as Redis;
    link.watch(topics);
    topics.on("message", (topic: string, text: string) => this.hear(topic, text));
    link.onUp(() => this.resubscribeAll());
  }

  /** Resolves in any case: what Redis could not be told is told when it is back. */
  override async subscribe(topic: string, listener: Listener): Promise<this> {
    this.subscriptions.addListener(topic, listener);
    if (this.subscriptions.listenerCount(topic) === 1)
      await (this.sub as Redis).subscribe(topic).catch(() => {});
    return this;
  }

  override async unsubscribe(topic: string, listener?: Listener): Promise<this> {
    if (listener === undefined) this.subscriptions.removeAllListeners(topic);
    else this.subscriptions.removeListener(topic, listener);
    if (this.subscriptions.listenerCount(topic) === 0)
      await (this.sub as Redis).unsubscribe(topic).catch(() => {});
    return this;
  }

  /**
   * Resolves in any case. While Redis is away, this process hears it alone. A request that nobody hears is answered
   * at once, as one that ran out of time is: who died without a word is noticed so.
   */
  override async publish(topic: string, said: unknown = false): Promise<void> {
    const text = JSON.stringify(said);
    const heard = await this.link.run((redis) => redis.publish(topic, text)).catch(() => null);
    if (heard === null) this.hear(topic, text);
    if (
      isRequest(topic, said) &&
      (heard === 0 || (heard === null && !this.subscriptions.listenerCount(topic)))
    )
      this.hear(`ipc:${said[1]}`, JSON.stringify([FAILED, TIMEOUT]));
  }

  /** As `publish`, of which nothing stays here while Redis is away; whether anybody has heard it. */
  async tell(topic: string, said: unknown): Promise<boolean> {
    const text = JSON.stringify(said);
    return this.link
      .run((redis) => redis.publish(topic, text))
      .then(
        (heard) => heard > 0,
        () => false,
      );
  }

  // The framework calls these and looks at nothing that comes of it: they must not reject.

  /** Which sessions a user has where is kept by the framework for nobody here, and would stay of processes that died. */
  override async hset(key: string, field: string, value: string): Promise<boolean> {
    if (key.startsWith(USER_ROOMS)) return false;
    return this.link
      .run((redis) => redis.hset(key, field, value))
      .then(
        (n) => n > 0,
        () => false,
      );
  }

  override async hdel(key: string, field: string): Promise<boolean> {
    if (key.startsWith(USER_ROOMS)) return false;
    return this.link
      .run((redis) => redis.hdel(key, field))
      .then(
        (n) => n > 0,
        () => false,
      );
  }

  // What is waited for as an answer is refused while Redis is away.

  override async hget(key: string, field: string): Promise<string> {
    return this.link.run((redis) => redis.hget(key, field) as Promise<string>);
  }

  override async hgetall(key: string): Promise<Record<string, string>> {
    return this.link.run((redis) => redis.hgetall(key));
  }

  /** The cluster closes the link when everything else is closed. */
  override shutdown(): void {}

  private hear(topic: string, text: string): void {
    try {
      this.subscriptions.emit(topic, JSON.parse(text));
    } catch (error) {
      // A listener's own error: Redis' connection must not end over it, nor others not hear.
      this.log.error({ topic, err: String((error as Error)?.stack) }, "what was heard over a topic failed");
    }
  }
}
