import type { MessageCodec } from '../../protocol/codec.js';
import { buildFrame } from '../../protocol/frame.js';
import type { Session } from './session.js';

/**
 * Sends one message to many sessions: encoded and framed once per codec, not once per receiver. A binary client that has
 * not agreed on the contract could not read it and is left out.
 * @throws Error when the message's class is not marked `@ServerMessage`.
 */
export function broadcast(sessions: Iterable<Session>, message: object, except?: Session): void {
  let codec: MessageCodec | undefined;
  let frame: Buffer | undefined;
  let others: Map<MessageCodec, Buffer> | undefined;

  for (const session of sessions) {
    if (session === except || !session.isOpen || !session.hasAgreed) continue;
    if (session.codec !== codec || frame === undefined) {
      // Receivers mostly share one codec; the map is only for a mixed crowd.
      if (codec && frame) others = (others ?? new Map<MessageCodec, Buffer>()).set(codec, frame);
      codec = session.codec;
      frame = others?.get(codec) ?? buildFrame(session.encode(message));
    }
    session.sendFrame(frame);
  }
}
