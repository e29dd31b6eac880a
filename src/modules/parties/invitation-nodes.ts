import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { GameConfig } from '../../core/config/game-config.js';
import { GameError } from '../../protocol/game-error.js';
import { ownerOf, type TravellingCopy } from './invitations.js';
import type { PartyInvitationEndReason } from './invitations.messages.js';

const OFFER_CALL = 'party.invite';
const NEWS_CALL = 'party.invitation';
const CALL_MS = 1_500;
/** How often somebody is looked for who is moving to another node just now. */
const SEARCHES = 3;
const SEARCH_AGAIN_MS = 100;

/** What a node makes of an invitation for somebody. */
export interface OfferAnswer {
  /** `hidden`: the receiver is there and has blocked the sender; `busy`: and has too many invitations. */
  readonly state: 'taken' | 'absent' | 'hidden' | 'busy';
  /** The session is signed in: invite its player. */
  readonly playerId?: string;
}

/** What nodes tell each other of an invitation. */
export type InvitationNews = { readonly id: string } & (
  | { readonly kind: 'ended'; readonly reason: PartyInvitationEndReason }
  /** The receiver is gone from there. */
  | { readonly kind: 'left' }
  /** The sender is there now. */
  | { readonly kind: 'moved' }
  /** The receiver is there now. */
  | { readonly kind: 'held' }
);

/** The invitations of a node. */
export interface InvitationHost {
  /** Somebody at another node invites somebody who may be here. */
  receive(copy: TravellingCopy): OfferAnswer;
  /** @returns whether the invitation is known here */
  hear(news: InvitationNews, nodeId: string): boolean;
}

/** Invitations over several nodes: each is with its sender, and nodes where its receiver is have copies. */
@Injectable()
export class InvitationNodes implements OnModuleInit {
  private readonly logger = new Logger('Parties');
  private host: InvitationHost | undefined;

  constructor(
    private readonly config: GameConfig,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** For the owner of the invitations. */
  connect(host: InvitationHost): void {
    this.host = host;
  }

  /** Nest's hook: answers other nodes. */
  onModuleInit(): void {
    this.cluster?.links.answer(OFFER_CALL, (copy) => this.host?.receive(copy as TravellingCopy));
    this.cluster?.links.answer(NEWS_CALL, (news, nodeId) => this.host?.hear(news as InvitationNews, nodeId));
  }

  /** Whether somebody may be at other nodes. @param isHere whether at this one */
  mayHave(to: string, isHere: boolean): boolean {
    return (
      this.cluster !== undefined &&
      (!isHere || (ownerOf(to).kind === 'player' && this.config.SESSIONS_PER_PLAYER === 'many'))
    );
  }

  /**
   * Brings an invitation to the nodes where its receiver is.
   * @returns their answers by node. @throws GameError cluster.unavailable
   */
  async offer(copy: TravellingCopy): Promise<Map<string, OfferAnswer>> {
    for (let searches = 1; ; searches++) {
      const { nodeIds, isSure } = await this.locate(copy.to);
      const answers = new Map<string, OfferAnswer>();
      await Promise.all(
        nodeIds.map(async (nodeId) => {
          const answer = await this.call(nodeId, OFFER_CALL, copy);
          if (answer !== undefined) answers.set(nodeId, answer as OfferAnswer);
        }),
      );
      const isFound = [...answers.values()].some(({ state, playerId }) => state !== 'absent' || playerId !== undefined);
      if (isFound || !isSure || searches === SEARCHES) return answers;
      await delay(SEARCH_AGAIN_MS, undefined, { ref: false });
    }
  }

  /** Tells another node. @returns whether it knows the invitation; undefined when it cannot say */
  async tell(nodeId: string, news: InvitationNews): Promise<boolean | undefined> {
    if (nodeId === '' || nodeId === this.cluster?.nodeId) return undefined;
    return (await this.call(nodeId, NEWS_CALL, news)) as boolean | undefined;
  }

  /** Where somebody may be, apart from here; `isSure` when a record says so. */
  private async locate(to: string): Promise<{ nodeIds: readonly string[]; isSure: boolean }> {
    if (this.cluster === undefined) return { nodeIds: [], isSure: false };
    const { records, livingNodes, nodeId } = this.cluster;
    const everywhere = { nodeIds: livingNodes().filter((other) => other !== nodeId), isSure: false };
    const { kind, id } = ownerOf(to);
    if (kind === 'player' && this.config.SESSIONS_PER_PLAYER === 'many') return everywhere;
    try {
      const owner = (await records.find({ kind, id }))?.owner;
      // A session that cannot be resumed has no record.
      if (owner === undefined) return kind === 'session' ? everywhere : { nodeIds: [], isSure: false };
      if (owner === nodeId) return { nodeIds: [], isSure: true };
      return { nodeIds: this.cluster.isAlive(owner) ? [owner] : [], isSure: true };
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
  }

  private async call(nodeId: string, name: string, payload: unknown): Promise<unknown> {
    try {
      return await this.cluster?.links.call(nodeId, name, payload, CALL_MS);
    } catch (error) {
      // Copies end by themselves in time.
      this.logger.warn({ err: error, nodeId }, 'Another node could not be told of an invitation.');
      return undefined;
    }
  }
}
