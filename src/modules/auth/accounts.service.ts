import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../core/events/player.events.js';
import { ConcurrencyLimit } from '../../core/limits/concurrency-limit.js';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import { PlayerSessions } from '../../core/sessions/player-sessions.js';
import type { Session } from '../../core/sessions/session.js';
import { CloseCode } from '../../protocol/close-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { AccountsRepository } from './accounts.repository.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from './auth.errors.js';
import { SignInTokens } from './sign-in-tokens.js';
import { TokenDenials } from './token-denials.js';

/** Nobody is banned for longer. */
const FOR_EVER = new Date('9999-12-31T00:00:00Z');

/** Audit entries in an export. */
const MOST_ENTRIES = 1_000;

/** Exports of one player: they read everything, so one at a time, a few at once, and one a minute. */
const EXPORTS = { perSecond: 1 / 60, burst: 5 };

/** Godot 4 drops what arrives together with a close, so the answer goes ahead of it. */
const LAST_WORDS_MS = 100;

/** How long an account is banned, and why. */
export interface Ban {
  /** When it ends; never by default. */
  readonly until?: Date;
  /** For operators. */
  readonly reason?: string;
}

/** What operators and players do to whole accounts: ban, export, erase. */
@Injectable()
export class AccountsService implements OnApplicationShutdown {
  private readonly exports = new KeyedLimit(EXPORTS);
  private readonly exporting = new ConcurrencyLimit(1);
  private readonly farewells = new Set<NodeJS.Timeout>();

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly tokens: SignInTokens,
    private readonly denials: TokenDenials,
    private readonly sessions: PlayerSessions,
    private readonly audit: AuditRepository,
    private readonly events: EventBus,
  ) {}

  /**
   * Bans a player: his sessions end with a close that is not retried, and he cannot sign in. For an admin's console.
   * @returns false when there is no such account
   */
  async ban(playerId: string, { until = FOR_EVER, reason }: Ban = {}): Promise<boolean> {
    const banned = await this.accounts.update(playerId, { bannedUntil: until, banReason: reason ?? null });
    if (!banned) return false;
    this.denials.denyPlayer(playerId, 'banned', until);
    this.sessions.closeAll(playerId, AuthError['auth.banned']);
    await this.audit.note(playerId, 'banned');
    return true;
  }

  /** Ends a ban. @returns false when there is no such account */
  async unban(playerId: string): Promise<boolean> {
    if (!(await this.accounts.update(playerId, { bannedUntil: null, banReason: null }))) return false;
    this.denials.allowPlayer(playerId);
    await this.audit.note(playerId, 'unbanned');
    return true;
  }

  /** Ends all sign-ins and all sessions of a player. */
  async signOutEverywhere(playerId: string): Promise<void> {
    await this.tokens.endAllOf(playerId);
    this.closeSessions(playerId, AuthError['auth.signed_out']);
  }

  /** Ends all sign-ins of a player, and all sessions but this one. */
  async signOutElsewhere(session: Session, playerId: string): Promise<void> {
    await this.tokens.endAllOf(playerId);
    for (const other of [...this.sessions.of(playerId)]) {
      if (other !== session) other.close(CloseCode.AuthRefused, AuthError['auth.signed_out']);
    }
  }

  /**
   * Everything that is kept about a player: a section of our own, and one of each module that listens.
   * @throws GameError rate.limited while one is under way, and when there were too many
   */
  async export(playerId: string, address: string): Promise<Record<string, unknown>> {
    const release = this.exporting.acquire(playerId);
    if (release === undefined) throw new GameError('rate.limited');
    try {
      if (!this.exports.admits(playerId)) throw new GameError('rate.limited');
      await this.audit.note(playerId, 'exported', address);
      const exported = new PlayerExported(playerId);
      this.events.emit(exported);
      await exported.settled();
      return { account: await this.ownData(playerId), ...exported.sections };
    } finally {
      release();
    }
  }

  /** Erases a player with everything that is kept about him, here and in the modules that listen. @throws what stops one of them */
  async erase(playerId: string): Promise<void> {
    await this.tokens.endAllOf(playerId);
    const erased = new PlayerErased(playerId);
    this.events.emit(erased);
    await erased.settled();
    await this.accounts.remove(playerId);
    this.denials.denyPlayer(playerId, 'erased');
    await this.audit.erase(playerId);
    this.closeSessions(playerId, AuthError['auth.erased']);
  }

  /** Nest's hook: the sessions are over by then. */
  onApplicationShutdown(): void {
    for (const timer of this.farewells) clearTimeout(timer);
  }

  // The session that asked gets its answer first.
  private closeSessions(playerId: string, reason: string): void {
    const timer = setTimeout(() => {
      this.farewells.delete(timer);
      this.sessions.closeAll(playerId, reason);
    }, LAST_WORDS_MS);
    this.farewells.add(timer);
  }

  private async ownData(playerId: string): Promise<object> {
    const account = await this.accounts.find(playerId);
    const identities = await this.accounts.identitiesOf(playerId);
    const entries = await this.audit.of(playerId, MOST_ENTRIES);
    return {
      ...account,
      // A device's subject is the hash of its secret, which is nobody's data.
      identities: identities.map(({ kind, subject, createdAt, verifiedAt }) => ({
        kind,
        ...(kind !== 'device' && { subject }),
        createdAt,
        verifiedAt,
      })),
      audit: entries.map(({ action, address, at }) => ({ action, address, at })),
    };
  }
}
