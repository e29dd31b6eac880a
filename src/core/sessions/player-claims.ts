import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional, type OnModuleInit } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { Cluster } from '../cluster/cluster.js';
import { StoreUnavailableError } from '../cluster/membership.js';
import type { OwnedRecords, RecordHolder } from '../cluster/owned-records.js';
import type { OwnedKey, OwnedRecord } from '../cluster/ownership.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { PlayerSessions } from './player-sessions.js';
import { SessionClosed, SessionRestored, SessionSignedIn } from './session.events.js';
import type { Session } from './session.js';

const IS_TAKEN_CALL = 'player.taken';
const CLAIMED_CALL = 'player.claimed';
const CALL_MS = 1_000;
/** How often two sign-ins of one player may overtake each other. */
const TRIES = 5;
/** How long a node that cannot be reached is told that a player has signed in elsewhere; it is buried or reachable by then. */
const TELL_TRIES = 30;

/**
 * Makes SESSIONS_PER_PLAYER hold over all nodes. Each signed-in player has a record, which names the session and is owned by the node where
 * that is; who signs in takes it, and the node that loses it closes the session there. With `many`, and on one node, it does nothing.
 */
@Injectable()
export class PlayerClaims implements OnModuleInit {
  private readonly logger = new Logger('Cluster');
  /** The session that has each player here. */
  private readonly claims = new Map<string, string>();
  private readonly playerOf = new Map<string, string>();
  /** One at a time for each player. */
  private readonly working = new Map<string, Promise<void>>();
  private readonly restored = new WeakSet<Session>();

