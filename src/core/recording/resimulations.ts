import { Injectable } from '@nestjs/common';
import { JsonBridge } from '../../protocol/json-bridge.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { ContractHolder } from '../contract/contract-holder.js';
import { EventBus } from '../events/event-bus.js';
import { MessageRouter } from '../gateway/message-router.js';
import { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { RoomTypes, type LoadedRoomType } from '../rooms/runtime/room-types.js';
import { SessionGroups } from '../sessions/session-groups.js';
import { SessionStores } from '../sessions/session-stores.js';
import { ManualScheduler } from './manual-scheduler.js';
import type { Recording } from './read-recording.js';
import { RecordedMessages } from './recorded-messages.js';
import { Resimulation } from './resimulation.js';
import { SilentSession } from './silent-session.js';

/** Recreates recorded rooms, separate from the live ones: in no list, and without real clients. */
@Injectable()
export class Resimulations {
  /** Turns the messages of recordings back into instances. */
  readonly messages: RecordedMessages;

  constructor(
    private readonly types: RoomTypes,
    private readonly router: MessageRouter,
    private readonly catalogue: MessageCatalogue,
    private readonly holder: ContractHolder,
  ) {
    this.messages = new RecordedMessages(catalogue, JsonBridge.of(holder.contract, { godot: 4 }));
  }

  /** Whether the recording was made with this server's contract; otherwise the result may differ. */
  isOfThisContract({ header }: Recording): boolean {
    return header.contract === this.holder.contract.hash;
  }

  /** A new state of the class that the recorded room has; undefined for one without. @throws Error, one sentence */
  async emptyState({ header }: Recording): Promise<object | undefined> {
    const [room] = await this.typeOf(header.roomType).instantiate();
    return room.state === undefined ? undefined : new (room.state.constructor as new () => object)();
  }

  /** Recreates a recorded room at its beginning. @throws Error, one sentence, when this server cannot */
  async begin(recording: Recording): Promise<Resimulation> {
    const { roomId, code, roomType, settings, options } = recording.header;
    const type = this.typeOf(roomType);
    if (options === undefined) {
      throw new Error('The recording begins in the middle of a room that was restored, which nothing can simulate.');
    }
    const events = new EventBus();
    const scheduler = new ManualScheduler();
    const surroundings = {
      groups: new SessionGroups(events, new SessionStores()),
      router: this.router,
      scheduler,
      events,
    };
    const room = new RoomRuntime(roomId, code, timeless(type), await type.instantiate(), settings, surroundings);
    const newSession = (id: string): SilentSession => new SilentSession(id, this.catalogue);
    return new Resimulation(
      recording,
      { room, scheduler, messages: this.messages, newSession },
      type.checkOptions(options),
    );
  }

  private typeOf(roomType: string): LoadedRoomType {
    const type = this.types.find(roomType);
    if (type === undefined) throw new Error(`This server has no rooms of the type "${roomType}".`);
    return type;
  }
}

/** Without the real-time limits: when seats and rooms expire was recorded. */
function timeless(type: LoadedRoomType): LoadedRoomType {
  const { seatHoldMs: _seat, maxLifetimeMs: _room, ...options } = type.options;
  return { ...type, options: { ...options, emptyTtlMs: Infinity, patchHz: 0 } };
}
