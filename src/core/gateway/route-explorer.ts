import { Injectable, Logger } from '@nestjs/common';
import { ApplicationConfig, DiscoveryService, ExternalContextCreator, MetadataScanner } from '@nestjs/core';
import 'reflect-metadata';
import { compileCheck } from '../../protocol/check/compile-check.js';
import { describeDeclaration, MessageCatalogue } from '../../protocol/message-catalogue.js';
import {
  type ClientMessageClass,
  HANDLER_ARGUMENTS,
  MESSAGE_ARGUMENT,
  type MessageDeclaration,
  ON_MESSAGE,
} from '../../protocol/message.decorators.js';
import { GameConfig } from '../config/game-config.js';
import { SessionContext } from '../sessions/session-context.js';
import type { Session } from '../sessions/session.js';
import { ClientTurns, isInTurn } from './client-turns.js';
import type { Route } from './message-router.js';
import { RoomRoutes } from './room-routes.js';

/** Where Nest's decorators keep what they put on a class or method. */
export const ENHANCER_KEYS = ['__guards__', '__interceptors__', '__pipes__', '__exceptionFilters__'];
const FILTER_KEY = '__exceptionFilters__';

type Invoke = NonNullable<Route['invoke']>;

type InstanceWrapper = ReturnType<DiscoveryService['getProviders']>[number];

type Method = (session: Session, message: object, type: number) => unknown;

interface Handler {
  readonly wrapper: InstanceWrapper;
  readonly instance: object;
  readonly name: string;
  readonly method: Method;
  readonly dto: ClientMessageClass;
}

