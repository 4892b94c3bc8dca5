// The live list of public rooms: kept from what the framework tells of every listing, told on in small bundles.
// Owns: the list of this process. Must not: give seats.
import { matchMaker } from "@colyseus/core";
import type { RoomCard, RoomsNews } from "../../shared/protocol/seats.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { cardOf, isShown, type Listing, shownRooms } from "./rooms-wiring.ts";

/** Where the framework tells of changed listings: an id, and whether it is gone. */
const TOPIC = "$lobby";
/** Changes are told together this often: 200 rooms made in a row are a few messages, not 200. */
const BUNDLE_MS = 250;
/** Rooms in the list: what a person can look through, and a message can hold. */
const MOST_ROOMS = 200;

export class RoomList {
  private readonly rooms = new Map<string, RoomCard>();
  private readonly changed = new Set<string>();
  private readonly listeners = new Set<(news: RoomsNews) => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Follows the listings from now on. Call once the server listens. */
  async open(cluster: Cluster): Promise<void> {
    await cluster.presence.subscribe(TOPIC, this.heard);
    cluster.onBack(() => void this.readAll());
    await this.readAll();
  }

  close(): void {
    clearTimeout(this.timer);
    matchMaker.presence.unsubscribe(TOPIC, this.heard);
  }

  cards(): RoomCard[] {
    return [...this.rooms.values()].slice(0, MOST_ROOMS);
  }

  /** Until the returned function is called. */
  listen(listener: (news: RoomsNews) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private readonly heard = (said: string): void => {
    const [id] = said.split(",");
    this.changed.add(id);
    this.timer ??= setTimeout(() => void this.tell(), BUNDLE_MS);
  };

  /** What has changed is looked up together: of what the topic says, only the ids are needed. */
  private async tell(): Promise<void> {
    const ids = [...this.changed];
    this.changed.clear();
    this.timer = undefined;
    const listings = await matchMaker.findRoomsByIds(ids).catch(() => null);
    // Redis is away: all are read anew when it is back.
    if (listings === null) return;
    const news: RoomsNews = { here: [], gone: [] };
    for (const id of ids) {
      const listing = listings.get(id) as Listing | undefined;
      if (listing !== undefined && isShown(listing)) this.put(cardOf(listing), news);
      else if (this.rooms.delete(id)) news.gone.push(id);
    }
    for (const listener of this.listeners) listener(news);
  }

  private put(card: RoomCard, news: RoomsNews): void {
    this.rooms.set(card.id, card);
    if (news.here.length < MOST_ROOMS) news.here.push(card);
  }

  private async readAll(): Promise<void> {
    const cards = await shownRooms().catch(() => null);
    for (const { id } of cards ?? []) this.heard(`${id},0`);
    for (const id of cards === null ? [] : this.rooms.keys()) this.heard(`${id},0`);
  }
}
