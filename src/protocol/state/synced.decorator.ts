import 'reflect-metadata';
import { folderOfFrame, placeOfFrame } from '../declaration-place.js';
import { Color, Vector2, Vector3 } from '../contract/wire.decorator.js';
import type { Layer } from './patch-format.js';
import { noteStep } from './predicted-body.js';
import {
  objectOf,
  valueForm,
  type PlainForm,
  type PredictedStep,
  type SyncedClass,
  type SyncedForm,
  type ValueForm,
} from './state-forms.js';

/** The form passed to `@Synced`, or its name. */
export type GivenForm = SyncedForm | PlainForm;

/** Options of a synced field. */
export interface SyncedOptions {
  /** Who sees it: everyone (default), the entity's team, or its owner. Only fields of entities can be hidden from anyone. */
  readonly to?: Layer;
}

/** Options of an entity class. */
export interface SyncedEntityOptions {
  /** The field or method that returns the entity's owner: compared with {@link ViewOptions.owner}. */
  readonly owner?: string;
  /** The field or method that returns its team: compared with {@link ViewOptions.team}. */
  readonly team?: string;
}

/** True for a list or map whose type allows writing to it. */
type IsWritable<V> = [V] extends [readonly unknown[] | ReadonlyMap<string, unknown>]
  ? [('push' | 'set') & keyof V] extends [never]
    ? false
    : true
  : false;

/** Requires `readonly` where the type would otherwise allow writes that have no effect. */
type Unwritable<V> =
  IsWritable<V> extends true
    ? {
        readonly 'Declare a synced list as `readonly T[]` and a map as `ReadonlyMap`: they are replaced, not written to': never;
      }
    : unknown;

/** Marks a field; does not compile on a list or map that is not readonly. */
export type SyncedDecorator = <T extends object, K extends string | symbol>(
  target: T,
  name: K & (K extends keyof T ? Unwritable<T[K]> : unknown),
) => void;

/** A field as its decorator declares it. */
export interface SyncedFieldDeclaration {
  readonly name: string;
  readonly form: SyncedForm;
  readonly to: Layer;
}

/** A state class as its decorator declares it. */
export interface StateDeclaration {
  readonly stateClass: SyncedClass;
  /** The source line that declares it. */
  readonly place: string;
  /** The folder of its file. */
  readonly folder?: string;
}

/** The parameters of a step that takes no input: the body and the seconds. */
const STEP_WITHOUT_INPUT = 2;

const fields = new WeakMap<object, SyncedFieldDeclaration[]>();
const saved = new WeakMap<object, readonly string[]>();
/** Includes inherited fields; cached because it is needed for every entity that is added. */
const allFields = new WeakMap<SyncedClass, readonly SyncedFieldDeclaration[]>();
const values = new WeakMap<object, Map<string, symbol>>();
const entityOptions = new WeakMap<object, SyncedEntityOptions>();
const states: StateDeclaration[] = [];

/**
 * A field that clients see. Plain assignment is all it takes: `pawn.hp = 3`, `pawn.position = new Vector2(x, y)`. The assigned
 * value stays unchanged here; clients get what its form can represent: rounded, and clamped to its range. A number that is not
 * finite, or a value of the wrong type, is refused with a TypeError on assignment. Objects in a field are sent when the field
 * is assigned: vectors, lists and maps must be replaced, never changed in place. A list or map that is not declared
 * `readonly` does not compile, and writing into one throws a TypeError unless NODE_ENV is production. A reference becomes
 * undefined when the entity it refers to leaves its set.
 *
 * Without a form, the field's declared type decides: `boolean`, `string`, `number` (f64), Vector2, Vector3, Color, or a class with
 * synced fields.
 */
export function Synced(form?: GivenForm, options: SyncedOptions = {}): SyncedDecorator {
  return (target: object, name: string | symbol) => {
    if (typeof name !== 'string')
      throw new Error(`${nameOf(target)} has a synced field that is a symbol: give it a name.`);
    const given = form ?? inferred(target, name);
    const whole = typeof given === 'string' ? valueForm(given) : given;
    const own = fields.get(target) ?? [];
    fields.set(target, [...own, { name, form: whole, to: options.to ?? 'everyone' }]);
    keepInSymbol(target, name);
  };
}

/**
 * A field with what a player predicts: an object of plain numbers and booleans, changed in place by `step`, a function of a
 * `*.shared.ts` file that runs here and in Godot. Its numbers go to the entity's owner only, bit for bit, together with the
 * acknowledgement of the owner's last input; what the others see is up to fields of their own. Who the owner is, the entity's field
 * `owner` says, or what `@SyncedEntity` names: assign `this.ownerOf(session)` to it.
 *
 * A step without an input, `fly(body, seconds)`, is for what nobody steers, such as a projectile: add the entity to its set, and
 * the room steps the body at the beginning of each tick, from the one after on. Everyone is told of it once, with the tick, and
 * again only when something else than the step has changed a number; clients step it on, and show it where it is now.
 *
 * Assignments are not tracked: the numbers are compared when a patch is made, so a step costs nothing more.
 */
