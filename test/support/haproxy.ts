import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'yaml';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { freePort } from './server.js';

const COMPOSE_FILE = join(import.meta.dirname, '../../compose.cluster.yaml');
const START_MS = 30_000;

/** The balancer's configuration as `compose.cluster.yaml` has it. */
export function balancerConfig(): string {
  const file = parse(readFileSync(COMPOSE_FILE, 'utf8')) as { configs: { haproxy: { content: string } } };
  return file.configs.haproxy.content;
}

/** Whether HAProxy can be run. @throws Error when it is not installed and CI is true */
export function hasHaproxy(): boolean {
  if (spawnSync('haproxy', ['-v']).status === 0) return true;
  if (process.env.CI === 'true') throw new Error('HAProxy is not installed, and CI allows no skipped test.');
  process.stderr.write('HAProxy is not installed (apt-get install haproxy); its tests are skipped.\n');
  return false;
}

/** What HAProxy says of a configuration; empty when it is good. */
export function faultsOf(config: string): string {
  const file = configFile(config);
  const { status, stdout, stderr } = spawnSync('haproxy', ['-c', '-f', file], { encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

/** A real HAProxy with the balancer's configuration, before servers of this machine; it ends with the spec file. */
export class Haproxy {
  private constructor(
    readonly port: number,
    private readonly process: LoggedProcess,
  ) {}

  /** Where clients connect. */
  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Starts it. @param balance the algorithm, by default the file's. @throws Error when it does not start */
  static async start(ports: readonly number[], balance = 'leastconn'): Promise<Haproxy> {
    const port = await freePort();
    const servers = ports.map((server, index) => `  server node${index} 127.0.0.1:${server}`);
    const config = balancerConfig()
      .replace(/resolvers docker\n.*\n/, '')
      .replace(' resolvers docker init-addr libc,none', '')
      .replace('bind :1234', `bind 127.0.0.1:${port}`)
      .replace('balance leastconn', `balance ${balance}`)
      .replace('inter 1s', 'inter 100ms')
      .replace(/( +server \S+ \S+\n?)+/, `${servers.join('\n')}\n`);
    const args = ['-db', '-f', configFile(config)];
    const proxy = new Haproxy(
      port,
      new LoggedProcess({ name: 'HAProxy', command: 'haproxy', args, env: { PATH: process.env.PATH } }),
    );
    await proxy.ready();
    return proxy;
  }

  private async ready(): Promise<void> {
    const untilMs = Date.now() + START_MS;
    while (Date.now() < untilMs && this.process.isRunning) {
      const response = await fetch(`http://127.0.0.1:${this.port}/health/ready`).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return;
      await delay(50);
    }
    throw this.process.failure('did not become ready');
  }
}

function configFile(config: string): string {
  const file = join(temporaryFolder('haproxy'), 'haproxy.cfg');
  writeFileSync(file, config);
  return file;
}
