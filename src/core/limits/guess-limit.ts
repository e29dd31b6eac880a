import { addressKey } from './address-key.js';
import { KeyedLimit, type KeyedLimitOptions } from './keyed-limit.js';

/*
 * For what can be found by trying: passwords of rooms, codes of parties. It counts wrong guesses by who guesses, by where
 * from and by what at, across connections. A service asks `isExhausted` before it looks, and calls `count` after a miss.
 */

/** How many wrong guesses are too many. */
export interface GuessRule {
  /** Of one player, or of one session that has not signed in. */
  readonly perPlayer: number;
  /** Of all players of one address: a multiple, since a school or a mobile network has one address for many. */
  readonly perAddress: number;
  /** At one thing that is guessed at, by anybody; beyond it, whoever has one wrong guess waits. Unlimited by default. */
  readonly perTarget?: number;
  /** How long they count, in milliseconds. */
  readonly windowMs: number;
}

/** Who guesses; a session is one. */
export interface Guesser {
  readonly id: string;
  readonly playerId: string | undefined;
  readonly remoteAddress: string;
}

/** Counts wrong guesses by player, address and target. */
export class GuessLimit {
  private readonly players: KeyedLimit;
  private readonly addresses: KeyedLimit;
  private readonly targets: KeyedLimit | undefined;

  constructor(
    { perPlayer, perAddress, perTarget, windowMs }: GuessRule,
    options: Pick<KeyedLimitOptions, 'nowMs'> = {},
  ) {
    this.players = new KeyedLimit({ failures: perPlayer, windowMs }, options);
    this.addresses = new KeyedLimit({ failures: perAddress, windowMs }, options);
    this.targets = perTarget === undefined ? undefined : new KeyedLimit({ failures: perTarget, windowMs }, options);
  }

  /** Whether this one has to wait before guessing again. */
  isExhausted(guesser: Guesser, target?: string): boolean {
    const player = playerKey(guesser);
    const address = addressKey(guesser.remoteAddress);
    if (this.players.isExhausted(player) || this.addresses.isExhausted(address)) return true;
    if (target === undefined || this.targets?.isExhausted(target) !== true) return false;
    // Many addresses guess at one thing together. Those who have not failed yet are most likely others.
    return this.players.has(player) || this.addresses.has(address);
  }

  /** Counts a wrong guess. */
  count(guesser: Guesser, target?: string): void {
    this.players.admits(playerKey(guesser));
    this.addresses.admits(addressKey(guesser.remoteAddress));
    if (target !== undefined) this.targets?.admits(target);
  }
}

function playerKey({ id, playerId }: Guesser): string {
  return playerId ?? id;
}
