import type { CloseCode } from '../../protocol/close-codes.js';
import { SessionLink } from './session-link.js';

/** Stands for the socket of a client that is away: what is written is only kept for the replay. */
export class HeldLink extends SessionLink {
  isOpen: boolean;
  readonly isAway = true;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;

  /** @param onClose called once, when the session is closed while its client is away; without it, it is closed already */
  constructor(
    readonly remoteAddress: string,
    private readonly onClose?: (code: CloseCode) => void,
  ) {
    super();
    this.isOpen = onClose !== undefined;
  }

  send(): void {
    // Kept by the session.
  }

  sendFrame(): void {
    // Kept by the session.
  }

  close(code: CloseCode): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onClose?.(code);
  }
}
