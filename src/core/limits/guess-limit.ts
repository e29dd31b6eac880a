import { addressKey } from './address-key.js';
import { KeyedLimit, type KeyedLimitOptions } from './keyed-limit.js';

/*
 * For secrets that can be guessed: passwords of rooms, codes of parties. Counts wrong guesses by player, by address and by
 * target, across connections. A service calls `isExhausted` before it checks a guess, and `count` after a wrong one.
 */

/** How many wrong guesses are allowed. */
export interface GuessRule {
  /** Per player, or per session that has not signed in. */
  readonly perPlayer: number;
  /** Per address: a multiple, since a school or a mobile network shares one address. */
  readonly perAddress: number;
  /** Per target, by anybody; beyond it, anyone with one wrong guess has to wait. Unlimited by default. */
  readonly perTarget?: number;
  /** How long they count, in milliseconds. */
  readonly windowMs: number;
}

/** The one who guesses; sessions qualify. */
export interface Guesser {
  readonly id: string;
  readonly playerId: string | undefined;
  readonly remoteAddress: string;
}

/** What a wrong guess is counted under. */
export type GuessKind = 'player' | 'address' | 'target';

/** Counts wrong guesses by player, address and target; on this node, and with `tell` and {@link GuessLimit.hear} on all. */
export class GuessLimit {
  private readonly players: KeyedLimit;
  private readonly addresses: KeyedLimit;
  private readonly targets: KeyedLimit | undefined;

  constructor(
    { perPlayer, perAddress, perTarget, windowMs }: GuessRule,
    options: Pick<KeyedLimitOptions, 'nowMs'> = {},
    /** Told of everything that is counted here. */
    private readonly tell?: (kind: GuessKind, key: string) => void,
  ) {
    this.players = new KeyedLimit({ failures: perPlayer, windowMs }, options);
    this.addresses = new KeyedLimit({ failures: perAddress, windowMs }, options);
    this.targets = perTarget === undefined ? undefined : new KeyedLimit({ failures: perTarget, windowMs }, options);
  }

  /** Whether this guesser has to wait. */
  isExhausted(guesser: Guesser, target?: string): boolean {
    const player = playerKey(guesser);
    const address = addressKey(guesser.remoteAddress);
    if (this.players.isExhausted(player) || this.addresses.isExhausted(address)) return true;
    if (target === undefined || this.targets?.isExhausted(target) !== true) return false;
    // Many addresses are guessing at one target together. Those who have not failed yet are most likely innocent.
    return this.players.has(player) || this.addresses.has(address);
  }

  /** Counts a wrong guess. */
  count(guesser: Guesser, target?: string): void {
    this.countAs('player', playerKey(guesser));
    this.countAs('address', addressKey(guesser.remoteAddress));
    if (target !== undefined) this.countAs('target', target);
  }

  /** Counts what another node has told. */
  hear(kind: string, key: string): void {
    this.limitOf(kind)?.admits(key);
  }

  private countAs(kind: GuessKind, key: string): void {
    this.hear(kind, key);
    this.tell?.(kind, key);
  }

  private limitOf(kind: string): KeyedLimit | undefined {
    if (kind === 'target') return this.targets;
    return kind === 'player' ? this.players : this.addresses;
  }
}

function playerKey({ id, playerId }: Guesser): string {
  return playerId ?? id;
}
