import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GameError } from '../../protocol/game-error.js';

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  'auth.refused': 401,
  'auth.required': 401,
  'auth.wrong_credentials': 401,
  'auth.banned': 403,
  'auth.email_taken': 409,
  'auth.too_many_attempts': 429,
  'auth.provider_unavailable': 503,
  'storage.unavailable': 503,
  'storage.timeout': 503,
};

/** Answers a refusal over HTTP with the same code and words as over a socket. */
@Catch(GameError)
export class GameErrorFilter implements ExceptionFilter<GameError> {
  constructor(private readonly adapters: HttpAdapterHost) {}

  /** Nest's hook. */
  catch({ code, message: text, details }: GameError, host: ArgumentsHost): void {
    const body = { code, text, ...(details !== undefined && { details }) };
    this.adapters.httpAdapter.reply(host.switchToHttp().getResponse(), body, STATUS_BY_CODE[code] ?? 400);
  }
}
