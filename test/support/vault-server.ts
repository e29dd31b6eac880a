import { join } from 'node:path';
import { compileProgram } from './compiled-program.js';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { SHORT_LIVED, TestServer } from './server.js';

/** Starts the real server with the vaults of test/e2e/vault-server in a process of its own, and waits until it is ready. */
export async function startVaultServer(port: number, env: Readonly<Record<string, string>>): Promise<TestServer> {
  const folder = compileProgram('test/e2e/vault-server');
  const child = new LoggedProcess({
    name: 'The server',
    command: process.execPath,
    args: [...SHORT_LIVED, join(folder, 'src/main.js')],
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'info', ...env, PORT: String(port) },
  });
  const server = new TestServer(port, '/', child);
  await server.ready();
  return server;
}
