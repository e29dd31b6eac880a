import type { Session } from '../../../core/sessions/session.js';
import type { ChatLineDto, ChatMemberDto } from '../chat.messages.js';

/** Approximate maximum bytes of a page, so that it fits into a Godot client's 64 KiB receive buffer. */
const MAX_PAGE_BYTES = 49_152;
/** Share of a smaller buffer that a page may fill. */
const PART_OF_BUFFER = 0.75;
/** Rough JSON size of a line or member without its text. */
const LINE_BYTES = 220;
const MEMBER_BYTES = 48;

/** Maximum bytes of a page for this session. */
export function pageBytes({ receiveBufferBytes }: Session): number {
  return Math.min(MAX_PAGE_BYTES, Math.floor(receiveBufferBytes * PART_OF_BUFFER));
}

/** A member's approximate size on the wire. */
export function bytesOfMember({ id, name, playerId = '' }: ChatMemberDto): number {
  return MEMBER_BYTES + id.length + bytesOfText(name) + bytesOfText(playerId);
}

/** The latest of these lines that fit into one message; always at least one. */
export function fitting(lines: readonly ChatLineDto[], maxBytes = MAX_PAGE_BYTES): ChatLineDto[] {
  let bytes = 0;
  const tooMuch = lines.findLastIndex(({ text }, index) => {
    bytes += LINE_BYTES + bytesOfText(text);
    return bytes > maxBytes && index < lines.length - 1;
  });
  return lines.slice(tooMuch + 1);
}

// As in JSON, where a control character takes six bytes.
function bytesOfText(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
