import type { ContractColumn, StateForm } from '../contract/contract.js';
import { LAYERS } from './patch-format.js';
import { CARRIED, MOVES, predictedColumns } from './predicted-body.js';
import type { GridOptions, PredictedForm, PredictedStep, SyncedClass, ValueForm } from './state-forms.js';
import {
  entityOptionsOf,
  syncedFields,
  type SyncedEntityOptions,
  type SyncedFieldDeclaration,
} from './synced.decorator.js';

/** One column of a set, and where its value is in an entity. */
export interface ColumnSchema extends ContractColumn {
  /** The field's name, preceded by those of the objects that contain it. */
  readonly steps: readonly string[];
  /** Its number among the columns of its layer. */
  readonly ordinal: number;
}

/** An object nested in an entity; its columns are consecutive. */
export interface PartSchema {
  readonly path: string;
  readonly steps: readonly string[];
  readonly partClass: SyncedClass;
  /** The number of its first column in the set. */
  readonly base: number;
}

/** A field with a body that nobody steers; the columns are numbers of the set's. */
export interface CarriedField {
  readonly steps: readonly string[];
  readonly step: PredictedStep;
  /** Of the author's own numbers. */
  readonly numbers: readonly number[];
  readonly moves: readonly { readonly column: number; readonly name: (typeof MOVES)[number] }[];
  /** Of the tick at which the body was as it was told. */
  readonly since: number;
}

/** One set of a state. */
export interface SetSchema {
  /** Its number. */
  readonly index: number;
  /** Its position in the state; "" and none for the state itself. */
  readonly path: string;
  readonly steps: readonly string[];
  readonly entityClass: SyncedClass;
  readonly columns: readonly ColumnSchema[];
  /** Column numbers by layer. */
  readonly layers: readonly (readonly number[])[];
  /** The entity itself, then its nested objects. */
  readonly parts: readonly PartSchema[];
  /** The columns of predicted fields, whose values are read when a patch is made. */
  readonly predicted: readonly number[];
  /** Fields with bodies that nobody steers. */
  readonly carried: readonly CarriedField[];
  readonly grid: GridOptions | undefined;
  readonly options: SyncedEntityOptions;
}

/** The layout of a state class. */
export interface StateSchema {
  readonly stateClass: SyncedClass;
  /** Starting with the state itself. */
  readonly sets: readonly SetSchema[];
}

/** Number of mask bits that a number represents exactly. */
const MAX_COLUMNS = 52;
const MAX_NESTING = 8;

const known = new WeakMap<SyncedClass, StateSchema>();

/**
 * The layout of a state class.
 * @throws Error naming class, field and remedy when it cannot be synced
 */
export function stateSchema(stateClass: SyncedClass): StateSchema {
  const schema = known.get(stateClass) ?? new SchemaReader(stateClass).read();
  known.set(stateClass, schema);
  return schema;
}

const knownEntities = new WeakMap<SyncedClass, SetSchema>();

/** The layout of an entity class by itself, independent of any state. */
export function entitySchema(entityClass: SyncedClass): SetSchema {
  const schema =
    knownEntities.get(entityClass) ?? new SchemaReader(entityClass).readSet(entityClass, [], undefined, -1);
  knownEntities.set(entityClass, schema);
  return schema;
}

/** Traverses one state class. */
class SchemaReader {
  private readonly waiting: { entityClass: SyncedClass; steps: readonly string[]; grid: GridOptions | undefined }[] =
    [];
  private columns: ColumnSchema[] = [];
  private parts: PartSchema[] = [];
  private predicted: number[] = [];
  private carried: CarriedField[] = [];
  private role: 'state' | 'entity' | 'alone' = 'alone';
  private pendingRefs: { column: ColumnSchema; target: () => SyncedClass }[] = [];

  constructor(private readonly stateClass: SyncedClass) {}

