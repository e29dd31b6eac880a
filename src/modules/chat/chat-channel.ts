import { broadcast } from '../../core/sessions/broadcast.js';
import type { Session } from '../../core/sessions/session.js';
import type { ChatLineDto, ChatMemberDto } from './chat.messages.js';

/** How many lines a channel remembers. */
const HISTORY_LINES = 100;

/** One named channel: who is in it and what was said lately. */
export class ChatChannel {
  private readonly members = new Map<Session, ChatMemberDto>();
  private readonly lines: ChatLineDto[] = [];
  private lastLineId = 0;

  constructor(readonly name: string) {}

  /** True when nobody is in it. */
  get isEmpty(): boolean {
    return this.members.size === 0;
  }

  /** Lets a session in, or renames it. */
  enter(session: Session, name: string): ChatMemberDto {
    const member = { id: session.id, name };
    this.members.set(session, member);
    return member;
  }

  /** Lets a session out; undefined when it was not in. */
  leave(session: Session): ChatMemberDto | undefined {
    const member = this.members.get(session);
    this.members.delete(session);
    return member;
  }

  /** The session's membership, or undefined. */
  memberOf(session: Session): ChatMemberDto | undefined {
    return this.members.get(session);
  }

  /** Everybody, in the order they came. */
  listMembers(): ChatMemberDto[] {
    return [...this.members.values()];
  }

  /** Notes a line of `from`; the oldest is forgotten. */
  add(from: ChatMemberDto, text: string, sentAtMs: number): ChatLineDto {
    const line = { id: ++this.lastLineId, channel: this.name, from, text, sentAtMs };
    this.lines.push(line);
    if (this.lines.length > HISTORY_LINES) this.lines.shift();
    return line;
  }

  /** The latest lines, oldest first. */
  history(): ChatLineDto[] {
    return [...this.lines];
  }

  /** Tells everybody in the channel, perhaps but one. */
  tell(message: object, except?: Session): void {
    broadcast(this.members.keys(), message, except);
  }
}
