import type { Session } from '../../../core/sessions/session.js';
import type { ChatMemberDto } from '../chat.messages.js';

/** The session as others see it under this name. */
export function memberFor({ id, playerId }: Session, name: string): ChatMemberDto {
  return playerId === undefined ? { id, name } : { id, name, playerId };
}

/** Whom limits and mutes are for: the player, however often he connects; without sign-in, the session. */
export function speakerOf({ id, playerId }: Pick<ChatMemberDto, 'id' | 'playerId'>): string {
  return playerId ?? id;
}
