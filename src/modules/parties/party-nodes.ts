import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { LinkError } from '../../core/cluster/node-links.js';
import { MessageRouter } from '../../core/gateway/message-router.js';
import { Arrivals, type SessionErrand } from '../../core/gateway/pipes/arrivals.js';
import { Departures } from '../../core/gateway/pipes/departures.js';
import { RoomError } from '../../core/rooms/api/rooms.errors.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { PartyError } from './parties.errors.js';
import { type PartyJoinDto, type PartyJoinedDto, PartyType } from './parties.messages.js';
import { PartyRecords } from './party-records.js';

const SEAT_CALL = 'party.seat';
const SEAT_MS = 1_500;
const JOIN_ERRAND = 'party.join';

/** Who asks for a place in a party of another node. */
export interface Newcomer {
  readonly id: string;
  readonly playerId?: string | undefined;
}

/** Lets sessions of other nodes into parties of this one, upon messages of one type. */
export interface PartyHost<T> {
  /** @throws GameError when there is no place for the newcomer */
  check(message: T, newcomer: Newcomer): void;
  /** A session has come with the message. */
  join(session: Session, message: T): PartyJoinedDto | Promise<PartyJoinedDto>;
}

/** A message that brings its sender into a party. */
type Ticket = readonly [type: PartyType.Join | PartyType.Accept, message: object];

/**
 * Parties over several nodes. A party is at one node, where all its members are; others find it by its record, and
 * whoever joins moves there. On one node it does nothing.
 */
@Injectable()
export class PartyNodes implements OnModuleInit {
  private readonly hosts = new Map<PartyType, PartyHost<object>>();

  constructor(
    private readonly arrivals: Arrivals,
    private readonly departures: Departures,
    private readonly router: MessageRouter,
    readonly records: PartyRecords,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Whether parties may be at other nodes. */
  get isShared(): boolean {
    return this.cluster !== undefined;
  }

  /** This node among several; empty on one node. */
  get nodeId(): string {
    return this.cluster?.nodeId ?? '';
  }

  /** For who handles messages of this type. */
  connect<T extends object>(type: PartyType.Join | PartyType.Accept, host: PartyHost<T>): void {
    this.hosts.set(type, host);
  }

  /** Nest's hook: answers other nodes, and takes in who comes to join. */
  onModuleInit(): void {
    if (this.cluster === undefined) return;
    this.cluster.links.answer(SEAT_CALL, (asked) => {
      const [[type, message], newcomer] = asked as [Ticket, Newcomer];
      this.hosts.get(type)?.check(message, newcomer);
    });
    this.arrivals.onErrand(JOIN_ERRAND, (session, errand) => this.arrive(session, errand));
  }

  /**
   * Joins the session whose handler is running to a party at another node: it moves there, and is answered there.
   * @throws GameError always: party.no_such_party; see {@link go}
   */
  async join(session: Session, message: PartyJoinDto): Promise<never> {
    const nodeId = await this.records.nodeOf(message.code);
    if (nodeId === undefined) throw new GameError(PartyError['party.no_such_party']);
    return this.go(session, nodeId, [PartyType.Join, message]);
  }

  /**
   * Takes the session whose handler is running into a party at that node, which answers.
   * @throws GameError always: what the node refuses, room.already_joined, cluster.try_again; see {@link Departures.move}
   */
  async go(session: Session, nodeId: string, ticket: Ticket): Promise<never> {
    const { id, playerId } = session;
    await this.ask(nodeId, ticket, { id, ...(playerId !== undefined && { playerId }) });
    // A room stays where it is, and its players with it.
    if (session.room !== undefined) throw new GameError(RoomError['room.already_joined']);
    return this.departures.move(session, nodeId, JOIN_ERRAND, ticket);
  }

  private async ask(nodeId: string, ticket: Ticket, newcomer: Newcomer): Promise<void> {
    try {
      await this.cluster?.links.call(nodeId, SEAT_CALL, [ticket, newcomer], SEAT_MS);
    } catch (cause) {
      if (!(cause instanceof LinkError)) throw cause;
      throw cause.toGameError();
    }
  }

  private async arrive(session: Session, { data, ref }: SessionErrand): Promise<void> {
    const [type, message] = data as Ticket;
    try {
      this.router.complete(session, type, ref, await this.hosts.get(type)?.join(session, message));
    } catch (error) {
      this.router.reject(session, type, ref, error);
    }
  }
}
