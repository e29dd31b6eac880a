import { Injectable } from '@nestjs/common';
import type { ClientMessageClass } from '../../protocol/message.decorators.js';

/**
 * The client messages that go to the session's room, not to a service. Whatever makes rooms declares them while the modules
 * start, before the routes are resolved.
 */
@Injectable()
export class RoomRoutes {
  private readonly places = new Map<ClientMessageClass, string>();
  private readonly roomClasses = new Set<unknown>();

  /**
   * Declares a message; several room types may handle it.
   * @param place the handler, e.g. "ArenaRoom.move", for boot errors
   */
  declare(dto: ClientMessageClass, place: string): void {
    this.places.set(dto, place);
  }

  /** Marks a provider as a room or plugin: its handlers run in rooms, each of which has its own instance. */
  exclude(roomClass: unknown): void {
    this.roomClasses.add(roomClass);
  }

  /** Whether the handlers of this class run in rooms. */
  isRoomClass(providerClass: unknown): boolean {
    return this.roomClasses.has(providerClass);
  }

  /** Every declared message with one of its handlers. */
  all(): Iterable<[ClientMessageClass, string]> {
    return this.places;
  }
}
