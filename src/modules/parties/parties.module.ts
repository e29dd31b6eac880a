import { Module } from '@nestjs/common';
import { InvitationsService } from './invitations.service.js';
import { InvitationNodes } from './invitation-nodes.js';
import { Invitations } from './invitations.js';
import { Invitees } from './invitees.js';
import { PartiesSection } from './parties.section.js';
import { PartiesService } from './parties.service.js';
import { PartyDirectory } from './party-directory.js';
import { PartyNodes } from './party-nodes.js';
import { PartyRecords } from './party-records.js';

/** Parties: players who stay together from room to room. Other modules see one as a group of the kind "party". */
@Module({
  providers: [
    PartyDirectory,
    PartyNodes,
    PartyRecords,
    PartiesService,
    PartiesSection,
    Invitations,
    Invitees,
    InvitationNodes,
    InvitationsService,
  ],
})
export class PartiesModule {}
