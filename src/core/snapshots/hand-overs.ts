import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { Cluster } from '../cluster/cluster.js';
import { Departures, HOLD_MS } from '../gateway/pipes/departures.js';
import type { HeldLine } from '../gateway/pipes/held-line.js';
import { RoomDirectory, type RoomEpochs } from '../rooms/room-directory.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { keyOf, SessionRecords } from '../sessions/session-records.js';
import type { Session } from '../sessions/session.js';
import { type RoomOffer, type RoomTickets, TAKE_ROOM } from './room-taker.js';
import { SnapshotTaker } from './snapshot-taker.js';

/** Handlers that run longer keep the room here. */
const HANDLERS_MS = 500;
const POLL_MS = 5;
/** Clients' messages are held for less than two seconds. */
const TAKE_MS = 1_200;

/** A room that is standing still. */
interface Standing {
  readonly room: RoomRuntime;
  readonly lines: ReadonlyMap<Session, HeldLine>;
  readonly sessions: readonly Session[];
  readonly epochs: RoomEpochs;
}

/**
 * Hands live rooms over to other nodes: the room stands still, everything about it goes to the other node in one call, and its
 * members' clients are pointed there. Until the other node has said yes nothing here is given up; when it is not known whether it
 * has, the records decide.
 */
@Injectable()
export class HandOvers implements OnModuleInit {
  private readonly logger = new Logger('Cluster');
  /** How many rooms other nodes have taken. */
  done = 0;

  constructor(
    private readonly taker: SnapshotTaker,
    private readonly directory: RoomDirectory,
    private readonly records: SessionRecords,
    private readonly departures: Departures,
    private readonly rooms: RoomRegistry,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.directory.onLost((roomId) => this.lose(roomId));
  }

  /** Hands a room over. @returns false when it goes on here */
  async handOver(room: RoomRuntime, nodeId: string): Promise<boolean> {
    const { cluster } = this;
    const epochs = this.directory.epochsOf(room.id);
    if (cluster === undefined || epochs === undefined || !room.outlivesRestart) return false;
    room.loop.pause();
    const lines = await this.holdLines(room);
    await this.awaitHandlers(room);
    if (!room.isOver) room.loop.settle();
    const standing = { room, lines, epochs, sessions: [...room.members.keys()] };
    const isReady =
      !isBusy(room) && !room.isOver && standing.sessions.every((one) => this.mayLeave(one, lines.get(one)));
    const offer = isReady ? this.offerOf(standing) : undefined;
    if (offer === undefined) {
      this.goOn(standing);
      return false;
    }
    let tickets: RoomTickets = {};
    const ask = async (): Promise<boolean> => {
      try {
        tickets = (await cluster.links.call(nodeId, TAKE_ROOM, offer, TAKE_MS)) as RoomTickets;
        return true;
      } catch (error) {
        this.logger.warn({ err: error, roomId: room.id, nodeId }, 'A room could not be handed over.');
        throw error;
      }
    };
    const ending = await this.directory.handOver(room, ask, Object.keys(offer.sessions).map(keyOf));
    if (ending === 'kept') this.goOn(standing);
    else {
      this.done += 1;
      this.giveUp(standing, nodeId, tickets);
    }
    return ending !== 'kept';
  }

  /** Another node has the room, though nobody has handed it over. */
  private lose(roomId: string): void {
    const room = this.rooms.find(roomId);
    if (room === undefined || room.isOver) return;
    this.logger.warn({ roomId }, 'A room is at another node by now, and ends here.');
    const sessions = [...room.members.keys()];
    room.moveAway();
    for (const session of sessions) this.departures.forsake(session);
  }

  private async holdLines(room: RoomRuntime): Promise<Map<Session, HeldLine>> {
    const lines = new Map<Session, HeldLine>();
    await Promise.all(
      [...room.members.keys()].map(async (session) => {
        if (!session.isConnected) return;
        const line = await Promise.race([this.departures.holdLine(session), delay(HOLD_MS, undefined, { ref: false })]);
        if (line !== undefined) lines.set(session, line);
        else cutOff(room, session);
      }),
    );
    return lines;
  }

  private async awaitHandlers(room: RoomRuntime): Promise<void> {
    const untilMs = performance.now() + HANDLERS_MS;
    while (isBusy(room) && performance.now() < untilMs) await delay(POLL_MS);
  }

  /** Not while its client comes back, which would find neither the one nor the other. */
  private mayLeave(session: Session, line: HeldLine | undefined): boolean {
    return !this.departures.isReturning(session) && (!session.isConnected || this.departures.isOn(session, line));
  }

  /** From here on nothing is sent to the members; undefined when the room cannot be saved. */
  private offerOf({ room, sessions, lines, epochs }: Standing): RoomOffer | undefined {
    const known = sessions.flatMap(({ id }) => {
      const epoch = this.records.known(id);
      return epoch === undefined ? [] : [[id, epoch] as const];
    });
    room.roster.isPacked = true;
    for (const session of sessions) session.isMoving = true;
    for (const session of lines.keys()) session.delivery.mute();
    const snapshot = this.taker.take(room, randomUUID());
    if (snapshot === undefined) return undefined;
    const areHere = [...lines.keys()].filter(({ isOpen }) => isOpen).map(({ id }) => id);
    return { snapshot, epochs, areHere, sessions: Object.fromEntries(known) };
  }

  private giveUp({ room, sessions, lines }: Standing, nodeId: string, tickets: RoomTickets): void {
    if (room.isOver) return;
    for (const [session, line] of lines) {
      const ticket = tickets[session.id];
      if (ticket === undefined) line.cut(CloseCode.GoingAway, 'cluster.try_again');
      else line.repoint({ nodeId, ticket });
    }
    room.moveAway();
    for (const session of sessions) this.departures.leave(session);
    this.logger.log({ roomId: room.id, nodeId, players: sessions.length }, 'A room goes on at another node.');
  }

  private goOn({ room, sessions, lines }: Standing): void {
    room.roster.isPacked = false;
    for (const session of sessions) session.isMoving = false;
    for (const [session, line] of lines) {
      session.delivery.unmute();
      line.release();
    }
    if (!room.isOver) room.loop.resume();
  }
}

/** The client's node does not answer; one whose client is gone already waits for it. */
function cutOff(room: RoomRuntime, session: Session): void {
  if (!session.isConnected) return;
  session.close(CloseCode.GoingAway, 'cluster.try_again');
  room.lifecycle.drop(session);
}

function isBusy({ members }: RoomRuntime): boolean {
  return [...members.keys()].some(({ delivery }) => delivery.isBusy);
}
