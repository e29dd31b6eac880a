import type { StateForm } from '../../protocol/contract/contract.js';
import type { Cells } from '../../protocol/state/column.js';
import type { EntityTable } from '../../protocol/state/entity-table.js';
import type { RewindOptions } from '../../protocol/state/state-forms.js';
import { lerp } from './step-math.shared.js';

/** Two ticks and a place between them: what was on a screen. */
export interface SeenWindow {
  readonly from: number;
  readonly to: number;
  /** 0 at `from`, 1 at `to`. */
  readonly fraction: number;
}

/** All entities of a set after one tick, by slot. */
class Frame {
  tick = -1;
  /** 0 for free slots. */
  ids = new Uint32Array(0);
  /** With the id, tells apart two entities that had the same slot. */
  added = new Uint32Array(0);
  /** Positions, three numbers each. */
  at = new Float64Array(0);
  entities: (object | undefined)[] = [];
  readonly values: unknown[][];

  constructor(values: number) {
    this.values = Array.from({ length: values }, () => []);
  }

  /** Makes room for `slots`; what they are must be written then. */
  reserve(slots: number): void {
    if (this.ids.length >= slots) return;
    this.ids = new Uint32Array(slots);
    this.added = new Uint32Array(slots);
    this.at = new Float64Array(slots * 3);
  }

  /** A slot is as it was in `before`. */
  copy(slot: number, before: Frame): void {
    const i = slot * 3;
    this.ids[slot] = before.ids[slot] ?? 0;
    this.added[slot] = before.added[slot] ?? 0;
    this.at[i] = before.at[i] ?? 0;
    this.at[i + 1] = before.at[i + 1] ?? 0;
    this.at[i + 2] = before.at[i + 2] ?? 0;
    this.entities[slot] = before.entities[slot];
    for (let field = 0; field < this.values.length; field++) {
      const values = this.values[field];
      if (values !== undefined) values[slot] = before.values[field]?.[slot];
    }
  }

  /** Whether a slot holds the same entity in both. */
  shares(slot: number, other: Frame): boolean {
    return this.ids[slot] !== 0 && this.ids[slot] === other.ids[slot] && this.added[slot] === other.added[slot];
  }
}

/** Told of each entity that was in sight: its slot in the frame it comes from, and where it was. */
type Visit = (frame: Frame, slot: number, x: number, y: number, z: number) => void;

/**
 * The past of one set: where its entities were after each of the last ticks, as clients were sent it, that is in the
 * precision of the wire, with those that are gone since. Fields are taken over only from entities that were changed.
 */
export class EntityHistory {
  /** The radius of every entity, in units of its position. */
  readonly radius: number;
  /** True for positions that are a Vector3. */
  readonly isSpatial: boolean;
  private readonly frames: Frame[];
  private readonly place: readonly Coordinate[];
  private readonly fields: readonly number[];
  private newest: Frame;
  /** The slots that the capture has to read. */
  private changed = new Uint32Array(0);
  private next = 0;
  private since = 0;

  /**
   * @param at as in the set's grid
   * @param ticks how many it remembers
   * @throws Error, one sentence, when a field is not synced
   */
  constructor(
    private readonly table: EntityTable,
    at: string | readonly [x: string, y: string],
    private readonly options: RewindOptions,
    ticks: number,
  ) {
    this.radius = options.radius;
    this.place = (typeof at === 'string' ? [at] : at).flatMap((name) => this.coordinatesOf(this.columnOf(name)));
    this.fields = (options.also ?? []).map((name) => this.columnOf(name));
    this.frames = Array.from({ length: ticks }, () => new Frame(this.fields.length));
    this.newest = new Frame(this.fields.length);
    this.isSpatial = this.place.length === 3;
  }

  /** Remembers the entities as they are after a tick. */
  capture(tick: number): void {
    const { table, frames, place, fields } = this;
    const frame = frames[this.next] ?? this.newest;
    this.next = (this.next + 1) % frames.length;
    frame.reserve(table.ids.length);
    const count = this.follow(frame, this.newest);
    for (let i = 0; i < place.length; i++) {
      const coordinate = place[i];
      if (coordinate)
        readPlace(coordinate, table.cells[coordinate.column], { slots: this.changed, count, into: frame.at, i });
    }
    for (let i = 0; i < fields.length; i++) this.readField(fields[i] ?? 0, frame.values[i] ?? [], count);
    frame.tick = tick;
    this.newest = frame;
    this.since = table.version;
  }

  /** Calls `visit` for each entity that was on the screen. */
  look({ from, to, fraction }: SeenWindow, visit: Visit): void {
    const first = this.frameOf(from);
    const last = to === from ? first : this.frameOf(to);
    for (let slot = 0; slot < first.ids.length; slot++) {
      if (first.ids[slot] === 0) continue;
      const isMoving = last !== first && first.shares(slot, last);
      visitBetween(first, isMoving ? last : first, slot, fraction, visit);
    }
    if (last === first) return;
    // What is new in the later patch is on the screen from its arrival on.
    for (let slot = 0; slot < last.ids.length; slot++) {
      if (last.ids[slot] !== 0 && !last.shares(slot, first)) visitBetween(last, last, slot, 0, visit);
    }
  }

