import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { serverTimeMs } from '../../core/observability/server-time.js';
import { broadcast } from '../../core/sessions/broadcast.js';
import { DisplayNames } from '../../core/sessions/display-names.js';
import { PlayerSessions } from '../../core/sessions/player-sessions.js';
import { SessionGroups } from '../../core/sessions/session-groups.js';
import type { SessionStore } from '../../core/sessions/session-store.js';
import { SessionStores } from '../../core/sessions/session-stores.js';
import type { Session } from '../../core/sessions/session.js';
import { MonotonicClock } from '../../core/time/monotonic-clock.js';
import { GameError } from '../../protocol/game-error.js';
import {
  changeBetween,
  joinParts,
  NO_WISHES,
  partOf,
  PlayerPresence,
  presenceOf,
  type PresencePart,
  type PresenceWishes,
} from './player-presence.js';
import { PresenceElsewhere } from './presence-elsewhere.js';
import { PresenceError } from './presence.errors.js';
import { PresenceChangedDto, type PresenceDto } from './presence.messages.js';

/** Maximum players that a session may follow. */
export const MAX_FOLLOWED = 200;

/**
 * How long a player's changes are batched before they are sent. Also how long a player who has just signed in has to go
 * invisible before anybody notices.
 */
export const GATHER_MS = 1000;

/** On several nodes the player's own batches; what it tells waits this long for what another tells of the same player, who may be moving. */
const SETTLE_MS = 200;

/**
 * Who follows whom on this node, and what followers know. Followed players may be at other nodes, see {@link PresenceElsewhere}. A change costs as much as that one player has followers, and
 * nothing without any. Only players who are followed, or have changed their settings, are kept.
 */
@Injectable()
export class PresenceDirectory implements OnModuleDestroy {
  private readonly players = new Map<string, PlayerPresence>();
  private readonly followedBy: SessionStore<Set<PlayerPresence>>;
  /** What to send to disconnected followers when they are back; replaying every change would overflow their buffer. */
  private readonly missedBy: SessionStore<Set<PlayerPresence>>;
  /** The players whose session has set something; by session, so that it survives a restart with it. */
  private readonly wishers: SessionStore<PlayerPresence>;
  /** When to send whose changes; in that order, since all wait equally long. */
  private readonly changed = new Map<PlayerPresence, number>();
  private cancelTimer: (() => void) | undefined;
  private readonly gatherMs: number;

  constructor(
    private readonly sessions: PlayerSessions,
    private readonly groups: SessionGroups,
    private readonly names: DisplayNames,
    stores: SessionStores,
    private readonly elsewhere: PresenceElsewhere,
    private readonly clock: MonotonicClock,
  ) {
    this.gatherMs = elsewhere.isShared ? SETTLE_MS : GATHER_MS;
    elsewhere.connect(
      (playerId) => this.partHere(playerId),
      (playerId) => this.gather(playerId),
    );
    this.missedBy = stores.open('presence.missed');
    this.wishers = stores.open<PlayerPresence>('presence.wishes', {
      pack: ({ wishes }) => wishes,
      unpack: (packed, session) => this.rewish(session, packed as PresenceWishes),
      onGone: (_session, { playerId }) => this.settle(playerId),
    });
    this.followedBy = stores.open('presence.followed', {
      pack: (players) => Array.from(players, ({ playerId }) => playerId),
      unpack: (packed, session) => this.refollow(session, packed as string[]),
      onGone: (session, players) => players.forEach((player) => this.drop(player, session)),
    });
  }

  /** Nest's hook. */
  onModuleDestroy(): void {
    this.cancelTimer?.();
  }

  /** Number of players and followers kept; zero when nobody is online. */
  get size(): number {
    return this.players.size + this.followedBy.size + this.missedBy.size + this.changed.size;
  }

  /** A player's presence, as others see it. */
  of(playerId: string): PresenceDto {
    const here = this.partHere(playerId);
    const { displayName } = this.players.get(playerId) ?? {};
    if (!this.elsewhere.isShared) return presenceOf(playerId, displayName, here);
    const parts = this.elsewhere.partsOf(playerId);
    return presenceOf(playerId, displayName, joinParts(here === undefined ? parts : [here, ...parts]));
  }

  private partHere(playerId: string): PresencePart | undefined {
    const { wishes = NO_WISHES } = this.players.get(playerId) ?? {};
    return partOf(wishes, this.sessions.of(playerId), (session) => this.groups.of(session, 'room'));
  }

  /** Records the presence settings of a session's player. */
  wish(session: Session, playerId: string, wishes: Partial<PresenceWishes>): void {
    const player = this.keep(playerId);
    player.wishes = { ...player.wishes, ...wishes, ...(this.elsewhere.isShared && { setAtMs: serverTimeMs() }) };
    this.wishers.set(session, player);
    this.touch(playerId);
  }

  /** Call when something about a player may have changed. */
  touch(playerId: string): void {
    if (this.elsewhere.isShared) this.elsewhere.touch(playerId, GATHER_MS);
    else this.gather(playerId);
  }

  private gather(playerId: string): void {
    const player = this.players.get(playerId);
    if (player === undefined || player.followers.size === 0 || this.changed.has(player)) return;
    this.changed.set(player, this.clock.nowMs() + this.gatherMs);
    this.cancelTimer ??= this.clock.setTimer(() => this.tellChanges(), this.gatherMs);
  }

