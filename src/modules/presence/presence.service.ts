import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
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
import { EverybodyMayFollow, PresencePolicy } from './presence-policy.js';
import { PresenceError } from './presence.errors.js';
import {
  PresenceFollowDto,
  type PresenceFollowedDto,
  PresenceSetActivityDto,
  PresenceAppearDto,
  PresenceShowRoomDto,
  PresenceUnfollowDto,
} from './presence.messages.js';

/** The most bytes of UTF-8 that an activity may have. */
const MAX_ACTIVITY_BYTES = 512;
const KEY = /^[A-Za-z0-9_.:-]{1,32}$/;

/** What players say of themselves, and see of each other. */
@Injectable()
export class PresenceService implements OnModuleInit {
  constructor(
    private readonly directory: PresenceDirectory,
    private readonly events: EventBus,
    @Optional() private readonly policy: PresencePolicy = new EverybodyMayFollow(),
  ) {}

  /** Nest's hook: what happens to sessions is what others see of players. */
  onModuleInit(): void {
    this.events.on(SessionSignedIn, ({ playerId }) => this.directory.touch(playerId));
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

  /** Notes whether the player wants to be seen. */
  @OnMessage(PresenceAppearDto)
  appear(session: Session, { status }: PresenceAppearDto): void {
    this.directory.wish(requirePlayer(session), { choice: status });
  }

  /** Notes what the player does. */
  @OnMessage(PresenceSetActivityDto)
  setActivity(session: Session, { text, details }: PresenceSetActivityDto): void {
    const player = requirePlayer(session);
    let bytes = Buffer.byteLength(text);
    for (const [key, value] of Object.entries(details)) {
      if (!KEY.test(key)) throw new GameError(PresenceError['presence.bad_key']);
      bytes += key.length + Buffer.byteLength(value);
    }
    if (bytes > MAX_ACTIVITY_BYTES) throw new GameError(PresenceError['presence.too_much_activity']);
    this.directory.wish(player, { text, details });
  }

  /** Notes whether others see the player's room. */
  @OnMessage(PresenceShowRoomDto)
  showRoom(session: Session, { isShown }: PresenceShowRoomDto): void {
    this.directory.wish(requirePlayer(session), { showsRoom: isShown });
  }

  /** Begins to follow those who may be followed. */
  @OnMessage(PresenceFollowDto)
  async follow(session: Session, { playerIds }: PresenceFollowDto): Promise<PresenceFollowedDto> {
    const follower = requirePlayer(session);
    const allowed: string[] = [];
    const refused: string[] = [];
    for (const playerId of new Set(playerIds)) {
      const mayFollow = playerId === follower || (await this.policy.mayFollow(follower, playerId));
      (mayFollow ? allowed : refused).push(playerId);
    }
    // It may have ended meanwhile, and nobody would clean up behind it.
    if (!session.isOpen) throw new GameError('session.closed');
    // All in one turn with the answer: no change gets in between.
    return { presences: this.directory.follow(session, allowed), refused };
  }

  /** Ends following. */
  @OnMessage(PresenceUnfollowDto)
  unfollow(session: Session, { playerIds }: PresenceUnfollowDto): void {
    for (const playerId of playerIds) this.directory.unfollow(session, playerId);
  }

  private touch({ playerId }: Session): void {
    if (playerId !== undefined) this.directory.touch(playerId);
  }
}

/** Players are seen, and see; a session that nobody has signed in to is neither. */
function requirePlayer({ playerId }: Session): string {
  if (playerId === undefined) throw new GameError('auth.required');
  return playerId;
}
