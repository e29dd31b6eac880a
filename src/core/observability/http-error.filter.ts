import { STATUS_CODES } from 'node:http';
import {
  applyDecorators,
  Catch,
  Controller,
  HttpException,
  HttpStatus,
  Logger,
  SetMetadata,
  UseFilters,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { httpStatusOf } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';

/**
 * Answers a failed HTTP request without repeating what was asked for: Nest's own texts quote paths and bodies. An
 * exception with an object of its author's, `new BadRequestException({ code, text })`, is answered with that object; a
 * {@link GameError} with the code and words that it has over a socket; anything else with the name of its status, such as
 * `{ code: 'http.not_found', text: 'Not Found' }`. What is the server's own fault is logged.
 */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly adapters: HttpAdapterHost) {}

  /** Nest's hook; what is no HTTP request goes on to whoever asked. */
  catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw exception;
    const status = statusOf(exception);
    if (isFault(exception, status)) this.logger.error({ err: exception }, 'A request failed.');
    const body = authoredBody(exception) ?? bodyOf(status);
    this.adapters.httpAdapter.reply(host.switchToHttp().getResponse(), body, status);
  }
}

const GODWIT_CONTROLLER = Symbol('godwit:controller');

/**
 * `@Controller(path)` for one of Godwit's: it answers as {@link HttpErrorFilter} does, and stands behind Godwit's limits,
 * also in an application of somebody else, whose own controllers do neither.
 */
export function GodwitController(path = ''): ClassDecorator {
  return applyDecorators(Controller(path), UseFilters(HttpErrorFilter), SetMetadata(GODWIT_CONTROLLER, true));
}

/** Whether the class is marked with {@link GodwitController}. */
export function isGodwitController(type: object): boolean {
  return Reflect.hasMetadata(GODWIT_CONTROLLER, type);
}

/** As {@link HttpErrorFilter}, for refusals only: in an application of somebody else, all other errors are answered as it likes. */
@Catch(GameError)
export class GameErrorFilter extends HttpErrorFilter {}

function statusOf(exception: unknown): number {
  if (exception instanceof GameError) return httpStatusOf(exception.code);
  return exception instanceof HttpException ? exception.getStatus() : 500;
}

/** A health check that says 503, or a server that is about to restart, is no fault. */
function isFault(exception: unknown, status: number): boolean {
  if (exception instanceof HttpException) return false;
  return status >= 500 && status !== (HttpStatus.SERVICE_UNAVAILABLE as number);
}

function bodyOf(status: number): object {
  const text = STATUS_CODES[status] ?? `Status ${status}`;
  return { code: `http.${text.toLowerCase().replaceAll(/\W+/g, '_')}`, text };
}

function authoredBody(exception: unknown): object | undefined {
  if (exception instanceof GameError) {
    const { code, message: text, details } = exception;
    return { code, text, ...(details !== undefined && { details }) };
  }
  if (!(exception instanceof HttpException)) return undefined;
  const body = exception.getResponse();
  // Nest's own shape has the status in it.
  return typeof body === 'object' && !('statusCode' in body) ? body : undefined;
}
