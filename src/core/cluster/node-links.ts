import type { FieldIssue } from '../../protocol/check/field-issue.js';
import type { ErrorCode } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';

/** Why pipes close and calls fail whose link is broken, or whose node does not exist. */
export const UNREACHABLE = 'unreachable';

/** One direction of bytes between two nodes for one session: what its client sends one way, its frames the other way. */
export interface Pipe {
  /** The id of the node at the other end. */
  readonly nodeId: string;
  /** True until either end has closed it or the link has broken. */
  readonly isOpen: boolean;
  /** Bytes that were sent on its link and that the network has not taken yet. */
  readonly bufferedBytes: number;

  /** Sends bytes, in order; they leave with everything else of this turn of the event loop. Does nothing once it is closed. */
  send(bytes: Uint8Array): void;
  /** Receives what comes, in order; the bytes are only good during the call. Set at once, before anything can come. */
  onData: (bytes: Buffer) => void;
  /** Called once, when the other end closed it or the link broke, but not after an own {@link close}. */
  onClose: (reason: string) => void;
  /** Sends what is pending, then closes. @param reason a short text for the other end */
  close(reason: string): void;
}

/** Answers a call, now or by a promise. What it throws is the caller's {@link LinkError}; a GameError keeps its code, text and details. */
export type CallHandler = (payload: unknown, fromNodeId: string) => unknown;

/** Serves a pipe that another node has opened; sets its callbacks before it returns. @throws to refuse it */
export type PipeHandler = (pipe: Pipe, opening: unknown) => void;

/**
 * Connections between nodes, one for each pair, dialled when first needed. Calls and pipes share it; what is sent in one turn of
 * the event loop is one message. A link that breaks fails its calls and closes its pipes; nothing is sent again.
 */
export abstract class NodeLinks {
  /**
   * Asks another node. @param payload plain data: what JSON can hold, and Uint8Array
   * @returns its answer. @throws LinkError when none came in time, the link broke, or the handler threw
   */
  abstract call(nodeId: string, name: string, payload: unknown, deadlineMs: number): Promise<unknown>;

  /**
   * The same for whoever has asked here, and is to hear what was thrown there.
   * @throws GameError word by word, or cluster.try_again; see {@link LinkError.toGameError}
   */
  async ask(nodeId: string, name: string, payload: unknown, deadlineMs: number): Promise<unknown> {
    try {
      return await this.call(nodeId, name, payload, deadlineMs);
    } catch (cause) {
      throw cause instanceof LinkError ? cause.toGameError() : cause;
    }
  }

  /** Answers calls of this name. @throws Error when somebody else does */
  abstract answer(name: string, handler: CallHandler): void;

  /** Opens a pipe at once; what is sent before the other end knows of it arrives after. @param opening plain data for its handler */
  abstract openPipe(nodeId: string, name: string, opening: unknown): Pipe;

  /** Serves pipes of this name. @throws Error when somebody else does */
  abstract serve(name: string, handler: PipeHandler): void;
}

/** Optional parts of a {@link LinkError}. */
export interface LinkErrorOptions extends ErrorOptions {
  /** Those of the GameError that was thrown there. */
  readonly details?: readonly FieldIssue[] | undefined;
}

/** A call that has no answer: the other node may have done what it was asked, or not. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  /** The broken rules by field, where a GameError was thrown there that has them. */
  readonly details: readonly FieldIssue[] | undefined;

  /** @param code `timeout`, `unreachable`, `no_handler`, the code of the GameError that was thrown there, or `server.internal` for anything else */
  constructor(
    readonly code: string,
    message: string,
    { details, ...options }: LinkErrorOptions = {},
  ) {
    super(message, options);
    this.details = details;
  }

  /** What a handler has thrown, as its caller hears of it. */
  static thrown(error: unknown): LinkError {
    if (error instanceof GameError)
      return new LinkError(error.code, error.message, { details: error.details, cause: error });
    return new LinkError('server.internal', error instanceof Error ? error.message : String(error), { cause: error });
  }

  /** Whether nobody has answered; if not, the other node has refused. */
  get isUnsure(): boolean {
    return this.code === 'timeout' || this.code === UNREACHABLE;
  }

  /**
   * For whoever has asked here: what was thrown there, word by word.
   * @param otherwise what it is when nothing was thrown there
   */
  toGameError(otherwise: ErrorCode = 'cluster.try_again'): GameError {
    const { code, message, details } = this;
    // Whatever else was thrown there is nobody's business.
    if (code === 'server.internal') return new GameError(code, { cause: this });
    const isThrown = code.includes('.');
    return isThrown
      ? new GameError(code, { text: message, details, cause: this })
      : new GameError(otherwise, { cause: this });
  }
}
