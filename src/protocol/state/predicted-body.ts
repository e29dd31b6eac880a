import type { StateForm } from '../contract/contract.js';
import type { SyncedClass } from './state-forms.js';

/** A column of a predicted field: where it is in the body, and how it lies on the wire. */
export interface PredictedColumn {
  readonly path: readonly string[];
  readonly wire: StateForm;
}

/** How often a body was moved by the server alone; the two wrap around. Beside the author's own numbers, and not enumerable. */
export interface Moves {
  teleports?: number;
  pushes?: number;
}

/** The names of the counts. */
export const MOVES = ['teleports', 'pushes'] as const;
const MOVES_MASK = 0xff;
const MAX_NESTING = 8;

const known = new WeakMap<SyncedClass, readonly PredictedColumn[]>();

/**
 * The columns of a predicted field: all numbers and booleans of its class, in declared order, depth first, then how often the server
 * has moved it.
 * @throws Error when the class has anything else
 */
export function predictedColumns(bodyClass: SyncedClass): readonly PredictedColumn[] {
  const columns = known.get(bodyClass) ?? readColumns(bodyClass);
  known.set(bodyClass, columns);
  return columns;
}

/** Counts a move that a predictor could not foresee. */
export function countMove(body: object, what: keyof Moves): void {
  const moves = withMoves(body);
  moves[what] = ((moves[what] ?? 0) + 1) & MOVES_MASK;
}

/** Gives a body the counts of its moves, if it has none. */
export function withMoves(body: Moves): Moves {
  for (const name of MOVES) {
    // A snapshot puts them there like any other number.
    const isHidden = Object.hasOwn(body, name) && !Object.prototype.propertyIsEnumerable.call(body, name);
    if (isHidden) continue;
    Object.defineProperty(body, name, { value: body[name] ?? 0, writable: true, enumerable: false });
  }
  return body;
}

function readColumns(bodyClass: SyncedClass): readonly PredictedColumn[] {
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
  for (const name of MOVES) {
    if (columns.some(({ path }) => path[0] === name)) {
      throw new Error(`${bodyClass.name} is predicted, so none of its own fields may be called ${name}: rename it.`);
    }
    columns.push({ path: [name], wire: { form: 'u8' } });
  }
  return columns;
}
