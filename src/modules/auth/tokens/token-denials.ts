import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { boundedCache } from '../../../core/limits/bounded-cache.js';
import { GameError } from '../../../protocol/game-error.js';
import { ACCESS_TOKEN_SECONDS, type AccessClaims } from './access-tokens.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { AuditRepository } from '../accounts/audit.repository.js';
import { AuthError } from '../auth.errors.js';
import { type AuthNews, AuthNewsRepository } from './auth-news.repository.js';
import { TokensRepository } from './tokens.repository.js';

/** Maximum number of revocations kept in memory. */
const MAX_DENIALS = 100_000;

/** By wall clock, like token expiry: if the clock is set back, both last longer. No access token outlives this, clock tolerance included. */
const MEMORY_MS = (ACCESS_TOKEN_SECONDS + 60) * 1_000;

/** How long erasures are loaded again at startup, in milliseconds: games may still write about those players. */
const ERASED_MEMORY_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Access tokens revoked before their expiry: those of banned and erased players, and of ended sign-ins. Kept in memory, so
 * that checking a token needs no query, and loaded from the database at startup. Other servers on the same PostgreSQL are told
 * within two seconds, see {@link AuthNewsRepository}.
 */
@Injectable()
export class TokenDenials implements OnModuleInit {
  /** When the bans of banned players end. */
  private readonly bans = boundedCache<number>(MAX_DENIALS);
  private readonly families = boundedCache<number>(MAX_DENIALS);

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly tokens: TokensRepository,
    private readonly audit: AuditRepository,
    private readonly records: PlayerRecords,
    private readonly news: AuthNewsRepository,
  ) {}

  /** Nest's hook: loads recent revocations. */
  async onModuleInit(): Promise<void> {
    await this.news.begin();
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

  /** Tells the other servers what was done here. */
  tell(news: AuthNews): Promise<void> {
    return this.news.tell(news);
  }

  /** Accepts a player's tokens again. */
  allowPlayer(playerId: string): void {
    this.bans.delete(playerId);
  }

  /** Refuses the tokens of one sign-in from now on. */
  denyFamily(family: string): void {
    this.families.set(family, Date.now() + MEMORY_MS);
  }

  /**
   * Whether the tokens of a player, or of one of their sign-ins, are refused.
   * @throws GameError auth.banned
   */
  isDenied({ playerId, family }: Pick<AccessClaims, 'playerId'> & Partial<AccessClaims>): boolean {
    if (this.records.isErased(playerId)) return true;
    if ((this.bans.get(playerId) ?? 0) > Date.now()) throw new GameError(AuthError['auth.banned']);
    return family !== undefined && (this.families.get(family) ?? 0) > Date.now();
  }
}
