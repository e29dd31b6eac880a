/** An event whose sender waits for what its listeners do: they hand in their work, and never throw. */
abstract class PlayerEvent {
  private readonly works: Promise<unknown>[] = [];

  constructor(
    /** Whom it is about. */
    readonly playerId: string,
  ) {}

  /** Resolves when all that was handed in is done. @throws what one of them was rejected with */
  async settled(): Promise<void> {
    const results = await Promise.allSettled(this.works);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  protected hold(work: Promise<unknown>): void {
    this.works.push(work);
  }
}

/**
 * A player's account is being erased, and everything that is kept about the player has to go (GDPR article 17):
 *
 * ```ts
 * this.events.on(PlayerErased, (event) => event.waitUntil(this.repository.removeAllOf(event.playerId)));
 * ```
 *
 * The account itself is deleted when all have succeeded; else it stays, and the player can try again. What was being written
 * about the player through {@link PlayerRecords.write} has ended by now, and nothing new begins.
 */
export class PlayerErased extends PlayerEvent {
  /** Makes the erasure wait for this work. */
  waitUntil(work: Promise<unknown>): void {
    this.hold(work);
  }
}

/**
 * A player wants everything that is kept about him (GDPR article 20):
 *
 * ```ts
 * this.events.on(PlayerExported, (event) => event.add('scores', this.repository.allOf(event.playerId)));
 * ```
 */
export class PlayerExported extends PlayerEvent {
  /** What was handed in so far, by section; complete when {@link settled} has resolved. */
  readonly sections: Record<string, unknown> = {};

  /** Adds a section. @param data what JSON can hold */
  add(section: string, data: Promise<unknown>): void {
    this.hold(data.then((value) => (this.sections[section] = value)));
  }
}

/** A player is called otherwise from now on. */
export class PlayerRenamed {
  constructor(
    /** Who. */
    readonly playerId: string,
    /** The new name. */
    readonly displayName: string,
  ) {}
}
