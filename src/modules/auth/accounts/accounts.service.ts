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
import type { AuthNewsRow } from '../schema.js';
import { TicketStore } from '../tokens/ticket-store.js';
import { TokenDenials } from '../tokens/token-denials.js';
import { TokensRepository } from '../tokens/tokens.repository.js';

/** The latest end of a ban. */
const FOR_EVER = new Date('9999-12-31T00:00:00Z');

/** Maximum number of audit entries in an export. */
const MAX_ENTRIES = 1_000;

/** Exports per player: they read everything, so one at a time, one a minute on average, with a small burst. */
const EXPORTS = { perSecond: 1 / 60, burst: 5 };

/** How long an account is banned, and why. */
export interface Ban {
  /** When it ends; never, by default. */
  readonly until?: Date;
  /** For operators. */
  readonly reason?: string;
}

/** What operators and players can do with a whole account: ban, export, erase. */
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
   * Bans a player: their sessions are closed with a code that clients do not retry, and they cannot sign in.
   * @returns false when there is no such account
   */
  ban(playerId: string, { until = FOR_EVER, reason }: Ban = {}): Promise<boolean> {
    return this.inTurn(playerId, async () => {
      const banned = await this.accounts.update(playerId, { bannedUntil: until, banReason: reason ?? null });
      if (!banned) return false;
      this.denials.denyPlayer(playerId, until);
      this.sessions.closeAll(playerId, AuthError['auth.banned']);
      await this.denials.tell({ accountId: playerId, kind: 'banned', until });
      await this.audit.note(playerId, 'banned');
      return true;
    });
  }

  /** Lifts a ban. @returns false when there is no such account */
  unban(playerId: string): Promise<boolean> {
    return this.inTurn(playerId, async () => {
      if (!(await this.accounts.update(playerId, { bannedUntil: null, banReason: null }))) return false;
      this.denials.allowPlayer(playerId);
      await this.denials.tell({ accountId: playerId, kind: 'unbanned' });
      await this.audit.note(playerId, 'unbanned');
      return true;
    });
  }

  /** Ends all sign-ins and all sessions of a player. */
  async signOutEverywhere(playerId: string): Promise<void> {
    await this.throwOut(playerId, await this.tokens.revokeAllOf(playerId), AuthError['auth.signed_out']);
  }

  /** Ends all of a player's sign-ins, and all of their sessions except this one. */
  async signOutElsewhere(session: Session, playerId: string): Promise<void> {
    await this.throwOut(playerId, await this.tokens.revokeAllOf(playerId), AuthError['auth.signed_out'], session);
  }

  /** Signs out the unverified holder of an e-mail address after its real owner has proven it. */
  async evict({ evicted }: ProvenClaim): Promise<void> {
    if (!evicted) return;
    const { accountId, families } = evicted;
    await this.throwOut(accountId, families, AuthError['auth.email_lost']);
    await this.audit.note(accountId, 'email_lost');
  }

  /** Revokes the tokens of ended sign-ins and ends the player's sessions except `kept`: at once here, and soon on all nodes. */
  async throwOut(playerId: string, families: readonly string[], reason: string, kept?: Session): Promise<void> {
    this.throwOutHere(playerId, families, reason, kept);
    await this.denials.tell({ accountId: playerId, kind: 'ended', families: [...families], reason });
  }

  /** Another server on the same database has done something to an account. */
  hear({ accountId, kind, until, families, reason }: AuthNewsRow): void {
    if (kind === 'banned') {
      this.denials.denyPlayer(accountId, until ?? FOR_EVER);
      this.sessions.closeAll(accountId, AuthError['auth.banned']);
    } else if (kind === 'unbanned') {
      this.denials.allowPlayer(accountId);
    } else if (kind === 'erased') {
      this.records.note([accountId]);
      this.throwOutHere(accountId, families, AuthError['auth.erased']);
    } else if (reason === null) {
      for (const family of families) this.denials.denyFamily(family);
    } else {
      this.throwOutHere(accountId, families, reason);
    }
  }

  private throwOutHere(playerId: string, families: readonly string[], reason: string, kept?: Session): void {
    for (const family of families) this.denials.denyFamily(family);
    this.tickets.revokeAllOf(playerId);
    for (const session of [...this.sessions.of(playerId)]) if (session !== kept) this.sessions.dismiss(session, reason);
  }

  /**
   * Everything stored about a player: one section from this module, and one from each module that listens.
   * @throws GameError rate.limited while one is running, and when there were too many
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
   * Erases a player and everything stored about them, here and in the modules that listen. All of their sessions end; `by`,
   * the one that asked, still gets the reply.
   * @throws whatever makes one of the modules fail; the player, and `by`, then stay
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
      this.throwOutHere(playerId, [], AuthError['auth.erased']);
      await this.denials.tell({ accountId: playerId, kind: 'erased' });
    });
  }

  // The database and the in-memory state of an account must change in the same order.
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
      // A device's subject is the hash of its secret, which is not personal data.
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
