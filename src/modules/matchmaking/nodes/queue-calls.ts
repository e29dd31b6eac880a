import { Injectable, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import { GameError } from '../../../protocol/game-error.js';
import type { DissolveReason } from '../match-events.messages.js';
import type { BackfillRequest } from '../search/backfill-offer.js';
import type { MatchDissolved, MatchProposed, MatchStarted } from '../search/match-result.js';
import type { TicketStatus } from '../search/matchmaker.js';
import type { TicketRequest } from '../search/ticket.js';

/** What nodes ask of each other, by name; all of it plain data. */
export interface QueueQuestions {
  /** To a queue's owner: a ticket waits. Said again, it is the same ticket. */
  enqueue: { readonly request: TicketRequest; readonly isPaused: boolean };
  /** To the owner: a ticket is withdrawn. */
  cancel: { readonly ticketId: string; readonly because: DissolveReason };
  /** To the owner. */
  pause: { readonly ticketId: string; readonly isPaused: boolean };
  /** To the owner. */
  accept: { readonly ticketId: string; readonly playerId: string; readonly matchId: number };
  /** To the owner. */
  decline: { readonly ticketId: string; readonly playerId: string };
  /** To the owner: these are all tickets that wait at the asking node, and all rooms with seats on offer. */
  compare: QueueHoldings;
  /** To the owner: how many players wait? */
  waiting: { readonly queue: string };
  /** To the owner: the queue makes no matches for now, or makes them again. */
  pauseQueue: { readonly queue: string; readonly isPaused: boolean };
  /** To the owner: does it make none? */
  isPaused: { readonly queue: string };
  /** To the owner: a room has free seats. */
  offer: { readonly request: BackfillRequest };
  /** To the owner: it has more, by team. */
  grow: { readonly roomId: string; readonly seats: readonly number[] };
  /** To the owner: it takes nobody for now. */
  withdraw: { readonly roomId: string };
  /** To the nodes of its tickets: a match waits for answers, or was called off. */
  tell: MatchNews;
  /** To the node where its room is to be: a match begins. Answered when it may begin there, before it has. */
  begin: { readonly started: MatchStarted; readonly homes: Readonly<Record<string, string>> };
  /** To a ticket's node: gives the ticket to a match. */
  claim: { readonly ticketId: string; readonly matchId: number };
  /** To a ticket's node, after a claim: its sessions are to come. Answered when they have, or have not. */
  bring: { readonly ticketId: string; readonly matchId: number };
  /** To a ticket's node, after a claim: the match does not take place, and the ticket waits on. */
  giveBack: { readonly ticketId: string; readonly matchId: number; readonly reason: DissolveReason };
}

/** What they answer, if anything. */
export interface QueueAnswers {
  enqueue: TicketStatus;
  compare: QueueComparison;
  waiting: number;
  isPaused: boolean;
  /** Undefined when the ticket is not to be had. */
  claim: ClaimedTicket | undefined;
}

/** The answer to a question. */
export type QueueAnswer<N extends keyof QueueQuestions> = N extends keyof QueueAnswers ? QueueAnswers[N] : unknown;

/** What a node has that waits in one queue. */
export interface QueueHoldings {
  readonly queue: string;
  readonly ticketIds: readonly string[];
  /** Those of them that are not to be matched for now. */
  readonly pausedIds: readonly string[];
  readonly roomIds: readonly string[];
}

/** What the queue's owner knows of it. */
export interface QueueComparison {
  /** By ticket. Those that the owner does not have are absent. */
  readonly statuses: Readonly<Record<string, TicketStatus>>;
  /** Rooms whose offers the owner does not have. */
  readonly lostRoomIds: readonly string[];
}

/** What becomes of a match before it starts. */
export type MatchNews =
  | { readonly kind: 'proposed'; readonly match: MatchProposed; readonly answerWithinMs: number }
  | { readonly kind: 'accepted'; readonly matchId: number; readonly accepted: number }
  | {
      readonly kind: 'dissolved';
      readonly dissolved: MatchDissolved;
      readonly because?: DissolveReason | undefined;
      /** The session that knows already. */
      readonly exceptId?: string | undefined;
    };

/** A ticket that was given to a match. */
export interface ClaimedTicket {
  readonly request: TicketRequest;
  /** The sessions, leader first. */
  readonly sessionIds: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly waitedMs: number;
}

const ANSWER_MS = 2_000;
/** A session's move may take as long as its client's messages are held. */
const BRING_MS = 5_000;

type Answerer = (question: never, fromNodeId: string) => unknown;

/** Asks other nodes, and this one, what matchmaking needs of them. */
@Injectable()
export class QueueCalls {
  private readonly answerers = new Map<string, Answerer>();

  constructor(@Optional() private readonly cluster?: Cluster) {}

  /** Answers a question, whoever asks it. */
  answer<N extends keyof QueueQuestions>(
    name: N,
    answerer: (question: QueueQuestions[N], fromNodeId: string) => QueueAnswer<N> | Promise<QueueAnswer<N>>,
  ): void {
    this.answerers.set(name, answerer);
    this.cluster?.links.answer(`matchmaking.${name}`, (question, nodeId) => answerer(question as never, nodeId));
  }

  /** Asks a node. @throws GameError what it refuses with; cluster.try_again when it does not answer */
  async ask<N extends keyof QueueQuestions>(
    nodeId: string,
    name: N,
    question: QueueQuestions[N],
  ): Promise<QueueAnswer<N>> {
    const { cluster } = this;
    if (cluster === undefined) throw new GameError('cluster.unavailable');
    if (nodeId === cluster.nodeId) {
      return this.answerers.get(name)?.(question as never, nodeId) as QueueAnswer<N>;
    }
    const deadlineMs = name === 'bring' ? BRING_MS : ANSWER_MS;
    return (await cluster.links.ask(nodeId, `matchmaking.${name}`, question, deadlineMs)) as QueueAnswer<N>;
  }
}
