import type { CloseCode } from '../../../protocol/close-codes.js';
import type { Repoint } from './pipe-records.js';

/** A client's line while its session is about to move: what the client sends is held at the node with its socket. */
export interface HeldLine {
  /** The session stays: what was held goes on. */
  release(): void;
  /** The session is at another node from now on, and so does what was held go there. */
  repoint(to: Repoint): void;
  /** Closes the client's connection; it comes back and resumes. */
  cut(code: CloseCode, reason: string): void;
}
