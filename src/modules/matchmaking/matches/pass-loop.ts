import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { broadcast } from '../../../core/sessions/broadcast.js';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { ResultSink } from '../queue-desk.js';
import { MatchDissolvedDto } from '../match-events.messages.js';
import { MatchMetrics } from '../match-metrics.js';
import type { MatchResult, MatchStarted } from '../search/match-result.js';
import { Matchmaker } from '../search/matchmaker.js';
import { GameTicket, TicketDirectory } from '../tickets/ticket-directory.js';
import { TicketIntake } from '../tickets/ticket-intake.js';
import { MatchStarter, type Returned } from './match-starter.js';
import { ProposalBoard } from './proposal-board.js';

/** Carries out the matchmaker's results at this node. */
@Injectable()
export class MatchResults extends ResultSink {
  private readonly logger = new Logger(MatchResults.name);

  constructor(
    private readonly tickets: TicketDirectory,
    private readonly intake: TicketIntake,
    private readonly proposals: ProposalBoard,
    private readonly starter: MatchStarter,
    private readonly metrics: MatchMetrics,
    private readonly clock: MonotonicClock,
  ) {
    super();
  }

  /** Carries out one result; resolves once the players are in their room. Never fails. */
  override async carryOut(result: MatchResult): Promise<void> {
    if (result.kind === 'proposed') this.proposals.propose(result);
    else if (result.kind === 'dissolved') this.proposals.dissolve(result);
    else await this.begin(result);
  }

  /** Starts a match whose players are here; resolves once they are in their room. Never fails. */
  async start(started: MatchStarted, tickets: readonly GameTicket[]): Promise<void> {
    const returned = await this.starter.start(started, tickets);
    if (returned) await this.returnTickets(started.matchId, returned);
  }

  /** Puts tickets back into their queue and tells their players. Never fails. */
  async returnTickets(matchId: number, { tickets, reason }: Returned): Promise<void> {
    for (const ticket of tickets) {
      const isFree = ticket.sessions.every(({ isOpen, room }) => isOpen && room === undefined);
      const added = isFree && this.add(ticket);
      const isWaiting = added instanceof Promise ? await added : added;
      broadcast(ticket.sessions, new MatchDissolvedDto(matchId, reason, isWaiting));
    }
  }

  private async begin(started: MatchStarted): Promise<void> {
    const { matchId, queue, teams } = started;
    this.proposals.close(matchId);
    const tickets = this.tickets.named(teams.flatMap((team) => team.tickets));
    const nowMs = this.clock.nowMs();
    for (const ticket of tickets) {
      this.tickets.remove(ticket);
      this.metrics.observeWait(queue, nowMs - ticket.sinceMs);
    }
    await this.start(started, tickets);
  }

  /** Puts a ticket back into the queue with its waiting time intact. */
  private add({ request, sessions, names, sinceMs }: GameTicket): boolean | Promise<boolean> {
    const waitedMs = this.clock.nowMs() - sinceMs;
    const failed = (error: unknown): false => {
      this.logger.warn({ err: error, queue: request.queue }, 'A ticket could not go back into its queue.');
      return false;
    };
    try {
      const added = this.intake.add(new GameTicket({ ...request, waitedMs }, sessions, names));
      return added === undefined ? true : added.then(() => true, failed);
    } catch (error) {
      return failed(error);
    }
  }
}

/** Delay from the first ticket to the first pass, and from the end of all passes to the next ones. */
const PASS_INTERVAL_MS = 200;
/** Minimum rest of a queue between two passes, even when others keep the loop busy. */
const MIN_REST_MS = 100;
/** How long passes run in one slice, and how long they then yield to ticks and messages. */
const SLICE_MS = 2;
const PAUSE_MS = 8;
/** Results carried out per slice. */
const SLICE_RESULTS = 8;

/** An unfinished pass over one queue. */
interface RunningPass {
  readonly queue: string;
  readonly steps: Generator<MatchResult | undefined, void>;
}

/**
 * Runs the matchmaker's passes while anyone is waiting, in slices, so that they take at most a fifth of the process's time and
 * no tick is late by more than a slice. Queues take turns step by step: a crowded one does not hold up the others.
 */
@Injectable()
export class PassLoop implements OnApplicationShutdown {
  private readonly logger = new Logger(PassLoop.name);
  private readonly dueMs = new Map<string, number>();
  private running: RunningPass[] = [];
  private expiryDueMs = 0;
  private cancelTimer: (() => void) | undefined;
  private isOver = false;

  constructor(
    private readonly matchmaker: Matchmaker,
    private readonly results: ResultSink,
    private readonly clock: MonotonicClock,
  ) {
    results.onWork = () => this.wake();
  }

  /** Whether a pass is running or scheduled. */
  get isAwake(): boolean {
    return this.cancelTimer !== undefined;
  }

  /** Starts the loop: somebody is waiting. */
  wake(): void {
    if (!this.isAwake) this.schedule(PASS_INTERVAL_MS);
  }

  /** Carries a result out now, in the background. */
  deliver(result: MatchResult): void {
    this.results.carryOut(result).then(
      () => {
        // Players who got no seat are waiting again.
        if (this.matchmaker.size > 0) this.wake();
      },
      (error: unknown) => this.logger.error({ err: error }, 'A result of the matchmaker could not be carried out.'),
    );
  }

  /** Nest's hook. */
  onApplicationShutdown(): void {
    this.isOver = true;
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  private schedule(delayMs: number): void {
    if (this.isOver) return;
    this.cancelTimer = this.clock.setTimer(() => this.work(), delayMs);
  }

  private work(): void {
    try {
      this.expire();
      this.begin();
      this.runSlice();
    } catch (error) {
      this.logger.error({ err: error }, 'A pass of the matchmaker failed.');
      this.running = [];
    }
    this.cancelTimer = undefined;
    if (this.running.length > 0) this.schedule(PAUSE_MS);
    else if (this.matchmaker.size > 0) this.schedule(PASS_INTERVAL_MS);
  }

  private expire(): void {
    const nowMs = this.clock.nowMs();
    if (nowMs < this.expiryDueMs) return;
    this.expiryDueMs = nowMs + PASS_INTERVAL_MS;
    for (const dissolved of this.matchmaker.expire(nowMs)) this.deliver(dissolved);
  }

  private begin(): void {
    const nowMs = this.clock.nowMs();
    for (const queue of this.matchmaker.busyQueues()) {
      const isRunning = this.running.some((pass) => pass.queue === queue);
      if (isRunning || nowMs < (this.dueMs.get(queue) ?? 0)) continue;
      this.running.push({ queue, steps: this.matchmaker.steps(queue, nowMs) });
    }
  }

  private runSlice(): void {
    const endMs = this.clock.nowMs() + SLICE_MS;
    for (let results = 0; results < SLICE_RESULTS && this.clock.nowMs() < endMs;) {
      const pass = this.running.shift();
      if (pass === undefined) return;
      const { done, value } = pass.steps.next();
      if (done === true) this.dueMs.set(pass.queue, this.clock.nowMs() + MIN_REST_MS);
      else this.running.push(pass);
      if (value === undefined) continue;
      results++;
      this.deliver(value);
    }
  }
}