/** Finds every `@OnMessage` method at boot and resolves it into a {@link Route}. Wrong wiring stops the boot with an explanation. */
@Injectable()
export class RouteExplorer {
  private readonly logger = new Logger(RouteExplorer.name);

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly contexts: ExternalContextCreator,
    private readonly application: ApplicationConfig,
    private readonly catalogue: MessageCatalogue,
    private readonly config: GameConfig,
    private readonly sessionContext: SessionContext,
    private readonly roomRoutes: RoomRoutes,
    private readonly turns: ClientTurns,
  ) {}

  /** @throws Error naming the places of a message with two handlers or none, or of a handler without a message. */
  explore(): Route[] {
    const handlers = new Map<MessageDeclaration, Handler>();
    for (const handler of this.findHandlers()) {
      const declaration = this.catalogue.of(handler.dto);
      if (declaration?.direction !== 'client') {
        throw new Error(
          `${describeHandler(handler)} handles ${handler.dto.name}, ${this.catalogue.refusalOf(handler.dto)}`,
        );
      }
      const other = handlers.get(declaration);
      if (other)
        throw new Error(`${describeHandler(other)} and ${describeHandler(handler)} both handle ${handler.dto.name}.`);
      handlers.set(declaration, handler);
    }
    const roomMessages = this.findRoomMessages(handlers);
    this.refuseUnhandled(handlers, roomMessages);
    return [
      ...[...handlers].map(([declaration, handler]) =>
        this.toRoute(declaration, this.withContext(this.withTurn(handler, this.toInvoke(declaration.type, handler)))),
      ),
      ...[...roomMessages].map((declaration) => this.toRoute(declaration, undefined)),
    ];
  }

  /** The messages that go to a room. */
  private findRoomMessages(handlers: ReadonlyMap<MessageDeclaration, Handler>): Set<MessageDeclaration> {
    const roomMessages = new Set<MessageDeclaration>();
    for (const [dto, place] of this.roomRoutes.all()) {
      const declaration = this.catalogue.of(dto);
      if (declaration?.direction !== 'client') {
        throw new Error(`${place} handles ${dto.name}, ${this.catalogue.refusalOf(dto)}`);
      }
      const other = handlers.get(declaration);
      if (other) throw new Error(`${describeHandler(other)} and ${place} both handle ${dto.name}.`);
      roomMessages.add(declaration);
    }
    return roomMessages;
  }

  private findHandlers(): Handler[] {
    const scanner = new MetadataScanner();
    const found = new Map<Method, Handler>();
    for (const wrapper of this.discovery.getProviders()) {
      const instance: unknown = wrapper.instance;
      if (typeof instance !== 'object' || instance === null || this.roomRoutes.isRoomClass(wrapper.metatype)) continue;
      const prototype = Object.getPrototypeOf(instance) as object | null;
      if (prototype === null || prototype === Object.prototype) continue;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const method = Reflect.get(prototype, name) as Method;
        const dto = Reflect.getMetadata(ON_MESSAGE, method) as ClientMessageClass | undefined;
        if (dto === undefined) continue;
        const handler = { wrapper, instance, name, method, dto };
        if (wrapper.isTransient || !wrapper.isDependencyTreeStatic()) {
          const scope = wrapper.isTransient ? 'transient' : 'request-scoped';
          throw new Error(`${describeHandler(handler)} is ${scope}; message handlers live on singletons.`);
        }
        // An alias (useExisting) yields the same instance again.
        if (found.get(method)?.instance !== instance) this.noteOnce(found, handler);
      }
    }
    return [...found.values()];
  }

  private noteOnce(found: Map<Method, Handler>, handler: Handler): void {
    const other = found.get(handler.method);
    if (other) throw new Error(`${describeHandler(handler)} exists in two instances; provide its class once.`);
    found.set(handler.method, handler);
  }

  private refuseUnhandled(
    handlers: ReadonlyMap<MessageDeclaration, Handler>,
    roomMessages: ReadonlySet<MessageDeclaration>,
  ): void {
    for (const declaration of this.catalogue.all()) {
      if (declaration.direction === 'client' && !handlers.has(declaration) && !roomMessages.has(declaration)) {
        throw new Error(
          `${describeDeclaration(declaration)} has no handler: no provider of a loaded module has a method marked @OnMessage(${declaration.messageClass.name}).`,
        );
      }
    }
  }

  private toRoute(declaration: MessageDeclaration, invoke: Route['invoke']): Route {
    const dto = declaration.messageClass as ClientMessageClass;
    const compiled = compileCheck(dto, { unknownFields: this.config.UNKNOWN_FIELDS });
    if (compiled.kind === 'fallback') {
      this.logger.log(`${dto.name} is checked by class-validator itself: ${compiled.reason ?? 'unknown rule'}.`);
    }
    const reply = declaration.reply && this.catalogue.of(declaration.reply);
    return {
      type: declaration.type,
      name: dto.name,
      access: declaration.access,
      reply: reply && { messageClass: reply.messageClass, type: reply.type },
      check: (raw) => compiled.check(raw),
      invoke,
      count: 0,
    };
  }

  private toInvoke(type: number, handler: Handler): Invoke {
    const { instance, method, name } = handler;
    if (!this.hasEnhancers(handler)) return (session, message) => method.call(instance, session, message, type);

    this.logger.log(`${describeHandler(handler)} runs behind Nest's enhancers.`);
    const wrapped = this.contexts.create(
      instance,
      method as (...args: unknown[]) => unknown,
      name,
      HANDLER_ARGUMENTS,
      { exchangeKeyForValue: (kind, _data, args: unknown[]) => args[kind === MESSAGE_ARGUMENT ? 1 : 0] },
      undefined,
      undefined,
      // Without filters of its own, errors must reach the router unlogged and unchanged.
      { guards: true, interceptors: true, filters: hasMetadata(handler, [FILTER_KEY]) },
      'ws',
    );
    return (session, message) => wrapped(session, message, type);
  }

  private hasEnhancers(handler: Handler): boolean {
    const { application } = this;
    return (
      hasMetadata(handler, ENHANCER_KEYS) ||
      application.getGlobalGuards().length > 0 ||
      application.getGlobalRequestGuards().length > 0 ||
      application.getGlobalInterceptors().length > 0 ||
      application.getGlobalRequestInterceptors().length > 0
    );
  }

  private withTurn({ instance }: Handler, invoke: Invoke): Invoke {
    if (!isInTurn(instance.constructor)) return invoke;
    return (session, message) => this.turns.serve(session, () => invoke(session, message));
  }

  private withContext(invoke: Invoke): Invoke {
    if (!this.config.SESSION_CONTEXT) return invoke;
    return (session, message) => this.sessionContext.run(session, () => invoke(session, message));
  }
}

function hasMetadata({ instance, method }: Handler, keys: readonly string[]): boolean {
  return keys.some((key) => Reflect.hasMetadata(key, method) || Reflect.hasMetadata(key, instance.constructor));
}

function describeHandler({ instance, name }: Pick<Handler, 'instance' | 'name'>): string {
  return `${instance.constructor.name}.${name}`;
}
