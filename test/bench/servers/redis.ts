import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** The variables of a node of a cluster of its own, or none. */
export interface NodeVariables extends Record<string, string> {
  REDIS_URL: string;
  CLUSTER_SECRET: string;
}

/** Starts a Redis, which ends with this process. @throws Error where it is not installed */
export async function startRedis(): Promise<NodeVariables> {
  const port = await freePort();
  const redis = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '']);
  process.on('exit', () => redis.kill('SIGKILL'));
  redis.on('error', (error) => {
    throw new Error('Install redis-server to measure several nodes.', { cause: error });
  });
  for await (const line of createInterface({ input: redis.stdout })) if (line.includes('Ready to accept')) break;
  redis.stdout.resume();
  return { REDIS_URL: `redis://127.0.0.1:${port}`, CLUSTER_SECRET: 'b'.repeat(32) };
}

/** With BENCH_CLUSTER, what makes this server the only node of a cluster; behind servers/entry.ts, the other one of its. */
export async function ownCluster(): Promise<Record<string, string>> {
  const { BENCH_CLUSTER, BENCH_HOME, REDIS_URL = '', CLUSTER_SECRET = '' } = process.env;
  if (BENCH_HOME !== undefined) return { REDIS_URL, CLUSTER_SECRET };
  return BENCH_CLUSTER === undefined ? {} : startRedis();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
