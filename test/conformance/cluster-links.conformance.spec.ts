import { setTimeout as delay } from 'node:timers/promises';
import { WsNodeLinks } from '../../src/core/cluster/links/ws-node-links.js';
import { SystemClock } from '../../src/core/time/monotonic-clock.js';
import { describeNodeLinks } from './node-links.suite.js';

const REST = { name: '', versions: {}, phase: 'ready', load: 0, leaseLeftMs: 1, renewals: 0 } as const;

describeNodeLinks(WsNodeLinks.name, async () => {
  const common = { secret: 's'.repeat(32), host: '127.0.0.1', port: 0, clock: new SystemClock() };
  const [first, second] = ['a.1', 'b.1'].map((nodeId) => new WsNodeLinks({ ...common, nodeId })) as [
    WsNodeLinks,
    WsNodeLinks,
  ];
  const ports = [await first.listen(), await second.listen()];
  const nodes = ['a.1', 'b.1'].map((id, index) => ({ id, address: `127.0.0.1:${ports[index]}`, ...REST }));
  for (const links of [first, second]) links.see({ runId: 'r', nodes });
  // What was sent before has arrived when something that was sent after it is refused; so has its echo, another time.
  const settle = async (): Promise<void> => {
    for (let times = 0; times < 2; times++) {
      await first.call('b.1', 'nobody answers this', 0, 5_000).catch(() => undefined);
      await second.call('a.1', 'nobody answers this', 0, 5_000).catch(() => undefined);
    }
  };
  return {
    first,
    second,
    firstId: 'a.1',
    secondId: 'b.1',
    settle,
    wait: (ms: number) => delay(ms),
    kill: () => second.close(),
    close: async () => {
      await first.close();
      await second.close();
    },
  };
});
