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

/** The addon's own classes, without the product's name in front. */
export const ADDON_CLASSES: ReadonlySet<string> = new Set(
  [
    'Address Api Backoff BinaryCodec BinarySections Catalogue Client Close Codec Column Connection Contract ContractComparison',
    'Dock Entity EntitySet EntitySpawner Envelope Errors Export Fields Form Forms Generator Heartbeat Introduction JsonCodec',
    'JsonSections Link ListForm Listeners MainThread MapForm Message MirrorSet Monitors Observer Outbox PatchReader Plugin Protocol',
    'Reader Request RequestTable Result Resume Scripts ServerClock SetLayout Settings SnapshotBuffer State StateDecoder StateReceiver',
    'Statistics Struct Synced Synchronizer Text Unreadable Untyped VectorForm Writer',
  ]
    .join(' ')
    .split(' '),
);

/** The classes below `features/`, without the product's name in front, and the module each belongs to. */
export const FEATURE_CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    auth: 'Identity IdentityFile',
    chat: 'ChatChannel',
    lobby: 'Lobby RoomList',
    matchmaking: 'Matchmaking',
    parties: 'Parties Party PartyMember',
    presence: 'Presence Friend',
    relay: 'MultiplayerPeer RelayBudget RelayEntrance RelayEntry RelayInbox RelayOutbox RelayPieces RelayRoster',
    rooms: 'Room RoomMember Rooms',
  }).flatMap(([module, names]) => names.split(' ').map((name): [string, string] => [name, module])),
);

/** The modules that come with Godwit. All others are a game's, and may be called as its author likes. */
export const BUNDLED_MODULES: ReadonlySet<string> = new Set(
  'auth chat leaderboards lobby matchmaking parties player-storage presence recording relay rooms'.split(' '),
);
