import type { ChannelKind } from '../chat-address.js';
import type { ChatLineDto } from '../chat.messages.js';

/** A line as it is to be kept. */
export interface KeptLine {
  readonly kind: ChannelKind;
  /** Its `channel` is the channel's key, see chat-address.ts. */
  readonly line: ChatLineDto;
  /** The two players of a conversation. */
  readonly players?: readonly [string, string];
}

/** Somebody who may not speak in a channel. */
export interface KeptMute {
  readonly playerId: string;
  readonly untilMs: number;
}

/** What is known of a channel that comes to life. */
export interface KeptChannel {
  /** The latest, oldest first. */
  readonly lines: readonly ChatLineDto[];
  readonly mutes: readonly KeptMute[];
}

/** One conversation of a player. */
interface KeptConversation {
  /** With whom. */
  readonly playerId: string;
  readonly lastLine: ChatLineDto | undefined;
}

/** Some of a player's conversations. */
export interface ConversationPage {
  /** The latest first. */
  readonly conversations: readonly KeptConversation[];
  /** Of the next page; undefined on the last. */
  readonly cursor: string | undefined;
}

/** What is too old to be kept: lines of a kind that were said before a time. */
export type Outdated = Partial<Record<ChannelKind, Date>>;

/**
 * Keeps what was said, and who is muted where. In: lines by channel and number, each written as a whole. Deliberately out:
 * numbering, access, and speed: {@link ChatHistory} never lets a speaker wait for it. One server at a time writes a channel.
 */
export abstract class LineStore {
  /** False: all is forgotten when the process ends, so a named channel may be forgotten once it is empty. */
  abstract readonly isLasting: boolean;

  /** A channel's latest lines, and the mutes that are not over. */
  abstract open(channel: string, limit: number): Promise<KeptChannel>;

  /** The latest lines whose number is less than `before`, oldest first. */
  abstract page(channel: string, before: number, limit: number): Promise<ChatLineDto[]>;

  /** One line. */
  abstract find(channel: string, id: number): Promise<ChatLineDto | undefined>;

  /** Keeps lines, over what is there of the same channel and number: all of them or none. No two are the same line. */
  abstract write(lines: readonly KeptLine[]): Promise<void>;

  /** Keeps a mute, over the one that is there; with a time in the past it is forgotten. */
  abstract mute(channel: string, mute: KeptMute): Promise<void>;

  /** A player's conversations. @param cursor of the page before; anything else gives some page */
  abstract conversations(playerId: string, cursor: string | undefined, limit: number): Promise<ConversationPage>;

  /** Forgets what is too old, and mutes that are over. */
  abstract purge(outdated: Outdated): Promise<void>;

  /** Forgets what a player said, his mutes and his conversations. What others said to him stays theirs. */
  abstract erase(playerId: string): Promise<void>;

  /** All that a player said, by channel. */
  abstract linesOf(playerId: string): Promise<ChatLineDto[]>;
}

/** A copy of a line with some fields changed; lines that were noted or told never change themselves. */
export function changedLine(line: ChatLineDto, change: Partial<ChatLineDto>): ChatLineDto {
  return Object.assign({}, line, change);
}

/** What PostgreSQL's text cannot hold: U+0000 and halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A player's text as the database can keep it: with U+FFFD in place of what it cannot. */
export function keptText(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}
