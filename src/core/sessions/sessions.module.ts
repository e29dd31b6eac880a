import { Global, Module } from '@nestjs/common';
import { PlayerSessions } from './player-sessions.js';
import { Seats } from './seats.js';
import { SessionContext } from './session-context.js';
import { SessionRegistry } from './session-registry.js';

/** Who is here. */
@Global()
@Module({
  providers: [SessionRegistry, SessionContext, PlayerSessions, Seats],
  exports: [SessionRegistry, SessionContext, PlayerSessions, Seats],
})
export class SessionsModule {}
