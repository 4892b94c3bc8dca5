// A value that tells when it changes.
// Owns: the value and who listens. Must not: know what it means.

export class Observable<T> {
  private now: T;
  private readonly listeners = new Set<(value: T) => void>();

  constructor(first: T) {
    this.now = first;
  }

  get value(): T {
    return this.now;
  }

  set(value: T): void {
    if (value === this.now) return;
    this.now = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  /** Tells of changes from now on; call the result to stop. */
  listen(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
