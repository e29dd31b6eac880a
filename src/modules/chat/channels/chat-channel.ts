import { broadcast } from '../../../core/sessions/broadcast.js';
import type { Session } from '../../../core/sessions/session.js';
import type { ChannelKind } from '../chat-address.js';
import { type ChatLineDto, type ChatMemberDto, MAX_MEMBERS_LISTED } from '../chat.messages.js';
import type { KeptChannel, KeptMute } from '../lines/line-store.js';
import { RecentLines } from '../lines/recent-lines.js';
import { bytesOfMember } from './chat-pages.js';

/** Maximum number of mutes per channel, and of speakers whose last turn slow mode remembers. */
const MAX_MUTES = 1_000;
const MAX_TURNS = 10_000;

/** Who may speak in a channel, and how often. Keyed by player id, or by session id for those who have not signed in. */
export class ChannelRules {
  /** Minimum time between two lines of one speaker; 0: no limit. */
  slowModeMs = 0;
  private readonly mutedUntil = new Map<string, number>();
  private readonly spokeAt = new Map<string, number>();

  constructor(mutes: readonly KeptMute[]) {
    for (const { playerId, untilMs } of mutes) this.mutedUntil.set(playerId, untilMs);
  }

  /** All mutes, some of which may be over. */
  mutes(): KeptMute[] {
    return Array.from(this.mutedUntil, ([playerId, untilMs]) => ({ playerId, untilMs }));
  }

  /** Mutes somebody until a time; a past time unmutes. @returns false when too many are muted already */
  mute(who: string, untilMs: number, nowMs: number): boolean {
    if (untilMs <= nowMs) {
      this.mutedUntil.delete(who);
      return true;
    }
    if (this.mutedUntil.size >= MAX_MUTES) {
      for (const [other, until] of this.mutedUntil) if (until <= nowMs) this.mutedUntil.delete(other);
      if (this.mutedUntil.size >= MAX_MUTES && !this.mutedUntil.has(who)) return false;
    }
    this.mutedUntil.set(who, untilMs);
    return true;
  }

  /** Until when somebody is muted; 0 for never. */
  mutedUntilMs(who: string): number {
    return this.mutedUntil.get(who) ?? 0;
  }

  /** Whether somebody is muted. */
  isMuted(who: string, nowMs: number): boolean {
    return this.mutedUntil.size > 0 && (this.mutedUntil.get(who) ?? 0) > nowMs;
  }

  /** A guest has signed in: the player takes over the guest's mute and slow mode, whichever is stricter. */
  inherit(guest: string, playerId: string): void {
    takeOver(this.spokeAt, guest, playerId);
    takeOver(this.mutedUntil, guest, playerId);
  }

  /** Records that somebody speaks at `nowMs` (monotonic clock); false, recording nothing, when slow mode does not allow it yet. */
  takeTurn(who: string, nowMs: number): boolean {
    if (this.slowModeMs === 0) return true;
    const last = this.spokeAt.get(who);
    if (last !== undefined && nowMs - last < this.slowModeMs) return false;
    // Keeps the map in speaking order, so that the oldest entry comes first.
    this.spokeAt.delete(who);
    this.spokeAt.set(who, nowMs);
    for (const first of this.spokeAt.keys()) {
      if (this.spokeAt.size <= MAX_TURNS) break;
      this.spokeAt.delete(first);
    }
    return true;
  }
}

/** Moves one key's time to another, keeping the later of the two. */
function takeOver(times: Map<string, number>, one: string, other: string): void {
  const time = times.get(one);
  if (time === undefined) return;
  times.delete(one);
  times.set(other, Math.max(time, times.get(other) ?? time));
}

/** The session as others see it under this name. */
export function memberFor({ id, playerId }: Session, name: string): ChatMemberDto {
  return playerId === undefined ? { id, name } : { id, name, playerId };
}

/** Who limits and mutes apply to: the player, across reconnects; without sign-in, the session. */
export function speakerOf({ id, playerId }: Pick<ChatMemberDto, 'id' | 'playerId'>): string {
  return playerId ?? id;
}

/** A client with more unread bytes is skipped: by the time it reads the message, it is out of date. */
const BUSY_BYTES = 16_384;

/** A channel in which nobody has spoken yet. */
const NEW_CHANNEL: KeptChannel = { lines: [], mutes: [] };

/** A message about a channel; its `channel` field says which. */
export interface ChannelMessage {
  readonly channel: string;
}

/** A page of a channel's members. */
export interface MemberPage {
  readonly members: ChatMemberDto[];
  /** Where the next page starts; undefined on the last. */
  readonly after?: number;
}

/** A member, and its place in the order of arrival, used for paging. */
export interface Arrival {
  readonly member: ChatMemberDto;
  readonly number: number;
}

/** A member, with its session if that is at home here. */
export interface Present {
  readonly session?: Session;
  readonly member: ChatMemberDto;
}

