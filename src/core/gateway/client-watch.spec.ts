import { GameConfig } from '../config/game-config.js';
import { Fence } from '../cluster/fence.js';
import { FreezingClock } from '../cluster/freezing-clock.js';
import { EventBus } from '../events/event-bus.js';
import { ManualClock } from '../time/monotonic-clock.js';
import type { ServedConnection } from './connection.js';
import { ClientWatch } from './client-watch.js';

function deadlineFixture(isRequired: boolean) {
  const [process, fence] = [new ManualClock(), new Fence()];
  const clock = new FreezingClock(process, fence);
  const config = Object.assign(new GameConfig(), { AUTH_REQUIRED: isRequired, HELLO_TIMEOUT_MS: 5_000 });
  const connection = { session: { playerId: undefined as string | undefined }, cancelHelloTimer: undefined };
  const closed: string[] = [];
  const watch = new ClientWatch(config, clock, new EventBus(), fence);
  watch.awaitHello(connection as unknown as ServedConnection, (_, reason) => closed.push(reason));
  watch.onApplicationShutdown();
  return { process, fence, clock, connection, closed };
}

describe(ClientWatch.name, () => {
  it('closes a connection whose client does not sign in, where it has to', () => {
    const [required, free, signedIn] = [true, false, true].map(deadlineFixture);
    Object.assign(signedIn?.connection.session ?? {}, { playerId: 'ann' });
    for (const each of [required, free, signedIn]) each?.process.advance(5_000);

    expect([required, free, signedIn].map((each) => each?.closed)).toEqual([['session.hello_timeout'], [], []]);
  });

  it('stands while the node may not act, since no Hello is answered then', () => {
    const { process, fence, clock, closed } = deadlineFixture(true);
    process.advance(4_000);
    fence.untilMs = process.nowMs();
    clock.freeze();
    process.advance(60_000);
    fence.untilMs = Infinity;
    clock.thaw();
    process.advance(900);
    expect(closed).toEqual([]);
    process.advance(200);
    expect(closed).toEqual(['session.hello_timeout']);
  });
});
