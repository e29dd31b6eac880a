import { Injectable, Logger, type Type } from '@nestjs/common';

/** Handles one event. An exception is logged and does not affect other listeners. */
export type EventListener<T> = (event: T) => void;

/** Announces events to other modules, synchronously and within this process, by event class. Out of scope: other nodes, retries, replies. */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly listeners = new Map<unknown, EventListener<object>[]>();

  /** Calls `listener` for every event of exactly this class until the returned function is called. */
  on<T extends object>(eventClass: Type<T>, listener: EventListener<T>): () => void {
    const entry: EventListener<object> = (event) => {
      if (event instanceof eventClass) listener(event);
    };
    this.listeners.set(eventClass, [...(this.listeners.get(eventClass) ?? []), entry]);
    return () => {
      const others = (this.listeners.get(eventClass) ?? []).filter((other) => other !== entry);
      this.listeners.set(eventClass, others);
    };
  }

  /** Calls all listeners of the event's class, in order of registration. Never throws. */
  emit(event: object): void {
    const listeners = this.listeners.get(event.constructor);
    if (listeners === undefined) return;
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        this.logger.error({ err: error }, `A listener of ${event.constructor.name} failed.`);
      }
    }
  }
}