export function Predicted<Body extends object>(
  step: (body: Body, ...rest: never[]) => void,
): <K extends string>(target: Readonly<Record<K, Body>>, name: K) => void {
  return (target: object, name: string) => {
    const type: unknown = Reflect.getMetadata('design:type', target, name);
    if (typeof type !== 'function' || type === Object) {
      throw new Error(
        `Declare ${name} of ${nameOf(target)} with its class, for @Predicted(): ${name}: Body = new Body().`,
      );
    }
    const own = fields.get(target) ?? [];
    const isCarried = step.length === STEP_WITHOUT_INPUT;
    const form = { predicted: type as SyncedClass, step: step as PredictedStep, isCarried };
    noteStep(form);
    fields.set(target, [...own, { name, form, to: isCarried ? 'everyone' : 'owner' }]);
  };
}

/**
 * A field of an entity or of a state that no client sees, and that outlives a restart as the synced ones do, in a room that is
 * saved: plain JSON data, such as the ticks until a shield ends.
 */
export function Saved(): (target: object, name: string) => void {
  return (target, name) => {
    saved.set(target, [...(saved.get(target) ?? []), name]);
  };
}

/** Declares the owner and team of an entity, for fields that only those may see. */
export function SyncedEntity(options: SyncedEntityOptions): ClassDecorator {
  return (target) => {
    entityOptions.set(target, options);
  };
}

/** Marks the class of a room's state: it becomes part of the contract, and clients get typed classes for it. */
export function SyncedState(): ClassDecorator {
  // Frame 0 is Error, 1 this function, 2 the class's module.
  const frame = new Error().stack?.split('\n')[2] ?? '';
  const where = { place: placeOfFrame(frame), folder: folderOfFrame(frame) };
  return (target) => {
    states.push({ stateClass: target as unknown as SyncedClass, ...where });
  };
}

/** Every state class that this process has imported so far; an application has those that its modules declare. */
export function declaredStates(): readonly StateDeclaration[] {
  return states;
}

/** The synced fields of a class, starting with those of its base classes. */
export function syncedFields(synced: SyncedClass): readonly SyncedFieldDeclaration[] {
  const known = allFields.get(synced);
  if (known) return known;
  const all = prototypesOf(synced).flatMap((prototype) => fields.get(prototype) ?? []);
  // A class whose decorators have not run yet has no fields so far.
  if (all.length > 0) allFields.set(synced, all);
  return all;
}

/** The fields of a class that are saved only, starting with those of its base classes. */
export function savedFields(synced: SyncedClass): readonly string[] {
  return prototypesOf(synced).flatMap((prototype) => saved.get(prototype) ?? []);
}

/** The owner and team options of an entity class. */
export function entityOptionsOf(synced: SyncedClass): SyncedEntityOptions {
  for (let at: unknown = synced; typeof at === 'function'; at = Object.getPrototypeOf(at)) {
    const options = entityOptions.get(at);
    if (options) return options;
  }
  return {};
}

/** The symbol under which an object stores the value of a synced field. */
export function valueSymbol(synced: SyncedClass, name: string): symbol {
  for (const prototype of prototypesOf(synced).reverse()) {
    const symbol = values.get(prototype)?.get(name);
    if (symbol) return symbol;
  }
  throw new Error(`${synced.name} has no synced field ${name}.`);
}

/** The prototype that declares a synced field. */
export function declaringPrototype(synced: SyncedClass, name: string): object {
  const found = prototypesOf(synced).find((prototype) => values.get(prototype)?.has(name));
  return found ?? (synced.prototype as object);
}

function prototypesOf(synced: SyncedClass): object[] {
  const chain: object[] = [];
  for (let at = synced.prototype as object | null; at && at !== Object.prototype; at = prototypeOf(at))
    chain.unshift(at);
  return chain;
}

function prototypeOf(object: object): object | null {
  return Object.getPrototypeOf(object) as object | null;
}

// Objects may be created before their schema is compiled; compiling then replaces this accessor by one that tracks changes.
function keepInSymbol(prototype: object, name: string): void {
  const symbol = Symbol(name);
  const known = values.get(prototype) ?? new Map<string, symbol>();
  values.set(prototype, known.set(name, symbol));
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: Record<symbol, unknown>) {
      return this[symbol];
    },
    set(this: Record<symbol, unknown>, value: unknown) {
      this[symbol] = value;
    },
  });
}

function inferred(target: object, name: string): SyncedForm {
  const type: unknown = Reflect.getMetadata('design:type', target, name);
  const known = new Map<unknown, ValueForm>([
    [Boolean, { form: 'bool' }],
    [String, { form: 'string' }],
    [Number, { form: 'f64' }],
    [Vector2, { form: 'vec2' }],
    [Vector3, { form: 'vec3' }],
    [Color, { form: 'color' }],
  ]).get(type);
  if (known) return known;
  if (typeof type === 'function' && fields.has(type.prototype as object)) return objectOf(() => type as SyncedClass);
  throw new Error(
    `The type of ${name} of ${nameOf(target)} does not tell how to send it: write the type, or give @Synced() a form.`,
  );
}

function nameOf(target: object): string {
  return target.constructor.name;
}
