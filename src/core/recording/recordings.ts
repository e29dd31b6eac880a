import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { JsonBridge } from '../../protocol/json-bridge.js';
import { GameConfig } from '../config/game-config.js';
import { ContractHolder } from '../contract/contract-holder.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { EXTENSION, FORMAT, VERSION, type RecordingHeader, type StopReason } from './recording-format.js';
import { RecordingWriter } from './recording-writer.js';
import { RoomRecorder } from './room-recorder.js';

const FOLDER = 'recordings';
const MEBIBYTE = 1_048_576;
const MAX_BYTES = 64 * MEBIBYTE;
const SNAPSHOT_EVERY_MS = 10_000;
const FLUSH_EVERY_MS = 2_000;

/** How a room type is recorded: `plugin(Recording, { maxBytes: 8_388_608 })`. */
export interface RecordingOptions {
  /** Folder for the files; by default "recordings" in DATA_DIR. */
  readonly folder?: string;
  /** Maximum size of a file, at which the recording ends; 64 MiB by default. */
  readonly maxBytes?: number;
  /** Interval of snapshots, used for seeking and to compare a resimulation; 10,000 by default. */
  readonly snapshotEveryMs?: number;
  /** A crash loses at most this much time; 2,000 by default. */
  readonly flushEveryMs?: number;
}

/** A recording in progress. */
export interface RecordingProgress {
  readonly tick: number;
  /** How many players have come in. */
  readonly players: number;
}

interface Running {
  readonly recorder: RoomRecorder;
  readonly writer: RecordingWriter;
}

/** The recordings in progress on this node. */
@Injectable()
export class Recordings implements OnApplicationShutdown {
  private readonly logger = new Logger('Recording');
  private readonly running = new Map<RoomRuntime, Running>();
  private readonly bridge: JsonBridge | undefined;
  private readonly closing = new Set<Promise<void>>();

  constructor(
    private readonly config: GameConfig,
    private readonly holder: ContractHolder,
  ) {
    this.bridge = JsonBridge.of(holder.contract, { godot: 4 });
  }

  /** Where recordings are written, unless their type of rooms has a folder of its own. */
  get folder(): string {
    return join(this.config.DATA_DIR, FOLDER);
  }

  /** The recordings in progress, by the paths of their files. */
  get inProgress(): ReadonlyMap<string, RecordingProgress> {
    const rooms = [...this.running].map(
      ([{ loop }, { writer }]) => [writer.path, { tick: loop.tickNumber, players: writer.players }] as const,
    );
    return new Map(rooms);
  }

  /** Number of rooms being recorded. */
  get size(): number {
    return this.running.size;
  }

  /** Whether a room is being recorded. */
  isRecorded(room: RoomRuntime): boolean {
    return this.running.has(room);
  }

  /**
   * Records a room that is about to begin. Within a tick this only costs building a few small strings.
   * @param options for `onCreate`; undefined for a room that was restored
   * @returns where the file will be
   */
  begin(room: RoomRuntime, options: object | undefined, choice: RecordingOptions = {}): string {
    const { folder = this.folder, maxBytes = MAX_BYTES } = choice;
    const { snapshotEveryMs = SNAPSHOT_EVERY_MS, flushEveryMs = FLUSH_EVERY_MS } = choice;
    const { contract } = this.holder;
    const time = new Date(room.openedAtMs).toISOString().replaceAll(':', '-').replace(/\..*/, '');
    // One that begins in the middle may be the room's second.
    const more = options === undefined ? `-${randomBytes(4).toString('hex')}` : '';
    const path = join(folder, `${time}-${room.id}${more}${EXTENSION}`);
    const onStop = (reason: StopReason, cause?: unknown): void => this.stopped(room, reason, cause);
    const writer = new RecordingWriter(path, headerOf(room, options, contract.hash), {
      ...{ maxBytes, flushEveryMs, onStop },
    });
    const recorder = new RoomRecorder(room, writer, this.bridge, snapshotEveryMs, () => this.end(room));
    this.running.set(room, { recorder, writer });
    room.loop.observe(recorder);
    return path;
  }

  /**
   * Records a room that is open already, from now on: its snapshots and messages can be looked at, but nothing simulates it.
   * @returns where the file will be; undefined for a room that is being recorded
   */
  beginNow(room: RoomRuntime): string | undefined {
    if (this.isRecorded(room)) return undefined;
    const path = this.begin(room, undefined);
    const recorder = this.running.get(room)?.recorder;
    recorder?.begun();
    for (const member of room.members.values()) {
      recorder?.entered(member, {});
      if (!member.isConnected) recorder?.dropped(member);
    }
    return path;
  }

  /** Ends the recording of a room that goes on. @returns where it is; undefined when there is none */
  endNow(room: RoomRuntime): string | undefined {
    const running = this.running.get(room);
    running?.recorder.stop('asked');
    this.end(room);
    return running?.writer.path;
  }

  /** Resolves when the files of all ended rooms are closed. */
  async settled(): Promise<void> {
    await Promise.all(this.closing);
  }

  /** Nest's hook: ends all running recordings. */
  async onApplicationShutdown(): Promise<void> {
    for (const [room, { recorder }] of [...this.running]) {
      recorder.stop();
      this.end(room);
    }
    await this.settled();
  }

  private stopped(room: RoomRuntime, reason: StopReason, cause: unknown): void {
    const running = this.running.get(room);
    const details = { roomId: room.id, reason, file: running?.writer.path, ...(cause !== undefined && { err: cause }) };
    this.logger.warn(details, `The recording of a room has stopped, the room goes on: ${WHY[reason]}`);
    running?.recorder.detach();
    this.end(room);
  }

  private end(room: RoomRuntime): void {
    const running = this.running.get(room);
    if (running === undefined) return;
    this.running.delete(room);
    const closed = running.writer.close().finally(() => this.closing.delete(closed));
    this.closing.add(closed);
  }
}

const WHY: Readonly<Record<StopReason, string>> = {
  full: 'the file has reached maxBytes.',
  slow: 'the disk does not keep up.',
  failed: 'it could not be written.',
  shutdown: 'the server stops.',
  moved: 'the room goes on at another node.',
  asked: 'somebody has asked for it.',
};

function headerOf(room: RoomRuntime, options: object | undefined, contract: string): RecordingHeader {
  const { id: roomId, code, typeName: roomType, openedAtMs: startedAtMs, loop } = room;
  const { tickHz, patchHz } = loop;
  // Watching a recording does not require the password.
  const settings = { ...room.settings, password: undefined };
  const head = { format: FORMAT, version: VERSION, roomId, code, roomType, settings, contract } as const;
  return { ...head, tickHz, patchHz, startedAtMs, ...(options !== undefined && { options }) };
}
