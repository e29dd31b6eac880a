import { once } from 'node:events';
import { connect, createServer, type Server, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Receiver } from 'ws';
import { clientFrame } from '../../../../test/e2e/raw-connection.js';
import type { GameSocket, SocketOwner } from '../game-socket.js';
import { FastPath, type FastPathSettings, readStraight } from './fast-path.js';
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

let server: Server;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => server.close());

/** A socket that feeds a receiver as ws makes it do, the client at its other end, and the texts that came. */
async function pair(): Promise<{
  socket: Socket;
  client: Socket;
  texts: string[];
  heard: () => number;
  listen: Listen;
}> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = connect(address.port, '127.0.0.1');
  const [socket] = await accepted;
  sockets.push(client, socket);
  const receiver = new Receiver({ isServer: true, maxPayload: 1000 });
  const texts: string[] = [];
  receiver.on('message', (data: Buffer) => texts.push(data.toString()));
  let count = 0;
  const listen = (chunk: Buffer): void => {
    count++;
    if (!receiver.write(chunk)) socket.pause();
  };
  socket.on('data', listen);
  readStraight(socket, receiver);
  return { socket, client, texts, heard: () => count, listen };
}

type Listen = (chunk: Buffer) => void;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(1);
}

describe(readStraight.name, () => {
  it('hands chunks to the receiver without the event', async () => {
    const { client, texts, heard } = await pair();
    for (const text of ['one', 'two', 'three']) {
      client.write(clientFrame(text));
      await until(() => texts.at(-1) === text);
    }
    expect(texts).toEqual(['one', 'two', 'three']);
    expect(heard()).toBe(0);
  });

  it('keeps chunks for later while the socket is paused, and their order afterwards', async () => {
    const { socket, client, texts, heard } = await pair();
    socket.pause();
    client.write(clientFrame('early'));
    await until(() => socket.readableLength > 0);
    expect(texts).toEqual([]);

    client.write(clientFrame('late'));
    socket.resume();
    await until(() => texts.length === 2);
    expect(texts).toEqual(['early', 'late']);
    expect(heard()).toBeGreaterThan(0);
  });

  it('lets somebody else listen too', async () => {
    const { socket, client, texts } = await pair();
    let bytes = 0;
    socket.on('data', (chunk) => (bytes += chunk.length));
    const frame = clientFrame('for both');
    client.write(frame);
    await until(() => texts.length === 1);
    expect(bytes).toBe(frame.length);
  });

  it('hands on nothing once ws has stopped listening', async () => {
    const { socket, client, texts, listen } = await pair();
    socket.off('data', listen);
    socket.resume();
    const before = socket.bytesRead;
    client.write(clientFrame('nobody hears'));
    await until(() => socket.bytesRead > before);
    expect(texts).toEqual([]);
  });

  it('ends when the client does', async () => {
    const { socket, client, texts } = await pair();
    client.end(clientFrame('last'));
    await once(socket, 'end');
    expect(texts).toEqual(['last']);
  });
});
