import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { MessageRouter } from '../../core/gateway/message-router.js';
import { Arrivals, type SessionErrand } from '../../core/gateway/pipes/arrivals.js';
import { Departures } from '../../core/gateway/pipes/departures.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { PartyError } from './parties.errors.js';
import { type PartyJoinDto, type PartyJoinedDto, PartyType } from './parties.messages.js';
import type { Party } from './party.js';
import { PartyRecords } from './party-records.js';

const SEAT_CALL = 'party.seat';
const SEAT_MS = 1_500;
const COME_CALL = 'party.come';
const COME_MS = 5_000;
/** How often a member is moved who is busy, and how long after each other. */
const MOVES = 5;
const MOVE_AGAIN_MS = 100;
const JOIN_ERRAND = 'party.join';

/** Who asks for a place in a party of another node. */
export interface Newcomer {
  readonly id: string;
  readonly playerId?: string | undefined;
}

/** Lets sessions of other nodes into parties of this one, upon messages of one type. */
export interface PartyHost<T> {
  /** The party that the message leads to. @throws GameError when there is no place for the newcomer */
  check(message: T, newcomer: Newcomer): Party;
  /** A session has come with the message, or the party has come to it. */
  join(session: Session, message: T): PartyJoinedDto | Promise<PartyJoinedDto>;
}

/** A message that brings its sender into a party. */
type Ticket = readonly [type: PartyType.Join | PartyType.Accept, message: object];

/**
 * Parties over several nodes. A party is at one node, where all its members are; others find it by its record, and
 * whoever joins moves there, or it to who joins. On one node it does nothing.
 */
@Injectable()
export class PartyNodes implements OnModuleInit {
  private readonly logger = new Logger('Parties');
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
    this.records.onLost = (code) => {
      // Who cannot follow now stays.
      this.follow(code).catch((error: unknown) => this.logger.warn({ err: error }, 'A party is parted.'));
    };
    this.cluster.links.answer(SEAT_CALL, (asked) => void this.check(...(asked as [Ticket, Newcomer])));
    this.cluster.links.answer(COME_CALL, (asked, nodeId) => {
      return this.come(this.check(...(asked as [Ticket, Newcomer])), nodeId);
    });
    this.arrivals.onErrand(JOIN_ERRAND, (session, errand) => this.arrive(session, errand));
  }

  /**
   * Joins the session whose handler is running to a party at another node, see {@link go}.
   * @throws GameError party.no_such_party; see {@link go}
   */
  async join(session: Session, message: PartyJoinDto): Promise<PartyJoinedDto> {
    const nodeId = await this.records.nodeOf(message.code);
    if (nodeId === undefined) throw new GameError(PartyError['party.no_such_party']);
    return this.go(session, nodeId, [PartyType.Join, message]);
  }

  /**
   * Brings the session whose handler is running and a party at that node together: the session moves there, and is answered there. A
   * room stays where it is, and its players with it; so to one who is in a room the party comes.
   * @throws GameError what the node refuses, party.apart, cluster.try_again; see {@link Departures.move}
   */
  async go(session: Session, nodeId: string, ticket: Ticket): Promise<PartyJoinedDto> {
    const { id, playerId } = session;
    const asked: [Ticket, Newcomer] = [ticket, { id, ...(playerId !== undefined && { playerId }) }];
    if (session.room === undefined) {
      await this.cluster?.links.ask(nodeId, SEAT_CALL, asked, SEAT_MS);
      return this.departures.move(session, nodeId, JOIN_ERRAND, ticket);
    }
    await this.cluster?.links.ask(nodeId, COME_CALL, asked, COME_MS);
    const [type, message] = ticket;
    const joined = session.isOpen ? await this.hosts.get(type)?.join(session, message) : undefined;
    if (joined === undefined) throw new GameError('session.closed');
    return joined;
  }

  private check([type, message]: Ticket, newcomer: Newcomer): Party {
    const party = this.hosts.get(type)?.check(message, newcomer);
    if (party === undefined) throw new GameError(PartyError['party.no_such_party']);
    return party;
  }

  /** Moves a party to another node, its leader first. @throws GameError party.apart, cluster.try_again when not everybody is there */
  private async come(party: Party, nodeId: string): Promise<void> {
    const all = [...party.members.keys()];
    if (all.some(({ room }) => room !== undefined)) throw new GameError(PartyError['party.apart']);
    const others = all.filter((session) => session !== party.leader);
    const isLed = await this.move(party.leader, nodeId);
    const moved = isLed ? await Promise.all(others.map((session) => this.move(session, nodeId))) : [false];
    if (moved.includes(false)) throw new GameError('cluster.try_again');
  }

  /** The leader of a party has gone to another node: those who are free follow. Others are on their way, or in rooms. */
  private async follow(code: string): Promise<void> {
    const party = this.records.find(code);
    if (party === undefined || this.cluster?.isLeaving !== false) return;
    const nodeId = await this.records.nodeOf(code);
    if (nodeId === undefined) return;
    const free = [...party.members.keys()].filter(({ room }) => room === undefined);
    await Promise.all(free.map((session) => this.move(session, nodeId)));
  }

  /** @returns whether it is there, or gone for good */
  private async move(session: Session, nodeId: string): Promise<boolean> {
    for (let tries = 0; tries < MOVES && session.isOpen; tries++) {
      if (await this.departures.moveIdle(session, nodeId)) return true;
      // One of its handlers may be running.
      await delay(MOVE_AGAIN_MS, undefined, { ref: false });
    }
    return !session.isOpen;
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
