#!/usr/bin/env node
/** `npm create godwit my-game`: creates a project. It runs standalone, without the package that the project will use. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createProject } from './new-project.js';

const USAGE = 'npm create godwit <folder> -- [--features auth,chat,...]';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { features: { type: 'string', default: '' }, godwit: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Error(`Say where the game shall be: ${USAGE}`);
  const features = values.features.split(',').filter((name) => name !== '');
  process.stdout.write(createProject({ folder, features, godwit: values.godwit ?? ownVersion() }));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** The version of the package that this one was built with. */
function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return `^${version}`;
}
