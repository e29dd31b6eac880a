import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { displayNameOf } from '../../protocol/display-name.js';
import { PlayerRecords } from '../events/player-records.js';

/** The longest name that is told, in characters; what is longer is cut. */
export const MAX_DISPLAY_NAME_LENGTH = 32;

/**
 * Knows how players are called. The bundled AuthModule provides one, with the names of its accounts; a game with accounts of
 * its own provides another, in whatever module, exported or not. Without one, lists of players have ids only:
 *
 * ```ts
 * @Module({ providers: [{ provide: PlayerNames, useClass: OurNames }] })
 * export class OurAccountsModule {}
 * ```
 */
export abstract class PlayerNames {
  /**
   * The names of these players, all read at once; who has none is left out.
   * @param playerIds each once; a client may have made one up, so it need not be of any form
   */
  abstract namesOf(playerIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Asks the server's {@link PlayerNames}, wherever it is provided. Modules with lists of players use it. */
@Injectable()
export class DisplayNames implements OnModuleInit {
  private readonly logger = new Logger('Names');
  private names: PlayerNames | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly records: PlayerRecords,
  ) {}

  /** Nest's hook. @throws Error, one sentence, when several know names */
  onModuleInit(): void {
    const found = this.discovery.getProviders().filter(({ instance }) => instance instanceof PlayerNames);
    const places = new Map(found.map(({ instance, host }) => [instance as PlayerNames, host?.name ?? 'a module']));
    if (places.size > 1) {
      throw new Error(`${[...places.values()].join(' and ')} each provide PlayerNames; leave all but one out.`);
    }
    this.names = [...places.keys()][0];
  }

  /**
   * How these players are called; one read for all. Who has no name, or was erased, is left out, and so is everybody when the
   * names cannot be read: a list without names is better than none.
   */
  async of(playerIds: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(playerIds)];
    const shown = new Map<string, string>();
    if (this.names === undefined || ids.length === 0) return shown;
    try {
      for (const [id, name] of await this.names.namesOf(ids)) {
        const cut = displayNameOf(Array.from(name).slice(0, MAX_DISPLAY_NAME_LENGTH).join(''), MAX_DISPLAY_NAME_LENGTH);
        if (cut !== undefined && !this.records.isErased(id)) shown.set(id, cut);
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'The names of players could not be read.');
    }
    return shown;
  }

  /** The same entries with the names of their players. */
  async addTo<T extends { readonly playerId: string }>(
    entries: readonly T[],
  ): Promise<(T & { displayName?: string })[]> {
    const names = await this.of(entries.map(({ playerId }) => playerId));
    return entries.map((entry) => {
      const displayName = names.get(entry.playerId);
      return displayName === undefined ? entry : { ...entry, displayName };
    });
  }
}
