/** An event whose sender waits for its listeners' work: they hand in promises, and never throw. */
abstract class PlayerEvent {
  private readonly works: Promise<unknown>[] = [];

  constructor(
    /** The player it is about. */
    readonly playerId: string,
  ) {}

  /** Resolves when all handed-in work is done. @throws the error of any that failed */
  async settled(): Promise<void> {
    const results = await Promise.allSettled(this.works);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  protected hold(work: Promise<unknown>): void {
    this.works.push(work);
  }
}

/**
 * A player's account is being erased, and everything stored about the player must be deleted (GDPR article 17):
 *
 * ```ts
 * this.events.on(PlayerErased, (event) => event.waitUntil(this.repository.removeAllOf(event.playerId)));
 * ```
 *
 * The account itself is deleted once all have succeeded; otherwise it remains, and the player can try again. Writes about the
 * player through {@link PlayerRecords.write} have finished by now, and no new ones start.
 */
export class PlayerErased extends PlayerEvent {
  /** Makes the erasure wait for this work. */
  waitUntil(work: Promise<unknown>): void {
    this.hold(work);
  }
}

/**
 * A player requests everything stored about them (GDPR article 20):
 *
 * ```ts
 * this.events.on(PlayerExported, (event) => event.add('scores', this.repository.allOf(event.playerId)));
 * ```
 */
export class PlayerExported extends PlayerEvent {
  /** The sections so far; complete when {@link settled} has resolved. */
  readonly sections: Record<string, unknown> = {};

  /** Adds a section. @param data must be serialisable as JSON */
  add(section: string, data: Promise<unknown>): void {
    this.hold(data.then((value) => (this.sections[section] = value)));
  }
}

/** A player has a new name. */
export class PlayerRenamed {
  constructor(
    /** The player's id. */
    readonly playerId: string,
    /** The new name. */
    readonly displayName: string,
  ) {}
}
