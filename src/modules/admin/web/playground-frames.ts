import type { DecodedFrames, DecodedView, EncodedView, MirrorTree } from '../sections/playground-views.js';
import { send } from './api.js';

/** Batches go no more often than this: there may be eight players with twenty patches a second each. */
const REST_MS = 80;
const MAX_BATCH = 200;
/** What the server takes in one request, less what stands around it. */
const MAX_LENGTH = 900_000;

/** A frame that came, or that a session was resumed at this point. */
export interface RawFrame {
  readonly player: number;
  readonly bytes?: string;
  readonly text?: string;
  readonly isBack?: boolean;
}

interface Waiting<T, R> {
  readonly what: T;
  readonly length: number;
  readonly resolve: (answer: R) => void;
  readonly reject: (error: unknown) => void;
}

/** Things that are sent to the server in batches, in order, one batch at a time. */
class Batches<T, R> {
  private readonly queue: Waiting<T, R>[] = [];
  private isBusy = false;

  constructor(private readonly ask: (batch: readonly T[]) => Promise<readonly R[]>) {}

  add(what: T, length: number): Promise<R> {
    return new Promise((resolve, reject) => {
      this.queue.push({ what, length, resolve, reject });
      if (!this.isBusy) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isBusy = true;
    while (this.queue.length > 0) {
      const batch = this.take();
      try {
        const answers = await this.ask(batch.map(({ what }) => what));
        batch.forEach(({ resolve, reject }, i) => {
          const answer = answers[i];
          if (answer === undefined) reject(new Error('The server has left one out.'));
          else resolve(answer);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
    this.isBusy = false;
  }

  private take(): Waiting<T, R>[] {
    let [count, length] = [0, 0];
    for (const { length: own } of this.queue.slice(0, MAX_BATCH)) {
      if (count > 0 && length + own > MAX_LENGTH) break;
      length += own;
      count += 1;
    }
    return this.queue.splice(0, count);
  }
}

const page = crypto.randomUUID();

/** Players whose state is looked at. */
export const shownStates = new Set<number>();
/** The states that were read last, by player. */
export const readStates = new Map<number, MirrorTree>();

const encodings = new Batches<object, EncodedView>(async (packets) => {
  const answer = await send<{ packets: readonly EncodedView[] }>('playground/encode', { order: { packets } });
  return answer.packets;
});

const decodings = new Batches<RawFrame, DecodedView>(async (frames) => {
  const order = { page, frames, states: [...shownStates] };
  const { frames: read, states } = await send<DecodedFrames>('playground/decode', { order });
  for (const [player, tree] of Object.entries(states)) readStates.set(Number(player), tree);
  return read;
});

/** A packet in binary, by the server's codec. @throws ApiError */
export function encode(packet: {
  readonly type: number;
  readonly ref: number;
  readonly message?: unknown;
}): Promise<EncodedView> {
  return encodings.add(packet, JSON.stringify(packet).length);
}

/** Reads a frame by the server's codec; frames are read in the order of the calls. @throws ApiError */
export function decode(frame: RawFrame): Promise<DecodedView> {
  return decodings.add(frame, (frame.bytes ?? frame.text ?? '').length);
}

/** Bytes as base64. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The bytes of base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
