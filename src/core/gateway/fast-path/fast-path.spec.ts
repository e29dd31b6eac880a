import { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { Receiver } from 'ws';
import type { GameSocket, SocketOwner } from '../game-socket.js';
import { FastPath, type FastPathSettings } from './fast-path.js';
import { receiverFault } from './receiver-probe.js';

const SETTINGS: FastPathSettings = { FAST_PATH: true, MAX_MESSAGE_BYTES: 300 };
const owner = {} as SocketOwner;

/** Receivers of a ws that has another inside than ours. */
const STRANGE: readonly [what: string, strange: typeof Receiver][] = [
  ['hides its limit', without('_maxPayload')],
  ['hides its state', without('_state')],
  ['hides what it buffers', without('_bufferedBytes')],
  ['hides its fragments', without('_fragmented')],
  [
    'tells of messages later',
    class extends Receiver {
      override emit(event: string, ...args: unknown[]): boolean {
        return event === 'message'
          ? setImmediate(() => super.emit(event, ...args)).hasRef()
          : super.emit(event, ...args);
      }
    },
  ],
];

function without(field: string): typeof Receiver {
  return class extends Receiver {
    constructor(options: { isServer: boolean; maxPayload: number }) {
      super(options);
      // What it keeps there is now elsewhere, as if the field had another name.
      let hidden: unknown = Reflect.get(this, field);
      let isOwn = true;
      Object.defineProperty(this, field, {
        get: (): unknown => (isOwn ? hidden : undefined),
        set: (value: unknown) => (hidden = value),
      });
      Object.defineProperty(this, 'write', {
        value: (chunk: Buffer): boolean => {
          isOwn = true;
          const isTaken = Receiver.prototype.write.call(this, chunk);
          isOwn = false;
          return isTaken;
        },
      });
      isOwn = false;
    }
  };
}

function socketOf(receiver: unknown): { webSocket: GameSocket; socket: Socket } {
  return { webSocket: { _receiver: receiver } as unknown as GameSocket, socket: new Socket() };
}

describe(FastPath.name, () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('finds the installed ws as it expects it', () => {
    expect(receiverFault(Receiver)).toBeUndefined();
    expect(new FastPath(SETTINGS).isOn).toBe(true);
  });

  it.each(STRANGE)('goes without when ws %s', (_what, strange) => {
    expect(receiverFault(strange)).toMatch(/^ws /);
    expect(new FastPath(SETTINGS, strange).isOn).toBe(false);
  });

  it('takes over both readers of a socket', () => {
    const { webSocket, socket } = socketOf(new Receiver({ isServer: true, maxPayload: 300 }));
    new FastPath(SETTINGS).serve(webSocket, socket, owner);
    expect([Object.hasOwn(webSocket._receiver, 'write'), Object.hasOwn(socket, 'push')]).toEqual([true, true]);
  });

  it('leaves every socket as it is when it is switched off', () => {
    const { webSocket, socket } = socketOf(new Receiver({ isServer: true, maxPayload: 300 }));
    new FastPath({ ...SETTINGS, FAST_PATH: false }).serve(webSocket, socket, owner);
    expect([Object.hasOwn(webSocket._receiver, 'write'), Object.hasOwn(socket, 'push')]).toEqual([false, false]);
  });

  it('leaves a socket of another copy of ws as it is', () => {
    const { webSocket, socket } = socketOf({ write: () => true });
    new FastPath(SETTINGS).serve(webSocket, socket, owner);
    expect(Object.hasOwn(socket, 'push')).toBe(false);
  });
});
