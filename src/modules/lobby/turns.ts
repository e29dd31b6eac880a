/** Does what concerns one key in turns, each when the one before is done. It is the callers that are bounded: each waits for its own. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Does `work` when it is its turn. What one turn throws is its caller's and stops no other. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(work);
    const done: Promise<void> = result
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (this.last.get(key) === done) this.last.delete(key);
      });
    this.last.set(key, done);
    return result;
  }
}
