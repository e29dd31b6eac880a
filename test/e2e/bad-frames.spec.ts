import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { CANARY } from './bad-input.table.js';
import { HallModule } from './hall.fixture.js';
import { LogRecorder } from './log-recorder.js';
import { clientFrame, RawConnection } from './raw-connection.js';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const TOO_BIG = 16_385;

/** Bytes that break the WebSocket protocol itself, and the code of the close frame that answers them. */
interface BrokenFrames {
  readonly name: string;
  readonly bytes: Buffer;
  readonly code: number;
}

const broken = (code: number, name: string, ...frames: readonly Buffer[]): BrokenFrames => ({
  name,
  bytes: Buffer.concat(frames),
  code,
});
const closeOf = (code: number, reason: string | Buffer = ''): Buffer =>
  clientFrame(Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]), { opcode: CLOSE });
const part = (payload: string | Buffer, opcode: number, isFinal = false): Buffer =>
  clientFrame(payload, { opcode, isFinal });
const repeated = (count: number, frame: Buffer): Buffer => Buffer.concat(Array.from({ length: count }, () => frame));

const BROKEN: readonly BrokenFrames[] = [
  broken(1002, 'a frame without a mask', clientFrame(`{"type":4,"x":"${CANARY}"}`, { isMasked: false })),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) =>
    broken(1002, `the reserved opcode ${opcode}`, clientFrame(CANARY, { opcode })),
  ),
  ...[1, 2, 4, 7].map((reserved) =>
    broken(1002, `the reserved bits ${reserved}`, clientFrame(CANARY, { reserved, opcode: TEXT })),
  ),
  broken(1002, 'a continuation of nothing', part(CANARY, 0, true)),
  broken(1002, 'a second message inside a fragmented one', part(CANARY, TEXT), part(CANARY, TEXT, true)),
  broken(1002, 'a ping in parts', part(CANARY, PING)),
  broken(1002, 'a ping of 126 bytes', clientFrame('x'.repeat(126), { opcode: PING })),
  broken(1002, 'a close of one byte', clientFrame('x', { opcode: CLOSE })),
  ...[0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535].map((code) =>
    broken(1002, `a close with the code ${code}`, closeOf(code, CANARY)),
  ),
  broken(1007, 'a close whose reason is no UTF-8', closeOf(1000, Buffer.from([0x80]))),
  broken(1007, 'a text that is no UTF-8', clientFrame(Buffer.from([0x22, 0xc3, 0x28, 0x22]))),
  broken(1007, 'a text with a surrogate', clientFrame(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))),
  broken(1007, 'parts that are no UTF-8 together', part(Buffer.from([0xc3]), TEXT), part('x', 0, true)),
  broken(1009, 'a text that is one byte too large', clientFrame('x'.repeat(TOO_BIG))),
  broken(1009, 'bytes that are one too many', clientFrame(Buffer.alloc(TOO_BIG), { opcode: BINARY })),
  broken(1009, 'a header that claims 1 MiB', clientFrame(CANARY, { claimedBytes: 1n << 20n })),
  broken(1009, 'a header that claims 2^53 bytes', clientFrame(CANARY, { claimedBytes: 1n << 53n })),
  broken(1009, 'a header that claims 2^64 - 1 bytes', clientFrame(CANARY, { claimedBytes: (1n << 64n) - 1n })),
  broken(1009, 'parts that are too large together', part('x'.repeat(16_000), TEXT), part('x'.repeat(385), 0, true)),
  broken(1008, 'a message in 17,000 empty parts', part('', TEXT), repeated(17_000, part('', 0))),
  broken(1009, 'a message in 9,000 parts of two bytes', part('', TEXT), repeated(9000, part('xx', 0))),
  broken(1000, 'an orderly close', closeOf(1000)),
  broken(4999, 'a close with a code of its own', closeOf(4999, 'as the client said')),
];

describe.each(['true', 'false'])('broken frames, with FAST_PATH=%s', (FAST_PATH) => {
  const logs = new LogRecorder();
  let server: TestApp;
  let bystander: TestClient;

  beforeAll(async () => {
    server = await TestApp.start({ imports: [HallModule], logger: logs, env: { FAST_PATH } });
    bystander = await server.connect();
  });

  afterAll(() => server.stop());

  afterEach(async () => {
    expect(await bystander.request(4)).toMatchObject({ type: 5 });
    expect(logs.failures).toEqual([]);
  });

  it.each(BROKEN)('$code for $name', async ({ bytes, code }) => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(bytes);

    expect((await connection.waitForClose()).code).toBe(code);
    connection.destroy();
    expect(connection.text).not.toContain(CANARY);
    expect(connection.frames).toHaveLength(1);
  });

  it('ends the connection of a client that does not answer the close', async () => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(clientFrame(CANARY, { opcode: 3 }));

    await connection.ended;
    expect(connection.frames).toHaveLength(1);
  });

  it.each([
    ['in three parts', [part('{"type":', TEXT), part('4,"ref"', 0), part(':7}', 0, true)]],
    [
      'in parts of one byte',
      [part('', TEXT), ...Array.from('{"type":4,"ref":7').map((byte) => part(byte, 0)), part('}', 0, true)],
    ],
    ['in binary parts', [part('{"type":4', BINARY), part(',"ref":7}', 0, true)]],
    ['with a ping between its parts', [part('{"type":4', TEXT), part('', PING, true), part(',"ref":7}', 0, true)]],
    ['with a pong that nobody asked for', [part(CANARY, PONG, true), part('{"type":4,"ref":7}', TEXT, true)]],
  ])('reads a message %s', async (_name, frames) => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(Buffer.concat(frames));

    const { payload } = await connection.waitForFrame(({ opcode }) => opcode === TEXT, 'answer');
    expect(JSON.parse(payload.toString())).toMatchObject({ type: 5, ref: 7 });
    connection.destroy();
  });

  it('reads a message that arrives byte by byte, and two that arrive at once', async () => {
    const connection = await RawConnection.upgraded(server.port);
    for (const byte of clientFrame('{"type":4,"ref":1}')) {
      connection.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    connection.write(Buffer.concat([clientFrame('{"type":4,"ref":2}'), clientFrame('{"type":4,"ref":3}')]));
    await connection.waitForFrame(({ payload }) => payload.includes('"ref":3'), 'third answer');

    const refs = connection.frames.map(({ payload }) => (JSON.parse(payload.toString()) as { ref: number }).ref);
    expect(refs).toEqual([1, 2, 3]);
    connection.destroy();
  });

  it('answers a ping with its own bytes, as the protocol wants', async () => {
    const connection = await RawConnection.upgraded(server.port);
    connection.send('abc', { opcode: PING });

    const { payload } = await connection.waitForFrame(({ opcode }) => opcode === PONG, 'pong');
    expect(payload.toString()).toBe('abc');
    connection.destroy();
  });

  it.each([
    ['a broken frame', clientFrame(CANARY, { opcode: 3 }), 1002],
    ['an orderly close', closeOf(1000), 1000],
  ])('answers what came before %s, and writes nothing after its own close', async (_name, bytes, code) => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(Buffer.concat([clientFrame('{"type":4,"ref":1}'), clientFrame('{"type":4,"ref":2}'), bytes]));

    expect((await connection.waitForClose()).code).toBe(code);
    await connection.ended;
    expect(connection.frames.map(({ opcode }) => opcode)).toEqual([TEXT, TEXT, CLOSE]);
  });
});