  read(): StateSchema {
    this.waiting.push({ entityClass: this.stateClass, steps: [], grid: undefined });
    const sets: SetSchema[] = [];
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      sets.push(this.readSet(next.entityClass, next.steps, next.grid, sets.length));
    }
    for (const { column, target } of this.pendingRefs) {
      const set = sets.find(({ entityClass, index }) => index > 0 && entityClass === target());
      if (!set)
        throw new Error(`${column.path} refers to ${target().name}, of which ${this.stateClass.name} has no set.`);
      Object.assign(column.wire, { set: set.path });
    }
    return { stateClass: this.stateClass, sets };
  }

  /** Reads one set, without resolving its references. */
  readSet(entityClass: SyncedClass, steps: readonly string[], grid: GridOptions | undefined, index: number): SetSchema {
    this.columns = [];
    this.parts = [];
    this.predicted = [];
    this.carried = [];
    this.role = index === 0 ? 'state' : index > 0 ? 'entity' : 'alone';
    this.readFields(entityClass, []);
    const { columns, parts, predicted, carried } = this;
    const options = withOwner(entityClass, entityOptionsOf(entityClass), predicted.length > 0 && index !== 0);
    if (columns.length > MAX_COLUMNS)
      throw new Error(`${entityClass.name} has more than ${MAX_COLUMNS} synced values.`);
    const layers = LAYERS.map((_, layer) => columns.flatMap((column, at) => (column.layer === layer ? [at] : [])));
    const most = Math.max(...layers.map(({ length }) => length));
    if (most > MAX_COLUMNS) {
      throw new Error(
        `${entityClass.name} has ${most} synced values; ${MAX_COLUMNS} is the most: move some to entities.`,
      );
    }
    if (index > 0) refuseNobody(entityClass, columns, options);
    const path = steps.join('.');
    return { index, path, steps, entityClass, columns, layers, parts, predicted, carried, grid, options };
  }

  private readFields(synced: SyncedClass, steps: readonly string[]): void {
    if (steps.length > MAX_NESTING) throw new Error(`${synced.name} is nested too deeply, or holds itself.`);
    const declared = syncedFields(synced);
    if (declared.length === 0) throw new Error(`${synced.name} has no @Synced() field.`);
    this.parts.push({ path: steps.join('.'), steps, partClass: synced, base: this.columns.length });
    for (const field of declared) this.readField(synced, field, [...steps, field.name]);
  }

  private readField(synced: SyncedClass, { name, form, to }: SyncedFieldDeclaration, steps: readonly string[]): void {
    const place = `${name} of ${synced.name}`;
    if ('entities' in form) {
      if (this.role === 'entity')
        throw new Error(`${place} is an entity set inside an entity: give the state a set and use ref().`);
      this.waiting.push({ entityClass: form.entities(), steps, grid: form.grid });
      return;
    }
    if (this.role === 'state' && to !== 'everyone')
      throw new Error(`${place} is part of the state itself, which has no ${to}.`);
    if ('predicted' in form) {
      this.readPredicted(form, steps, place);
      return;
    }
    if ('object' in form) {
      if (to !== 'everyone') throw new Error(`${place} is an object: say of its fields who sees them.`);
      this.readFields(form.object(), steps);
      return;
    }
    const layer = LAYERS.indexOf(to) as 0 | 1 | 2;
    const [value, container] =
      'list' in form
        ? ([form.list, 'list'] as const)
        : 'map' in form
          ? ([form.map, 'map'] as const)
          : ([form, 'none'] as const);
    const column = this.addColumn(steps, plainForm(value), container, layer);
    if (value.form === 'ref' && 'target' in value) this.pendingRefs.push({ column, target: value.target });
  }

  private readPredicted(form: PredictedForm, steps: readonly string[], place: string): void {
    const { isCarried, step } = form;
    if (isCarried && this.role === 'state') throw new Error(`${place} is part of the state itself: make it an entity.`);
    const first = this.columns.length;
    for (const { path, wire } of predictedColumns(form)) {
      if (!isCarried) this.predicted.push(this.columns.length);
      this.addColumn([...steps, ...path], wire, 'none', isCarried ? 0 : 2);
    }
    if (!isCarried) return;
    // The author's own numbers, then those of CARRIED.
    const firstMove = this.columns.length - CARRIED.length;
    const numbers = Array.from({ length: firstMove - first }, (_, i) => first + i);
    const moves = MOVES.map((name, i) => ({ column: firstMove + i, name }));
    this.carried.push({ steps, step, numbers, moves, since: firstMove + MOVES.length });
  }

  private addColumn(
    steps: readonly string[],
    wire: StateForm,
    container: ContractColumn['container'],
    layer: 0 | 1 | 2,
  ): ColumnSchema {
    const ordinal = this.columns.filter((column) => column.layer === layer).length;
    const column = { path: steps.join('.'), steps, wire, container, layer, ordinal };
    this.columns.push(column);
    return column;
  }
}

/** Without another word, the owner of an entity with predicted fields is what its field `owner` says. */
function withOwner(entityClass: SyncedClass, options: SyncedEntityOptions, isPredicted: boolean): SyncedEntityOptions {
  if (!isPredicted || options.owner !== undefined || !('owner' in new entityClass())) return options;
  return { ...options, owner: 'owner' };
}

function plainForm(form: ValueForm): StateForm {
  if (form.form === 'ref') return { form: 'ref', set: '' };
  if (form.form === 'choice') return { form: 'choice', values: form.values };
  return form;
}

function refuseNobody(
  entityClass: SyncedClass,
  columns: readonly ColumnSchema[],
  { team, owner }: SyncedEntityOptions,
): void {
  const secret = columns.find(
    ({ layer }) => (layer === 1 && team === undefined) || (layer === 2 && owner === undefined),
  );
  if (secret === undefined) return;
  const who = LAYERS[secret.layer];
  throw new Error(
    `${secret.path} of ${entityClass.name} is for its ${who} only: say who that is, with @SyncedEntity({ ${who}: ... }).`,
  );
}
