/**
 * Modules with a hand-written class in the addon, below `features/`, in addition to their generated messages. It keeps a copy
 * of the server's data, and has the generated class as `api`. A module that is removed from the server also disappears from
 * the client.
 */
export const HAND_WRITTEN: ReadonlyMap<string, string> = new Map([
  ['lobby', 'GodwitLobby'],
  ['matchmaking', 'GodwitMatchmaking'],
  ['parties', 'GodwitParties'],
  ['presence', 'GodwitPresence'],
  ['rooms', 'GodwitRooms'],
]);

/** A companion of a module: a node next to its class, created before all others, so that it receives everything first. */
export const COMPANIONS: ReadonlyMap<
  string,
  { readonly member: string; readonly className: string; readonly doc: string }
> = new Map([
  ['auth', { member: 'identity', className: 'GodwitIdentity', doc: 'Who plays on this device; signs in.' }],
]);

/** The addon's own classes, without the product's name as a prefix. */
export const ADDON_CLASSES: ReadonlySet<string> = new Set(
  [
    'Address Api Backoff BinaryCodec BinarySections Binding CarriedBody Catalogue Client Clock Close Codec Column Connection Contract',
    'ContractCheck ContractComparison Dock Entity EntitySet EntitySpawner Envelope Errors Export Fields Form Forms Generator',
    'Heartbeat InputSender Inputs Interpolator Introduction JsonCodec JsonSections Launch Link ListForm Listeners MainThread MapForm Message MirrorSet',
    'Misprediction Monitors NetOverlay Observer Outbox PatchReader Plugin PredictedSpawns Prediction Predictor Presses Protocol Reader Request RequestTable',
    'Result Resume RoomType Scripts SetLayout Settings ShownNumbers Springs State StateDecoder StateReceiver Statistics Step Struct Synced',
    'Synchronizer Text Timeline Unreadable Untyped VectorForm Verdicts View Writer',
  ]
    .join(' ')
    .split(' '),
);

/** The classes below `features/`, without the product's name as a prefix, and the module each belongs to. */
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

/** The modules that come with Godwit. All others are a game's, and can have any name. */
export const BUNDLED_MODULES: ReadonlySet<string> = new Set(
  'auth chat leaderboards lobby matchmaking network-lab parties player-storage presence recording relay rooms'.split(
    ' ',
  ),
);
