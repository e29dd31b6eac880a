import { Global, Module } from '@nestjs/common';
import { SessionContext } from './session-context.js';
import { SessionRegistry } from './session-registry.js';

/** Who is here. */
@Global()
@Module({ providers: [SessionRegistry, SessionContext], exports: [SessionRegistry, SessionContext] })
export class SessionsModule {}
