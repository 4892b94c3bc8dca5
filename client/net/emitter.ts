// Moments told to whoever listens.
// Owns: the listeners. Must not: queue anything.

export class Emitter<Events> {
  private readonly listeners = new Map<keyof Events, ((event: never) => void)[]>();

  /** Listens; call the result to stop. */
  on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): () => void {
    const list = this.listeners.get(name) ?? [];
    this.listeners.set(name, [...list, listener as (event: never) => void]);
    return () => {
      const now = this.listeners.get(name) ?? [];
      this.listeners.set(
        name,
        now.filter((other) => other !== listener),
      );
    };
  }

  emit<K extends keyof Events>(name: K, event: Events[K]): void {
    const list = this.listeners.get(name);
    if (list === undefined) return;
    for (const listener of list as ((event: Events[K]) => void)[]) listener(event);
  }
}
