import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { WebSocket } from 'ws';
import { Fence } from '../../../src/core/cluster/fence.js';
import { WsNodeLinks, type LinksOptions } from '../../../src/core/cluster/links/ws-node-links.js';
import { LinkClose, LINK_PROTOCOL } from '../../../src/core/cluster/links/link-handshake.js';
import { prove } from '../../../src/core/cluster/links/link-proof.js';
import type { Pipe } from '../../../src/core/cluster/node-links.js';
import { SystemClock } from '../../../src/core/time/monotonic-clock.js';
import { GameError } from '../../../src/protocol/game-error.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import { LogRecorder } from '../log-recorder.js';

const SECRET = 's'.repeat(32);

interface Node {
  readonly id: string;
  readonly links: WsNodeLinks;
  readonly port: number;
}

describe(WsNodeLinks.name, () => {
  const logs = new LogRecorder();
  const nodes: Node[] = [];
  const proxies: TcpProxy[] = [];

  beforeAll(() => {
    Logger.overrideLogger(logs);
  });

  async function start(id: string, options: Partial<LinksOptions> = {}): Promise<Node> {
    const links = new WsNodeLinks({
      ...{ nodeId: id, secret: SECRET, host: '127.0.0.1', port: 0, clock: new SystemClock() },
      ...options,
    });
    const node = { id, links, port: await links.listen() };
    nodes.push(node);
    links.answer('echo', (payload, from) => ({ payload, from }));
    links.serve('echo', (pipe) => (pipe.onData = (bytes) => pipe.send(bytes)));
    return node;
  }

  async function proxyTo(node: Node): Promise<TcpProxy> {
    const proxy = await TcpProxy.start(node.port);
    proxies.push(proxy);
    return proxy;
  }

  /** Tells a node who there is, by the ports given. */
  function show(node: Node, others: readonly { id: string; port: number }[], runId = 'r'): void {
    const seen = others.map(({ id, port }) => ({ id, address: `127.0.0.1:${port}` }));
    node.links.see({ runId, nodes: seen.map((one) => ({ ...one, ...REST })) });
  }

  async function pair(options: Partial<LinksOptions> = {}): Promise<[Node, Node]> {
    const [a, b] = [await start('a', options), await start('b')];
    show(a, [a, b]);
    show(b, [a, b]);
    return [a, b];
  }

  const REST = { name: '', versions: {}, phase: 'ready', load: 0, leaseLeftMs: 1, renewals: 0 } as const;

  afterEach(async () => {
    for (const proxy of proxies.splice(0)) proxy.close();
    for (const { links } of nodes.splice(0)) await links.close();
    logs.clear();
  });

  describe('calls', () => {
    it('are answered with what the other node says, from either side, over one connection', async () => {
      const [a, b] = await pair();
      const payload = { text: 'ä', list: [1, null, true], bytes: Uint8Array.of(0, 255) };
      const answer = (await a.links.call('b', 'echo', payload, 1_000)) as { payload: typeof payload; from: string };
      expect(answer.from).toBe('a');
      expect({ ...answer.payload, bytes: [...answer.payload.bytes] }).toEqual({ ...payload, bytes: [0, 255] });
      expect(await b.links.call('a', 'echo', undefined, 1_000)).toEqual({ payload: undefined, from: 'b' });
      expect([a.links.connected, b.links.connected]).toEqual([1, 1]);
    });

    it('carry large payloads, and leave in one message as long as they are small', async () => {
      const [a] = await pair();
      await a.links.call('b', 'echo', '', 1_000);
      const before = a.links.counts.sentMessages;
      await Promise.all(Array.from({ length: 50 }, (_, index) => a.links.call('b', 'echo', index, 1_000)));
      expect(a.links.counts.sentMessages - before).toBe(1);
      const large = new Uint8Array(5_000_000).map((_, index) => index % 251);
      const { payload } = (await a.links.call('b', 'echo', large, 5_000)) as { payload: Uint8Array };
      expect(Buffer.compare(Buffer.from(payload), Buffer.from(large))).toBe(0);
    });

    it('fail with the code that was thrown, as unknown, or when the deadline is over', async () => {
      const [a, b] = await pair();
      b.links.answer('full', () => Promise.reject(new GameError('room.full')));
      b.links.answer('broken', () => {
        throw new Error('boom');
      });
      b.links.answer('never', () => new Promise(() => undefined));
      await expect(a.links.call('b', 'full', 0, 1_000)).rejects.toMatchObject({ code: 'room.full' });
      await expect(a.links.call('b', 'broken', 0, 1_000)).rejects.toMatchObject({ code: 'server.internal' });
      await expect(a.links.call('b', 'nothing', 0, 1_000)).rejects.toMatchObject({ code: 'no_handler' });
      await expect(a.links.call('b', 'never', 0, 30)).rejects.toMatchObject({ code: 'timeout' });
      expect(() => b.links.answer('full', () => 0)).toThrow(/Two answer/);
    });

    it('to a node that is unknown, buried, or not there are unreachable', async () => {
      const [a, b] = await pair();
      await expect(a.links.call('c', 'echo', 0, 1_000)).rejects.toMatchObject({ code: 'unreachable' });
      await a.links.call('b', 'echo', 0, 1_000);
      b.links.answer('never', () => new Promise(() => undefined));
      const underWay = a.links.call('b', 'never', 0, 10_000);
      show(a, [a]);
      await expect(underWay).rejects.toMatchObject({ code: 'unreachable' });
      await expect(a.links.call('b', 'echo', 0, 1_000)).rejects.toMatchObject({ code: 'unreachable' });
      // It is not let in again either.
      await eventually(() => expect(b.links.connected).toBe(0));
      await expect(b.links.call('a', 'echo', 0, 1_000)).rejects.toMatchObject({ code: 'unreachable' });
    });

    it('do not fail because the store forgets who there is', async () => {
      const [a] = await pair();
      show(a, [a], 'another');
      await a.links.call('b', 'echo', 0, 1_000);
    });
  });

  describe('pipes', () => {
    it('keep the order of each of 10,000, in both directions', async () => {
      const [a] = await pair();
      const COUNT = 10_000;
      const received: number[][] = Array.from({ length: COUNT }, () => []);
      const pipes = received.map((list) => {
        const pipe = a.links.openPipe('b', 'echo', undefined);
        pipe.onData = (bytes) => list.push(bytes.readUInt32LE());
        return pipe;
      });
      for (let round = 0; round < 3; round++) {
        for (const pipe of pipes) {
          const bytes = Buffer.alloc(4);
          bytes.writeUInt32LE(round);
          pipe.send(bytes);
        }
        if (round === 1) await delay(1);
      }
      await eventually(() => expect(received.filter((list) => list.length === 3)).toHaveLength(COUNT));
      expect(received.every((list) => list.join() === '0,1,2')).toBe(true);
    });

    it('carry nothing of a node that may not act, and all of it in its order once it may', async () => {
      const fence = new Fence();
      const [a, b] = await pair({ fence });
      const heard: string[] = [];
      b.links.serve('session', (pipe) => (pipe.onData = (bytes) => heard.push(bytes.toString())));
      const pipe = a.links.openPipe('b', 'session', undefined);
      pipe.send(Buffer.from('one'));
      await eventually(() => expect(heard).toEqual(['one']));
      pipe.send(Buffer.from('two'));
      fence.untilMs = 0;
      pipe.send(Buffer.from('three'));
      await delay(50);
      expect(heard).toEqual(['one']);
      fence.untilMs = Infinity;
      a.links.thaw();
      pipe.send(Buffer.from('four'));
      await eventually(() => expect(heard).toEqual(['one', 'two', 'three', 'four']));
    });

    it('are closed with a reason after what was sent before, by either end', async () => {
      const [a, b] = await pair();
      const heard: string[] = [];
      let served: Pipe | undefined;
      b.links.serve('session', (pipe, opening) => {
        served = pipe;
        heard.push(`opened ${String(opening)}`);
        pipe.onData = (bytes) => heard.push(bytes.toString());
        pipe.onClose = (reason) => heard.push(`closed ${reason}`);
      });
      const pipe = a.links.openPipe('b', 'session', 'mine');
      pipe.send(Buffer.from('one'));
      pipe.send(Buffer.from('two'));
      pipe.close('moved');
      pipe.send(Buffer.from('late'));
      await eventually(() => expect(heard).toEqual(['opened mine', 'one', 'two', 'closed moved']));
      expect(served?.isOpen).toBe(false);

      const other = a.links.openPipe('b', 'session', 'other');
      const closed = new Promise<string>((resolve) => (other.onClose = resolve));
      await eventually(() => expect(served?.isOpen).toBe(true));
      served?.close('ended');
      expect(await closed).toBe('ended');
    });

    it('are refused with the code that their handler throws, or that there is none', async () => {
      const [a, b] = await pair();
      b.links.serve('no', () => {
        throw new GameError('room.full');
      });
      const reasonOf = (name: string, nodeId = 'b'): Promise<string> =>
        new Promise((resolve) => (a.links.openPipe(nodeId, name, 0).onClose = resolve));
      expect(await reasonOf('no')).toBe('room.full');
      expect(await reasonOf('unknown')).toBe('no_handler');
      expect(await reasonOf('no', 'nobody')).toBe('unreachable');
    });

    it('go on when one of them has a reader that throws', async () => {
      const [a, b] = await pair();
      b.links.serve('throws', (pipe) => {
        pipe.onData = () => {
          throw new Error('boom');
        };
      });
      const bad = a.links.openPipe('b', 'throws', 0);
      const closed = new Promise((resolve) => (bad.onClose = resolve));
      bad.send(Buffer.from('x'));
      const good = a.links.openPipe('b', 'echo', 0);
      const echoed = new Promise((resolve) => (good.onData = (bytes) => resolve(bytes.toString())));
      good.send(Buffer.from('y'));
      expect(await Promise.all([closed, echoed])).toEqual(['server.internal', 'y']);
    });
  });

  describe('the connection', () => {
    it('is one, however both dial', async () => {
      for (let round = 0; round < 20; round++) {
        const [a, b] = await pair();
        const [one, two] = round % 2 === 0 ? [a, b] : [b, a];
        const first = one.links.call(two.id, 'echo', 1, 3_000);
        if (round % 3 === 0) await delay(round / 3);
        await Promise.all([first, two.links.call(one.id, 'echo', 2, 3_000)]);
        await delay(20);
        await Promise.all([a.links.call('b', 'echo', 3, 1_000), b.links.call('a', 'echo', 4, 1_000)]);
        expect([a.links.connected, b.links.connected]).toEqual([1, 1]);
        await Promise.all([a.links.close(), b.links.close()]);
      }
    });

    it('that is cut fails what is on it, and the next call makes another', async () => {
      const [a, b] = [await start('a'), await start('b')];
      const proxy = await proxyTo(b);
      show(a, [a, { id: 'b', port: proxy.port }]);
      b.links.answer('never', () => new Promise(() => undefined));
      const pipe = a.links.openPipe('b', 'echo', 0);
      const closed = new Promise((resolve) => (pipe.onClose = resolve));
      await a.links.call('b', 'echo', 0, 1_000);
      const call = a.links.call('b', 'never', 0, 10_000);
      await delay(20);
      proxy.cut();
      await expect(call).rejects.toMatchObject({ code: 'unreachable' });
      expect(await closed).toBe('unreachable');
      expect(pipe.isOpen).toBe(false);
      await a.links.call('b', 'echo', 0, 1_000);
    });

    it('that is half open is found dead by both ends', async () => {
      const [a, b] = [await start('a'), await start('b')];
      const proxy = await proxyTo(b);
      show(a, [a, { id: 'b', port: proxy.port }]);
      await a.links.call('b', 'echo', 0, 1_000);
      proxy.hold();
      await expect(a.links.call('b', 'echo', 0, 60_000)).rejects.toMatchObject({ code: 'unreachable' });
      await eventually(() => expect([a.links.connected, b.links.connected]).toEqual([0, 0]));
    }, 120_000);

    it('that only its dialler knows to be dead makes room at once for another', async () => {
      const [a, b] = [await start('a'), await start('b')];
      const proxy = await proxyTo(b);
      show(a, [a, { id: 'b', port: proxy.port }]);
      await a.links.call('b', 'echo', 0, 1_000);
      proxy.cutClients();
      await eventually(() => expect(a.links.connected).toBe(0));
      expect(b.links.connected).toBe(1);
      await a.links.call('b', 'echo', 0, 1_000);
      expect([a.links.connected, b.links.connected]).toEqual([1, 1]);
    });

    it('tells how much a slow reader has not taken', async () => {
      const [a, b] = [await start('a'), await start('b')];
      const proxy = await proxyTo(b);
      show(a, [a, { id: 'b', port: proxy.port }]);
      await a.links.call('b', 'echo', 0, 1_000);
      let bytesHeard = 0;
      b.links.serve('count', (served) => (served.onData = (bytes) => (bytesHeard += bytes.length)));
      const pipe = a.links.openPipe('b', 'count', 0);
      proxy.hold();
      const frame = Buffer.alloc(10_000);
      for (let sent = 0; sent < 2_000; sent++) pipe.send(frame);
      await delay(50);
      expect(pipe.bufferedBytes).toBeGreaterThan(1_000_000);
      proxy.release();
      await eventually(() => expect(bytesHeard).toBe(20_000_000));
      await eventually(() => expect(pipe.bufferedBytes).toBe(0));
    });

    it('is broken when far too much waits', async () => {
      const [a, b] = [await start('a'), await start('b')];
      const proxy = await proxyTo(b);
      show(a, [a, { id: 'b', port: proxy.port }]);
      await a.links.call('b', 'echo', 0, 1_000);
      proxy.hold();
      const pipe = a.links.openPipe('b', 'echo', 0);
      const closed = new Promise((resolve) => (pipe.onClose = resolve));
      const frame = Buffer.alloc(1_000_000);
      for (let sent = 0; sent < 100; sent++) pipe.send(frame);
      expect(await closed).toBe('unreachable');
    });
  });

  describe('a stranger', () => {
    it('with another secret gets no link, and the log says why', async () => {
      const [a, b] = [await start('a'), await start('b', { secret: 'old'.repeat(11) })];
      show(a, [a, b]);
      await expect(a.links.call('b', 'echo', 0, 1_000)).rejects.toMatchObject({ code: 'unreachable' });
      expect(b.links.connected).toBe(0);
      expect(logs.failures.join()).toMatch(/CLUSTER_SECRET must be the same on all nodes/);
    });

    /** Connects by hand. @returns the socket and the nonce that it was given */
    async function knock(port: number): Promise<[WebSocket, string]> {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/`, LINK_PROTOCOL);
      const [data] = (await once(socket, 'message')) as [Buffer];
      return [socket, (JSON.parse(data.toString()) as { nonce: string }).nonce];
    }

    const closeOf = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];

    it('cannot use a handshake again, pass one on, or send one back', async () => {
      const a = await start('a');
      const [first, firstNonce] = await knock(a.port);
      const said = { from: 'x', to: 'a', nonce: 'n', previous: '' };
      const handshake = { dialler: 'x', diallerNonce: 'n', acceptor: 'a', acceptorNonce: firstNonce };
      const hello = { ...said, proof: prove(SECRET, 'dialler', handshake) };
      first.send(JSON.stringify(hello));
      const [welcome] = (await once(first, 'message')) as [Buffer];
      expect(a.links.connected).toBe(1);

      const [again] = await knock(a.port);
      again.send(JSON.stringify(hello));
      expect(await closeOf(again)).toBe(LinkClose.NotProved);

      const [other, nonce] = await knock(a.port);
      const forAnother = prove(SECRET, 'dialler', { ...handshake, acceptor: 'b', acceptorNonce: nonce });
      other.send(JSON.stringify({ ...said, proof: forAnother }));
      expect(await closeOf(other)).toBe(LinkClose.NotProved);

      const [back] = await knock(a.port);
      back.send(JSON.stringify({ ...said, ...(JSON.parse(welcome.toString()) as object) }));
      expect(await closeOf(back)).toBe(LinkClose.NotProved);
      first.terminate();
    });

    it.each([
      ['what is no JSON', 'x'],
      ['a list', '[]'],
      ['no names', '{"from":1}'],
      ['another node', '{"from":"x","to":"b","nonce":"n","previous":""}'],
      ['too much', 'x'.repeat(200_000)],
    ])('that says %s is closed', async (_what, text) => {
      const a = await start('a');
      const [socket] = await knock(a.port);
      socket.on('error', () => undefined);
      socket.send(text);
      expect([LinkClose.NotProved, LinkClose.OtherNode, 1_009]).toContain(await closeOf(socket));
      expect(a.links.connected).toBe(0);
    });

    it('that has proved itself and then sends what cannot be read loses the link', async () => {
      const a = await start('a');
      const records = [Buffer.of(5), Buffer.from([5, 0, 0, 0, 0, 9, 0, 0, 0, 1]), Buffer.alloc(300_000)];
      for (const bytes of [
        ...records,
        Buffer.from([0x85, 0, 0, 0, 0, 0, 0, 0, 0]),
        Buffer.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 7]),
      ]) {
        const [socket, acceptorNonce] = await knock(a.port);
        socket.on('error', () => undefined);
        const handshake = { dialler: 'x', diallerNonce: 'n', acceptor: 'a', acceptorNonce };
        const proof = prove(SECRET, 'dialler', handshake);
        socket.send(JSON.stringify({ from: 'x', to: 'a', nonce: 'n', previous: 'n', proof }));
        await once(socket, 'message');
        socket.send(bytes);
        await closeOf(socket);
        await eventually(() => expect(a.links.connected).toBe(0));
      }
    });
  });
});

/** Tries again until it does not throw. */
async function eventually(attempt: () => unknown): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await delay(25);
    }
  }
}
