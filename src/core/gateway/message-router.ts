import { HttpException, Injectable, Logger } from '@nestjs/common';
import { WsException } from '@nestjs/websockets';
import { CheckFailure, type CheckOutcome } from '../../protocol/check/check-failure.js';
import type { FieldIssue } from '../../protocol/check/field-issue.js';
import { type ErrorCode, textOf } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import type { MessageAccess, MessageClass } from '../../protocol/message.decorators.js';
import { IllFormedMessage } from '../../protocol/well-formed.js';
import { GameConfig } from '../config/game-config.js';
import type { Session } from '../sessions/session.js';
import { GatewayMetrics } from './gateway-metrics.js';

/** One client message and everything that happens to it, resolved at boot. */
export interface Route {
  readonly type: number;
  /** The DTO's name, for metrics and logs. */
  readonly name: string;
  readonly access: MessageAccess;
  /** The class and wire type of the declared answer. */
  readonly reply: { readonly messageClass: MessageClass; readonly type: number } | undefined;
  /** Validates a message into an instance; returns a promise only if some rules are asynchronous. */
  check(raw: unknown): CheckOutcome<object> | Promise<CheckOutcome<object>>;
  /** Runs the handler, with Nest's enhancers if it has any; undefined for a room message. */
  readonly invoke: ((session: Session, message: object) => unknown) | undefined;
  /** How many messages were handled or refused; read by the metrics. */
  count: number;
}

const CODE_BY_STATUS: ReadonlyMap<number, ErrorCode> = new Map([
  [401, 'auth.required'],
  [403, 'message.not_allowed'],
  [404, 'message.not_found'],
  [429, 'rate.limited'],
]);

/**
 * What a client gets to know about an error: a {@link GameError} as it is, a Nest exception by its status and the author's text, and
 * anything else only as an internal error.
 */
function toGameError(error: unknown): GameError {
  if (error instanceof GameError) return error;
  if (error instanceof WsException) return new GameError('message.refused', { text: error.message, cause: error });
  if (error instanceof HttpException && error.getStatus() < 500) {
    const code = CODE_BY_STATUS.get(error.getStatus()) ?? 'message.refused';
    return new GameError(code, { text: error.message, cause: error });
  }
  return new GameError('server.internal', { cause: error });
}

/** The protocol's own block is 0-19. */
const FIRST_TYPE_AFTER_PROTOCOL = 20;

/**
 * Routes one message to its handler and sends back one answer. A synchronous handler is answered before {@link dispatch} returns.
 */
@Injectable()
export class MessageRouter {
  private readonly logger = new Logger(MessageRouter.name);
  private readonly routes = new Map<number, Route>();

  constructor(
    private readonly config: GameConfig,
    private readonly catalogue: MessageCatalogue,
    private readonly metrics: GatewayMetrics,
  ) {}

  /** Registers the routes found at boot. */
  use(routes: readonly Route[]): void {
    for (const route of routes) this.routes.set(route.type, route);
    this.metrics.watchRoutes(routes);
  }

  /** Handles one message. Returns a promise, which never rejects, only if the handler is asynchronous. */
  dispatch(session: Session, type: number, ref: number, message: unknown): Promise<void> | undefined {
    const route = this.routes.get(type);
    if (route === undefined) {
      this.refuse(session, ref, 'message.unknown_type');
      return;
    }
    route.count += 1;
    if (!session.delivery.isAdmitted && type >= FIRST_TYPE_AFTER_PROTOCOL) {
      // Whoever speaks JSON needs no contract, and is only held at the entrance.
      this.refuse(session, ref, session.codec.isBinary ? 'contract.not_agreed' : 'server.maintenance');
      return;
    }
    if (this.config.AUTH_REQUIRED && route.access === 'player' && session.playerId === undefined) {
      this.refuse(session, ref, 'auth.required');
      return;
    }
    try {
      const checked = checkOf(route, message);
      if (checked instanceof Promise) return this.dispatchLater(route, session, ref, checked);
      return this.invoke(route, session, ref, checked);
    } catch (error) {
      this.fail(session, ref, error, route);
      return;
    }
  }

