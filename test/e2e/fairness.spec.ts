import { Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { BAD_PACKETS } from './bad-input.table.js';
import { HallModule } from './hall.fixture.js';
import { LogRecorder } from './log-recorder.js';
import { clientFrame, RawConnection } from './raw-connection.js';

const PONG = 5;
/** The default limits. */
const BURST = 240;
const SEND_BUFFER_MAX_BYTES = 1_048_576;

const MIB = 1024 * 1024;

@ServerMessage(9001)
class LongAnswerDto {
  @IsString() readonly text!: string;
}

@ClientMessage(9000, { reply: LongAnswerDto })
class AskLongDto {}

@Injectable()
class Generous {
  @OnMessage(AskLongDto)
  answer(): LongAnswerDto {
    return { text: 'x'.repeat(100_000) };
  }
}

describe('fairness', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let bystander: TestClient;

  beforeAll(async () => {
    server = await TestApp.start({
      imports: [HallModule],
      logger: logs,
      env: { MAX_CONNECTIONS_PER_ADDRESS: '5000', PING_INTERVAL_MS: '60000' },
      providers: [Generous],
    });
    bystander = await server.connect();
  });

  afterAll(() => server.stop());

  it('answers every request of a player while another sends bad packets as fast as the limit allows', async () => {
    const attacker = await server.connect();
    const bad = Array.from({ length: BURST - 20 }, (_, index) => BAD_PACKETS[index % BAD_PACKETS.length]?.data ?? '');
    for (const data of bad) attacker.sendRaw(data);
    const answers = await Promise.all(Array.from({ length: 100 }, () => bystander.request(4)));
    await attacker.settle();

    expect(answers.map(({ type }) => type)).toEqual(Array.from({ length: 100 }, () => PONG));
    expect(new Set(answers.map(({ ref }) => ref)).size).toBe(100);
    expect(attacker.packets).toHaveLength(bad.length + 1);
    attacker.close();
  });

  it('answers every request of a player while a crowd connects, floods and is cut', async () => {
    const crowd = await Promise.all(Array.from({ length: 40 }, () => RawConnection.upgraded(server.port)));
    const flood = Buffer.concat(Array.from({ length: BURST * 2 }, () => clientFrame('{"type":60000,"ref":1}')));
    for (const connection of crowd) connection.write(flood);
    const answers = await Promise.all(Array.from({ length: 50 }, () => bystander.request(4)));
    const ends = await Promise.all(crowd.map((connection) => connection.waitForClose()));
    for (const connection of crowd) connection.destroy();

    expect(answers.map(({ type }) => type)).toEqual(Array.from({ length: 50 }, () => PONG));
    expect(new Set(ends.map(({ code }) => code))).toEqual(new Set([1008]));
  });

  it('keeps a bounded part of the answers of a client that asks for much at once and reads nothing', async () => {
    const attacker = await RawConnection.upgraded(server.port);
    const session = [...server.app.get(SessionRegistry).all()].at(-1);
    attacker.pause();
    const ask = clientFrame('{"type":9000,"ref":1,"message":{}}');
    attacker.write(Buffer.concat(Array.from({ length: BURST - 10 }, () => ask)));
    let mostBytes = 0;
    while (session?.isOpen) {
      await new Promise((resolve) => setImmediate(resolve));
      mostBytes = Math.max(mostBytes, session.bufferedBytes);
    }
    attacker.resume();

    expect(await attacker.waitForClose()).toEqual({ code: 4001, reason: 'session.too_slow' });
    // One answer of 100 kB may come on top of the four times that close at once.
    expect(mostBytes).toBeLessThan(SEND_BUFFER_MAX_BYTES * 4 + 130_000);
    attacker.destroy();
  });

  it('holds nothing of 2,000 players who came, chatted and went', async () => {
    await comeAndGo(300);
    const before = heapBytes();
    await comeAndGo(2000);
    const between = heapBytes();
    await comeAndGo(2000);
    const after = heapBytes();

    // A session with all it belongs to takes more than 4 KiB: a leak of one in ten would show, each time.
    expect(Math.min(between - before, after - between)).toBeLessThan(MIB);
    expect(await bystander.request(4)).toMatchObject({ type: PONG });
    expect(logs.failures).toEqual([]);
  });

  /** So many players come in groups of 50, enter a channel, ask for something that is refused, and go in three ways. */
  async function comeAndGo(count: number): Promise<void> {
    const registry = server.app.get(SessionRegistry);
    const crowd = registry.size;
    for (let come = 0; come < count; come += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => visit(index)));
      while (registry.size > crowd) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    logs.clear();
  }

  async function visit(index: number): Promise<void> {
    const connection = await RawConnection.upgraded(server.port);
    connection.send(`{"type":200,"ref":1,"message":{"channel":"hall","name":"Player ${index}"}}`);
    connection.send('{"type":203,"ref":2,"message":{"channel":"nowhere","text":"x"}}');
    await connection.waitForFrame(({ payload }) => payload.includes('"ref":2'), 'second answer');
    if (index % 3 === 0) connection.send(Buffer.from([3, 232]), { opcode: 8 });
    else if (index % 3 === 1) connection.send('x', { opcode: 3 });
    else connection.destroy();
    if (index % 3 < 2) await connection.ended;
  }
});

/** The heap in use after everything unreachable has been collected. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 4; i++) collect();
  return process.memoryUsage().heapUsed;
}
