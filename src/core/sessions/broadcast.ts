import { Logger } from '@nestjs/common';
import type { MessageCodec } from '../../protocol/codec.js';
import { buildFrame } from '../../protocol/frame.js';
import type { Session } from './session.js';

const logger = new Logger('Broadcast');

/** In place of the frame, for a codec that could not encode the message. */
const UNWRITABLE = Buffer.alloc(0);

/**
 * Sends one message to many sessions, encoded and framed once per codec instead of once per receiver. A session that is
 * not admitted yet is skipped: a binary client without this contract could not read it. If one codec cannot encode the message (binary has no unknown
 * enum values and no integers beyond 53 bits), that is logged and the others still get it.
 * @throws Error when the message's class is not marked `@ServerMessage`.
 */
export function broadcast(sessions: Iterable<Session>, message: object, except?: Session): void {
  let codec: MessageCodec | undefined;
  let frame: Buffer | undefined;
  let others: Map<MessageCodec, Buffer> | undefined;

  for (const session of sessions) {
    if (session === except || !session.isOpen || !session.delivery.isAdmitted) continue;
    if (session.codec !== codec || frame === undefined) {
      // Receivers mostly share one codec; the map is for mixed ones only.
      if (codec && frame) others = (others ?? new Map<MessageCodec, Buffer>()).set(codec, frame);
      codec = session.codec;
      frame = others?.get(codec) ?? frameFor(session, message);
    }
    if (frame !== UNWRITABLE) session.sendFrame(frame, message);
  }
}

function frameFor(session: Session, message: object): Buffer {
  try {
    return buildFrame(session.encode(message));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    logger.error({ err: error }, 'A message could not be written for some clients and was not sent to them.');
    return UNWRITABLE;
  }
}
