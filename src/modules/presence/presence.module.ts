import { Module } from '@nestjs/common';
import { PresenceDirectory } from './presence-directory.js';
import { PresenceFollowsService } from './presence-follows.service.js';
import { PresenceService } from './presence.service.js';

/** Who is here and what they do, for those who follow them. Who may follow is up to a {@link PresencePolicy}. */
@Module({
  providers: [PresenceDirectory, PresenceService, PresenceFollowsService],
  exports: [PresenceDirectory],
})
export class PresenceModule {}
