import type { ChatLineDto, ChatMemberDto } from '../chat.messages.js';
import { changedLine } from './line-store.js';

/** How many lines a channel keeps in memory. */
export const RECENT_LINES = 100;

/** A channel's latest lines, oldest first, and the next line's number. */
export class RecentLines {
  private readonly lines: ChatLineDto[];
  private last: number;

  /** @param channel the channel's key @param before its earlier lines, oldest first */
  constructor(
    private readonly channel: string,
    before: readonly ChatLineDto[],
  ) {
    this.lines = before.slice(-RECENT_LINES);
    this.last = before.at(-1)?.id ?? 0;
  }

  /** The number of the latest line, which may be gone from memory. */
  get lastId(): number {
    return this.last;
  }

  /** Adds a line by `from`, dropping the oldest if full. */
  add(from: ChatMemberDto, text: string, sentAtMs: number): ChatLineDto {
    const line = { id: ++this.last, channel: this.channel, from, text, sentAtMs };
    this.lines.push(line);
    if (this.lines.length > RECENT_LINES) this.lines.shift();
    return line;
  }

  /** Lines with the next numbers, without adding them. */
  numbered(said: readonly Pick<ChatLineDto, 'from' | 'text' | 'sentAtMs'>[]): ChatLineDto[] {
    return said.map(({ from, text, sentAtMs }, index) => {
      return { id: this.last + 1 + index, channel: this.channel, from, text, sentAtMs };
    });
  }

  /** Takes over lines that have their numbers, oldest first; those that are here already stay. @returns those that are new */
  catchUp(lines: readonly ChatLineDto[]): ChatLineDto[] {
    const added: ChatLineDto[] = [];
    for (const line of lines) {
      if (line.id <= this.last) continue;
      this.last = line.id;
      added.push(line);
      this.lines.push(line);
      if (this.lines.length > RECENT_LINES) this.lines.shift();
    }
    return added;
  }

  /** The next line's number is larger than this one, too. */
  goOnAfter(id: number): void {
    this.last = Math.max(this.last, id);
  }

  /** Deletes the text of a line, if it is in memory. */
  blank(id: number): void {
    const line = this.find(id);
    if (line) this.replace(changedLine(line, { text: '', isDeleted: true }));
  }

  /** The line with this number, if it is in memory. */
  find(id: number): ChatLineDto | undefined {
    return this.lines.findLast((line) => line.id === id);
  }

  /** Replaces the line with the same number, if it is in memory. */
  replace(line: ChatLineDto): void {
    const at = this.lines.findLastIndex(({ id }) => id === line.id);
    if (at >= 0) this.lines[at] = line;
  }

  /** The latest `limit` lines before number `before`, oldest first. */
  latest(before = Number.MAX_SAFE_INTEGER, limit = RECENT_LINES): ChatLineDto[] {
    const older = this.lines.filter(({ id }) => id < before);
    return older.slice(-limit);
  }

  /** Up to `reach` lines on either side of a line. */
  around(id: number, reach: number): ChatLineDto[] {
    const at = this.lines.findIndex((line) => line.id === id);
    if (at < 0) return [];
    return this.lines.slice(Math.max(0, at - reach), at + reach + 1).filter((line) => line.id !== id);
  }

  /** Drops everything a player said. */
  forget(playerId: string): void {
    const others = this.lines.filter(({ from }) => from.playerId !== playerId);
    this.lines.splice(0, this.lines.length, ...others);
  }
}
