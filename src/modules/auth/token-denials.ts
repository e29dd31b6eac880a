import { Injectable, type OnModuleInit } from '@nestjs/common';
import { boundedCache } from '../../core/limits/bounded-cache.js';
import { GameError } from '../../protocol/game-error.js';
import { ACCESS_TOKEN_SECONDS, type AccessClaims } from './access-tokens.js';
import { AccountsRepository } from './accounts.repository.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from './auth.errors.js';
import { TokensRepository } from './tokens.repository.js';

/** How many revocations are remembered at once. */
const MOST = 100_000;

/** By the wall clock, as the tokens' own end: set back, both last longer. An access token cannot outlive this, clock tolerance included. */
const MEMORY_MS = (ACCESS_TOKEN_SECONDS + 60) * 1_000;

/** Why a player's tokens are refused. */
export type DenialReason = 'banned' | 'erased';

/**
 * Access tokens that were called back before their time: of banned and erased players, and of sign-ins that were ended. It
 * is kept in memory, so that checking a token needs no query, and read from the database at the start. Another node hears
 * nothing of it; there such a token is good until it expires, 15 minutes at most, and cannot be refreshed.
 */
@Injectable()
export class TokenDenials implements OnModuleInit {
  private readonly players = boundedCache<{ reason: DenialReason; untilMs: number }>(MOST);
  private readonly families = boundedCache<number>(MOST);

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly tokens: TokensRepository,
    private readonly audit: AuditRepository,
  ) {}

  /** Nest's hook: what was called back shortly before this start. */
  async onModuleInit(): Promise<void> {
    const since = new Date(Date.now() - MEMORY_MS);
    for (const family of await this.tokens.revokedSince(since)) this.denyFamily(family);
    for (const playerId of await this.audit.accountsSince(['banned', 'erased'], since)) {
      const account = await this.accounts.find(playerId);
      if (!account) this.denyPlayer(playerId, 'erased');
      else if (account.bannedUntil !== null) this.denyPlayer(playerId, 'banned', account.bannedUntil);
    }
  }

  /** Refuses a player's tokens from now on. @param until when that ends; never by default */
  denyPlayer(playerId: string, reason: DenialReason, until?: Date): void {
    const untilMs = Math.min(Date.now() + MEMORY_MS, until?.getTime() ?? Infinity);
    this.players.set(playerId, { reason, untilMs });
  }

  /** Takes a player's tokens again. */
  allowPlayer(playerId: string): void {
    this.players.delete(playerId);
  }

  /** Refuses the tokens of one sign-in from now on. */
  denyFamily(family: string): void {
    this.families.set(family, Date.now() + MEMORY_MS);
  }

  /**
   * Whether the tokens of a player, or of one of his sign-ins, are refused.
   * @throws GameError auth.banned
   */
  isDenied({ playerId, family }: Pick<AccessClaims, 'playerId'> & Partial<AccessClaims>): boolean {
    const player = this.players.get(playerId);
    if (player && player.untilMs > Date.now()) {
      if (player.reason === 'banned') throw new GameError(AuthError['auth.banned']);
      return true;
    }
    return family !== undefined && (this.families.get(family) ?? 0) > Date.now();
  }
}
