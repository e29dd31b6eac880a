import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Authentication } from './authentication.js';
import { DisplayNames } from './display-names.js';
import { PlayerBlocks } from './player-blocks.js';
import { PlayerClaims } from './player-claims.js';
import { PlayerSessions } from './player-sessions.js';
import { Resumption } from './resumption.js';
import { SessionSeats } from './session-seats.js';
import { SessionContext } from './session-context.js';
import { SessionGroups } from './session-groups.js';
import { SessionMetrics } from './session-metrics.js';
import { SessionRecords } from './session-records.js';
import { SessionRegistry } from './session-registry.js';
import { SessionStores } from './session-stores.js';

/** Sessions, their players, and resuming them. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Authentication,
    DisplayNames,
    SessionRecords,
    SessionRegistry,
    SessionStores,
    SessionMetrics,
    SessionContext,
    SessionGroups,
    PlayerBlocks,
    PlayerClaims,
    PlayerSessions,
    SessionSeats,
    Resumption,
  ],
  exports: [
    Authentication,
    DisplayNames,
    SessionRecords,
    SessionRegistry,
    SessionStores,
    SessionContext,
    SessionGroups,
    PlayerBlocks,
    PlayerClaims,
    PlayerSessions,
    SessionSeats,
    Resumption,
  ],
})
export class SessionsModule {}
