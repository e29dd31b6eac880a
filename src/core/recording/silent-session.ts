import { MessageCodec } from '../../protocol/codec.js';
import type { ErrorCode } from '../../protocol/error-codes.js';
import type { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { SessionLink } from '../sessions/session-link.js';
import { Session } from '../sessions/session.js';

/** Writes nothing: nobody would read it. */
class SilentCodec extends MessageCodec {
  readonly isBinary = false;
  readonly subprotocol = '';

  decode(): ErrorCode {
    return 'packet.malformed';
  }

  encode(): string {
    return '';
  }
}

/** A connection without a socket, which is connected or not as it was in the recording. */
export class SilentLink extends SessionLink {
  isOpen = true;
  isAway = false;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;
  readonly remoteAddress = '';

  send(): void {
    // There is no receiver.
  }

  sendFrame(): void {
    // There is no receiver.
  }

  close(): void {
    this.isOpen = false;
  }
}

const codec = new SilentCodec();

/** A member of a room that is being resimulated: anything sent to it is dropped, at no cost. */
export class SilentSession extends Session {
  constructor(
    id: string,
    catalogue: MessageCatalogue,
    readonly silentLink = new SilentLink(),
  ) {
    super(id, codec, silentLink, catalogue);
  }
}
