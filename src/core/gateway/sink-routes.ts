import { Injectable } from '@nestjs/common';
import type { ClientMessageClass } from '../../protocol/message.decorators.js';

/**
 * The messages that are not for a service but for where a session plays, its {@link SessionSink}. Whoever makes sinks
 * declares them while the modules start, before the routes are resolved.
 */
@Injectable()
export class SinkRoutes {
  private readonly places = new Map<ClientMessageClass, string>();
  private readonly sinkClasses = new Set<unknown>();

  /**
   * Declares a message; several sinks may handle it.
   * @param place the handler, e.g. "ArenaRoom.move", for boot errors
   */
  declare(dto: ClientMessageClass, place: string): void {
    this.places.set(dto, place);
  }

  /** Tells that a provider's handlers are a sink's, made anew for each, and not a service's. */
  exclude(sinkClass: unknown): void {
    this.sinkClasses.add(sinkClass);
  }

  /** Whether the handlers of this class are a sink's. */
  isSink(providerClass: unknown): boolean {
    return this.sinkClasses.has(providerClass);
  }

  /** All declared messages with one of their places. */
  all(): Iterable<[ClientMessageClass, string]> {
    return this.places;
  }
}
