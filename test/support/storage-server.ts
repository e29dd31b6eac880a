import { join } from 'node:path';
import { compileProgram } from './compiled-program.js';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { freePort, SHORT_LIVED, TestServer } from './server.js';

const PROGRAM = 'test/e2e/storage-server';

/** A process that runs the real main.ts with the fault tests' modules in place of the game's own. */
export function storageServerProcess(port: number, env: Readonly<Record<string, string>>): LoggedProcess {
  const compiled = compileProgram(PROGRAM, ['test/e2e/hall.fixture.ts']);
  return new LoggedProcess({
    name: 'The server',
    command: process.execPath,
    args: [...SHORT_LIVED, join(compiled, 'src/main.js')],
    cwd: compiled,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'info', ...env, PORT: String(port) },
  });
}

/** Starts such a server on a free port and waits until it is ready. */
export async function startStorageServer(env: Readonly<Record<string, string>>): Promise<TestServer> {
  const port = await freePort();
  const server = new TestServer(port, '/', storageServerProcess(port, env));
  await server.ready();
  return server;
}
