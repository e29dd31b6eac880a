import { FrontDoor } from '../../src/core/gateway/pipes/front-door.js';
import type { Connection } from '../../src/core/gateway/connection.js';
import { Injectable } from '@nestjs/common';
import { Entries } from '../../src/core/gateway/pipes/entries.js';
import { TestApp, type TestAppOptions } from '../../src/testing/test-app.js';
import { TestCluster } from './test-cluster.js';

const HOME = 'node-0';
const LONG_MS = 10_000;

/** Makes every client's session one of the other node. */
@Injectable()
class OpenDoor {
  constructor(private readonly entries: Entries) {}

  watch(connection: Connection): void {
    this.entries.enter(this.entries.hold(connection, LONG_MS), connection, HOME);
  }
}

const startAlone = TestApp.start.bind(TestApp);

/**
 * From here on each test server is two nodes: the one that the test sees, with its sessions and rooms, and another one to which
 * its clients connect. What a spec promises has to hold through the pipes between them.
 */
async function startBehindEntry(options: TestAppOptions = {}): Promise<TestApp> {
  const cluster = new TestCluster(startAlone);
  const home = await cluster.add(options);
  const entry = await cluster.add({
    ...options,
    override: (builder) => (options.override?.(builder) ?? builder).overrideProvider(FrontDoor).useClass(OpenDoor),
  });
  const stop = home.stop.bind(home);
  Object.defineProperty(home, 'url', { value: entry.url });
  home.stop = async () => {
    await stop();
    await entry.stop();
  };
  return home;
}

TestApp.start = startBehindEntry;
