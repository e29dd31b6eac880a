import { Injectable } from '@nestjs/common';
import type { ChatLineDto } from '../chat.messages.js';
import {
  isSameLine,
  LineStore,
  LineTakenError,
  type ConversationPage,
  type KeptChannel,
  type KeptLine,
  type KeptMute,
  type Outdated,
} from './line-store.js';

/** Maximum channels kept; beyond that, the one quiet for longest is dropped. */
const MAX_CHANNELS = 1_000;
/** Maximum lines kept per channel. */
const MAX_LINES = 200;

interface Shelf {
  readonly kind: KeptLine['kind'];
  readonly players: readonly [string, string] | undefined;
  lines: ChatLineDto[];
}

/** The default: conversations last as long as the process, everything else as long as it has members. */
@Injectable()
export class MemoryLineStore extends LineStore {
  readonly isLasting: boolean = false;
  /** In order of the last write. */
  private readonly shelves = new Map<string, Shelf>();
  private readonly mutes = new Map<string, KeptMute[]>();

  open(channel: string, limit: number): Promise<KeptChannel> {
    const mutes = (this.mutes.get(channel) ?? []).filter(({ untilMs }) => untilMs > Date.now());
    return Promise.resolve({ lines: this.linesIn(channel).slice(-limit), mutes });
  }

  page(channel: string, before: number, limit: number): Promise<ChatLineDto[]> {
    const older = this.linesIn(channel).filter(({ id }) => id < before);
    return Promise.resolve(older.slice(-limit));
  }

  find(channel: string, id: number): Promise<ChatLineDto | undefined> {
    return Promise.resolve(this.linesIn(channel).find((line) => line.id === id));
  }

  write(lines: readonly KeptLine[]): Promise<void> {
    const taken = lines.find(({ line }) => this.linesIn(line.channel).some((one) => isOther(one, line)));
    if (taken) return Promise.reject(new LineTakenError(taken.line.channel));
    for (const kept of lines) this.put(kept);
    for (const oldest of this.shelves.keys()) {
      if (this.shelves.size <= MAX_CHANNELS) break;
      this.shelves.delete(oldest);
    }
    return Promise.resolve();
  }

  mute(channel: string, mute: KeptMute): Promise<void> {
    const others = (this.mutes.get(channel) ?? []).filter(({ playerId }) => playerId !== mute.playerId);
    const mutes = [...others, mute].filter(({ untilMs }) => untilMs > Date.now());
    if (mutes.length === 0) this.mutes.delete(channel);
    else this.mutes.set(channel, mutes);
    return Promise.resolve();
  }

  conversations(playerId: string, cursor: string | undefined, limit: number): Promise<ConversationPage> {
    const all = [...this.shelves.values()].reverse().flatMap(({ players, lines }) => {
      const other = players?.includes(playerId) ? players.find((player) => player !== playerId) : undefined;
      return other === undefined ? [] : [{ playerId: other, lastLine: lines.at(-1) }];
    });
    const first = cursor === undefined ? 0 : all.findIndex((one) => one.playerId === cursor) + 1;
    const page = all.slice(first, first + limit);
    const isMore = all.length > first + limit;
    return Promise.resolve({ conversations: page, cursor: isMore ? page.at(-1)?.playerId : undefined });
  }

  purge(outdated: Outdated): Promise<void> {
    for (const [channel, shelf] of this.shelves) {
      const beforeMs = outdated[shelf.kind]?.getTime() ?? 0;
      this.keepOnly(channel, shelf, ({ sentAtMs }) => sentAtMs >= beforeMs);
    }
    return Promise.resolve();
  }

  erase(playerId: string): Promise<void> {
    for (const [channel, shelf] of this.shelves) {
      this.keepOnly(channel, shelf, ({ from }) => from.playerId !== playerId);
    }
    for (const [channel, mutes] of this.mutes) {
      this.mutes.set(
        channel,
        mutes.filter((mute) => mute.playerId !== playerId),
      );
    }
    return Promise.resolve();
  }

  linesOf(playerId: string): Promise<ChatLineDto[]> {
    const all = [...this.shelves.values()].flatMap(({ lines }) => lines);
    return Promise.resolve(all.filter(({ from }) => from.playerId === playerId));
  }

  lastLinesOf(playerId: string, limit: number): Promise<ChatLineDto[]> {
    const open = [...this.shelves.values()].filter(({ kind }) => kind !== 'direct');
    const said = open.flatMap(({ lines }) => lines.filter(({ from }) => from.playerId === playerId));
    return Promise.resolve(said.sort((one, other) => other.sentAtMs - one.sentAtMs).slice(0, limit));
  }

  private linesIn(channel: string): readonly ChatLineDto[] {
    return this.shelves.get(channel)?.lines ?? [];
  }

  private put({ kind, players, line }: KeptLine): void {
    const shelf = this.shelves.get(line.channel) ?? { kind, players, lines: [] };
    const at = shelf.lines.findIndex(({ id }) => id === line.id);
    if (at >= 0) shelf.lines[at] = line;
    else shelf.lines = [...shelf.lines, line].sort((a, b) => a.id - b.id).slice(-MAX_LINES);
    this.shelves.delete(line.channel);
    this.shelves.set(line.channel, shelf);
  }

  private keepOnly(channel: string, shelf: Shelf, isKept: (line: ChatLineDto) => boolean): void {
    shelf.lines = shelf.lines.filter(isKept);
    if (shelf.lines.length === 0) this.shelves.delete(channel);
  }
}

function isOther(one: ChatLineDto, line: ChatLineDto): boolean {
  return one.id === line.id && !isSameLine(one, line);
}
