import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { hasHaproxy, Haproxy } from '../../support/haproxy.js';
import { Postgres } from '../../support/postgres.js';
import { Redis } from '../../support/redis.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { startServer, type TestServer } from '../../support/server.js';

/** Nodes, rooms, players and rounds; by hand 3, 50, 200 and 2. */
const [NODES = 2, ROOMS = 2, PLAYERS = 6, ROUNDS = 1] = (process.env.GODWIT_ROLLING ?? '')
  .split(' ')
  .filter(Boolean)
  .map(Number);
const SAY_EVERY_MS = 500;

// The first to need the server builds it.
jest.setTimeout(600_000 + NODES * ROUNDS * 60_000);

const redis = await Redis.start();
const postgres = await Postgres.start();
const describeAll = redis && postgres && hasHaproxy() ? describe : describe.skip;

/** A player who says one line after another in its room, each once it knows that the former was taken. */
class Speaker {
  readonly acknowledged: string[] = [];
  isSilent = false;
  private said: Promise<void> | undefined;

  constructor(
    readonly client: ResumingClient,
    readonly roomId: string,
    private readonly name: string,
  ) {}

  start(): void {
    this.said = this.speak();
  }

  /** Ends with the last acknowledged line. */
  async stop(): Promise<void> {
    this.isSilent = true;
    await this.said;
  }

  private async speak(): Promise<void> {
    for (let count = 1; !this.isSilent; count++) {
      const text = `${this.name} ${count}`;
      const { type } = await this.client.request(ChatType.Say, { channel: `room:${this.roomId}`, text });
      if (type === (ChatType.Said as number)) this.acknowledged.push(text);
      await delay(SAY_EVERY_MS * (0.5 + Math.random()));
    }
  }
}

describeAll('a rolling restart', () => {
  const env = {
    ...{ REDIS_URL: redis?.url ?? '', DATABASE_URL: postgres?.url ?? '', CLUSTER_SECRET: 's'.repeat(32) },
    ...{ TRUSTED_PROXIES: '1', MAX_CONNECTIONS_PER_ADDRESS: '10000', RATE_LIMIT_BURST: '10000' },
    ...{ DRAIN_DELAY_MS: '1000', CHAT_LINES_PER_SECOND: '1000', LOG_LEVEL: 'warn', SEAT_HOLD_MS: '60000' },
  };
  const nodes: TestServer[] = [];
  const speakers: Speaker[] = [];
  let haproxy: Haproxy;

  const connect = (): Promise<ResumingClient> => ResumingClient.connect(() => haproxy.url);

  async function play(): Promise<void> {
    const rooms: { roomId: string; code: string }[] = [];
    for (let index = 0; index < PLAYERS; index++) {
      const client = await connect();
      client.keepsPatches = false;
      const room = rooms[index % ROOMS];
      const { message } =
        room === undefined
          ? await client.request(LobbyType.Create, { roomType: 'arena', name: `P${index}`, options: { bots: 2 } })
          : await client.request(RoomMessageType.Join, { code: room.code, name: `P${index}` });
      const { roomId, code } = message as { roomId: string; code: string };
      if (room === undefined) rooms.push({ roomId, code });
      speakers.push(new Speaker(client, roomId, `P${index}`));
    }
  }

  beforeAll(async () => {
    for (let index = 0; index < NODES; index++) nodes.push(await startServer({ env }));
    haproxy = await Haproxy.start(nodes.map(({ port }) => port));
  });

  afterAll(async () => {
    for (const { client } of speakers) client.stop();
    await Promise.all(nodes.map((node) => node.kill()));
  });

  it('loses no room, no session and no message that was acknowledged', async () => {
    await play();
    for (const speaker of speakers) speaker.start();
    const turns = NODES * ROUNDS;
    for (let turn = 1; turn <= turns; turn++) {
      const node = nodes.shift();
      expect(await node?.stop()).toEqual({ code: 0, signal: null });
      // Nobody needs the last one.
      if (turn < turns) nodes.push(await startServer({ env: { ...env, PORT: String(node?.port) } }));
    }
    await Promise.all(speakers.map((speaker) => speaker.stop()));

    for (const { client, roomId } of speakers) {
      const all = speakers.filter((other) => other.roomId === roomId).flatMap(({ acknowledged }) => acknowledged);
      const heard = (): string[] =>
        client.packets
          .filter(({ type }) => type === (ChatType.Received as number))
          .map(({ message }) => String(message?.text));
      await client.waitFor(() => heard().length >= all.length, 'every line');
      // Each line once, and those of each speaker in order.
      expect(heard().sort(inOrder)).toEqual(all.sort(inOrder));
      for (const speaker of speakers) {
        const own = heard().filter((text) => speaker.acknowledged.includes(text));
        expect(own).toEqual([...own].sort(inOrder));
      }
      expect(client.returns.every((isWhole) => isWhole)).toBe(true);
      expect(client.packets.some(({ type }) => type === (RoomMessageType.Left as number))).toBe(false);
    }
    report(speakers);
  });
});

function inOrder(one: string, other: string): number {
  const [name = '', count] = one.split(' ');
  const [otherName = '', otherCount] = other.split(' ');
  return name === otherName ? Number(count) - Number(otherCount) : name < otherName ? -1 : 1;
}

function report(speakers: readonly Speaker[]): void {
  const gaps = speakers.map(({ client }) => Math.round(client.longestPatchGapMs)).sort((a, b) => a - b);
  const at = (share: number): number => gaps[Math.floor((gaps.length - 1) * share)] ?? 0;
  const lines = speakers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const returns = speakers.reduce((sum, { client }) => sum + client.returns.length, 0);
  process.stdout.write(
    `${speakers.length} players, ${lines} lines, ${returns} returns; each player's longest gap between patches: ` +
      `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms\n`,
  );
}
