import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformFileSync, type Options } from '@swc/core';
import { LoggedProcess } from './logged-process.js';
import { freePort, TestServer } from './server.js';

const projectRoot = resolve(import.meta.dirname, '../..');
const PROGRAM = 'test/e2e/storage-server';

const SWC: Options = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

let compiled: string | undefined;

afterAll(() => {
  if (compiled !== undefined) rmSync(compiled, { recursive: true, force: true });
  compiled = undefined;
});

/** A process that runs the real main.ts with the fault tests' modules in place of the game's own. */
export function storageServerProcess(port: number, env: Readonly<Record<string, string>>): LoggedProcess {
  compiled ??= compile();
  return new LoggedProcess({
    name: 'The server',
    command: process.execPath,
    args: [join(compiled, 'src/main.js')],
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

/** Compiled once for all the starts of a spec file, into a folder of its own where no build can pull it away. */
function compile(): string {
  const cache = join(projectRoot, '.cache');
  mkdirSync(cache, { recursive: true });
  const out = mkdtempSync(join(cache, 'storage-server-'));
  for (const folder of ['src', PROGRAM]) {
    for (const file of readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('tools'))
        compileFile(out, join(folder, file));
    }
  }
  cpSync(join(projectRoot, PROGRAM, 'migrations'), join(out, PROGRAM, 'migrations'), { recursive: true });
  writeFileSync(join(out, 'src/app.module.js'), `export { AppModule } from '../${PROGRAM}/app.module.js';\n`);
  return out;
}

function compileFile(out: string, file: string): void {
  const target = join(out, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, transformFileSync(join(projectRoot, file), SWC).code);
}
