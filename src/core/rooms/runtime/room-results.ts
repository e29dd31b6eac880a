import { Logger } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { RoomError } from '../api/rooms.errors.js';

/** What came of something that a room waited for. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** What a room does with an outcome; an entry of its inbox carries it. */
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
  /** So many may be pending at once. */
  readonly maxPending: number;
  /** False where outcomes are not asked for, but come from a recording. */
  readonly isLive: () => boolean;
  /** An outcome is there: the room is to be called back in its turn. */
  readonly deliver: (call: number, outcome: Outcome, result: RoomResult) => void;
}

/** What a room waits for outside of it. Each call has a number, by which a recording knows it. */
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

  /** An outcome is there. One that nobody waits for any more is dropped. */
  settle(call: number, outcome: Outcome): void {
    const pending = this.pending.get(call);
    if (pending === undefined) return;
    this.pending.delete(call);
    this.owner.deliver(call, outcome, { run: () => this.callBack(pending, outcome) });
  }

  /** The room is over: nothing is waited for any more. */
  clear(): void {
    this.pending.clear();
  }

  private callBack({ onValue, onError }: Pending, outcome: Outcome): void {
    if ('value' in outcome) onValue(outcome.value as never);
    else if (onError !== undefined) onError(outcome.error);
    else RoomResults.logger.error({ err: outcome.error, room: this.owner.name }, 'What a room waited for has failed.');
  }
}