  constructor(
    private readonly config: GameConfig,
    private readonly players: PlayerSessions,
    private readonly events: EventBus,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: answers other nodes, and hears of sessions that come and go. */
  onModuleInit(): void {
    const { cluster } = this;
    if (cluster === undefined || this.config.SESSIONS_PER_PLAYER === 'many') return;
    cluster.links.answer(IS_TAKEN_CALL, (playerId) => this.players.isTaken(String(playerId)));
    cluster.links.answer(CLAIMED_CALL, (playerId) => cluster.records.save(keyOf(String(playerId)), {}));
    cluster.takeover.restores('player', (record) => this.clear(record));
    this.events.on(SessionRestored, ({ session }) => this.restored.add(session));
    this.events.on(SessionSignedIn, ({ session, playerId }) => {
      if (this.playerOf.has(session.id)) return;
      // Whether it comes from elsewhere is known a moment later.
      queueMicrotask(() => void this.confirm(session, playerId));
    });
    this.events.on(SessionClosed, ({ session }) => void this.drop(session));
  }

  /**
   * Signs a session in, see {@link PlayerSessions.signIn}; a promise only if other nodes have to agree.
   * @throws GameError also cluster.unavailable, cluster.try_again, session.closed
   */
  signIn(session: Session, playerId: string): Promise<void> | undefined {
    const isLocal = this.cluster === undefined || this.config.SESSIONS_PER_PLAYER === 'many';
    if (isLocal || session.playerId !== undefined) {
      this.players.signIn(session, playerId);
      return undefined;
    }
    return this.claimAndSignIn(this.cluster, session, playerId);
  }

  private async claimAndSignIn(cluster: Cluster, session: Session, playerId: string): Promise<void> {
    await this.inTurn(playerId, () => this.claim(cluster, session, playerId));
    try {
      if (!session.isOpen) throw new GameError('session.closed');
      this.players.signIn(session, playerId);
    } catch (error) {
      await this.drop(session);
      throw error;
    }
  }

  /** A session was signed in without asking first: by a ticket, by the game, or it has come from elsewhere. */
  private async confirm(session: Session, playerId: string): Promise<void> {
    const { cluster } = this;
    if (cluster === undefined || !session.isOpen) return;
    try {
      await this.inTurn(playerId, () =>
        this.restored.has(session)
          ? this.bringAlong(cluster, session, playerId)
          : this.claim(cluster, session, playerId),
      );
    } catch (error) {
      if (!(error instanceof GameError)) this.logger.error({ err: error }, 'A sign-in could not be confirmed.');
      // One that has come from elsewhere was confirmed there.
      if (this.restored.has(session)) return;
      const code = error instanceof GameError ? error.code : 'server.internal';
      session.close(code === 'session.already_open' ? CloseCode.AuthRefused : CloseCode.GoingAway, code);
    }
    if (!session.delivery.isOpen) await this.drop(session);
  }

  /** Makes the session the player's, wherever the player was. @throws GameError */
  private async claim({ records, nodeId }: Cluster, session: Session, playerId: string): Promise<void> {
    const isHere = (): boolean => records.proofOf(keyOf(playerId)) !== undefined;
    try {
      for (let tries = 0; tries < TRIES; tries++) {
        const isDone = isHere()
          ? await this.replaceHere(records, session, playerId)
          : await this.takeOver(records, nodeId, session, playerId);
        if (isDone) return;
      }
    } catch (cause) {
      if (cause instanceof StoreUnavailableError) throw new GameError('cluster.unavailable', { cause });
      throw cause;
    }
    throw new GameError('cluster.try_again');
  }

  /** The player is here already: {@link PlayerSessions} decides, as on one node. */
  private async replaceHere(records: OwnedRecords, session: Session, playerId: string): Promise<boolean> {
    if (session.playerId === undefined && this.players.isTaken(playerId)) throw new GameError('session.already_open');
    const before = this.claims.get(playerId);
    if (before !== undefined) this.playerOf.delete(before);
    return records.save(keyOf(playerId), this.hold(session, playerId).content());
  }

  private async takeOver(records: OwnedRecords, nodeId: string, session: Session, playerId: string): Promise<boolean> {
    const key = keyOf(playerId);
    const holder = this.holderOf(session.id, playerId);
    const found = await records.create(key, holder);
    const isElsewhere = found !== undefined && found.owner !== nodeId;
    if (isElsewhere) await this.requireFree(found, playerId);
    if (found !== undefined && !(await records.take(key, found.epoch, holder, true))) return false;
    this.hold(session, playerId);
    if (isElsewhere) void this.tell(found.owner, playerId);
    return true;
  }

  /** A session has come here from another node, or from before a restart: it stays the player's if nobody else is by now. */
  private async bringAlong({ records }: Cluster, session: Session, playerId: string): Promise<void> {
    const key = keyOf(playerId);
    for (let tries = 0; tries < TRIES; tries++) {
      const found = await records.find(key);
      const holder = this.holderOf(session.id, playerId);
      if (found !== undefined && found.fields.session !== session.id) {
        session.close(CloseCode.Replaced, 'session.replaced');
        return;
      }
      const isOurs = found ? await records.take(key, found.epoch, holder, true) : !(await records.create(key, holder));
      if (!isOurs) continue;
      this.hold(session, playerId);
      return;
    }
  }

  private hold(session: Session, playerId: string): RecordHolder {
    this.claims.set(playerId, session.id);
    this.playerOf.set(session.id, playerId);
    return this.holderOf(session.id, playerId);
  }

  private holderOf(sessionId: string, playerId: string): RecordHolder {
    return {
      content: () => ({ fields: { session: this.claims.get(playerId) ?? sessionId } }),
      onLost: () => this.lose(playerId),
    };
  }

  /** The player has signed in at another node. */
  private lose(playerId: string): void {
    this.playerOf.delete(this.claims.get(playerId) ?? '');
    this.claims.delete(playerId);
    for (const session of [...this.players.of(playerId)]) session.close(CloseCode.Replaced, 'session.replaced');
  }

  /** A session is gone from here: nobody has its player now, or another node. */
  private async drop(session: Session): Promise<void> {
    const playerId = this.playerOf.get(session.id);
    this.playerOf.delete(session.id);
    if (playerId === undefined || this.claims.get(playerId) !== session.id) return;
    this.claims.delete(playerId);
    const { records } = this.cluster ?? {};
    if (session.hasMoved) records?.forget(keyOf(playerId));
    else
      await this.inTurn(playerId, async () => (this.claims.has(playerId) ? undefined : records?.end(keyOf(playerId))));
  }

  /** @throws GameError session.already_open; cluster.try_again when that cannot be known */
  private async requireFree({ owner }: OwnedRecord, playerId: string): Promise<void> {
    if (this.config.SESSIONS_PER_PLAYER !== 'refuse' || this.cluster?.isAlive(owner) !== true) return;
    let isTaken: unknown;
    try {
      isTaken = await this.cluster.links.call(owner, IS_TAKEN_CALL, playerId, CALL_MS);
    } catch (cause) {
      throw new GameError('cluster.try_again', { cause });
    }
    if (isTaken === true) throw new GameError('session.already_open');
  }

  /** Tells a node that it has lost a player. It would find out by itself, but late. */
  private async tell(nodeId: string | undefined, playerId: string): Promise<void> {
    for (let tries = 0; tries < TELL_TRIES && this.cluster?.isAlive(nodeId) === true; tries++) {
      try {
        await this.cluster.links.call(nodeId, CLAIMED_CALL, playerId, CALL_MS);
        return;
      } catch {
        await delay(CALL_MS, undefined, { ref: false });
      }
    }
  }

  /** The record of a player whose node is gone; a session of it that goes on elsewhere makes it anew. */
  private async clear(record: OwnedRecord): Promise<void> {
    const nothing: RecordHolder = { content: () => ({}), onLost: () => undefined };
    if (this.claims.has(record.id)) return;
    if (await this.cluster?.records.take(record, record.epoch, nothing)) await this.cluster?.records.end(record);
  }

  private inTurn(playerId: string, work: () => Promise<void>): Promise<void> {
    const before = this.working.get(playerId) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.working.get(playerId) === settled) this.working.delete(playerId);
      });
    this.working.set(playerId, settled);
    return mine;
  }
}

function keyOf(playerId: string): OwnedKey {
  return { kind: 'player', id: playerId };
}