/** What a node knows of a channel. */
export interface ChannelCopy {
  /** The members that are at home there. */
  readonly members: readonly ChatMemberDto[];
  /** The latest lines, oldest first. */
  readonly lines: readonly ChatLineDto[];
  /** The number of the latest line. */
  readonly lastId: number;
  readonly slowModeMs: number;
  /** Some may be over. */
  readonly mutes: readonly KeptMute[];
}

/** Who a message is not sent to. */
export interface Exclusions {
  /** The session it came from. */
  readonly except?: Session | undefined;
  /** Players who have blocked its author. */
  readonly blockers?: ReadonlySet<string> | undefined;
}

/** A channel with members: who is in it, what was said recently, and who may speak. */
export class ChatChannel {
  readonly lines: RecentLines;
  readonly rules: ChannelRules;
  /** The two players of a conversation. */
  readonly players: readonly [string, string] | undefined = undefined;
  /** Whether it may have members at other nodes. */
  readonly isShared: boolean = false;
  private readonly members = new Map<Session, Arrival>();
  private lastArrival = 0;

  constructor(
    readonly key: string,
    readonly kind: ChannelKind,
    { lines, mutes }: KeptChannel = NEW_CHANNEL,
  ) {
    this.lines = new RecentLines(key, lines);
    this.rules = new ChannelRules(mutes);
  }

  /** True when it has no members here. */
  get isEmpty(): boolean {
    return this.members.size === 0;
  }

  /** The number of members. */
  get memberCount(): number {
    return this.members.size;
  }

  /** Adds a session, or changes how others see it. */
  enter(session: Session, member: ChatMemberDto): void {
    this.members.set(session, { member, number: this.members.get(session)?.number ?? this.nextArrival() });
  }

  /** Removes a session; undefined when it was not a member. */
  leave(session: Session): ChatMemberDto | undefined {
    const arrival = this.members.get(session);
    this.members.delete(session);
    return arrival?.member;
  }

  /** The session goes on at another node, where it stays a member. */
  depart(session: Session): void {
    this.leave(session);
  }

  /** Tells other nodes how a member is seen, of whom its clients know already. */
  announce(_member: ChatMemberDto): void {
    // All members are here.
  }

  /** What other nodes are told of this copy, with the lines after this number. */
  copy(afterId: number): ChannelCopy {
    const { lines, rules } = this;
    return {
      members: Array.from(this.members.values(), ({ member }) => member),
      lines: lines.latest().filter(({ id }) => id > afterId),
      lastId: lines.lastId,
      slowModeMs: rules.slowModeMs,
      mutes: rules.mutes(),
    };
  }

  /** The session's membership, or undefined. */
  memberOf(session: Session): ChatMemberDto | undefined {
    return this.members.get(session)?.member;
  }

  /** The member with this id, or undefined. */
  find(memberId: string): Present | undefined {
    for (const [session, { member }] of this.members) if (member.id === memberId) return { session, member };
    return undefined;
  }

  /** Members after arrival number `after`, in order of arrival, as many as fit into one message. */
  listMembers(after = 0, limit = MAX_MEMBERS_LISTED, maxBytes = Infinity): MemberPage {
    const members: ChatMemberDto[] = [];
    let last = after;
    let bytes = 0;
    for (const { member, number } of this.arrivals()) {
      if (number <= after) continue;
      bytes += bytesOfMember(member);
      if (members.length > 0 && (members.length === limit || bytes > maxBytes)) return { members, after: last };
      members.push(member);
      last = number;
    }
    return { members };
  }

  /** The name this session's client uses for the channel. */
  addressFor(_session: Session): string {
    return this.key;
  }

  /** Lines as this session's client should see them. */
  shown(lines: readonly ChatLineDto[], _session: Session): readonly ChatLineDto[] {
    return lines;
  }

  /** Sends to everybody in the channel. */
  tell(message: ChannelMessage, { except, blockers }: Exclusions = {}): void {
    broadcast(blockers ? without(this.members.keys(), blockers) : this.members.keys(), message, except);
  }

  /** Sends only to connected clients that keep up; the others never get it. */
  tellNow(message: ChannelMessage, { except, blockers }: Exclusions = {}): void {
    broadcast(attentive(this.members.keys(), blockers), message, except);
  }

  /** The members in order of arrival. */
  protected arrivals(): Iterable<Arrival> {
    return this.members.values();
  }

  /** The number of the next member to arrive. */
  protected nextArrival(): number {
    return ++this.lastArrival;
  }
}

/** The sessions of everyone except these players. */
export function* without(sessions: Iterable<Session>, players: ReadonlySet<string>): Generator<Session> {
  for (const session of sessions) {
    if (session.playerId === undefined || !players.has(session.playerId)) yield session;
  }
}

/** The sessions whose client is connected and keeps up. */
export function* attentive(sessions: Iterable<Session>, blockers?: ReadonlySet<string>): Generator<Session> {
  for (const session of blockers ? without(sessions, blockers) : sessions) {
    if (session.isConnected && session.bufferedBytes < BUSY_BYTES) yield session;
  }
}