  /** What one of the fields in `also` was; of a frame that {@link look} has shown. @throws Error for any other field */
  valueOf(frame: Frame, slot: number, field: string): unknown {
    const index = this.options.also?.indexOf(field) ?? -1;
    if (index < 0) throw new Error(`List ${field} in the "also" of rewind of ${this.table.schema.entityClass.name}.`);
    return frame.values[index]?.[slot];
  }

  /** Makes `frame` what `before` is, but for the changed slots, of which it returns the number. */
  private follow(frame: Frame, before: Frame): number {
    const { since } = this;
    const { entities, touched, ids, added } = this.table;
    if (this.changed.length < ids.length) this.changed = new Uint32Array(ids.length);
    const { changed } = this;
    let count = 0;
    for (let slot = 0; slot < entities.length; slot++) {
      const entity = entities[slot];
      if (entity !== undefined && before.entities[slot] === entity && (touched[slot] ?? 0) < since) {
        if (frame !== before) frame.copy(slot, before);
        continue;
      }
      frame.entities[slot] = entity;
      frame.ids[slot] = entity === undefined ? 0 : (ids[slot] ?? 0);
      frame.added[slot] = added[slot] ?? 0;
      if (entity !== undefined) changed[count++] = slot;
    }
    return count;
  }

  private readField(column: number, into: unknown[], count: number): void {
    const code = this.table.codes[column];
    const cells = this.table.cells[column] ?? [];
    for (let n = 0; n < count; n++) {
      const slot = this.changed[n] ?? 0;
      into[slot] = code?.get(cells, slot);
    }
  }

  /** The frame of a tick, or the oldest where that is forgotten. */
  private frameOf(tick: number): Frame {
    let oldest = this.newest;
    for (const frame of this.frames) {
      if (frame.tick === tick) return frame;
      if (frame.tick >= 0 && frame.tick < oldest.tick) oldest = frame;
    }
    return tick > this.newest.tick ? this.newest : oldest;
  }

  private coordinatesOf(column: number): Coordinate[] {
    const { wire, path } = this.table.schema.columns[column] ?? { path: '', wire: { form: 'bool' } as const };
    const width = WIDTHS.get(wire.form);
    if (width === undefined) throw new Error(`${path} of ${this.table.schema.entityClass.name} is no place.`);
    const range = 'min' in wire ? { min: wire.min, max: wire.max, steps: 2 ** wire.bits - 1 } : undefined;
    return Array.from({ length: width }, (_, part) => ({ column, width, part, range }));
  }

  private columnOf(name: string): number {
    const { schema } = this.table;
    const index = schema.columns.findIndex(({ path }) => path === name);
    if (schema.carried.some(({ steps }) => steps[0] === name.split('.', 1)[0]))
      throw new Error(
        `${name} of ${schema.entityClass.name} is shown as it is now: test against that, without rewind.`,
      );
    if (index < 0) throw new Error(`${name} of ${schema.entityClass.name} is not synced, so it can't be rewound.`);
    return index;
  }
}

export type { Frame };

/** Numbers in a cell of each form that can be a place. */
const WIDTHS: ReadonlyMap<StateForm['form'], number> = new Map([
  ...(['u8', 'u16', 'u32', 'i8', 'i16', 'i32', 'f32', 'f64', 'quantized'] as const).map((form) => [form, 1] as const),
  ...[['vec2', 2] as const, ['quantized_vec2', 2] as const, ['vec3', 3] as const, ['quantized_vec3', 3] as const],
]);

/** One number of a position: where it lies in the cells, and what it means there. */
interface Coordinate {
  readonly column: number;
  readonly width: number;
  readonly part: number;
  /** Of a quantized form. */
  readonly range: { readonly min: number; readonly max: number; readonly steps: number } | undefined;
}

/** Slots to read one coordinate of, and where to put them: three numbers each. */
interface PlaceReading {
  readonly slots: Uint32Array;
  readonly count: number;
  readonly into: Float64Array;
  readonly i: number;
}

/** As the column's own code decodes it, without an object for each. */
function readPlace({ width, part, range }: Coordinate, cells: Cells = [], reading: PlaceReading): void {
  const { slots, count, into, i } = reading;
  const { min = 0, max = 0, steps = 0 } = range ?? {};
  for (let n = 0; n < count; n++) {
    const slot = slots[n] ?? 0;
    const stored = Number(cells[slot * width + part]);
    into[slot * 3 + i] = range === undefined ? stored : stored === steps ? max : min + (stored / steps) * (max - min);
  }
}

function visitBetween(first: Frame, last: Frame, slot: number, fraction: number, visit: Visit): void {
  const i = slot * 3;
  visit(
    first,
    slot,
    lerp(first.at[i] ?? 0, last.at[i] ?? 0, fraction),
    lerp(first.at[i + 1] ?? 0, last.at[i + 1] ?? 0, fraction),
    lerp(first.at[i + 2] ?? 0, last.at[i + 2] ?? 0, fraction),
  );
}
