import { Injectable } from '@nestjs/common';
import { PlayerError, PlayerRecords } from '../../../core/events/player-records.js';
import { GameError } from '../../../protocol/game-error.js';
import type { ChatChannel } from '../channels/chat-channel.js';
import { ChatError } from '../chat.errors.js';
import { type ChatLineDto, type ChatMemberDto, ChatReceivedDto } from '../chat.messages.js';
import { ChatBlocks } from '../safety/chat-blocks.js';
import { ChatHistory } from './chat-history.js';
import { LineTakenError } from './line-store.js';

/** Lines that wait for their turn in one channel; beyond that, new ones are refused. */
const MAX_WAITING = 1_000;
/** Maximum lines per write. */
const BATCH_LINES = 100;
/** How often another node may have used the numbers of the same lines. */
const TRIES = 5;

/** A line that was said, and has no number yet. */
export interface UnnumberedLine {
  readonly from: ChatMemberDto;
  readonly text: string;
  readonly sentAtMs: number;
  /** The two players of a conversation. */
  readonly players?: readonly [string, string];
}

interface Waiting {
  readonly said: UnnumberedLine;
  readonly resolve: (line: ChatLineDto) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Numbers the lines of channels that are open at several nodes. A line is stored before anybody hears of it, so that whoever numbers the
 * next one, after this node has died, finds it. Should two nodes number at once, the store refuses the second, which then
 * reads what the first has stored, and goes on after it.
 */
@Injectable()
export class LineNumbers {
  private readonly queues = new WeakMap<ChatChannel, Waiting[]>();

  constructor(
    private readonly history: ChatHistory,
    private readonly blocks: ChatBlocks,
    private readonly records: PlayerRecords,
  ) {}

  /** Numbers a line, stores and tells it. @throws GameError chat.busy, player.erased */
  add(channel: ChatChannel, said: UnnumberedLine): Promise<ChatLineDto> {
    const queue = this.queues.get(channel) ?? [];
    if (queue.length >= MAX_WAITING) throw new GameError(ChatError['chat.busy']);
    return new Promise((resolve, reject) => {
      queue.push({ said, resolve, reject });
      if (this.queues.has(channel)) return;
      this.queues.set(channel, queue);
      void this.work(channel, queue);
    });
  }

  /** Reads what others have stored. @throws GameError of the storage */
  async catchUp(channel: ChatChannel): Promise<void> {
    if (this.history.keeps(channel.kind)) this.accept(channel, (await this.history.open(channel.key)).lines);
  }

  /** Takes over lines that have their numbers, oldest first, and tells those that are new. */
  accept(channel: ChatChannel, lines: readonly ChatLineDto[]): void {
    for (const line of channel.lines.catchUp(lines)) {
      channel.tell(new ChatReceivedDto(line), { blockers: this.blocks.blockersOf(line.from.playerId) });
    }
  }

  private async work(channel: ChatChannel, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH_LINES);
      try {
        await this.addAll(channel, batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.queues.delete(channel);
  }

  private async addAll(channel: ChatChannel, batch: readonly Waiting[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      const allowed = batch.filter((waiting) => this.isAllowed(waiting));
      const lines = channel.lines.numbered(allowed.map(({ said }) => said));
      try {
        await this.store(channel, lines);
        this.accept(channel, lines);
        allowed.forEach(({ resolve }, index) => lines[index] && resolve(lines[index]));
        return;
      } catch (error) {
        if (tries === TRIES) throw error;
        if (error instanceof LineTakenError) await this.catchUp(channel);
        else if (!(error instanceof GameError && error.code === PlayerError['player.erased'])) throw error;
      }
    }
  }

  private isAllowed({ said, reject }: Waiting): boolean {
    if (!this.records.isErased(said.from.playerId)) return true;
    reject(new GameError(PlayerError['player.erased']));
    return false;
  }

  /** An erasure of an author waits for that. */
  private store(channel: ChatChannel, lines: readonly ChatLineDto[]): Promise<void> {
    const authors = new Set(lines.flatMap(({ from }) => from.playerId ?? []));
    let write = (): Promise<void> => this.history.keep(channel, lines);
    for (const author of authors) {
      const inner = write;
      write = () => this.records.write(author, inner);
    }
    return write();
  }
}
