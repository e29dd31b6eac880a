import { EntitySet } from '../../protocol/state/entity-set.js';
import { stateSchema } from '../../protocol/state/state-schema.js';
import type { SyncedClass } from '../../protocol/state/state-forms.js';
import { valueAt } from '../../protocol/state/track-objects.js';
import type { Session } from '../sessions/session.js';
import type { NumberedInputDto } from '../simulation/numbered-input.js';
import { EntityHistory, type SeenWindow } from './entity-history.js';
import { SeenMoment } from './seen-moment.js';
import { ViewLag, windowOf } from './view-lag.js';

/** How far back a room can look unless its type says otherwise, in milliseconds. */
export const DEFAULT_REWIND_MS = 250;
/** How far back any room can look, in milliseconds. */
export const MAX_REWIND_MS = 500;
/** Inputs wait for their tick, patches are further apart under overload, and the one before the oldest moment is needed too. */
const SPARE_TICKS = 16;

/** Where an input keeps what its player saw: beside its fields, since looking each up in a WeakMap costs ten times as much. */
const WINDOW = Symbol('what its player saw');

interface Noted {
  [WINDOW]?: SeenWindow;
}

/** The part of an input that says what was on the screen. */
export type SeenInput = Partial<Pick<NumberedInputDto, 'seen'>>;

/** What a rewind needs to know of a room. */
export interface RewoundRoom {
  readonly tickHz: number;
  /** How far back it can look, in milliseconds. */
  readonly rewindMs: number;
  /** Ticks of the last patches that a client was sent, in ascending order. */
  readonly sentTicks: (session: Session) => readonly number[];
}

/**
 * The past of a room's state, and what each of its players saw of it ("lag compensation"). What that was is decided when an
 * input arrives, from the patches that its client was sent; a recording keeps it, and gives it back by {@link bring}.
 */
export class Rewind {
  private readonly histories = new Map<EntitySet<object>, EntityHistory>();
  private readonly lags = new WeakMap<Session, ViewLag>();
  private now = 0;

  private constructor(
    private readonly options: RewoundRoom,
    /** How many ticks are remembered. */
    readonly ticks: number,
  ) {}

  /** @returns undefined for a state of which nothing is to be remembered. @throws Error, one sentence, when a field is not synced */
  static of(state: object, options: RewoundRoom): Rewind | undefined {
    const ticks = Math.ceil((options.rewindMs * options.tickHz) / 1000) + SPARE_TICKS;
    const rewind = new Rewind(options, ticks);
    for (const { grid, steps } of stateSchema(state.constructor as SyncedClass).sets) {
      const set = valueAt(state, steps);
      if (grid?.rewind === undefined || !(set instanceof EntitySet)) continue;
      rewind.histories.set(set as EntitySet<object>, new EntityHistory(set.table, grid.at, grid.rewind, ticks));
    }
    return rewind.histories.size > 0 ? rewind : undefined;
  }

  /** Remembers the state as it is after a tick. */
  capture(tick: number): void {
    this.now = tick;
    for (const history of this.histories.values()) history.capture(tick);
  }

  /** An input has arrived: decides what its player saw. */
  note(session: Session, input: SeenInput & Noted): SeenWindow {
    return (input[WINDOW] ??= this.windowOf(session, input.seen ?? 0));
  }

  /** For replays: what the player saw who made this input, which is about to arrive. */
  bring(input: object, window: SeenWindow): void {
    (input as Noted)[WINDOW] = window;
  }

  /** What a player saw when it made an input; without a player, what is true after the last tick. */
  seenBy(session: Session | undefined, input: SeenInput): SeenMoment {
    const window = session ? this.note(session, input) : { from: this.now, to: this.now, fraction: 0 };
    const tick = window.from + (window.to - window.from) * window.fraction;
    return new SeenMoment(tick, window, (set) => this.historyOf(set));
  }

  private windowOf(session: Session, seen: number): SeenWindow {
    const { tickHz, rewindMs, sentTicks } = this.options;
    const lag = this.lags.get(session) ?? new ViewLag(tickHz, rewindMs);
    this.lags.set(session, lag);
    const sent = sentTicks(session);
    const newest = sent.at(-1) ?? this.now;
    return windowOf(lag.resolve(seen, this.now, newest), sent.length > 0 ? sent : [this.now]);
  }

  private historyOf(set: EntitySet<object>): EntityHistory {
    const history = this.histories.get(set);
    if (history) return history;
    const name = set.table.schema.entityClass.name;
    throw new Error(`The set of ${name} has no rewind: give entitiesOf(() => ${name}, { ..., rewind: { radius } }).`);
  }
}
