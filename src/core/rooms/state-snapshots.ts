/**
 * Turns a room's state into bytes and back. Without one, a room's state is saved by its own `save` and `restore` alone.
 * Out of its scope: sending it to clients.
 */
export abstract class StateSnapshots {
  /** The state as bytes; undefined for an object that it does not know. */
  abstract save(state: object): Uint8Array | undefined;

  /** Fills `state` with what was saved. @throws Error when it cannot, because the state's class has changed too much */
  abstract restore(state: object, saved: Uint8Array): void;
}
