import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional } from '@nestjs/common';
import { Cluster } from '../../cluster/cluster.js';
import { SessionRecords } from '../../sessions/session-records.js';
import { SessionSeats } from '../../sessions/session-seats.js';

/** The name of the call that asks whether a session is here. */
export const IS_SESSION_HERE = 'session.is_here';

/** How long a client waits until its session is somewhere; then it comes again, maybe to another node. */
export const MAX_SEARCH_MS = 4_000;
export const SEARCH_AGAIN_MS = 50;
/** For those who wait at a node for another one's end: there may be thousands of them. */
const LOOK_AGAIN_MS = 250;
const ASK_MS = 1_000;
/** Records that bring sessions back when their node is dead. */
const BRINGERS = ['room', 'party'] as const;
/** How long the sessions of a room or a party take to be restored with it. */
const LEFT_MS = 1_500;

/** Who wants to know. */
interface Seeker {
  /** True once it does not any more. */
  readonly isClosing: boolean;
}

/** Finds out where a session is at home, on several nodes. */
@Injectable()
export class HomeSearch {
  private readonly logger = new Logger('Cluster');

  constructor(
    private readonly records: SessionRecords,
    private readonly seats: SessionSeats,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /**
   * The node where a session is at home, or `here`, or `nowhere`; undefined when that cannot be said in time.
   * @param lost the node that has had it and cannot be reached: it counts again only once it answers
   */
  async find(id: string, untilMs: number, seeker: Seeker, lost?: string): Promise<string | undefined> {
    let leftMs = Infinity;
    while (performance.now() < untilMs && !seeker.isClosing) {
      try {
        const home = this.isAlive(lost) ? await this.askAgain(lost, id) : await this.look(id);
        if (home !== undefined && home !== 'left') return home;
        leftMs = home === 'left' ? Math.min(leftMs, performance.now()) : Infinity;
        if (performance.now() - leftMs > LEFT_MS) return 'nowhere';
      } catch (error) {
        this.logger.warn({ err: error, sessionId: id }, 'A session could not be looked for.');
      }
      await delay(lost === undefined ? SEARCH_AGAIN_MS : LOOK_AGAIN_MS);
    }
    return undefined;
  }

  /**
   * Where it is now; undefined while it is on its way, or its room or party is about to be restored; `left` when its node is dead and
   * has left neither: then it is in none, or about to be restored with it. @throws StoreUnavailableError
   */
  private async look(id: string): Promise<string | undefined> {
    if (this.cluster === undefined || this.seats.has(id)) return 'here';
    const record = await this.records.find(id);
    if (this.seats.has(id)) return 'here';
    if (record === undefined) return this.ask(id);
    const { owner } = record;
    // Ours, but not here: it is on its way, and who takes it is about to be decided.
    if (owner === undefined || owner === this.cluster.nodeId) return undefined;
    if (this.cluster.isAlive(owner)) return owner;
    for (const kind of BRINGERS) if ((await this.cluster.records.ofNode(owner, kind)).length > 0) return undefined;
    return 'left';
  }

  /**
   * Asks the others for a session without a record: it was welcomed a moment ago, or the store has forgotten it. Undefined when nobody
   * has it, and not everybody has answered.
   */
  private async ask(id: string): Promise<string | undefined> {
    const { nodeId, links, livingNodes } = this.cluster ?? {};
    const others = (livingNodes?.() ?? []).filter((other) => other !== nodeId);
    const answers = await Promise.all(
      others.map(async (other): Promise<string | undefined> => {
        try {
          return (await links?.call(other, IS_SESSION_HERE, id, ASK_MS)) === true ? other : 'nowhere';
        } catch {
          return undefined;
        }
      }),
    );
    const home = answers.find((answer) => answer !== undefined && answer !== 'nowhere');
    return home ?? (answers.includes(undefined) ? undefined : 'nowhere');
  }

  private isAlive(nodeId: string | undefined): nodeId is string {
    return this.cluster?.isAlive(nodeId) === true;
  }

  /** A node that could not be reached a moment ago, if it has the session. */
  private async askAgain(nodeId: string, id: string): Promise<string | undefined> {
    const answer = this.cluster?.links.call(nodeId, IS_SESSION_HERE, id, ASK_MS);
    return (await answer?.catch(() => false)) === true ? nodeId : undefined;
  }
}
