import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import { EventBus } from '../../../core/events/event-bus.js';
import type { RoomSummary } from '../../../core/rooms/api/room-summary.js';
import { type ListedRoom, ListedRoomChanged } from '../listed-room.js';
import { LobbyRooms } from '../lobby-rooms.js';
import { ListInbox } from './list-inbox.js';
import { ListOutbox, type ListUpdate } from './list-outbox.js';

const CALL = 'lobby.rooms';
const CALL_MS = 2_000;
const TURN_MS = 250;
/** After this many turns without news a node is asked whether it still has the whole list. */
const QUIET_TURNS = 20;
/** Turns after one that has failed before the next. */
const REST_TURNS = 3;
/** A room that moves is listed for so long without a node that says it has it. */
const PASSING_TURNS = 8;

/** Another node, to which this one tells its rooms. */
class Listener {
  isBusy = false;
  /** Turns to wait; below 0, turns without news. */
  rest = 0;

  constructor(readonly outbox: ListOutbox) {}
}

/**
 * The lists of all nodes: tells the others what changes here, four times a second at most, and lists what they tell. Each answers
 * whether it has everything; if not, or if there is no answer, it is told the whole list again. On one node it does nothing.
 */
@Injectable()
export class LobbyNodes implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Lobby');
  private readonly listeners = new Map<string, Listener>();
  private readonly inboxes = new Map<string, ListInbox>();
  /** By id, the turns that are left to rooms which no node says it has. */
  private readonly passing = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined = undefined;

  constructor(
    private readonly rooms: LobbyRooms,
    private readonly events: EventBus,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: answers other nodes. */
  onModuleInit(): void {
    const { cluster } = this;
    if (cluster === undefined) return;
    cluster.links.answer(CALL, (update, nodeId) => this.take(update as ListUpdate, nodeId));
    this.events.on(ListedRoomChanged, ({ listed }) => this.note(listed));
    this.timer = setInterval(() => this.turn(cluster), TURN_MS).unref();
  }

  /** Nest's hook. */
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private note(listed: ListedRoom): void {
    const { id, nodeId, isLocal } = listed;
    if (nodeId !== undefined) return;
    if (!isLocal) this.passing.set(id, PASSING_TURNS);
    const turn = !isLocal ? 'moved' : this.rooms.has(listed) ? 'changed' : 'ended';
    for (const { outbox } of this.listeners.values()) outbox.note(id, turn);
  }

  private take(update: ListUpdate, nodeId: string): boolean {
    if (this.cluster?.isAlive(nodeId) !== true) return false;
    const inbox =
      this.inboxes.get(nodeId) ?? new ListInbox(nodeId, this.rooms, (id) => this.passing.set(id, PASSING_TURNS));
    this.inboxes.set(nodeId, inbox);
    return inbox.take(update);
  }

  private turn({ livingNodes, nodeId: ownId }: Cluster): void {
    const living = new Set(livingNodes());
    for (const [nodeId, inbox] of this.inboxes) if (!living.has(nodeId)) this.bury(nodeId, inbox);
    for (const nodeId of this.listeners.keys()) if (!living.has(nodeId)) this.listeners.delete(nodeId);
    this.sweep();
    for (const nodeId of living) if (nodeId !== ownId) this.visit(nodeId);
  }

  private bury(nodeId: string, inbox: ListInbox): void {
    this.inboxes.delete(nodeId);
    inbox.close();
  }

  private sweep(): void {
    for (const [id, turns] of this.passing) {
      const listed = this.rooms.find(id);
      const isPassing = listed !== undefined && !listed.isLocal && listed.nodeId === undefined;
      if (isPassing && turns > 0) this.passing.set(id, turns - 1);
      else this.passing.delete(id);
      if (isPassing && turns === 0) this.rooms.forget(listed);
    }
  }

  private visit(nodeId: string): void {
    const listener = this.listeners.get(nodeId) ?? new Listener(new ListOutbox(this.ownIds()));
    this.listeners.set(nodeId, listener);
    listener.rest -= 1;
    if (listener.isBusy || listener.rest >= 0) return;
    if (listener.outbox.size > 0 || listener.outbox.startsOver || listener.rest < -QUIET_TURNS) {
      void this.tell(nodeId, listener);
    }
  }

  private async tell(nodeId: string, listener: Listener): Promise<void> {
    const { outbox } = listener;
    listener.isBusy = true;
    listener.rest = 0;
    try {
      for (let isLast = false; !isLast;) {
        const update = outbox.next((id) => this.ownRoom(id));
        ({ isLast } = update);
        if ((await this.cluster?.links.call(nodeId, CALL, update, CALL_MS)) === true) continue;
        outbox.startOver(this.ownIds());
        listener.rest = REST_TURNS;
        break;
      }
    } catch (error) {
      this.logger.debug({ err: error, nodeId }, 'A node could not be told which rooms there are.');
      outbox.startOver(this.ownIds());
      listener.rest = REST_TURNS;
    }
    listener.isBusy = false;
  }

  private ownRoom(id: string): RoomSummary | undefined {
    const listed = this.rooms.find(id);
    return listed?.isLocal === true ? listed.summary : undefined;
  }

  private *ownIds(): Generator<string, void> {
    for (const { id, isLocal } of this.rooms.all()) if (isLocal) yield id;
  }
}
