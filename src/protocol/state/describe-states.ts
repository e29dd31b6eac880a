import { createHash } from 'node:crypto';
import type {
  ContractEnum,
  ContractState,
  ContractSyncedClass,
  ContractSyncedField,
  StateForm,
} from '../contract/contract.js';
import { predictedColumns } from './predicted-body.js';
import type { PredictedForm, SyncedClass, ValueForm } from './state-forms.js';
import { stateSchema, type StateSchema } from './state-schema.js';
import {
  declaredStates,
  syncedFields,
  type StateDeclaration,
  type SyncedFieldDeclaration,
} from './synced.decorator.js';

const MOVE_DOCS: Readonly<Record<string, string>> = {
  teleports: 'Counts up, modulo 256, when the server has put it somewhere else.',
  pushes: 'Counts up, modulo 256, when the server has given it a push.',
  since: 'The tick after which the body was as it was told; since then it is stepped on both sides.',
};

/** The states' part of the contract. */
export interface DescribedStates {
  readonly states: readonly ContractState[];
  readonly classes: readonly ContractSyncedClass[];
  readonly enums: readonly ContractEnum[];
}

/** External inputs of the description. */
export interface DescriptionSources {
  /** Doc comments by class name, and those of fields by field name. */
  readonly docs: Readonly<Record<string, { readonly doc: string; readonly fields: Readonly<Record<string, string>> }>>;
  /** The module that owns a place. */
  moduleOf(place: string): string;
}

/** Describes state classes as plain data, in order of name; the position is their number on the wire. */
export function describeStates(declared: readonly StateDeclaration[], sources: DescriptionSources): DescribedStates {
  const description = new StateDescription(sources);
  return description.describe(sorted(declared));
}

/**
 * The number of a state class on the wire.
 * @param states the contract's, in its order; without them, all that this process has imported
 * @throws Error when it is not marked, or not one of them
 */
export function stateIndex(stateClass: SyncedClass, states?: readonly ContractState[]): number {
  const imported = sorted(declaredStates());
  const own = imported.findIndex((declared) => declared.stateClass === stateClass);
  if (own < 0) throw new Error(`${stateClass.name} is the state of a room, but is not marked @SyncedState().`);
  const index = states ? states.findIndex(({ name }) => name === stateClass.name) : own;
  if (index >= 0) return index;
  throw new Error(
    `${stateClass.name} (${imported[own]?.place}) is the state of a room, but lies in no folder of one: list it in GodwitModule.forFeature({ states: [${stateClass.name}] }).`,
  );
}

function sorted(declared: readonly StateDeclaration[]): StateDeclaration[] {
  return [...declared].sort((a, b) => (a.stateClass.name < b.stateClass.name ? -1 : 1));
}

/** One line per column of a state: equal lines mean equal bytes. */
export function stateLayout(schema: StateSchema): string {
  return schema.sets
    .map(({ path, columns }) => {
      const lines = columns.map(
        (column) => `${column.path} ${column.layer} ${column.container} ${JSON.stringify(column.wire)}`,
      );
      return [path, ...lines].join('\n');
    })
    .join('\n\n');
}

class StateDescription {
  private readonly classes = new Map<SyncedClass, ContractSyncedClass>();
  private readonly enums = new Map<object, ContractEnum>();

  constructor(private readonly sources: DescriptionSources) {}

  describe(declared: readonly StateDeclaration[]): DescribedStates {
    const states = declared.map(({ stateClass, place }) => this.state(stateClass, this.sources.moduleOf(place)));
    const classes = [...this.classes.values()].sort(byName);
    refuseSameNames(classes);
    return { states, classes, enums: [...this.enums.values()] };
  }

  private state(stateClass: SyncedClass, module: string): ContractState {
    const schema = stateSchema(stateClass);
    const sets = schema.sets.map(({ path, entityClass, columns }) => ({
      path,
      class: entityClass.name,
      columns: columns.map(({ path: columnPath, wire, container, layer }) => ({
        path: columnPath,
        wire,
        container,
        layer,
      })),
    }));
    for (const { entityClass } of schema.sets) this.synced(entityClass, module, schema);
    const hash = createHash('sha256')
      .update(`${stateClass.name}\n${stateLayout(schema)}`)
      .digest('hex')
      .slice(0, 8);
    return { name: stateClass.name, module, hash, sets };
  }

