import type { StateForm } from '../contract/contract.js';
import type { PredictedForm, PredictedStep, SyncedClass } from './state-forms.js';

/** A column of a predicted field: where it is in the body, and how it lies on the wire. */
export interface PredictedColumn {
  readonly path: readonly string[];
  readonly wire: StateForm;
}

/** How often a body was moved by the server alone; the two wrap around. Beside the author's own numbers, and not enumerable. */
export interface Moves {
  teleports?: number;
  pushes?: number;
  /** Of a body that nobody steers. Always 0 here: what clients are told lies in the table, so that snapshots do not depend on patches. */
  since?: number;
}

/** The names of the counts. */
export const MOVES = ['teleports', 'pushes'] as const;
/** The name of the tick at which a body that nobody steers was as it was told. */
export const SINCE = 'since';
/** What a body that nobody steers has besides the author's numbers. */
export const CARRIED = [...MOVES, SINCE] as const;
const MOVES_MASK = 0xff;
const MAX_NESTING = 8;

const known = new WeakMap<SyncedClass, readonly PredictedColumn[]>();
const knownCarried = new WeakMap<SyncedClass, readonly PredictedColumn[]>();

/**
 * The columns of a predicted field: all numbers and booleans of its class, in declared order, depth first, then how often the server
 * has moved it; of one that nobody steers also since when it is so.
 * @throws Error when the class has anything else
 */
export function predictedColumns({ predicted, isCarried }: PredictedForm): readonly PredictedColumn[] {
  const cache = isCarried ? knownCarried : known;
  const columns = cache.get(predicted) ?? readColumns(predicted, isCarried);
  cache.set(predicted, columns);
  return columns;
}

const steps = new WeakMap<object, PredictedStep | 'several'>();

/** Remembers by which step a class of bodies is predicted. */
export function noteStep({ predicted, step }: PredictedForm): void {
  const { prototype } = predicted as { readonly prototype: object };
  const known = steps.get(prototype);
  steps.set(prototype, known === undefined || known === step ? step : 'several');
}

/** The step by which a body is predicted. @throws Error when it is not, or by several */
export function stepOf(body: object): PredictedStep {
  const step = steps.get(Object.getPrototypeOf(body) as object);
  const { name } = body.constructor;
  if (step === undefined) throw new Error(`${name} is in no field marked @Predicted(step).`);
  if (step === 'several') throw new Error(`${name} is predicted by several steps: give each a class of its own.`);
  return step;
}

/** A body with the same numbers. */
export function copyBody<Body extends object>(body: Body): Body {
  const copy = new (body.constructor as new () => Body)();
  // Not by entries, which are a list of lists: a copy is made for each shot.
  for (const name in body) {
    const value: unknown = body[name];
    copy[name] = (typeof value === 'object' && value !== null ? copyBody(value) : value) as (typeof copy)[typeof name];
  }
  return copy;
}

/** Counts a move that a predictor could not foresee. */
export function countMove(body: object, what: (typeof MOVES)[number]): void {
  const moves = withMoves(body);
  moves[what] = ((moves[what] ?? 0) + 1) & MOVES_MASK;
}

/** Gives a body the counts of its moves, if it has none. */
export function withMoves(body: Moves, names: readonly (keyof Moves)[] = MOVES): Moves {
  for (const name of names) {
    // A snapshot puts them there like any other number.
    const isHidden = Object.hasOwn(body, name) && !Object.prototype.propertyIsEnumerable.call(body, name);
    if (isHidden) continue;
    Object.defineProperty(body, name, { value: body[name] ?? 0, writable: true, enumerable: false });
  }
  return body;
}

function readColumns(bodyClass: SyncedClass, isCarried: boolean): readonly PredictedColumn[] {
  const columns: PredictedColumn[] = [];
  const visit = (object: object, before: readonly string[]): void => {
    if (before.length > MAX_NESTING) throw new Error(`${bodyClass.name} is nested too deeply, or holds itself.`);
    for (const [name, value] of Object.entries(object) as [string, unknown][]) {
      const path = [...before, name];
      if (typeof value === 'number' || typeof value === 'boolean') columns.push({ path, wire: { form: 'exact' } });
      else if (typeof value === 'object' && value !== null && !Array.isArray(value)) visit(value, path);
      else throw new Error(`${bodyClass.name} is predicted, so its ${path.join('.')} must be a number or a boolean.`);
    }
  };
  visit(new bodyClass(), []);
  if (columns.length === 0) throw new Error(`${bodyClass.name} is predicted, but has no numbers with initial values.`);
  for (const name of isCarried ? CARRIED : MOVES) {
    if (columns.some(({ path }) => path[0] === name)) {
      throw new Error(`${bodyClass.name} is predicted, so none of its own fields may be called ${name}: rename it.`);
    }
    columns.push({ path: [name], wire: { form: name === SINCE ? 'u32' : 'u8' } });
  }
  return columns;
}
