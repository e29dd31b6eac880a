import 'reflect-metadata';
import { resolve } from 'node:path';
import { program } from 'commander';
import { readRecording, type Recording } from '../core/recording/read-recording.js';
import { ReplayRoom } from '../core/recording/replay-room.js';
import { ReplaySource } from '../core/recording/replay-source.js';
import { Resimulations } from '../core/recording/resimulations.js';
import { RoomRegistry } from '../core/rooms/room-registry.js';
import { clockText, parseClock } from './replay/clock-text.js';
import { KEYS, listenToKeys } from './replay/replay-keys.js';
import { ReplayServer } from './replay/replay-server.js';
import { verify } from './replay/verify.js';

interface ReplayOptions {
  readonly verify?: boolean;
  readonly speed: string;
  readonly from: string;
  readonly port: string;
}

program
  .name('npm run replay --')
  .description('Plays a recorded room to clients that join it, or simulates it again and compares.')
  .argument('<file>', 'a recording, such as data/recordings/<time>-<room>.recording.gz')
  .option('--verify', 'simulate it as fast as it goes, and tell where it first differs')
  .option('--speed <times>', 'how fast it is played, 0 to begin paused', '1')
  .option('--from <time>', 'where it begins, e.g. 01:30', '0')
  .option('--port <number>', 'where clients connect; 0 lets the system choose', '1234')
  .action(async (file: string, options: ReplayOptions) => {
    try {
      await run(resolve(process.env.INIT_CWD ?? '.', file), options);
    } catch (error) {
      program.error(error instanceof Error ? error.message : String(error));
    }
  });
await program.parseAsync();

async function run(file: string, options: ReplayOptions): Promise<void> {
  const recording = await readRecording(file);
  const speed = Number(options.speed);
  if (!(speed >= 0 && speed <= 64)) throw new Error(`The speed is 0 to 64, not ${options.speed}.`);
  const seekMs = parseClock(options.from);
  const server = await ReplayServer.start(recording, Number(options.port));
  try {
    if (!server.app.get(Resimulations).isOfThisContract(recording)) {
      say('It was recorded with other messages than this server has; it may differ.');
    }
    if (options.verify === true) {
      const { text, isEqual } = await verify(recording, server);
      say(text);
      process.exitCode = isEqual ? 0 : 1;
      await server.stop();
    } else await play(recording, server, { speed, seekMs });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function play(
  recording: Recording,
  server: ReplayServer,
  start: { readonly speed: number; readonly seekMs: number },
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