  private synced(synced: SyncedClass, module: string, schema: StateSchema): void {
    if (this.classes.has(synced)) return;
    const docs = this.sources.docs[synced.name];
    const described = { name: synced.name, module, doc: docs?.doc ?? '', fields: [] as ContractSyncedField[] };
    // Registered before its fields are read.
    this.classes.set(synced, described);
    for (const field of syncedFields(synced)) {
      described.fields.push(this.field(field, synced, module, schema, docs?.fields[field.name] ?? ''));
      if ('object' in field.form) this.synced(field.form.object(), module, schema);
      if (!('predicted' in field.form)) continue;
      const to = field.form.isCarried ? 'everyone' : 'owner';
      this.body(field.form.predicted, new field.form.predicted(), module, to);
      this.moves(field.form, to);
    }
  }

  /** The class of a predicted field, or of an object in it. */
  private body(bodyClass: SyncedClass, body: object, module: string, to: 'everyone' | 'owner'): void {
    if (this.classes.has(bodyClass)) return;
    const docs = this.sources.docs[bodyClass.name];
    const described = { name: bodyClass.name, module, doc: docs?.doc ?? '', fields: [] as ContractSyncedField[] };
    this.classes.set(bodyClass, described);
    for (const [name, value] of Object.entries(body) as [string, unknown][]) {
      const common = { name, doc: docs?.fields[name] ?? '', to, container: 'none' } as const;
      if (typeof value !== 'object' || value === null) {
        described.fields.push({ ...common, kind: 'value', wire: { form: 'exact' } });
        continue;
      }
      const inner = value.constructor as SyncedClass;
      described.fields.push({ ...common, kind: 'object', class: inner.name });
      this.body(inner, value, module, to);
    }
  }

  /** How often the server has moved a body, and since when it is so: fields that every predicted one has. */
  private moves(form: PredictedForm, to: 'everyone' | 'owner'): void {
    const fields = this.classes.get(form.predicted)?.fields as ContractSyncedField[] | undefined;
    for (const { path, wire } of predictedColumns(form)) {
      const [name = ''] = path;
      if (wire.form === 'exact' || fields?.some((field) => field.name === name) === true) continue;
      fields?.push({ name, doc: MOVE_DOCS[name] ?? '', kind: 'value', container: 'none', to, wire });
    }
  }

  private field(
    { name, form, to }: SyncedFieldDeclaration,
    synced: SyncedClass,
    module: string,
    schema: StateSchema,
    doc: string,
  ): ContractSyncedField {
    const common = { name, doc, to, container: 'none' as const };
    if ('entities' in form) return { ...common, kind: 'set', class: form.entities().name };
    if ('object' in form) return { ...common, kind: 'object', class: form.object().name };
    if ('predicted' in form) return { ...common, kind: 'object', class: form.predicted.name, step: form.step.name };
    const container = 'list' in form ? 'list' : 'map' in form ? 'map' : 'none';
    const value = 'list' in form ? form.list : 'map' in form ? form.map : form;
    const enumObject = value.form === 'choice' ? value.enumObject : undefined;
    const enumName = enumObject && this.enumOf(enumObject, synced, name, module);
    const wire = wireOf(value, schema);
    return { ...common, container, kind: 'value', wire, ...(enumName !== undefined && { enum: enumName }) };
  }

  private enumOf(enumObject: object, synced: SyncedClass, field: string, module: string): string {
    const known = this.enums.get(enumObject);
    if (known) return known.name;
    const name = `${synced.name}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    const values = Object.entries(enumObject as Record<string, string | number>)
      .filter(([key]) => !/^-?\d/.test(key))
      .map(([key, value]) => ({ name: key, value }));
    this.enums.set(enumObject, { name, module, values });
    return name;
  }
}

function wireOf(value: ValueForm, schema: StateSchema): StateForm {
  if (value.form === 'choice') return { form: 'choice', values: value.values };
  if (value.form !== 'ref') return value;
  const target = value.target();
  const set = schema.sets.find(({ entityClass, index }) => index > 0 && entityClass === target);
  return { form: 'ref', set: set?.path ?? '' };
}

function refuseSameNames(classes: readonly ContractSyncedClass[]): void {
  const same = classes.find(({ name }, at) => classes[at + 1]?.name === name);
  if (same) throw new Error(`Two classes with synced fields are called ${same.name}: rename one.`);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
