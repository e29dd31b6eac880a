import { broadcast } from '../../../core/sessions/broadcast.js';
import type { PlayerSessions } from '../../../core/sessions/player-sessions.js';
import type { Session } from '../../../core/sessions/session.js';
import { changedLine } from '../lines/changed-line.js';
import { attentive, ChatChannel, type ChannelMessage, type MemberPage, type Exclusions } from './chat-channel.js';
import { directAddress, directKey } from '../chat-address.js';
import { memberFor } from './chat-channel.js';
import { MAX_MEMBERS_LISTED, type ChatLineDto, type ChatMemberDto } from '../chat.messages.js';
import type { KeptChannel } from '../lines/line-store.js';

/** A conversation of two players, wherever they are connected. Each client names it after the other player. */
export class DirectChannel extends ChatChannel {
  override readonly players: readonly [string, string];
  /** True once another object has to be opened in its place. */
  isClosed = false;

  constructor(
    [one, other]: readonly [string, string],
    private readonly sessions: PlayerSessions,
    private readonly nameOf: (session: Session) => string,
    kept: KeptChannel,
  ) {
    super(directKey(one, other), 'direct', kept);
    this.players = [one, other];
  }

  /** True when neither player is here. */
  override get isEmpty(): boolean {
    for (const player of this.players) {
      for (const session of this.sessions.of(player)) if (session.isOpen) return false;
    }
    return true;
  }

  override memberOf(session: Session): ChatMemberDto | undefined {
    const isHis = session.playerId !== undefined && this.players.includes(session.playerId);
    return isHis && !this.isClosed ? memberFor(session, this.nameOf(session)) : undefined;
  }

  override get memberCount(): number {
    return this.players.reduce((count, player) => count + this.sessions.of(player).size, 0);
  }

  override listMembers(): MemberPage {
    const all = this.players.flatMap((player) => [...this.sessions.of(player)]).slice(0, MAX_MEMBERS_LISTED);
    return { members: all.map((session) => memberFor(session, this.nameOf(session))) };
  }

  override addressFor(session: Session): string {
    return directAddress(this.partnerOf(session.playerId));
  }

  override shown(lines: readonly ChatLineDto[], session: Session): readonly ChatLineDto[] {
    const channel = this.addressFor(session);
    return lines.map((line) => changedLine(line, { channel }));
  }

  override tell(message: ChannelMessage, { except, blockers }: Exclusions = {}): void {
    for (const player of this.players) {
      if (blockers?.has(player)) continue;
      broadcast(this.sessions.of(player), this.addressed(message, player), except);
    }
  }

  override tellNow(message: ChannelMessage, { except, blockers }: Exclusions = {}): void {
    for (const player of this.players) {
      if (blockers?.has(player)) continue;
      broadcast(attentive(this.sessions.of(player)), this.addressed(message, player), except);
    }
  }

  private partnerOf(playerId: string | undefined): string {
    const [one, other] = this.players;
    return playerId === one ? other : one;
  }

  /** The same message of the same class, with the channel as this player names it. */
  private addressed(message: ChannelMessage, playerId: string): ChannelMessage {
    const channel = directAddress(this.partnerOf(playerId));
    const copy = Object.create(Object.getPrototypeOf(message) as object) as ChannelMessage;
    return Object.assign(copy, message, { channel });
  }
}
