import { Injectable } from '@nestjs/common';
import { SessionGroups } from '../../../core/sessions/session-groups.js';
import type { Session } from '../../../core/sessions/session.js';
import { GROUP_KINDS, groupAddress, type ChannelKind } from '../chat-address.js';

/** A channel that somebody wants to moderate; never a conversation. */
export interface ModeratedChannel {
  readonly kind: ChannelKind;
  /** Its name, `room:<id>` or `party:<id>`. */
  readonly key: string;
}

/**
 * Says who moderates a channel: mutes, sets slow mode, deletes others' lines, and is himself neither muted nor slowed down.
 * The default knows no staff; a game that has some binds its own, see {@link ChatModule.forRoot}.
 */
export abstract class ChatModerators {
  abstract mayModerate(session: Session, channel: ModeratedChannel): boolean;
}

/** The default: a room's host and a party's leader in its channel, and nobody in a named one. */
@Injectable()
export class GroupLeaders extends ChatModerators {
  constructor(private readonly groups: SessionGroups) {
    super();
  }

  mayModerate(session: Session, { key }: ModeratedChannel): boolean {
    return GROUP_KINDS.some((kind) => {
      const group = this.groups.of(session, kind);
      return group?.leader === session && groupAddress(kind, group.id) === key;
    });
  }
}
