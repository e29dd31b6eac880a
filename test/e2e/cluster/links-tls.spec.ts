import { Logger } from '@nestjs/common';
import type { LinkTls } from '../../../src/core/cluster/links/link-handshake.js';
import { WsNodeLinks } from '../../../src/core/cluster/links/ws-node-links.js';
import { SystemClock } from '../../../src/core/time/monotonic-clock.js';
import { hasOpenssl, makeCertificate } from '../../support/certificate.js';

interface Node {
  readonly id: string;
  readonly links: WsNodeLinks;
  readonly port: number;
}

const REST = { name: '', versions: {}, phase: 'ready', load: 0, leaseLeftMs: 1, renewals: 0 } as const;
const describeTls = hasOpenssl() ? describe : describe.skip;

describeTls('links over TLS', () => {
  const nodes: Node[] = [];

  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  afterEach(async () => {
    for (const { links } of nodes.splice(0)) await links.close();
  });

  async function start(id: string, tls?: LinkTls): Promise<Node> {
    const where = { nodeId: id, secret: 's'.repeat(32), host: '127.0.0.1', port: 0, clock: new SystemClock() };
    const links = new WsNodeLinks({ ...where, ...(tls && { tls }) });
    links.answer('echo', (payload, from) => ({ payload, from }));
    links.serve('echo', (pipe) => (pipe.onData = (bytes) => pipe.send(bytes)));
    const node = { id, links, port: await links.listen() };
    nodes.push(node);
    return node;
  }

  function introduce(...all: readonly Node[]): void {
    const seen = all.map(({ id, port }) => ({ ...REST, id, address: `127.0.0.1:${port}` }));
    for (const { links } of all) links.see({ runId: 'r', nodes: seen });
  }

  it('pass calls and pipes between nodes whose certificates are signed by one that they know', async () => {
    const { cert, key } = makeCertificate();
    const tls = { cert, key, ca: cert };
    const [a, b] = [await start('a', tls), await start('b', tls)];
    introduce(a, b);
    expect(await a.links.call('b', 'echo', 'said', 5_000)).toEqual({ payload: 'said', from: 'a' });
    const pipe = a.links.openPipe('b', 'echo', {});
    const heard = new Promise<string>((resolve) => (pipe.onData = (bytes) => resolve(String(bytes))));
    pipe.send(Buffer.from('and piped'));
    expect(await heard).toBe('and piped');
  });

  it('are not made to a node with another certificate, or without one', async () => {
    const [known, other] = [makeCertificate(), makeCertificate()];
    const b = await start('b', { ...known, ca: known.cert });
    for (const stranger of [await start('a', { ...other, ca: other.cert }), await start('c')]) {
      introduce(stranger, b);
      await expect(stranger.links.call('b', 'echo', 1, 1_000)).rejects.toThrow();
      expect(b.links.connected).toBe(0);
    }
  });
});
