/**
 * For modules and games: `import { OnMessage, Session } from 'godwit'`. Each bundled feature has its own entry point, such as
 * `godwit/chat`, so that a game only loads what it uses.
 */
export { GameConfig } from './core/config/game-config.js';
export { ConfigModule } from './core/config/config.module.js';
export { Flag, List, WholeNumber } from './core/config/variables.js';
export { listen } from './core/config/listen.js';
export { ConfigError, loadConfig, parseConfig, type ConfigClass, type Settings } from './core/config/load-config.js';
export { coreModules } from './core/core.modules.js';
export {
  AdminFile,
  Administrator,
  maskedName,
  type AdminChange,
  type AdminRows,
} from './core/console/administrator.js';
export {
  AdminAct,
  AdminDetails,
  AdminChart,
  AdminFeed,
  AdminSection,
  AdminTable,
  type ActOptions,
  type DetailsOptions,
  type FeedOptions,
  type FeedSource,
  type HomedSection,
  type SectionArea,
  type SectionOptions,
  type TableOptions,
} from './core/console/console.decorators.js';
export { ContractMessageDto } from './core/console/contract-message.dto.js';
export { PlayerIdDto } from './core/console/player-id.dto.js';
export type { ColumnView } from './core/console/console-views.js';
export { RIGHTS, type AdminRight, type BroughtRight } from './core/console/rights.js';
export type { ContractDocs, ContractSteps } from './protocol/contract/build-contract.js';
export {
  GodwitModule,
  type GeneratedContract,
  type GodwitAsyncOptions,
  type GodwitFeature,
  type GodwitOptions,
} from './core/godwit.module.js';
export { EventBus, type EventListener } from './core/events/event-bus.js';
export { PlayerErased, PlayerExported, PlayerRenamed } from './core/events/player.events.js';
export { PlayerRecords } from './core/events/player-records.js';
export { GodwitWsAdapter } from './core/gateway/godwit-ws.adapter.js';
export { GodwitController } from './core/observability/http-error.filter.js';
export { MetricsRegistry } from './core/observability/metrics-registry.js';
export { PinoLogger } from './core/observability/pino-logger.service.js';
export { ProcessGuard } from './core/observability/process-guard.js';
export { superviseWorkers } from './core/observability/worker-supervisor.js';
export { Readiness } from './core/observability/readiness.js';
export { lastTickOf, readRecording, type Recording as RecordingData } from './core/recording/read-recording.js';
export type {
  RecordedSnapshot,
  RecordingEntry,
  RecordingHeader,
  /** @deprecated Use {@link RecordedSnapshot}. */
  RecordedSnapshot as RoomSnapshot,
} from './core/recording/recording-format.js';
export { Recording } from './core/recording/recording.plugin.js';
export type { RecordingOptions } from './core/recording/recordings.js';
export { Resimulation } from './core/recording/resimulation.js';
export { Resimulations } from './core/recording/resimulations.js';
export { broadcast } from './core/sessions/broadcast.js';
export { DisplayNames, PlayerNames } from './core/sessions/display-names.js';
export { PlayerAuthenticator } from './core/sessions/player-authenticator.js';
export { PlayerSessions } from './core/sessions/player-sessions.js';
export { SessionContext } from './core/sessions/session-context.js';
export {
  acos,
  and,
  asin,
  atan,
  atan2,
  clamp,
  cos,
  div,
  exp,
  fround,
  hash32,
  hypot,
  imul,
  lerp,
  log,
  moveToward,
  or,
  PI,
  pow,
  rotl,
  shift,
  sin,
  tan,
  TAU,
  toInt,
  u32,
  unitOf,
  wrapAngle,
  xor,
  type int,
} from './core/prediction/step-math.shared.js';
export { bearing, distanceBetween, type PlanePoint } from './core/prediction/plane.js';
export { isNearBox, rayToBoxes, stopAtBoxes } from './core/prediction/step-shapes.shared.js';
export { IdleKick, type IdleKickOptions } from './core/rooms/plugins/idle-kick.plugin.js';
export type { LiveRoom } from './core/rooms/api/room.js';
export { OneSeatPerAccount, type OneSeatPerAccountOptions } from './core/rooms/plugins/one-seat-per-account.plugin.js';
export type { LeaveReason, NumberedInput, RoomMember } from './core/rooms/api/room-member.js';
export { plugin, RoomPlugin } from './core/rooms/api/room.js';
export type { RoomSummary } from './core/rooms/api/room-summary.js';
export { RoomError } from './core/rooms/api/rooms.errors.js';
export { RoomRegistry } from './core/rooms/room-registry.js';
export type { RoomMetadata, RoomSettings } from './core/rooms/api/room-settings.js';
export { RoomType } from './core/rooms/api/room-type.decorator.js';
export { RoomChanged, RoomEnded, RoomOpened } from './core/rooms/api/room.events.js';
export { Room } from './core/rooms/api/room.js';
export type { SessionGroup } from './core/sessions/session-group.js';
export { SessionGroups } from './core/sessions/session-groups.js';
export { SessionRegistry } from './core/sessions/session-registry.js';
export { SessionStore, type Departure, type SessionStoreOptions } from './core/sessions/session-store.js';
export { SessionStores } from './core/sessions/session-stores.js';
export {
  ServerDrained,
  ServerDraining,
  SessionClosed,
  SessionDropped,
  SessionJoinedGroup,
  SessionLeftGroup,
  SessionOpened,
  SessionRestored,
  SessionResumed,
  SessionSignedIn,
  SessionWelcomed,
} from './core/sessions/session.events.js';
export {
  Session,
  type SessionRoom,
  /** @deprecated Use {@link SessionRoom}. */
  type SessionRoom as SessionSink,
} from './core/sessions/session.js';
export { MAX_SNAPSHOT_BYTES, RoomStore } from './core/snapshots/room-store.js';
export type { Place, SeenHit, SeenMoment, SeenOptions } from './core/prediction/seen-moment.js';
export { NumberedInputDto } from './core/simulation/numbered-input.js';
export { InputInbox, type InputInboxOptions, type PushResult } from './core/simulation/input-inbox.js';
export { ManualClock, MonotonicClock } from './core/time/monotonic-clock.js';
export { RandomStream } from './core/simulation/random-stream.js';
export { SimulationTimers, type SavedTimer, type TimerHandle } from './core/simulation/simulation-timers.js';
export type { Tick } from './core/simulation/tick-job.js';
export { TickScheduler, type ScheduledJob, type TickJob } from './core/simulation/tick-scheduler.js';
export { StateSync, type StateSyncOptions } from './core/sync/state-sync.js';
export type { Point, SetInterest, ViewOptions } from './core/sync/view-options.js';
export { Database, type SqlClient } from './core/storage/database.js';
export { ResultLedger, ResultLedgerModule } from './core/storage/ledger/result-ledger.js';
export { violatedConstraint } from './core/storage/storage.errors.js';
export { StorageModule } from './core/storage/storage.module.js';
export { decodeVariant, encodeVariant } from './protocol/variant/variant.js';
export { BinaryPackets } from './protocol/binary/binary-packets.js';
export { IsTyped } from './protocol/check/normal-form.js';
export { displayNameOf, IsDisplayName } from './protocol/display-name.js';
export { IsMapOf } from './protocol/contract/map.decorator.js';
export {
  Color,
  IsBytes,
  IsColor,
  IsJsonObject,
  IsVariant,
  IsVector2,
  IsVector3,
  quantized,
  Vector2,
  Vector3,
  Wire,
} from './protocol/contract/wire.decorator.js';
export { CloseCode } from './protocol/close-codes.js';
export { defineErrors, type ErrorCode } from './protocol/error-codes.js';
export { GameError } from './protocol/game-error.js';
export { EntitySet } from './protocol/state/entity-set.js';
export {
  angle,
  entitiesOf,
  enumOf,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  quantizedVector2,
  quantizedVector3,
  ref,
} from './protocol/state/state-forms.js';
export { StateMirror } from './protocol/state/state-mirror.js';
export { Predicted, Saved, Synced, SyncedEntity, SyncedState } from './protocol/state/synced.decorator.js';
export { ClientMessage, OnMessage, ServerMessage } from './protocol/message.decorators.js';
export { Secret } from './protocol/secret.decorator.js';
