import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import {
  SessionClosed,
  SessionDropped,
  SessionJoinedGroup,
  SessionLeftGroup,
  SessionResumed,
} from '../../../core/sessions/session.events.js';
import type { SessionGroup } from '../../../core/sessions/session-group.js';
import type { Session } from '../../../core/sessions/session.js';
import { CancelReason } from '../match-events.messages.js';
import { Matchmaking } from '../matchmaking.js';
import { TicketDirectory } from './ticket-directory.js';
import { TicketIntake } from './ticket-intake.js';

/** The kind of group that a party is. */
export const PARTY = 'party';
const ROOM = 'room';

/** Cancels the tickets of players who leave their party, join a room or are lost. */
@Injectable()
export class TicketWatch implements OnModuleInit {
  constructor(
    private readonly matchmaking: Matchmaking,
    private readonly tickets: TicketDirectory,
    private readonly intake: TicketIntake,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook: subscribes to events. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => this.matchmaking.cancel(session, CancelReason.Lost));
    this.events.on(SessionDropped, ({ session }) => this.noteConnection(session));
    this.events.on(SessionResumed, ({ session }) => this.noteConnection(session));
    this.events.on(SessionLeftGroup, ({ session, group }) => {
      if (group.kind === PARTY) this.onPartyChanged(session, group);
    });
    this.events.on(SessionJoinedGroup, ({ session, group }) => {
      if (group.kind === PARTY) this.onPartyChanged(session, group);
      else if (group.kind === ROOM) this.matchmaking.cancel(session, CancelReason.JoinedRoom);
    });
  }

  private noteConnection(session: Session): void {
    const ticket = this.tickets.of(session);
    if (ticket) this.intake.noteConnection(ticket);
  }

  /** A party must stay as it was when its leader started the search. */
  private onPartyChanged(session: Session, { sessions }: SessionGroup): void {
    const reason = session.isOpen ? CancelReason.PartyChanged : CancelReason.Lost;
    this.matchmaking.cancel(session, reason);
    for (const member of sessions) this.matchmaking.cancel(member, reason, session);
  }
}
