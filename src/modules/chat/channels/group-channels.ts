import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { SessionJoinedGroup, SessionLeftGroup } from '../../../core/sessions/session.events.js';
import type { SessionGroup } from '../../../core/sessions/session-group.js';
import type { Session } from '../../../core/sessions/session.js';
import { GROUP_KINDS, groupAddress, type ChannelKind } from '../chat-address.js';
import { ChatChannels, type Doorway } from './chat-channels.js';
import { ChatNames } from '../safety/chat-names.js';
import { ChatGroupJoinedDto, ChatGroupLeftDto } from '../lines/chat-lines.messages.js';

/** The channels of rooms and parties: joining or leaving one also joins or leaves its channel. */
@Injectable()
export class GroupChannels implements OnModuleInit {
  private readonly logger = new Logger('Chat');

  constructor(
    private readonly events: EventBus,
    private readonly channels: ChatChannels,
    private readonly names: ChatNames,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(SessionJoinedGroup, ({ session, group }) => this.follow(session, group));
    this.events.on(SessionLeftGroup, ({ session, group }) => this.leave(session, group));
  }

  private follow(session: Session, group: SessionGroup): void {
    const kind = kindOf(group);
    if (kind === undefined) return;
    const doorway = this.channels.ready(session, groupAddress(kind, group.id), kind);
    if (!(doorway instanceof Promise)) {
      this.enter(session, group, doorway);
      return;
    }
    doorway
      .then((opened) => this.enter(session, group, opened))
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, `A session has joined a ${kind}, but cannot enter its channel.`);
      });
  }

  private enter(session: Session, group: SessionGroup, doorway: Doorway): void {
    // It may have left while the channel was being opened.
    if (!group.sessions.has(session) || !session.isOpen) {
      this.channels.dropIfEmpty(doorway.channel);
      return;
    }
    session.send(
      new ChatGroupJoinedDto(this.channels.enter(session, doorway, this.names.of(session, group.names.get(session)))),
    );
  }

  private leave(session: Session, group: SessionGroup): void {
    const channel = this.channels.find(groupAddress(group.kind, group.id));
    if (!channel?.memberOf(session)) return;
    this.channels.leave(session, channel);
    session.send(new ChatGroupLeftDto(channel.key));
  }
}

function kindOf({ kind }: SessionGroup): ChannelKind | undefined {
  return GROUP_KINDS.find((known) => known === kind);
}
