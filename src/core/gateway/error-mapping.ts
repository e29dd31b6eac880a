import { HttpException } from '@nestjs/common';
import { WsException } from '@nestjs/websockets';
import type { ErrorCode } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';

const CODE_BY_STATUS: ReadonlyMap<number, ErrorCode> = new Map([
  [401, 'auth.required'],
  [403, 'message.not_allowed'],
  [404, 'message.not_found'],
  [429, 'rate.limited'],
]);

/**
 * What a client is told of an error: a {@link GameError} as it is, Nest's own exceptions by their status with the author's
 * words, and of anything else only that the server failed.
 */
export function toGameError(error: unknown): GameError {
  if (error instanceof GameError) return error;
  if (error instanceof WsException) return new GameError('message.refused', { text: error.message, cause: error });
  if (error instanceof HttpException && error.getStatus() < 500) {
    const code = CODE_BY_STATUS.get(error.getStatus()) ?? 'message.refused';
    return new GameError(code, { text: error.message, cause: error });
  }
  return new GameError('server.internal', { cause: error });
}
