import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { buildFrame } from '../../protocol/frame.js';
import { NodeThawed } from '../cluster/cluster.events.js';
import { Fence } from '../cluster/fence.js';
import { EventBus } from '../events/event-bus.js';
import { Outbox, type OutboxEntry } from './outbox.js';

function entryOf(socket: Socket): OutboxEntry {
  return {
    socket,
    isOpen: true,
    onBacklog: () => undefined,
    isPending: false,
    chunks: undefined,
    tailSlab: undefined,
    tailStart: 0,
    tailEnd: 0,
    pendingBytes: 0,
  };
}

describe(Outbox.name, () => {
  let server: Server;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  async function pair(): Promise<{
    sender: Socket;
    received: () => Buffer;
    arrived: (bytes: number) => Promise<void>;
  }> {
    const sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [receiver] = (await once(server, 'connection')) as [Socket];
    const chunks: Buffer[] = [];
    receiver.on('data', (chunk: Buffer) => chunks.push(chunk));
    const received = () => Buffer.concat(chunks);
    const arrived = async (bytes: number) => {
      while (received().length < bytes) await once(receiver, 'data');
    };
    sockets.push(sender);
    return { sender, received, arrived };
  }

  it('gives the frames of one turn to the system in one write, unchanged and in order', async () => {
    const { sender, received, arrived } = await pair();
    const outbox = new Outbox();
    const entry = entryOf(sender);
    let writes = 0;
    const write = sender.write.bind(sender);
    sender.write = (chunk: Buffer) => {
      writes++;
      return write(chunk);
    };
    const payloads = Array.from({ length: 50 }, (_, index) => `{"id":${index},"pad":"${'ä'.repeat(index)}"}`);

    for (const payload of payloads) outbox.write(entry, payload);
    expect(writes).toBe(0);
    const expected = Buffer.concat(payloads.map(buildFrame));
    await arrived(expected.length);

    expect(writes).toBe(1);
    expect(received().equals(expected)).toBe(true);
  });

  it('keeps two sockets apart, however their frames interleave', async () => {
    const pairs = [await pair(), await pair()];
    const outbox = new Outbox();
    const entries = pairs.map(({ sender }) => entryOf(sender));
    const shared = buildFrame('{"to":"all"}');
    const plan = fc.sample(
      fc.record({ to: fc.nat(1), text: fc.string({ unit: 'binary', maxLength: 12_000 }), kind: fc.nat(2) }),
      400,
    );
    const expected: Buffer[][] = [[], []];

    for (const { to, text, kind } of plan) {
      const entry = entries[to]!;
      if (kind === 0) outbox.write(entry, text);
      else if (kind === 1) outbox.write(entry, Buffer.from(text));
      else outbox.writeFrame(entry, shared);
      expected[to]!.push(kind === 0 ? buildFrame(text) : kind === 1 ? buildFrame(Buffer.from(text)) : shared);
    }

    for (const [index, { received, arrived }] of pairs.entries()) {
      const wanted = Buffer.concat(expected[index]!);
      await arrived(wanted.length);
      expect(received().equals(wanted)).toBe(true);
    }
  });

  it('tells of a backlog and writes nothing after the close', async () => {
    const { sender } = await pair();
    const outbox = new Outbox();
    let backlogs = 0;
    const entry = { ...entryOf(sender), onBacklog: () => backlogs++ };
    outbox.writeFrame(entry, Buffer.alloc(8 * 1024 * 1024));
    outbox.flush(entry);
    expect(backlogs).toBe(1);

    entry.isOpen = false;
    const queuedBytes = sender.writableLength;
    outbox.write(entry, 'late');
    outbox.flush(entry);
    expect(sender.writableLength).toBeLessThanOrEqual(queuedBytes);
    expect(backlogs).toBe(1);
  });

  it('looks at the fence before each socket, and writes the rest with the thaw', async () => {
    const pairs = [await pair(), await pair()];
    const [fence, events] = [new Fence(), new EventBus()];
    const outbox = new Outbox(fence, events);
    outbox.onModuleInit();
    const [first, second] = pairs.map(({ sender }) => entryOf(sender)) as [OutboxEntry, OutboxEntry];
    const write = first.socket.write.bind(first.socket);
    first.socket.write = (chunk: Buffer) => {
      // As if the process had been stopped here for longer than its lease.
      fence.untilMs = 0;
      return write(chunk);
    };

    for (const entry of [first, second]) outbox.write(entry, 'hello');
    await pairs[0]!.arrived(buildFrame('hello').length);
    outbox.write(second, 'again');
    await delay(10);
    expect(pairs[1]!.received()).toHaveLength(0);

    fence.untilMs = Infinity;
    events.emit(new NodeThawed());
    const expected = Buffer.concat(['hello', 'again'].map(buildFrame));
    await pairs[1]!.arrived(expected.length);
    expect(pairs[1]!.received().equals(expected)).toBe(true);
  });
});
