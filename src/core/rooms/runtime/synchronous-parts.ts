import type { RoomPart } from '../api/room-part.js';

/** The hooks that must be done when they return; `onAuth` alone may answer later. */
const SYNCHRONOUS_HOOKS = [
  ...['onCreate', 'onJoin', 'onDrop', 'onReconnect', 'onLeave', 'isFitAsHost', 'onHostChanged'],
  ...['update', 'onDispose', 'save', 'restore', 'viewOf'],
];

const REMEDY =
  'A room is synchronous, so that nothing changes between its ticks. Let a service await, and take its answer with ' +
  'this.whenDone(() => service.call(), (answer) => ...).';

/** @throws Error, a sentence with the remedy, when a hook of a room's or a plugin's class is asynchronous */
export function refuseAsyncHooks(partClass: { readonly name: string; readonly prototype: object }): void {
  for (const hook of SYNCHRONOUS_HOOKS) {
    refuseAsyncMethod(`${partClass.name}.${hook}`, Reflect.get(partClass.prototype, hook));
  }
}

/** @throws Error, a sentence with the remedy, when `method` is declared `async` or as a generator */
export function refuseAsyncMethod(place: string, method: unknown): void {
  // By its tag: in a test, or another realm, the constructor of such functions is another object.
  const kind = Object.prototype.toString.call(method);
  if (kind === '[object AsyncFunction]' || kind === '[object AsyncGeneratorFunction]') {
    throw new Error(`${place} is async. ${REMEDY}`);
  }
  if (kind === '[object GeneratorFunction]') throw new Error(`${place} is a generator, which nobody runs. ${REMEDY}`);
}

/** @throws Error, a sentence with the remedy, when a hook has returned a promise */
export function refusePromise(part: RoomPart, hook: string, result: unknown): void {
  if (result !== undefined && isPromiseLike(result)) throw lateAnswer(`${part.constructor.name}.${hook}`, result);
}

/** What to throw when `place` has returned a promise. */
export function lateAnswer(place: string, result: PromiseLike<unknown>): Error {
  // Else what it rejects with would end the process.
  result.then(undefined, () => undefined);
  return new Error(`${place} returned a promise. ${REMEDY}`);
}

/** Whether something is a promise, of whichever library. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
