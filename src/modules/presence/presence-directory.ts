import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { broadcast } from '../../core/sessions/broadcast.js';
import { PlayerSessions } from '../../core/sessions/player-sessions.js';
import { SessionGroups } from '../../core/sessions/session-groups.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { changeBetween, NO_WISHES, PlayerPresence, type PresenceWishes, visiblePresence } from './player-presence.js';
import { PresenceError } from './presence.errors.js';
import { PresenceChangedDto, type PresenceDto } from './presence.messages.js';

/** How many players a session may follow. */
export const MAX_FOLLOWED = 200;

/**
 * How long changes of a player are gathered before they are told. Also what a player who has just signed in has to become
 * invisible before anybody hears of it.
 */
export const GATHER_MS = 1000;

/**
 * Who follows whom on this node, and what they know. A change costs as much as there are followers of that one player, and
 * nothing where there is none. Only players who are followed, or said something of themselves, are kept.
 */
@Injectable()
export class PresenceDirectory implements OnModuleDestroy {
  private readonly players = new Map<string, PlayerPresence>();
  private readonly followedBy = new Map<Session, Set<PlayerPresence>>();
  /** What a follower who is away has to be told when it is back; its replay would overflow with every step on the way. */
  private readonly missedBy = new Map<Session, Set<PlayerPresence>>();
  /** Whose changes are told when; in that order, since all wait equally long. */
  private readonly changed = new Map<PlayerPresence, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: PlayerSessions,
    private readonly groups: SessionGroups,
  ) {}

  /** Nest's hook. */
  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  /** How many players and followers are kept; zero when nobody is here. */
  get size(): number {
    return this.players.size + this.followedBy.size + this.missedBy.size + this.changed.size;
  }

  /** How a player is doing, as others see it. */
  of(playerId: string): PresenceDto {
    const { wishes = NO_WISHES, displayName } = this.players.get(playerId) ?? {};
    return visiblePresence({ playerId, wishes, displayName }, this.sessions.of(playerId), (session) =>
      this.groups.of(session, 'room'),
    );
  }

  /** Records a player's presence settings. */
  wish(playerId: string, wishes: Partial<PresenceWishes>): void {
    const player = this.keep(playerId);
    player.wishes = { ...player.wishes, ...wishes };
    this.touch(playerId);
  }

  /** Something about a player may have changed. */
  touch(playerId: string): void {
    const player = this.players.get(playerId);
    if (player === undefined || player.followers.size === 0 || this.changed.has(player)) return;
    this.changed.set(player, performance.now() + GATHER_MS);
    this.timer ??= setTimeout(() => this.tellChanges(), GATHER_MS).unref();
  }

  /** A player is called otherwise, or by an empty name no more. */
  rename(playerId: string, displayName: string): void {
    const player = this.players.get(playerId);
    if (player === undefined || player.followers.size === 0) return;
    if (displayName === (player.displayName ?? '')) return;
    player.displayName = displayName;
    this.touch(playerId);
  }

  /** A player's last session may have ended: what the player said is forgotten then. */
  settle(playerId: string): void {
    const player = this.players.get(playerId);
    if (player === undefined) return;
    this.touch(playerId);
    for (const session of this.sessions.of(playerId)) if (session.isOpen) return;
    player.wishes = NO_WISHES;
    this.release(player);
  }

  /**
   * Makes a session hear of the changes of some players: of all, or of none. Returns how they are doing, as far as their
   * other followers know.
   * @param names how they are called, as far as that is known
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

  /** Ends what {@link follow} began. */
  unfollow(session: Session, playerId: string): void {
    const player = this.players.get(playerId);
    if (player?.followers.delete(session) !== true) return;
    dropFrom(this.followedBy, session, player);
    dropFrom(this.missedBy, session, player);
    if (player.followers.size === 0) this.changed.delete(player);
    this.release(player);
  }

  /** A session is over, and follows nobody. */
  forget(session: Session): void {
    for (const { playerId } of [...(this.followedBy.get(session) ?? [])]) this.unfollow(session, playerId);
  }

  /** Tells a session that was away what it has missed: whole presences, not the steps on the way. */
  catchUp(session: Session): void {
    for (const { known } of this.missedBy.get(session) ?? []) session.send(new PresenceChangedDto(known));
    this.missedBy.delete(session);
  }

  private tellChanges(): void {
    this.timer = undefined;
    const nowMs = performance.now();
    for (const [player, dueMs] of this.changed) {
      if (dueMs > nowMs) {
        this.timer = setTimeout(() => this.tellChanges(), Math.ceil(dueMs - nowMs)).unref();
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

function dropFrom(index: Map<Session, Set<PlayerPresence>>, session: Session, player: PlayerPresence): void {
  const players = index.get(session);
  players?.delete(player);
  if (players?.size === 0) index.delete(session);
}
