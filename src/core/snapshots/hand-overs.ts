import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { Cluster } from '../cluster/cluster.js';
import { Departures } from '../gateway/pipes/departures.js';
import type { HeldLine } from '../gateway/pipes/held-line.js';
import { RoomDirectory, type RoomEpochs } from '../rooms/room-directory.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { SessionRecords } from '../sessions/session-records.js';
import type { Session } from '../sessions/session.js';
import { type RoomOffer, type RoomTickets, TAKE_ROOM } from './room-taker.js';
import { SnapshotTaker } from './snapshot-taker.js';

/** A client's node that does not answer in this time counts as gone. */
const HOLD_MS = 200;
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
export class HandOvers {
  private readonly logger = new Logger('Cluster');

  constructor(
    private readonly taker: SnapshotTaker,
    private readonly directory: RoomDirectory,
    private readonly records: SessionRecords,
    private readonly departures: Departures,
    @Optional() private readonly cluster?: Cluster,
  ) {}

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
    const offer = isBusy(room) || room.isOver ? undefined : await this.offerOf(standing);
    if (offer === undefined) {
      this.goOn(standing);
      return false;
    }
    try {
      const tickets = await cluster.links.call(nodeId, TAKE_ROOM, offer, TAKE_MS);
      this.giveUp(standing, nodeId, tickets as RoomTickets);
      return true;
    } catch (error) {
      this.logger.warn({ err: error, roomId: room.id, nodeId }, 'A room could not be handed over.');
      return !(await this.decide(standing, offer, nodeId, error));
    }
  }

  private async holdLines(room: RoomRuntime): Promise<Map<Session, HeldLine>> {
    const lines = new Map<Session, HeldLine>();
    await Promise.all(
      [...room.members.keys()].map(async (session) => {
        if (!session.isConnected) return;
        const line = await Promise.race([this.departures.holdLine(session), delay(HOLD_MS, undefined, { ref: false })]);
        if (line === undefined) {
          session.close(CloseCode.GoingAway, 'cluster.try_again');
          room.lifecycle.drop(session);
        } else lines.set(session, line);
      }),
    );
    return lines;
  }

  private async awaitHandlers(room: RoomRuntime): Promise<void> {
    const untilMs = performance.now() + HANDLERS_MS;
    while (isBusy(room) && performance.now() < untilMs) await delay(POLL_MS);
  }

  /** From here on nothing is sent to the members; undefined when the room cannot be saved. */
  private async offerOf({ room, sessions, lines, epochs }: Standing): Promise<RoomOffer | undefined> {
    const proofs = await Promise.all(sessions.map(({ id }) => this.records.known(id)));
    if (room.isOver || isBusy(room)) return undefined;
    for (const session of sessions) session.isMoving = true;
    for (const session of lines.keys()) session.delivery.mute();
    const snapshot = this.taker.take(room, randomUUID());
    if (snapshot === undefined) return undefined;
    const known = sessions.flatMap(({ id }, index) => (proofs[index] === undefined ? [] : [[id, proofs[index].epoch]]));
    const areHere = [...lines.keys()].filter(({ isOpen }) => isOpen).map(({ id }) => id);
    return { snapshot, epochs, areHere, sessions: Object.fromEntries(known) as RoomOffer['sessions'] };
  }

  private giveUp({ room, sessions, lines }: Standing, nodeId: string, tickets: RoomTickets): void {
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
    for (const session of sessions) session.isMoving = false;
    for (const [session, line] of lines) {
      session.delivery.unmute();
      line.release();
    }
    if (!room.isOver) room.loop.resume();
  }

  /** The other node may have the room. @returns whether it is this node's */
  private async decide(standing: Standing, offer: RoomOffer, toNodeId: string, error: unknown): Promise<boolean> {
    const { room } = standing;
    const isOurs = await this.directory.reclaim(room.id, room.code, toNodeId, error).catch(() => false);
    if (!isOurs) {
      this.giveUp(standing, toNodeId, {});
      return false;
    }
    await Promise.all(
      Object.entries(offer.sessions).map(([id, epoch]) => this.records.reclaim(id, epoch, toNodeId, error)),
    );
    this.goOn(standing);
    return true;
  }
}

function isBusy({ members }: RoomRuntime): boolean {
  return [...members.keys()].some(({ delivery }) => delivery.isBusy);
}
