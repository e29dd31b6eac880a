import { Logger } from '@nestjs/common';
import type { MessageCodec } from '../../protocol/codec.js';
import { buildFrame } from '../../protocol/frame.js';
import type { Session } from './session.js';

const logger = new Logger('Broadcast');

/** Stands for the frame of a codec that could not write the message. */
const UNWRITABLE = Buffer.alloc(0);

/**
 * Sends one message to many sessions: encoded and framed once per codec, not once per receiver. A binary client that has
 * not agreed on the contract could not read it and is left out. What one codec cannot write (binary has no unknown enum
 * value and no integer beyond 53 bits) is logged, and goes to the others all the same.
 * @throws Error when the message's class is not marked `@ServerMessage`.
 */
export function broadcast(sessions: Iterable<Session>, message: object, except?: Session): void {
  let codec: MessageCodec | undefined;
  let frame: Buffer | undefined;
  let others: Map<MessageCodec, Buffer> | undefined;

  for (const session of sessions) {
    if (session === except || !session.isOpen || !session.delivery.hasAgreed) continue;
    if (session.codec !== codec || frame === undefined) {
      // Receivers mostly share one codec; the map is only for a mixed crowd.
      if (codec && frame) others = (others ?? new Map<MessageCodec, Buffer>()).set(codec, frame);
      codec = session.codec;
      frame = others?.get(codec) ?? frameFor(session, message);
    }
    if (frame !== UNWRITABLE) session.sendFrame(frame);
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
