import { Injectable, Logger, type Type } from '@nestjs/common';

/** Hears one event. What it throws is logged and stops nobody else. */
export type EventListener<T> = (event: T) => void;

/** Tells siblings what happened, synchronously and inside this process, by the event's class. Out of its scope: other nodes, retries, answers. */
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

  /** Tells all listeners of the event's class, in the order they came. Never throws. */
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
