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
 * Answers a failed HTTP request without echoing it: Nest's own texts quote paths and bodies. An exception with an object of
 * its author's, `new BadRequestException({ code, text })`, is answered with that object; a {@link GameError} with the same
 * code and text as over a socket; anything else with the name of its status, such as
 * `{ code: 'http.not_found', text: 'Not Found' }`. Server faults are logged.
 */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly adapters: HttpAdapterHost) {}

  /** Nest's hook; anything but an HTTP request is rethrown. */
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
 * `@Controller(path)` for Godwit's own controllers: they use {@link HttpErrorFilter} and Godwit's rate limits, even when
 * embedded in another application, whose own controllers are left alone.
 */
export function GodwitController(path = ''): ClassDecorator {
  return applyDecorators(Controller(path), UseFilters(HttpErrorFilter), SetMetadata(GODWIT_CONTROLLER, true));
}

/** Whether the class is marked with {@link GodwitController}. */
export function isGodwitController(type: object): boolean {
  return Reflect.hasMetadata(GODWIT_CONTROLLER, type);
}

/** Like {@link HttpErrorFilter}, for refusals only: in a host application, all other errors are left to it. */
@Catch(GameError)
export class GameErrorFilter extends HttpErrorFilter {}

function statusOf(exception: unknown): number {
  if (exception instanceof GameError) return httpStatusOf(exception.code);
  return exception instanceof HttpException ? exception.getStatus() : 500;
}

/** A health check that returns 503, or a server that is about to restart, is not a fault. */
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
  // Nest's default body has the status in it.
  return typeof body === 'object' && !('statusCode' in body) ? body : undefined;
}
