import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { PlayerErased, PlayerRenamed } from '../../core/events/player.events.js';
import {
  SessionClosed,
  SessionDropped,
  SessionJoinedGroup,
  SessionLeftGroup,
  SessionResumed,
  SessionSignedIn,
} from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { PresenceDirectory } from './presence-directory.js';
import { PresenceError } from './presence.errors.js';
import { PresenceAppearDto, PresenceSetActivityDto, PresenceShowRoomDto } from './presence.messages.js';

/** Maximum size of an activity, in bytes of UTF-8. */
const MAX_ACTIVITY_BYTES = 512;
const KEY = /^[A-Za-z0-9_.:-]{1,32}$/;

/** Players' presence settings. */
@Injectable()
export class PresenceService implements OnModuleInit {
  constructor(
    private readonly directory: PresenceDirectory,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook: subscribes to what changes players' presence. */
  onModuleInit(): void {
    this.events.on(SessionSignedIn, ({ playerId }) => this.directory.touch(playerId));
    this.events.on(PlayerRenamed, ({ playerId, displayName }) => this.directory.rename(playerId, displayName));
    this.events.on(PlayerErased, ({ playerId }) => this.directory.rename(playerId, ''));
    this.events.on(SessionDropped, ({ session }) => this.touch(session));
    this.events.on(SessionResumed, ({ session }) => {
      this.touch(session);
      this.directory.catchUp(session);
    });
    this.events.on(SessionJoinedGroup, ({ session }) => this.touch(session));
    this.events.on(SessionLeftGroup, ({ session }) => this.touch(session));
    this.events.on(SessionClosed, ({ session }) => {
      this.directory.forget(session);
      if (session.playerId !== undefined) this.directory.settle(session.playerId);
    });
  }

  /** Sets whether the player wants to be seen. */
  @OnMessage(PresenceAppearDto)
  appear(session: Session, { status }: PresenceAppearDto): void {
    this.directory.wish(session, requirePlayer(session), { choice: status });
  }

  /** Sets the player's activity. */
  @OnMessage(PresenceSetActivityDto)
  setActivity(session: Session, { text, details }: PresenceSetActivityDto): void {
    const player = requirePlayer(session);
    let bytes = Buffer.byteLength(text);
    for (const [key, value] of Object.entries(details)) {
      if (!KEY.test(key)) throw new GameError(PresenceError['presence.bad_key']);
      bytes += key.length + Buffer.byteLength(value);
    }
    if (bytes > MAX_ACTIVITY_BYTES) throw new GameError(PresenceError['presence.too_much_activity']);
    this.directory.wish(session, player, { text, details });
  }

  /** Sets whether others see the player's room. */
  @OnMessage(PresenceShowRoomDto)
  showRoom(session: Session, { isShown }: PresenceShowRoomDto): void {
    this.directory.wish(session, requirePlayer(session), { showsRoom: isShown });
  }

  private touch({ playerId }: Session): void {
    if (playerId !== undefined) this.directory.touch(playerId);
  }
}

/** Presence is for players; an anonymous session neither has nor sees one. */
export function requirePlayer({ playerId }: Session): string {
  if (playerId === undefined) throw new GameError('auth.required');
  return playerId;
}
