import type { ChannelKind } from '../chat-address.js';
import type { ChatLineDto } from '../chat.messages.js';

/** A line to be stored. */
export interface KeptLine {
  readonly kind: ChannelKind;
  /** Its `channel` is the channel's key, see chat-address.ts. */
  readonly line: ChatLineDto;
  /** The two players of a conversation. */
  readonly players?: readonly [string, string];
}

/** Somebody who is muted in a channel. */
export interface KeptMute {
  readonly playerId: string;
  readonly untilMs: number;
}

/** What is stored about a channel that is being opened. */
export interface KeptChannel {
  /** The latest lines, oldest first. */
  readonly lines: readonly ChatLineDto[];
  readonly mutes: readonly KeptMute[];
}

/** One conversation of a player. */
interface KeptConversation {
  /** The other player. */
  readonly playerId: string;
  readonly lastLine: ChatLineDto | undefined;
}

/** A page of a player's conversations. */
export interface ConversationPage {
  /** Latest first. */
  readonly conversations: readonly KeptConversation[];
  /** For the next page; undefined on the last. */
  readonly cursor: string | undefined;
}

/** The end of retention: for each kind of channel, lines from before this time are deleted. */
export type Outdated = Partial<Record<ChannelKind, Date>>;

/** A line has the number of another one, which somebody else has stored: nothing was written. */
export class LineTakenError extends Error {
  override readonly name = 'LineTakenError';

  constructor(channel: string) {
    super(`A line of ${channel} has the number of another line.`);
  }
}

/**
 * Stores lines and mutes. In: lines by channel and number, each written as a whole, and never one in place of another. Deliberately
 * out: numbering, and access control.
 */
export abstract class LineStore {
  /** False: everything is lost when the process ends, so a named channel may be dropped once it is empty. */
  abstract readonly isLasting: boolean;

  /** A channel's latest lines and active mutes. */
  abstract open(channel: string, limit: number): Promise<KeptChannel>;

  /** The latest lines before number `before`, oldest first. */
  abstract page(channel: string, before: number, limit: number): Promise<ChatLineDto[]>;

  /** One line. */
  abstract find(channel: string, id: number): Promise<ChatLineDto | undefined>;

  /**
   * Stores lines, new ones and ones that have changed: all of them or none. No two have the same channel and number.
   * @throws LineTakenError when another line has one's number: one of another author or time
   */
  abstract write(lines: readonly KeptLine[]): Promise<void>;

  /** Stores a mute, replacing the existing one; a time in the past deletes it. */
  abstract mute(channel: string, mute: KeptMute): Promise<void>;

  /** A player's conversations. @param cursor the previous page's; anything else returns an arbitrary page */
  abstract conversations(playerId: string, cursor: string | undefined, limit: number): Promise<ConversationPage>;

  /** Deletes outdated lines and expired mutes. */
  abstract purge(outdated: Outdated): Promise<void>;

  /** Deletes a player's lines, mutes and conversations. What others said to them remains. */
  abstract erase(playerId: string): Promise<void>;

  /** Everything a player said, by channel. */
  abstract linesOf(playerId: string): Promise<ChatLineDto[]>;

  /** The last lines of a player but for those of conversations, the latest first. */
  abstract lastLinesOf(playerId: string, limit: number): Promise<ChatLineDto[]>;
}

/** A copy of a line with some fields changed; lines that were stored or sent are never mutated. */
export function changedLine(line: ChatLineDto, change: Partial<ChatLineDto>): ChatLineDto {
  return Object.assign({}, line, change);
}

/** Whether these are one line, perhaps edited or deleted, and not two of the same number. */
export function isSameLine(one: ChatLineDto, other: ChatLineDto): boolean {
  return one.from.id === other.from.id && one.sentAtMs === other.sentAtMs;
}

/** What PostgreSQL's text type cannot store: U+0000 and unpaired surrogates. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A player's text as the database can store it, with U+FFFD replacing what it cannot. */
export function keptText(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}
