import { Module } from '@nestjs/common';
import { PresenceDirectory } from './presence-directory.js';
import { PresenceElsewhere } from './presence-elsewhere.js';
import { PresenceFollowsService } from './presence-follows.service.js';
import { PresenceSection } from './presence.section.js';
import { PresenceService } from './presence.service.js';

/** Who is online and what they are doing, for their followers. A {@link PresencePolicy} decides who may follow. */
@Module({
  providers: [PresenceDirectory, PresenceElsewhere, PresenceService, PresenceFollowsService, PresenceSection],
  exports: [PresenceDirectory],
})
export class PresenceModule {}
