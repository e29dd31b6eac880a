import fc from 'fast-check';
import { Receiver } from 'ws';
import type { SocketOwner } from '../game-socket.js';
import { readWholeFrames } from './whole-frames.js';
import { clientFrame } from '../../../../test/e2e/raw-connection.js';

const MAX_PAYLOAD = 300;

/** What came out of a receiver, one line per event. */
function eventsOf(chunks: readonly Buffer[], isOurs: boolean): { events: string[]; straight: number } {
  const receiver = new Receiver({ isServer: true, maxPayload: MAX_PAYLOAD });
  const events: string[] = [];
  let straight = 0;
  const note = (kind: string, data: Buffer): void => void events.push(`${kind} ${data.toString('hex')}`);
  const owner: SocketOwner = {
    isClosing: false,
    received(data, isBinary) {
      straight++;
      note(isBinary ? 'binary' : 'text', data);
    },
    signalled: () => undefined,
    broke: () => undefined,
    closed: () => undefined,
    closing: () => undefined,
  };
  receiver.on('message', (data: Buffer, isBinary: boolean) => note(isBinary ? 'binary' : 'text', data));
  receiver.on('ping', (data: Buffer) => note('ping', data));
  receiver.on('pong', (data: Buffer) => note('pong', data));
  receiver.on('conclude', (code: number) => void events.push(`close ${code}`));
  receiver.on('error', (error: Error) => void events.push(error.message));
  if (isOurs) readWholeFrames(receiver, owner, MAX_PAYLOAD);
  // ws listens no more once the client has closed or broken a frame.
  for (const chunk of chunks) if (!receiver.writableEnded && !receiver.destroyed) receiver.write(Buffer.from(chunk));
  return { events, straight };
}

/** `bytes` as a network might deliver them: cut at `cuts`, each a share of the whole. */
function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 150 }), fc.string({ maxLength: MAX_PAYLOAD + 2 }));
const whole = fc.oneof(
  text.map((payload) => clientFrame(payload)),
  fc.uint8Array({ maxLength: MAX_PAYLOAD }).map((payload) => clientFrame(Buffer.from(payload), { opcode: 2 })),
);
const inParts = fc
  .tuple(text, text)
  .map(([first, last]) => Buffer.concat([clientFrame(first, { isFinal: false }), clientFrame(last, { opcode: 0 })]));
const signal = fc
  .tuple(fc.constantFrom(9, 10), fc.string({ maxLength: 20 }))
  .map(([opcode, payload]) => clientFrame(payload, { opcode }));
const broken = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((payload) => clientFrame(Buffer.from(payload))),
  fc.constantFrom(
    clientFrame('unmasked', { isMasked: false }),
    clientFrame('reserved', { reserved: 4 }),
    clientFrame('huge', { claimedBytes: 0x1_0000n }),
    clientFrame(Buffer.from([0x03, 0xe8]), { opcode: 8 }),
  ),
);

describe(readWholeFrames.name, () => {
  it('hands on what ws would, in the same order, however frames are mixed and cut', async () => {
    const frames = fc.array(
      fc.oneof({ weight: 6, arbitrary: whole }, { weight: 2, arbitrary: inParts }, signal, broken),
      { maxLength: 12 },
    );
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(frames, cuts, async (parts, places) => {
        const chunks = cutAt(Buffer.concat(parts), places);
        const ours = eventsOf(chunks, true);
        const theirs = eventsOf(chunks, false);
        // An error is told a turn later.
        await new Promise(setImmediate);
        expect(ours.events).toEqual(theirs.events);
      }),
      { numRuns: 500 },
    );
  });

  it('takes whole frames itself, and again after a part of one', () => {
    const frame = clientFrame('hello');
    const long = clientFrame('x'.repeat(MAX_PAYLOAD), { opcode: 2 });
    expect(eventsOf([Buffer.concat([frame, long, frame])], true).straight).toBe(3);
    const parts = [frame.subarray(0, 4), Buffer.concat([frame.subarray(4), frame]), frame];
    const { events, straight } = eventsOf(parts, true);
    expect(events).toHaveLength(3);
    expect(straight).toBe(1);
  });

  it('holds its limit when ws has none that it can see', () => {
    const receiver = new Receiver({ isServer: true, maxPayload: MAX_PAYLOAD });
    let straight = 0;
    const owner = { received: () => straight++ } as unknown as SocketOwner;
    readWholeFrames(receiver, owner, MAX_PAYLOAD);
    Object.assign(receiver, { _maxPayload: undefined });
    receiver.on('message', () => undefined);

    receiver.write(clientFrame('x'.repeat(MAX_PAYLOAD)));
    receiver.write(clientFrame('x'.repeat(MAX_PAYLOAD + 1)));

    expect(straight).toBe(1);
  });

  it('leaves a text that is no UTF-8 to ws as it came', async () => {
    const { events } = eventsOf([clientFrame(Buffer.from('"\u00e4"', 'latin1')), clientFrame('late')], true);
    await new Promise(setImmediate);
    expect(events).toEqual(['Invalid WebSocket frame: invalid UTF-8 sequence']);
  });
});
