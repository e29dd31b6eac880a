import { Injectable, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import { LinkError } from '../../../core/cluster/node-links.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';

/** A node that does not answer in this time is shown as such, and the page goes on without it. */
const ANSWER_MS = 1_000;

/** What one node says; without a value it has not answered. */
export interface NodeAnswer<T> {
  readonly node: string;
  readonly value?: T;
}

/** Asks the nodes of the cluster for the console; on one node there is nobody else to ask. */
@Injectable()
export class NodeCalls {
  private readonly handlers = new Map<string, (payload: never) => unknown>();

  constructor(@Optional() private readonly cluster?: Cluster) {}

  /** This node, where it is one of several. */
  get here(): string | undefined {
    return this.cluster?.nodeId;
  }

  /** The other node that is meant; undefined for this one. @throws GameError admin.no_such_target when there is none */
  otherThan(node: string | undefined): string | undefined {
    if (node === undefined || node === this.here) return undefined;
    if (this.cluster?.livingNodes().includes(node) === true) return node;
    throw new GameError(AdminError['admin.no_such_target']);
  }

  /** Answers calls of this name, this node's own too. Once for each name, at boot. */
  answer(name: string, handler: (payload: never) => unknown): void {
    this.handlers.set(name, handler);
    this.cluster?.links.answer(name, (payload) => handler(payload as never));
  }

  /** Asks all nodes at once, this one first in the answers. What this node throws is thrown. */
  async everywhere<T>(name: string, payload: unknown): Promise<NodeAnswer<T>[]> {
    const { nodeId = '', livingNodes } = this.cluster ?? {};
    const others = (livingNodes?.() ?? []).filter((id) => id !== nodeId);
    return Promise.all([
      this.own<T>(name, payload, nodeId),
      ...others.map(async (node): Promise<NodeAnswer<T>> => {
        try {
          return { node, value: (await this.cluster?.links.call(node, name, payload, ANSWER_MS)) as T };
        } catch (error) {
          if (error instanceof LinkError) return { node };
          throw error;
        }
      }),
    ]);
  }

  /** Asks one node. @throws GameError what was thrown there, word by word; cluster.try_again when nobody has answered */
  async at(node: string, name: string, payload: unknown, deadlineMs: number): Promise<unknown> {
    if (node === this.here) return (await this.own(name, payload, node)).value;
    return this.cluster?.links.ask(node, name, payload, deadlineMs);
  }

  private async own<T>(name: string, payload: unknown, node: string): Promise<NodeAnswer<T>> {
    return { node, value: (await this.handlers.get(name)?.(payload as never)) as T };
  }
}
