import { Injectable } from '@nestjs/common';
import { SessionGroups } from '../../../core/sessions/session-groups.js';
import type { Session } from '../../../core/sessions/session.js';
import type { ErrorCode } from '../../../protocol/error-codes.js';
import { type ChannelKind, GROUP_KINDS, groupAddress } from '../chat-address.js';
import type { ChatMemberDto } from '../chat.messages.js';
import { WordFilter } from './word-filter.js';

/** A channel to be moderated; never a conversation. */
export interface ModeratedChannel {
  readonly kind: ChannelKind;
  /** Its name, `room:<id>` or `party:<id>`. */
  readonly key: string;
}

/**
 * Decides who moderates a channel: moderators mute, set slow mode, delete others' lines, and are never muted or slowed down.
 * The default knows no staff; a game that has some binds its own class, see {@link ChatModule.forRoot}.
 */
export abstract class ChatModerators {
  abstract mayModerate(session: Session, channel: ModeratedChannel): boolean;
}

/** The default: a room's host and a party's leader in their channel, and nobody in a named one. */
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

/** A line before it is accepted. */
export interface LineDraft {
  readonly kind: ChannelKind;
  /** The channel's key: its name, `room:<id>`, `party:<id>`; for a conversation, `direct:` and both players. */
  readonly channel: string;
  readonly from: ChatMemberDto;
  readonly text: string;
}

/** What happens to a line: it passes, it is replaced, or it is refused with a code of `defineErrors`. */
export type Verdict = 'pass' | { readonly replace: string } | { readonly refuse: ErrorCode };

/**
 * Reviews every line, new or edited, before it is accepted. A promise delays this line and the speaker's next ones, and
 * nobody else's; if it rejects, the line is refused. Out of scope: who may speak at all, see {@link ChatModerators}.
 */
export abstract class ChatModerator {
  abstract review(draft: LineDraft): Verdict | Promise<Verdict>;
}

/** The default: a {@link WordFilter}. */
@Injectable()
export class FilteringModerator extends ChatModerator {
  constructor(private readonly filter: WordFilter) {
    super();
  }

  review({ text }: LineDraft): Verdict {
    const clean = this.filter.clean(text);
    return clean === text ? 'pass' : { replace: clean };
  }
}
