import { Injectable, Logger, Optional, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { LinkError } from '../../core/cluster/node-links.js';
import type { RecordHolder } from '../../core/cluster/owned-records.js';
import type { OwnedKey, OwnedRecord } from '../../core/cluster/ownership.js';
import { MessageRouter } from '../../core/gateway/message-router.js';
import { Arrivals, type SessionErrand } from '../../core/gateway/pipes/arrivals.js';
import { Departures } from '../../core/gateway/pipes/departures.js';
import { RoomError } from '../../core/rooms/api/rooms.errors.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { PartyError } from './parties.errors.js';
import { type PartyJoinDto, type PartyJoinedDto, PartyType } from './parties.messages.js';

const SEAT_CALL = 'party.seat';
const SEAT_MS = 1_500;
const JOIN_ERRAND = 'party.join';
/** How often another code is tried when a party has it already. */
const MAX_CODES = 8;
const TAKES = 4;

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
 * Parties over several nodes. A party is at one node, where all its members are; its code is a record, by which others find it, and
 * whoever joins moves there. On one node it does nothing.
 */
@Injectable()
export class PartyNodes implements OnModuleInit {
  private readonly logger = new Logger('Parties');
  private readonly hosts = new Map<PartyType, PartyHost<object>>();

  constructor(
    private readonly arrivals: Arrivals,
    private readonly departures: Departures,
    private readonly router: MessageRouter,
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
    this.cluster.takeover.restores('party', (record) => this.clear(record));
    this.arrivals.onErrand(JOIN_ERRAND, (session, errand) => this.arrive(session, errand));
  }

  /** Makes the record of a code that no party has. @throws GameError cluster.unavailable */
  async claim(newCode: () => string): Promise<string> {
    try {
      for (let tries = 0; tries < MAX_CODES; tries++) {
        const code = newCode();
        if ((await this.cluster?.records.create(keyOf(code), holderOf(), true)) === undefined) return code;
      }
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
    throw new GameError('cluster.unavailable');
  }

  /** From now on the code leads to the party here: its leader has come. Whoever types it meanwhile does not find the party. */
  take(code: string): void {
    this.takeRecord(code).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'A party that has come from another node is not found by its code.');
    });
  }

  /** The party with this code has ended. */
  release(code: string): void {
    void this.cluster?.records.end(keyOf(code));
  }

  /**
   * Joins the session whose handler is running to a party at another node: it moves there, and is answered there.
   * @throws GameError always: party.no_such_party; see {@link go}
   */
  async join(session: Session, message: PartyJoinDto): Promise<never> {
    const nodeId = await this.nodeOf(message.code);
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

  private async nodeOf(code: string): Promise<string | undefined> {
    try {
      const owner = (await this.cluster?.records.find(keyOf(code)))?.owner;
      return owner !== this.cluster?.nodeId && this.cluster?.isAlive(owner) === true ? owner : undefined;
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
  }

  private async ask(nodeId: string, ticket: Ticket, newcomer: Newcomer): Promise<void> {
    try {
      await this.cluster?.links.call(nodeId, SEAT_CALL, [ticket, newcomer], SEAT_MS);
    } catch (cause) {
      if (!(cause instanceof LinkError)) throw cause;
      throw new GameError(cause.code.startsWith('party.') ? cause.code : 'cluster.try_again', { cause });
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

  private async takeRecord(code: string): Promise<void> {
    const { records } = this.cluster ?? {};
    // Another node may be removing it, since its owner is gone.
    for (let tries = 0; tries < TAKES; tries++) {
      const found = await records?.create(keyOf(code), holderOf(), true);
      if (found === undefined || (await records?.take(keyOf(code), found.epoch, holderOf())) === true) return;
    }
  }

  /** The record of a node that is gone. Members who come back somewhere make it again. */
  private async clear(record: OwnedRecord): Promise<void> {
    if ((await this.cluster?.records.take(record, record.epoch, holderOf())) === true) this.release(record.id);
  }
}

/** A party is in the memory of its node; its record only says where it is. */
function holderOf(): RecordHolder {
  return { content: () => ({}), onLost: () => undefined };
}

function keyOf(code: string): OwnedKey {
  return { kind: 'party', id: code };
}
