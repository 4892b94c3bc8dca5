// Who one is to the server: a guest from the first call on, until one has an account.
// Owns: the tokens and when they are renewed. Must not: know where they are kept, or what they open.
import { CallError, call } from "./calls.ts";

/** Where something is kept between visits. */
export interface TokenStore {
  get(): string | null;
  set(token: string | null): void;
}

/** As the server lets somebody in. */
export interface Session {
  player: { id: string; guest: boolean };
  access: string;
  refresh: string;
  accessSeconds: number;
}

interface Kept extends Session {
  /** By this machine's clock, ms. */
  untilMs: number;
  /** One had an account before, and was signed out of it from elsewhere. */
  signedOut?: boolean;
}

/** A token is renewed this long before it ends, ms. */
const EARLY_MS = 60_000;

export class Identity {
  private readonly endpoint: string;
  private readonly store: TokenStore | null;
  private readonly aside: TokenStore | null;
  private kept: Kept | null = null;
  /** The store keeps nothing, as in some private windows. */
  private forgetful = false;
  private renewing: Promise<Kept> | null = null;

  /**
   * Without a store: somebody new, for as long as this object lives. `aside`: where a guest's tokens lie while one is
   * signed in to an account: they are all that the guest has.
   */
  constructor(endpoint: string, store: TokenStore | null = null, aside: TokenStore | null = null) {
    this.endpoint = endpoint;
    this.store = store;
    this.aside = aside;
  }

  /** Whoever one was last; null before the first call. */
  get player(): { id: string; guest: boolean } | null {
    return this.read()?.player ?? null;
  }

  /** The long token, which proves the most; null before the first call. */
  get refresh(): string | null {
    return this.read()?.refresh ?? null;
  }

  /** One is a guest because the account was signed out from elsewhere. */
  get signedOut(): boolean {
    return this.read()?.signedOut === true;
  }

  /** An access token that is good now. Rejects with CallError when the server does not answer. */
  async access(): Promise<string> {
    const now = this.read();
    if (now !== null && Date.now() < now.untilMs - EARLY_MS) return now.access;
    this.renewing ??= this.renew(now).finally(() => {
      this.renewing = null;
    });
    return (await this.renewing).access;
  }

  /** One is who the server let in, from now on. */
  become(session: Session): void {
    const before = this.read();
    const other = before !== null && before.player.id !== session.player.id;
    if (other && before.player.guest && !session.player.guest) this.aside?.set(JSON.stringify(before));
    this.keep({ ...session, untilMs: Date.now() + session.accessSeconds * 1000 });
  }

  /** One is the guest of before the account, or at the next call a new one. */
  signOut(): void {
    this.keep(this.parse(this.aside?.get() ?? null));
    this.aside?.set(null);
  }

  private async renew(now: Kept | null): Promise<Kept> {
    const session = now && (await this.refreshed(now));
    if (session !== null) this.become(session);
    else await this.startAnew(now);
    return this.read() as Kept;
  }

  /** The server knows `lost` no more. */
  private async startAnew(lost: Kept | null): Promise<void> {
    this.signOut();
    const guest = this.read();
    this.become((guest && (await this.refreshed(guest))) ?? (await this.guest()));
    if (lost !== null && !lost.player.guest) this.keep({ ...(this.read() as Kept), signedOut: true });
  }

  /** Null when the server does not know one any more. */
  private refreshed({ refresh }: Kept): Promise<Session | null> {
    return call<Session>(this.endpoint, "POST", "/api/session/refresh", { body: { refresh } }).catch(
      (error) => {
        if (error instanceof CallError && error.status === 401) return null;
        throw error;
      },
    );
  }

  private guest(): Promise<Session> {
    return call<Session>(this.endpoint, "POST", "/api/session/guest", { body: {} });
  }

  private keep(kept: Kept | null): void {
    this.kept = kept;
    this.store?.set(kept && JSON.stringify(kept));
    this.forgetful = kept !== null && (this.store?.get() ?? null) === null;
  }

  /** What is kept, read anew: another tab may have renewed it. */
  private read(): Kept | null {
    return this.store === null || this.forgetful ? this.kept : this.parse(this.store.get());
  }

  private parse(text: string | null): Kept | null {
    try {
      const kept = JSON.parse(text ?? "null") as Kept | null;
      return typeof kept?.player?.id === "string" && typeof kept.refresh === "string" ? kept : null;
    } catch {
      return null;
    }
  }
}
