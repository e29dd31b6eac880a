import type { Receiver } from 'ws';

const PROBE_MAX_BYTES = 64;
const MASK = [0, 0, 0, 0];

/** What {@link readWholeFrames} reads of a receiver, at one moment. */
interface Expected {
  readonly after: string;
  readonly bytes: readonly number[];
  readonly isBetweenMessages: boolean;
}

const STEPS: readonly Expected[] = [
  { after: 'nothing', bytes: [], isBetweenMessages: true },
  { after: 'a whole message', bytes: [0x81, 0x81, ...MASK, 0x61], isBetweenMessages: true },
  { after: 'the first byte of a frame', bytes: [0x81], isBetweenMessages: false },
  { after: 'a head without its mask', bytes: [0x82], isBetweenMessages: false },
  { after: 'a head without its payload', bytes: MASK, isBetweenMessages: false },
  { after: 'a part of a payload', bytes: [0x61], isBetweenMessages: false },
  { after: 'the rest of it', bytes: [0x62], isBetweenMessages: true },
  { after: 'the first fragment of a message', bytes: [0x01, 0x81, ...MASK, 0x61], isBetweenMessages: false },
  { after: 'its last fragment', bytes: [0x80, 0x81, ...MASK, 0x62], isBetweenMessages: true },
];

/** True while a receiver of ws waits for the first byte of a message. */
export function isBetweenMessages({ _state, _bufferedBytes, _fragmented }: Receiver): boolean {
  return _state === 0 && _bufferedBytes === 0 && _fragmented === 0;
}

/**
 * Feeds a receiver with a few frames, cut where it matters, and compares what its private fields say.
 * @returns how they differ from what the fast path goes by, or undefined when they do not
 */
export function receiverFault(receiverClass: typeof Receiver): string | undefined {
  const receiver = new receiverClass({ isServer: true, maxPayload: PROBE_MAX_BYTES });
  if (receiver._maxPayload !== PROBE_MAX_BYTES) return 'ws keeps its limit of a message elsewhere';
  let messages = 0;
  receiver.on('message', () => messages++);
  for (const { after, bytes, isBetweenMessages: expected } of STEPS) {
    if (bytes.length > 0) receiver.write(Buffer.from(bytes));
    if (isBetweenMessages(receiver) !== expected) return `ws counts otherwise after ${after}`;
  }
  const wanted = 3;
  return messages === wanted ? undefined : 'ws does not tell of a message at once';
}
