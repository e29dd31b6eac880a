/**
 * Modules that have more in the addon than their generated messages: a class written by hand, below `features/`, which keeps
 * a picture of what the server has, and holds the generated class as `api`. A module that is gone from the server is gone from
 * the client with it.
 */
export const HAND_WRITTEN: ReadonlyMap<string, string> = new Map([
  ['lobby', 'GodwitLobby'],
  ['matchmaking', 'GodwitMatchmaking'],
  ['parties', 'GodwitParties'],
  ['presence', 'GodwitPresence'],
  ['rooms', 'GodwitRooms'],
]);

/** What else a game has of a module: a node beside its class, made before all others, so that it hears of everything first. */
export const COMPANIONS: ReadonlyMap<
  string,
  { readonly member: string; readonly className: string; readonly doc: string }
> = new Map([
  ['auth', { member: 'identity', className: 'GodwitIdentity', doc: 'Who plays on this device; signs in.' }],
]);