  /** Refuses a packet: as the answer to `ref`, or unasked when it is 0. */
  refuse(session: Session, ref: number, code: ErrorCode, text = textOf(code), details?: readonly FieldIssue[]): void {
    this.metrics.countRefusal(code);
    session.refuse(ref, code, text, details);
  }

  /**
   * Answers a message that a room had queued, now that it was handled.
   * @throws Error when `result` is no message
   */
  complete(session: Session, type: number, ref: number, result: unknown): void {
    const route = this.routes.get(type);
    if (route !== undefined) this.answer(route, session, ref, result);
  }

  /** Refuses a message that a room had queued, because its handler threw `error`. */
  reject(session: Session, type: number, ref: number, error: unknown): void {
    const route = this.routes.get(type);
    if (route !== undefined) this.fail(session, ref, error, route);
  }

  private invoke(route: Route, session: Session, ref: number, checked: object): Promise<void> | undefined {
    if (checked instanceof CheckFailure) {
      if (checked.cause !== undefined)
        this.logger.error({ err: checked.cause, message: route.name }, 'A rule of a message failed.');
      this.refuse(session, ref, 'message.invalid', textOf('message.invalid'), checked.issues);
      return;
    }
    if (route.invoke === undefined) {
      if (session.room?.receive(session, route.type, ref, checked) !== true)
        this.refuse(session, ref, 'room.not_there');
      return;
    }
    const result = route.invoke(session, checked);
    if (isPromiseLike(result)) return this.answerLater(route, session, ref, result);
    this.answer(route, session, ref, result);
  }

  private async dispatchLater(route: Route, session: Session, ref: number, checking: Promise<object>): Promise<void> {
    try {
      await this.invoke(route, session, ref, await checking);
    } catch (error) {
      this.fail(session, ref, error, route);
    }
  }

  private async answerLater(route: Route, session: Session, ref: number, result: PromiseLike<unknown>): Promise<void> {
    try {
      this.answer(route, session, ref, await result);
    } catch (error) {
      this.fail(session, ref, error, route);
    }
  }

  private answer(route: Route, session: Session, ref: number, result: unknown): void {
    if (ref === 0) return;
    if (result === undefined || result === null) {
      session.answer(ref);
      return;
    }
    if (typeof result !== 'object') {
      throw new Error(`The handler of ${route.name} returned a ${typeof result}, not a message.`);
    }
    session.answer(ref, this.answerType(route, result), result);
  }

  private answerType(route: Route, result: object): number {
    const { reply } = route;
    const isReply = reply && (result instanceof reply.messageClass || result.constructor === Object);
    return isReply ? reply.type : this.catalogue.typeOf(result);
  }

  private fail(session: Session, ref: number, error: unknown, route: Route): void {
    // It is answered where the session is now.
    if (session.hasMoved) return;
    const refusal = toGameError(error);
    if (refusal.code === 'server.internal') {
      this.logger.error(
        { err: error, message: route.name, sessionId: session.id },
        `The handler of ${route.name} failed.`,
      );
    }
    this.refuse(session, ref, refusal.code, refusal.message, refusal.details);
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function checkOf(route: Route, message: unknown): ReturnType<Route['check']> {
  return message instanceof IllFormedMessage ? checkTwice(route, message) : route.check(message);
}

/** Lone surrogates: a field whose rules forbid them is refused; elsewhere they are replaced. */
function checkTwice(route: Route, { asRead, repaired }: IllFormedMessage): ReturnType<Route['check']> {
  const checked = route.check(asRead);
  if (checked instanceof CheckFailure) return checked;
  if (checked instanceof Promise)
    return checked.then((outcome) => (outcome instanceof CheckFailure ? outcome : route.check(repaired)));
  return route.check(repaired);
}
