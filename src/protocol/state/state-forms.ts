import type { StateForm } from '../contract/contract.js';
import { quantized } from '../contract/wire.decorator.js';

/** A class whose instances have synced fields. */
export type SyncedClass<T extends object = object> = new (...args: never[]) => T;

/** The form of a single value, or of the items of a list or map. */
export type ValueForm =
  | Exclude<StateForm, { readonly form: 'ref' | 'choice' }>
  | { readonly form: 'ref'; readonly target: () => SyncedClass }
  /** The contract gives an enum its own name. */
  | { readonly form: 'choice'; readonly values: readonly (string | number)[]; readonly enumObject?: object };

/** The argument of `@Synced(...)`. */
export type SyncedForm =
  | ValueForm
  | { readonly list: ValueForm }
  | { readonly map: ValueForm }
  | { readonly object: () => SyncedClass }
  | PredictedForm
  | { readonly entities: () => SyncedClass; readonly grid: GridOptions | undefined };

/** An object of plain numbers that its owner predicts, or everyone if nobody steers it. */
export interface PredictedForm {
  readonly predicted: SyncedClass;
  /** The function that both ends step it with. */
  readonly step: PredictedStep;
  /** Whether nobody steers it: its step takes no input, and everyone is told of it. */
  readonly isCarried: boolean;
}

/** A step as it is declared: what it takes besides the body is its own business. */
export type PredictedStep<Body extends object = never> = (body: Body, ...rest: never[]) => void;

/** Where entities are, for views of what is nearby. */
export interface GridOptions {
  /** The field with the position: a Vector2 or Vector3, or two number fields. In three dimensions x and z count. */
  readonly at: string | readonly [x: string, y: string];
  /** Side length of a cell, in position units; about the usual radius of a view. */
  readonly cellSize: number;
  /** Remembers the last moments of the set, so that rooms can ask what a player saw; see {@link Room.seenBy}. */
  readonly rewind?: RewindOptions;
}

/** What is remembered of the entities of a set, besides where they were. */
export interface RewindOptions {
  /** The radius of each entity, in position units: what a ray has to come within. */
  readonly radius: number;
  /** Synced fields whose past values are wanted too, such as whether it was alive. */
  readonly also?: readonly string[];
}

/** Maximum bits of a quantized vector's component: Godot stores 24 of each. */
const MAX_VECTOR_BITS = 20;

/** Maximum values of a choice. */
const MAX_CHOICES = 0x1_0000;

/** A Vector2 within a range, each component in `bits` bits. */
export function quantizedVector2(min: number, max: number, bits: number): ValueForm {
  return { ...quantizedVector(min, max, bits), form: 'quantized_vec2' };
}

/** A Vector3 within a range, each component in `bits` bits. */
export function quantizedVector3(min: number, max: number, bits: number): ValueForm {
  return { ...quantizedVector(min, max, bits), form: 'quantized_vec3' };
}

/** Radians in `bits` bits; wraps around, and is read as -PI up to PI. */
export function angle(bits: number): ValueForm {
  if (!Number.isInteger(bits) || bits < 1 || bits > 32) throw new Error(`angle(${bits}) needs 1 to 32 bits.`);
  return { form: 'angle', bits };
}

/** One of the values of an enum. */
export function enumOf(enumObject: Readonly<Record<string, string | number>>): ValueForm {
  // A numeric enum also maps its values back to names.
  const values = Object.entries(enumObject).flatMap(([name, value]) => (/^-?\d/.test(name) ? [] : [value]));
  return { form: 'choice', values: checkedChoices(values), enumObject };
}

/** One of the listed values. */
export function oneOf(...values: readonly (string | number)[]): ValueForm {
  return { form: 'choice', values: checkedChoices(values) };
}

/** An entity of one of the state's sets, or undefined, which it also becomes when the entity leaves its set. It must be in its set when assigned. */
export function ref(target: () => SyncedClass): ValueForm {
  return { form: 'ref', target };
}

/** A list of values. It is sent whole when it is assigned: `this.cards = [...this.cards, card]`. */
export function listOf(item: ValueForm | PlainForm): SyncedForm {
  return { list: valueForm(item) };
}

/** A `Map<string, V>`. It is sent whole when it is assigned: `this.scores = new Map(this.scores).set(name, 3)`. */
export function mapOf(value: ValueForm | PlainForm): SyncedForm {
  return { map: valueForm(value) };
}

/** A nested object with synced fields. */
export function objectOf(target: () => SyncedClass): SyncedForm {
  return { object: target };
}

/**
 * An {@link EntitySet} of thousands of objects with synced fields.
 * @param grid needed for views of what is nearby
 */
export function entitiesOf(target: () => SyncedClass, grid?: GridOptions): SyncedForm {
  if (grid && !(grid.cellSize > 0)) throw new Error('The cellSize of a grid is a number above 0.');
  return { entities: target, grid };
}

/** A form that is fully described by its name. */
export type PlainForm = Extract<
  StateForm['form'],
  'bool' | 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'f32' | 'f64' | 'string' | 'vec2' | 'vec3' | 'color'
>;

/** The form for a name. */
export function valueForm(form: ValueForm | PlainForm): ValueForm {
  return typeof form === 'string' ? { form } : form;
}

function quantizedVector(min: number, max: number, bits: number): { min: number; max: number; bits: number } {
  if (bits > MAX_VECTOR_BITS) throw new Error(`A quantized vector has at most ${MAX_VECTOR_BITS} bits, not ${bits}.`);
  return quantized(min, max, bits);
}

function checkedChoices(values: readonly (string | number)[]): readonly (string | number)[] {
  if (values.length === 0 || values.length > MAX_CHOICES || new Set(values).size !== values.length) {
    throw new Error(`A choice needs 1 to ${MAX_CHOICES} different values.`);
  }
  return values;
}
