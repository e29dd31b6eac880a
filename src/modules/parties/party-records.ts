import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import type { RecordHolder } from '../../core/cluster/owned-records.js';
import type { OwnedKey, OwnedRecord, RecordContent } from '../../core/cluster/ownership.js';
import { LeftSessions } from '../../core/gateway/pipes/left-sessions.js';
import { boundedCache } from '../../core/limits/bounded-cache.js';
import type { SavedSession } from '../../core/sessions/saved-session.js';
import { SessionRecords } from '../../core/sessions/session-records.js';
import { GameError } from '../../protocol/game-error.js';
import type { Party } from './party.js';

/** A party is saved this long after a change; what a crash loses is never older. */
const SAVE_MS = 500;
/** How often another code is tried when a party has it already. */
const MAX_CODES = 8;
const TAKES = 4;
/** How long rooms of a dead node take to go on at most; their members come back with them ... */
const ROOMS_MS = 5_000;
const LOOK_MS = 100;
/** ... this soon after a room is taken. */
const MEMBERS_MS = 500;
const MAX_WAITED = 10_000;

/**
 * The records of parties, on several nodes: by its code a party is found, and what lies beside it brings the party back after the death
 * of its node, with the sessions of its members. On one node it does nothing.
 */
@Injectable()
export class PartyRecords implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Parties');
  /** The codes of parties that have changed since they were saved. */
  private readonly changed = new Set<string>();
  /** One at a time for each code. */
  private readonly working = new Map<string, Promise<void>>();
  /** The epochs of records that were left to other nodes once, by code. */
  private readonly waited = boundedCache<number>(MAX_WAITED);
  private timer: NodeJS.Timeout | undefined;
  /** Set by the owner of the parties: that with a code. */
  find: (code: string) => Party | undefined = () => undefined;
  /** Called when a party's record is another node's by now. */
  onLost: (code: string) => void = () => undefined;

  constructor(
    private readonly left: LeftSessions,
    private readonly sessions: SessionRecords,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: takes over parties of dead nodes. */
  onModuleInit(): void {
    this.cluster?.takeover.restores('party', (record) => this.inTurn(record.id, () => this.restore(record)));
  }

  /** Nest's hook. */
  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** Makes the record of a code that no party has. @throws GameError cluster.unavailable */
  async claim(newCode: () => string): Promise<string> {
    try {
      for (let tries = 0; tries < MAX_CODES; tries++) {
        const code = newCode();
        const found = await this.cluster?.records.create(keyOf(code), this.holderOf(code), true);
        if (found === undefined) return code;
      }
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
    throw new GameError('cluster.unavailable');
  }

  /**
   * Who is here with a party has come from elsewhere: its record is this node's, if that is where its leader is, or if it is a dead
   * node's. Whoever types the code meanwhile does not find the party.
   */
  take(code: string, isLed: boolean): void {
    this.inTurn(code, () => this.takeRecord(code, isLed)).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'A party that has come from another node is not found by its code.');
    });
  }

  /** The party with this code has ended. */
  release(code: string): void {
    this.changed.delete(code);
    void this.cluster?.records.end(keyOf(code));
  }

  /** The node of the party with this code; undefined when there is none elsewhere. @throws GameError cluster.unavailable */
  async nodeOf(code: string): Promise<string | undefined> {
    try {
      const owner = (await this.cluster?.records.find(keyOf(code)))?.owner;
      return owner !== this.cluster?.nodeId && this.cluster?.isAlive(owner) === true ? owner : undefined;
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
  }

  /** Something is to be kept of a party that is not saved yet. */
  touch(code: string): void {
    if (this.cluster === undefined) return;
    this.changed.add(code);
    this.timer ??= setTimeout(() => void this.save(), SAVE_MS).unref();
  }

  private async save(): Promise<void> {
    const codes = [...this.changed];
    this.changed.clear();
    await Promise.all(
      codes.map(async (code) => {
        try {
          await this.cluster?.records.save(keyOf(code), this.content(code));
        } catch {
          // The store is away.
          if (this.find(code) !== undefined) this.changed.add(code);
        }
      }),
    );
    this.timer = undefined;
    for (const code of this.changed) this.touch(code);
  }

  private content(code: string): RecordContent {
    const members = [...(this.find(code)?.members.keys() ?? [])];
    const saved = members.flatMap((session) => this.left.save(session) ?? []);
    return members.length === 0 ? {} : { bytes: Buffer.from(JSON.stringify(saved)) };
  }

  private async takeRecord(code: string, isLed: boolean): Promise<void> {
    const { records } = this.cluster ?? {};
    if (records?.proofOf(keyOf(code)) !== undefined) return;
    // Another node may be removing it, since its owner is gone.
    for (let tries = 0; tries < TAKES; tries++) {
      const found = await records?.create(keyOf(code), this.holderOf(code), true);
      if (found === undefined) break;
      const isLeft = this.isLeft(found);
      if (!isLed && !isLeft) return;
      if (isLeft) await this.roomsTaken(found.owner);
      if (isLeft ? await this.inherit(found) : await records?.take(found, found.epoch, this.holderOf(code))) break;
    }
    this.touch(code);
  }

  /** A party that another node has left behind. */
  private async restore(record: OwnedRecord): Promise<void> {
    const { id: code } = record;
    await this.roomsTaken(record.owner);
    if ((await this.isExpectedElsewhere(record)) || !(await this.inherit(record))) return;
    const party = this.find(code);
    if (party === undefined) {
      this.release(code);
      return;
    }
    this.logger.log({ partyId: party.id, members: party.members.size }, 'A party that another node has left is here.');
    this.touch(code);
  }

  /** Whether a member has come back at another node, with its room: that node takes the party, if it does so soon. */
  private async isExpectedElsewhere(record: OwnedRecord): Promise<boolean> {
    if (this.waited.get(record.id) === record.epoch) return false;
    for (const { id } of await this.load(record)) {
      const owner = (await this.sessions.find(id))?.owner;
      if (owner === this.cluster?.nodeId || this.cluster?.isAlive(owner) !== true) continue;
      this.waited.set(record.id, record.epoch);
      return true;
    }
    return false;
  }

  /**
   * Takes the record of a dead node, and brings the members back that have not come with a room.
   * @returns false when another node was faster
   */
  private async inherit(record: OwnedRecord): Promise<boolean> {
    const { records } = this.cluster ?? {};
    const saved = await this.load(record);
    if ((await records?.take(record, record.epoch, this.holderOf(record.id))) !== true) return false;
    try {
      await this.left.take(saved);
      return true;
    } catch (error) {
      // As a record that nobody here has, it comes again.
      records?.forget(record);
      throw error;
    }
  }

  private async load(record: OwnedRecord): Promise<readonly SavedSession[]> {
    const bytes = await this.cluster?.records.load(record);
    return bytes === undefined ? [] : (JSON.parse(Buffer.from(bytes).toString()) as SavedSession[]);
  }

  private async roomsTaken(nodeId: string | undefined): Promise<void> {
    if (nodeId === undefined || this.cluster?.isAlive(nodeId) === true) return;
    for (let ms = 0; ms < ROOMS_MS; ms += LOOK_MS) {
      if ((await this.cluster?.records.ofNode(nodeId, 'room'))?.length === 0) break;
      await delay(LOOK_MS, undefined, { ref: false });
    }
    await delay(MEMBERS_MS, undefined, { ref: false });
  }

  private inTurn(code: string, work: () => Promise<void>): Promise<void> {
    const mine = (this.working.get(code) ?? Promise.resolve()).then(work);
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.working.get(code) === settled) this.working.delete(code);
      });
    this.working.set(code, settled);
    return mine;
  }

  private isLeft({ owner }: OwnedRecord): boolean {
    return this.cluster?.isAlive(owner) !== true;
  }

  private holderOf(code: string): RecordHolder {
    return { content: () => this.content(code), onLost: () => this.onLost(code) };
  }
}

function keyOf(code: string): OwnedKey {
  return { kind: 'party', id: code };
}
