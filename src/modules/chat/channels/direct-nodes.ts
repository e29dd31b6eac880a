import { Injectable, Optional, type OnModuleInit, type Type } from '@nestjs/common';
import { ClusterBus } from '../../../core/cluster/cluster-bus.js';
import { Cluster } from '../../../core/cluster/cluster.js';
import { StoreUnavailableError } from '../../../core/cluster/membership.js';
import { LinkError } from '../../../core/cluster/node-links.js';
import type { OwnedKey } from '../../../core/cluster/ownership.js';
import { GameError } from '../../../protocol/game-error.js';
import { type ChatLineDto, type ChatMemberDto, ChatReceivedDto } from '../chat.messages.js';
import { ChatDeletedDto, ChatEditedDto, ChatMemberTypingDto } from '../lines/chat-lines.messages.js';
import type { ChannelMessage } from './chat-channel.js';

const SAY_CALL = 'chat.direct';
const SAY_MS = 2_000;
const TOPIC = 'chat:direct';
/** How often the owner may change while a line is on its way to it. */
const TRIES = 4;

/** What is told of conversations, by its name on the bus. */
const MESSAGES: Readonly<Record<string, Type<ChannelMessage>>> = {
  said: ChatReceivedDto,
  edited: ChatEditedDto,
  deleted: ChatDeletedDto,
  typing: ChatMemberTypingDto,
};

/** A line for a conversation. */
export interface DirectLine {
  readonly players: readonly [string, string];
  readonly from: ChatMemberDto;
  readonly text: string;
  readonly sentAtMs: number;
}

/** What a node tells the others of a conversation. */
export interface DirectNews {
  readonly players: readonly [string, string];
  readonly message: ChannelMessage;
  readonly blockers: readonly string[];
}

/** What conversations are, at a node. */
export interface DirectHost {
  /** Numbers a line, keeps it and tells it; the record of the conversation is this node's. */
  add(line: DirectLine): Promise<ChatLineDto>;
  /** The conversation has become this node's: what others have kept of it is read. */
  adopt(players: readonly [string, string]): Promise<void>;
  /** Another node has told something. */
  hear(news: DirectNews): void;
  /** Something may not have been heard. */
  doubt(): void;
}

/**
 * Conversations over several nodes. Each is open wherever one of its players is; a line gets its number from the one node that owns the
 * conversation's record, and all nodes are told of it over the bus. Who misses that finds it in the history.
 */
@Injectable()
export class DirectNodes implements OnModuleInit {
  private host: DirectHost | undefined;

  constructor(
    private readonly bus: ClusterBus,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Whether players may be at other nodes. */
  get isShared(): boolean {
    return this.cluster !== undefined;
  }

  /** For the owner of the conversations. */
  connect(host: DirectHost): void {
    this.host = host;
  }

  /** Nest's hook: answers other nodes, and hears what they tell. */
  onModuleInit(): void {
    const { cluster } = this;
    if (cluster === undefined) return;
    cluster.links.answer(SAY_CALL, (asked) => this.sayHere(...(asked as [string, DirectLine])));
    this.bus.subscribe(TOPIC, (text) => this.hear(text));
    this.bus.onGap(() => this.host?.doubt());
  }

  /**
   * Says a line at the conversation's owner.
   * @throws GameError cluster.try_again, cluster.unavailable; chat.busy
   */
  async say(key: string, line: DirectLine): Promise<ChatLineDto> {
    try {
      for (let tries = 0; tries < TRIES; tries++) {
        const owner = await this.ownerOf(key, line.players);
        if (owner === undefined) continue;
        if (owner === this.cluster?.nodeId) return await this.sayHere(key, line);
        const said = await this.sayThere(owner, key, line);
        if (said !== undefined) return said;
      }
    } catch (cause) {
      if (cause instanceof StoreUnavailableError) throw new GameError('cluster.unavailable', { cause });
      throw cause;
    }
    throw new GameError('cluster.try_again');
  }

  /** Tells the other nodes. */
  tell(players: readonly [string, string], message: ChannelMessage, blockers: Iterable<string> = []): void {
    const kind = Object.keys(MESSAGES).find((name) => message.constructor === MESSAGES[name]);
    if (kind === undefined) return;
    const news = { nodeId: this.cluster?.nodeId, kind, players, message, blockers: [...blockers] };
    this.bus.publish(TOPIC, JSON.stringify(news));
  }

  /** A conversation is closed here: another node may number its lines. */
  release(key: string): void {
    void this.cluster?.records.end(keyOf(key));
  }

  private async ownerOf(key: string, players: readonly [string, string]): Promise<string | undefined> {
    if (this.cluster === undefined) return undefined;
    const { records, nodeId } = this.cluster;
    if (records.proofOf(keyOf(key)) !== undefined) return nodeId;
    const holder = { content: () => ({}), onLost: () => undefined };
    const found = await records.create(keyOf(key), holder, true);
    const owner = found?.owner;
    if (owner !== nodeId && this.cluster.isAlive(owner)) return owner;
    if (found !== undefined && !(await records.take(keyOf(key), found.epoch, holder))) return undefined;
    await this.host?.adopt(players);
    return nodeId;
  }

  private async sayHere(key: string, line: DirectLine): Promise<ChatLineDto> {
    if (this.host === undefined || this.cluster?.records.proofOf(keyOf(key)) === undefined)
      throw new GameError('cluster.try_again');
    return this.host.add(line);
  }

  /** @returns undefined when the other node does not have the conversation (any more) */
  private async sayThere(nodeId: string, key: string, line: DirectLine): Promise<ChatLineDto | undefined> {
    try {
      return (await this.cluster?.links.call(nodeId, SAY_CALL, [key, line], SAY_MS)) as ChatLineDto;
    } catch (cause) {
      if (!(cause instanceof LinkError)) throw cause;
      if (cause.code === 'cluster.try_again') return undefined;
      throw new GameError(cause.code.startsWith('chat.') ? cause.code : 'cluster.try_again', { cause });
    }
  }

  private hear(text: string): void {
    const { nodeId, kind, message, ...news } = JSON.parse(text) as DirectNews & { nodeId: string; kind: string };
    const messageClass = MESSAGES[kind];
    if (nodeId === this.cluster?.nodeId || messageClass === undefined) return;
    const copy = Object.create(messageClass.prototype as object) as ChannelMessage;
    this.host?.hear({ ...news, message: Object.assign(copy, message) });
  }
}

function keyOf(key: string): OwnedKey {
  return { kind: 'channel', id: key };
}
