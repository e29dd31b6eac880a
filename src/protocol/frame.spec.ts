import fc from 'fast-check';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { buildFrame, headerBytes, PING_FRAME, writeHeader } from './frame.js';

const ACCEPT_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Sends `frames` through a real client of the `ws` package and returns the messages it received. */
async function readBack(frames: Buffer[], count: number): Promise<{ data: Buffer; isBinary: boolean }[]> {
  const server = createServer((socket) => {
    socket.once('data', (request) => {
      const key = /sec-websocket-key: (.*)\r\n/i.exec(request.toString())?.[1] ?? '';
      const accept = createHash('sha1')
        .update(key + ACCEPT_GUID)
        .digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      for (const frame of frames) socket.write(frame);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const messages: { data: Buffer; isBinary: boolean }[] = [];
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('message', (data: Buffer, isBinary) => {
      if (messages.push({ data, isBinary }) === count) resolve();
    });
  });
  client.terminate();
  server.close();
  return messages;
}

describe(buildFrame.name, () => {
  it('writes what a WebSocket client reads, at every length class', async () => {
    const texts = [0, 1, 125, 126, 65_535, 65_536].map((length) => 'x'.repeat(length));
    const payloads = [...texts, 'grüße 🐦', ...texts.map((text) => Buffer.from(text))];

    const messages = await readBack([PING_FRAME, ...payloads.map(buildFrame)], payloads.length);

    expect(messages.map(({ data }) => data.toString('hex'))).toEqual(
      payloads.map((p) => Buffer.from(p).toString('hex')),
    );
    expect(messages.map(({ isBinary }) => isBinary)).toEqual(payloads.map((payload) => typeof payload !== 'string'));
  });
});

describe(writeHeader.name, () => {
  it('takes exactly the bytes that headerBytes foretells', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(50), (payloadBytes, offset) => {
        expect(writeHeader(Buffer.alloc(100), offset, false, payloadBytes)).toBe(offset + headerBytes(payloadBytes));
      }),
    );
  });
});
