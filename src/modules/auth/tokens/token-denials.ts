import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { boundedCache } from '../../../core/limits/bounded-cache.js';
import { GameError } from '../../../protocol/game-error.js';
import { ACCESS_TOKEN_SECONDS, type AccessClaims } from './access-tokens.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { AuditRepository } from '../accounts/audit.repository.js';
import { AuthError } from '../auth.errors.js';
import { TokensRepository } from './tokens.repository.js';

/** How many revocations are remembered at once. */
const MAX_DENIALS = 100_000;

/** By the wall clock, as the tokens' own end: set back, both last longer. An access token cannot outlive this, clock tolerance included. */
const MEMORY_MS = (ACCESS_TOKEN_SECONDS + 60) * 1_000;

/** For how long after an erasure this server knows of it after a start, in milliseconds: games may still write about them. */
const ERASED_MEMORY_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Access tokens that were called back before their time: of banned and erased players, and of sign-ins that were ended. It
 * is kept in memory, so that checking a token needs no query, and read from the database at the start. Another node hears
 * nothing of it; there such a token is good until it expires, 15 minutes at most, and cannot be refreshed.
 */
@Injectable()
export class TokenDenials implements OnModuleInit {
  /** Until when a banned player's tokens are refused. */
  private readonly bans = boundedCache<number>(MAX_DENIALS);
  private readonly families = boundedCache<number>(MAX_DENIALS);

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly tokens: TokensRepository,
    private readonly audit: AuditRepository,
    private readonly records: PlayerRecords,
  ) {}

  /** Nest's hook: what was called back shortly before this start. */
  async onModuleInit(): Promise<void> {
    const since = new Date(Date.now() - MEMORY_MS);
    for (const family of await this.tokens.revokedSince(since)) this.denyFamily(family);
    for (const playerId of await this.audit.accountsSince(['banned'], since)) {
      const account = await this.accounts.find(playerId);
      if (account?.bannedUntil) this.denyPlayer(playerId, account.bannedUntil);
    }
    this.records.note(await this.audit.accountsSince(['erased'], new Date(Date.now() - ERASED_MEMORY_MS)));
  }

  /** Refuses a banned player's tokens from now on, until then. */
  denyPlayer(playerId: string, until: Date): void {
    this.bans.set(playerId, Math.min(Date.now() + MEMORY_MS, until.getTime()));
  }

  /** Takes a player's tokens again. */
  allowPlayer(playerId: string): void {
    this.bans.delete(playerId);
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
    if (this.records.isErased(playerId)) return true;
    if ((this.bans.get(playerId) ?? 0) > Date.now()) throw new GameError(AuthError['auth.banned']);
    return family !== undefined && (this.families.get(family) ?? 0) > Date.now();
  }
}