  /** A player was renamed; an empty name means the player was erased. */
  rename(playerId: string, displayName: string): void {
    const player = this.players.get(playerId);
    if (player === undefined || player.followers.size === 0) return;
    if (displayName === (player.displayName ?? '')) return;
    player.displayName = displayName;
    this.touch(playerId);
  }

  /** A player's last session may have ended; if so, their settings are dropped. */
  settle(playerId: string): void {
    // Others may follow a player of whom nothing is kept here.
    if (this.elsewhere.isShared) this.touch(playerId);
    const player = this.players.get(playerId);
    if (player === undefined) return;
    this.touch(playerId);
    for (const session of this.sessions.of(playerId)) if (session.isOpen) return;
    player.wishes = NO_WISHES;
    this.release(player);
  }

  /** On several nodes: finds out how these players are, for {@link follow}; undo it with {@link unready} if that fails. */
  ready(playerIds: readonly string[]): Promise<void> | undefined {
    return this.elsewhere.isShared ? this.elsewhere.watch(playerIds) : undefined;
  }

  /** Undoes {@link ready} for those that nobody follows. */
  unready(playerIds: readonly string[]): void {
    for (const playerId of playerIds) if (!this.players.get(playerId)?.followers.size) this.elsewhere.unwatch(playerId);
  }

  /**
   * Subscribes a session to the changes of some players: all of them, or none. Returns their presences, as their other
   * followers know them.
   * @param names the players' names, as far as known
   * @throws GameError presence.too_many_followed
   */
  follow(session: Session, playerIds: readonly string[], names: ReadonlyMap<string, string>): PresenceDto[] {
    const followed = this.followedBy.get(session) ?? new Set<PlayerPresence>();
    const added = playerIds.filter((playerId) => this.players.get(playerId)?.followers.has(session) !== true);
    if (followed.size + added.length > MAX_FOLLOWED) throw new GameError(PresenceError['presence.too_many_followed']);
    for (const playerId of added) {
      const player = this.keep(playerId);
      if (player.followers.size === 0) {
        player.displayName = names.get(playerId);
        player.known = this.of(playerId);
      }
      player.followers.add(session);
      this.followedBy.set(session, followed.add(player));
    }
    for (const [playerId, name] of names) this.rename(playerId, name);
    return playerIds.map((playerId) => this.players.get(playerId)?.known ?? this.of(playerId));
  }

  /** Undoes {@link follow}. */
  unfollow(session: Session, playerId: string): void {
    const player = this.players.get(playerId);
    if (player?.followers.has(session) !== true) return;
    dropFrom(this.followedBy, session, player);
    dropFrom(this.missedBy, session, player);
    this.drop(player, session);
  }

  private drop(player: PlayerPresence, session: Session): void {
    player.followers.delete(session);
    if (player.followers.size === 0) {
      this.changed.delete(player);
      this.elsewhere.unwatch(player.playerId);
    }
    this.release(player);
  }

  /** A session has ended, and no longer follows anybody. */
  forget(session: Session): void {
    for (const { playerId } of [...(this.followedBy.get(session) ?? [])]) this.unfollow(session, playerId);
  }

  /** Sends a session that was disconnected what it missed: whole presences, not each change. */
  catchUp(session: Session): void {
    for (const { known } of this.missedBy.get(session) ?? []) session.send(new PresenceChangedDto(known));
    this.missedBy.delete(session);
  }

  private rewish({ playerId }: Session, wishes: PresenceWishes): PlayerPresence | undefined {
    if (playerId === undefined) return undefined;
    const player = this.keep(playerId);
    player.wishes = { ...NO_WISHES, ...wishes };
    this.touch(playerId);
    return player;
  }

  /** Follows the same players again after a restart. What has changed meanwhile nobody knows, so all of it is told. */
  private async refollow(session: Session, playerIds: readonly string[]): Promise<undefined> {
    const names = await this.names.of(playerIds);
    await this.ready(playerIds);
    if (!session.isOpen) {
      this.unready(playerIds);
      return;
    }
    this.follow(session, playerIds, names);
    this.missedBy.set(session, new Set(this.followedBy.get(session)));
  }

  private tellChanges(): void {
    this.cancelTimer = undefined;
    const nowMs = this.clock.nowMs();
    for (const [player, dueMs] of this.changed) {
      if (dueMs > nowMs) {
        this.cancelTimer = this.clock.setTimer(() => this.tellChanges(), Math.ceil(dueMs - nowMs));
        return;
      }
      this.changed.delete(player);
      this.tell(player);
    }
  }

  private tell(player: PlayerPresence): void {
    const now = this.of(player.playerId);
    const change = changeBetween(player.known, now);
    if (change === undefined) return;
    player.known = now;
    const here: Session[] = [];
    for (const follower of player.followers) {
      if (follower.isConnected) here.push(follower);
      else this.missedBy.set(follower, (this.missedBy.get(follower) ?? new Set()).add(player));
    }
    broadcast(here, change);
  }

  private keep(playerId: string): PlayerPresence {
    let player = this.players.get(playerId);
    if (player === undefined) this.players.set(playerId, (player = new PlayerPresence(playerId)));
    return player;
  }

  private release(player: PlayerPresence): void {
    if (player.followers.size === 0 && player.wishes === NO_WISHES) this.players.delete(player.playerId);
  }
}

function dropFrom(index: SessionStore<Set<PlayerPresence>>, session: Session, player: PlayerPresence): void {
  const players = index.get(session);
  players?.delete(player);
  if (players?.size === 0) index.delete(session);
}
