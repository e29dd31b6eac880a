import { Global, Module } from '@nestjs/common';
import { PlayerSessions } from './player-sessions.js';
import { Seats } from './seats.js';
import { SessionContext } from './session-context.js';
import { SessionGroups } from './session-groups.js';
import { SessionRegistry } from './session-registry.js';

/** Who is here. */
@Global()
@Module({
  providers: [SessionRegistry, SessionContext, SessionGroups, PlayerSessions, Seats],
  exports: [SessionRegistry, SessionContext, SessionGroups, PlayerSessions, Seats],
})
export class SessionsModule {}
