import type { ChatLineDto } from '../chat.messages.js';

/** A copy of a line with some fields changed; lines that were noted or told never change themselves. */
export function changedLine(line: ChatLineDto, change: Partial<ChatLineDto>): ChatLineDto {
  return Object.assign({}, line, change);
}
