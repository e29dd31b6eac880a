/** ws exports its receiver, which reads a client's frames, but does not type it. Here is what we read of it. */
declare module 'ws' {
  import type { Writable } from 'node:stream';

  class Receiver extends Writable {
    /** @param options `isServer`: whether frames must be masked; `maxPayload`: the longest message */
    constructor(options: { isServer: boolean; maxPayload: number });
    /** Which part of a frame comes next; 0 is its head. */
    readonly _state: number;
    /** Bytes that wait for the rest of their part. */
    readonly _bufferedBytes: number;
    /** The opcode of a message of which not all fragments have come; 0 when there is none. */
    readonly _fragmented: number;
    readonly _maxPayload: number;
    write(chunk: Buffer): boolean;
  }

  interface WebSocket {
    readonly _receiver: Receiver;
  }
}

export {};
