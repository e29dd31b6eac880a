import { Logger } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { RoomError } from '../api/rooms.errors.js';

/** The outcome of something a room waited for. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** A callback with its outcome, as queued in the room's inbox. */
export interface RoomResult {
  /** Calls the room back. @throws what its callback throws */
  run(): void;
}

interface Pending {
  readonly onValue: (value: never) => void;
  readonly onError: ((error: unknown) => void) | undefined;
}

/** What a {@link RoomResults} needs of its room. */
export interface ResultsOwner {
  /** For the log. */
  readonly name: string;
  /** How many may be pending at once. */
  readonly maxPending: number;
  /** False when outcomes come from a recording, so that nothing is called. */
  readonly isLive: () => boolean;
  /** Queues the callback for the room's next turn. */
  readonly deliver: (call: number, outcome: Outcome, result: RoomResult) => void;
}

/** The asynchronous calls a room is waiting for. Each has a number that identifies it in recordings. */
export class RoomResults {
  private static readonly logger = new Logger('Rooms');

  private readonly pending = new Map<number, Pending>();
  private calls = 0;

  constructor(private readonly owner: ResultsOwner) {}

  /** See {@link RoomPart.whenDone}. @throws GameError room.busy */
  await<T>(
    work: () => PromiseLike<T> | T,
    onValue: (value: T) => void,
    onError: ((error: unknown) => void) | undefined,
  ): void {
    const { maxPending, isLive } = this.owner;
    if (this.pending.size >= maxPending) throw new GameError(RoomError['room.busy']);
    const call = ++this.calls;
    this.pending.set(call, { onValue, onError });
    if (!isLive()) return;
    new Promise<T>((resolve) => resolve(work())).then(
      (value) => this.settle(call, { value }),
      (error: unknown) => this.settle(call, { error }),
    );
  }

  /** A call has settled. Its outcome is dropped if the room has ended. */
  settle(call: number, outcome: Outcome): void {
    const pending = this.pending.get(call);
    if (pending === undefined) return;
    this.pending.delete(call);
    this.owner.deliver(call, outcome, { run: () => this.callBack(pending, outcome) });
  }

  /** Forgets all pending calls: the room has ended. */
  clear(): void {
    this.pending.clear();
  }

  private callBack({ onValue, onError }: Pending, outcome: Outcome): void {
    if ('value' in outcome) onValue(outcome.value as never);
    else if (onError !== undefined) onError(outcome.error);
    else RoomResults.logger.error({ err: outcome.error, room: this.owner.name }, 'What a room waited for has failed.');
  }
}
