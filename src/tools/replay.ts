import { readRecording, type Recording } from '../core/recording/read-recording.js';
import { ReplayRoom } from '../core/recording/replay-room.js';
import { ReplaySource } from '../core/recording/replay-source.js';
import { Resimulations } from '../core/recording/resimulations.js';
import { RoomRegistry } from '../core/rooms/room-registry.js';
import type { Project } from './project/project.js';
import { inspect, tellTimeline } from './replay/inspect.js';
import { clockText, parseClock } from './replay/clock-text.js';
import { KEYS, listenToKeys } from './replay/replay-keys.js';
import { ReplayServer } from './replay/replay-server.js';
import { verify } from './replay/verify.js';

/** Playback options; strings as they were typed. */
export interface ReplayOptions {
  readonly verify?: boolean;
  readonly inspect?: boolean;
  readonly attended?: boolean;
  readonly speed: string;
  readonly from: string;
  readonly port: string;
}

/**
 * Plays a recording for clients that join, simulates it again and compares, or answers questions about it.
 * @throws Error with a sentence when that is impossible
 */
export async function replay(project: Project, file: string, options: ReplayOptions): Promise<void> {
  const recording = await readRecording(file);
  const speed = Number(options.speed);
  if (!(speed >= 0 && speed <= 64)) throw new Error(`The speed is 0 to 64, not ${options.speed}.`);
  const seekMs = parseClock(options.from);
  if (options.inspect === true) tellTimeline(recording);
  const server = await ReplayServer.start(project, recording, Number(options.port));
  try {
    if (options.inspect === true) {
      await inspect(recording, server);
      await server.stop();
      return;
    }
    if (!server.app.get(Resimulations).isOfThisContract(recording)) {
      say('It was recorded with other messages than this server has; it may differ.');
    }
    if (options.verify === true) {
      const { text, isEqual } = await verify(recording, server);
      say(text);
      process.exitCode = isEqual ? 0 : 1;
      await server.stop();
    } else await play(recording, server, { speed, seekMs, isAttended: options.attended === true });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function play(
  recording: Recording,
  server: ReplayServer,
  { isAttended, ...start }: { readonly speed: number; readonly seekMs: number; readonly isAttended: boolean },
): Promise<void> {
  await server.app.get(ReplaySource).prepare();
  const live = await server.app.get(RoomRegistry).create('replay', undefined, { metadata: metadataOf(recording) });
  if (!(live.room instanceof ReplayRoom)) throw new Error('Another class has the type "replay".');
  const status = live.room.control(undefined, start);
  const url = await server.listen();
  const stop = (): void => {
    process.stdin.pause();
    void server.stop().finally(() => process.exit());
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (isAttended) process.stdin.once('end', stop).resume();
  listenToKeys(live.room, stop);
  say(`Plays a room of the type "${recording.header.roomType}", ${clockText(status.durationMs)} long.`);
  say(`Join the room ${live.id} (code ${live.code}) at ${url}/`);
  if (process.stdin.isTTY) say(KEYS);
}

function metadataOf({ header }: Recording): { roomType: string; startedAtMs: number } {
  return { roomType: header.roomType, startedAtMs: header.startedAtMs };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
