import { Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import { InTurn } from '../../src/core/gateway/client-turns.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import type { Session } from '../../src/core/sessions/session.js';
import { ClientMessage, OnMessage } from '../../src/protocol/message.decorators.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';

const WORK = 2_100;

@ClientMessage(WORK, { access: 'anyone' })
class TurnWorkDto {
  @IsString()
  readonly name!: string;
}

/** Stands for whatever uses the database: the test says when a work is done. */
@Injectable()
@InTurn()
class WorkService {
  readonly started: string[] = [];
  private readonly running: (() => void)[] = [];

  @OnMessage(TurnWorkDto)
  work(_session: Session, { name }: TurnWorkDto): Promise<void> {
    this.started.push(name);
    return new Promise((end) => this.running.push(end));
  }

  endOne(): void {
    this.running.shift()?.();
  }
}

describe('handlers that use the database', () => {
  let server: TestApp;
  let service: WorkService;

  beforeEach(async () => {
    server = await TestApp.start({ providers: [WorkService], env: { TRUSTED_PROXIES: '1' } });
    service = server.app.get(WorkService);
  });
  afterEach(() => server.stop());

  const from = (address: string): Promise<TestClient> =>
    server.connect({ socket: { headers: { 'X-Forwarded-For': address } } });

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setImmediate(resolve));
  }

  it('serve one of each address in turn: nobody waits for more than one work of another', async () => {
    const flood = await Promise.all(Array.from({ length: 20 }, () => from('192.0.2.1')));
    flood.forEach((client, index) => client.send(WORK, { name: `flood ${index}` }));
    await until(() => service.started.length === 1);
    const other = await from('192.0.2.2');
    const answers = ['first', 'second', 'third'].map((name) => other.request(WORK, { name }));

    // One place is kept free of each address.
    await until(() => service.started.includes('first'));
    expect(service.started).toHaveLength(2);
    for (let ends = 0; ends < 8; ends++) {
      const before = service.started.length;
      service.endOne();
      await until(() => service.started.length > before || service.started.includes('third'));
    }
    const since = service.started.slice(0, service.started.indexOf('third') + 1);
    expect(since.filter((name) => name.startsWith('flood')).length).toBeLessThanOrEqual(4);
    while (service.started.length < 23) {
      service.endOne();
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (let ends = 0; ends < 3; ends++) service.endOne();
    expect((await Promise.all(answers)).map(({ type }) => type)).toEqual([3, 3, 3]);
  });

  it('serve nobody who has left meanwhile', async () => {
    const [busy, leaver] = [await from('192.0.2.1'), await from('192.0.2.1')];
    busy.send(WORK, { name: 'busy' });
    await until(() => service.started.length === 1);
    leaver.send(WORK, { name: 'left' });
    leaver.terminate();
    await until(() => server.app.get(SessionRegistry).size === 1);
    const last = await from('192.0.2.1');
    const answer = last.request(WORK, { name: 'last' });
    service.endOne();
    await until(() => service.started.length === 2);
    service.endOne();
    await answer;

    expect(service.started).toEqual(['busy', 'last']);
  });
});
