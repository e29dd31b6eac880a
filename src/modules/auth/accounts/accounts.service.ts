import { Injectable } from '@nestjs/common';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { ConcurrencyLimit } from '../../../core/limits/concurrency-limit.js';
import { KeyedLimit } from '../../../core/limits/keyed-limit.js';
import { PlayerSessions } from '../../../core/sessions/player-sessions.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { AccountsRepository } from './accounts.repository.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type { ProvenClaim } from '../email/email-claims.repository.js';
import { TicketStore } from '../tokens/ticket-store.js';
import { TokenDenials } from '../tokens/token-denials.js';
import { TokensRepository } from '../tokens/tokens.repository.js';

/** Nobody is banned for longer. */
const FOR_EVER = new Date('9999-12-31T00:00:00Z');

/** Audit entries in an export. */
const MAX_ENTRIES = 1_000;

/** Exports of one player: they read everything, so one at a time, a few at once, and one a minute. */
const EXPORTS = { perSecond: 1 / 60, burst: 5 };

/** How long an account is banned, and why. */
export interface Ban {
  /** When it ends; never by default. */
  readonly until?: Date;
  /** For operators. */
  readonly reason?: string;
}

/** What operators and players do to whole accounts: ban, export, erase. */
@Injectable()
export class AccountsService {
  private readonly exports = new KeyedLimit(EXPORTS);
  private readonly exporting = new ConcurrencyLimit(1);
  private readonly turns = new Map<string, Promise<void>>();

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly tokens: TokensRepository,
    private readonly denials: TokenDenials,
    private readonly tickets: TicketStore,
    private readonly sessions: PlayerSessions,
    private readonly audit: AuditRepository,
    private readonly records: PlayerRecords,
  ) {}

  /**
   * Bans a player: his sessions end with a close that is not retried, and he cannot sign in. For an admin's console.
   * @returns false when there is no such account
   */
  ban(playerId: string, { until = FOR_EVER, reason }: Ban = {}): Promise<boolean> {
    return this.inTurn(playerId, async () => {
      const banned = await this.accounts.update(playerId, { bannedUntil: until, banReason: reason ?? null });
      if (!banned) return false;
      this.denials.denyPlayer(playerId, until);
      this.sessions.closeAll(playerId, AuthError['auth.banned']);
      await this.audit.note(playerId, 'banned');
      return true;
    });
  }

  /** Ends a ban. @returns false when there is no such account */
  unban(playerId: string): Promise<boolean> {
    return this.inTurn(playerId, async () => {
      if (!(await this.accounts.update(playerId, { bannedUntil: null, banReason: null }))) return false;
      this.denials.allowPlayer(playerId);
      await this.audit.note(playerId, 'unbanned');
      return true;
    });
  }

  /** Ends all sign-ins and all sessions of a player. */
  async signOutEverywhere(playerId: string): Promise<void> {
    this.throwOut(playerId, await this.tokens.revokeAllOf(playerId), AuthError['auth.signed_out']);
  }

  /** Ends all sign-ins of a player, and all sessions but this one. */
  async signOutElsewhere(session: Session, playerId: string): Promise<void> {
    this.throwOut(playerId, await this.tokens.revokeAllOf(playerId), AuthError['auth.signed_out'], session);
  }

  /** Throws out of an account whoever had its e-mail address without having shown that it is his. */
  async evict({ evicted }: ProvenClaim): Promise<void> {
    if (!evicted) return;
    const { accountId, families } = evicted;
    this.throwOut(accountId, families, AuthError['auth.email_lost']);
    await this.audit.note(accountId, 'email_lost');
  }

  /** Refuses the tokens of sign-ins that have ended, and ends the player's sessions, all but `kept`. At once. */
  throwOut(playerId: string, families: readonly string[], reason: string, kept?: Session): void {
    for (const family of families) this.denials.denyFamily(family);
    this.tickets.revokeAllOf(playerId);
    for (const session of [...this.sessions.of(playerId)]) if (session !== kept) this.sessions.dismiss(session, reason);
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
      const sections = await this.records.export(playerId);
      return { account: await this.ownData(playerId), ...sections };
    } finally {
      release();
    }
  }

  /**
   * Erases a player with everything that is kept about him, here and in the modules that listen. His sessions are over with
   * it: the one that asks, `by`, hears the answer and nothing else.
   * @throws what stops one of the modules; the player stays then, and so does `by`
   */
  erase(playerId: string, by?: Session): Promise<void> {
    return this.inTurn(playerId, async () => {
      for (const session of [...this.sessions.of(playerId)]) {
        if (session !== by) this.sessions.dismiss(session, AuthError['auth.erased']);
      }
      await this.records.erase(playerId, async () => {
        await this.tokens.revokeAllOf(playerId);
        await this.accounts.remove(playerId);
        await this.audit.erase(playerId);
      });
      this.throwOut(playerId, [], AuthError['auth.erased']);
    });
  }

  // What is stored of an account and what is remembered of it must change in the same order.
  private inTurn<T>(playerId: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(playerId) ?? Promise.resolve()).then(work);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.turns.set(playerId, settled);
    void settled.then(() => {
      if (this.turns.get(playerId) === settled) this.turns.delete(playerId);
    });
    return turn;
  }

  private async ownData(playerId: string): Promise<object> {
    const account = await this.accounts.find(playerId);
    const identities = await this.accounts.identitiesOf(playerId);
    const entries = await this.audit.of(playerId, MAX_ENTRIES);
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
