import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import {
  cacheFolder,
  findEngine,
  inPath,
  isExecutable,
  titleOf,
  type Engine,
  type EngineName,
} from '../../src/testing/godot-engines.js';

export {
  cacheFolder,
  findEngine,
  findVirtualScreen,
  type Engine,
  type EngineName,
} from '../../src/testing/godot-engines.js';

const CHROMIUM_COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** An engine's start, import or export takes seconds on a quiet machine; this is for a busy one. */
const TEST_TIMEOUT_MS = 180_000;

/**
 * Finds Chromium or Chrome: by CHROMIUM, in PATH.
 * @throws Error when CHROMIUM names nothing that can be run.
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (!named) return inPath(CHROMIUM_COMMANDS)[0];
  if (!isExecutable(named)) throw new Error(`CHROMIUM is ${named}, which cannot be run.`);
  return named;
}

/** Finds the folder of the official web build of Godot 4, in the cache only. */
export function findWebEngine(): string | undefined {
  const folder = join(cacheFolder, 'web');
  return existsSync(join(folder, '.done')) ? folder : undefined;
}

/** {@link describeWithParts} for one engine. */
export function describeWithEngine(name: EngineName, title: string, body: (engine: Engine) => void): void {
  describeWithParts(`${title}, ${titleOf(name)}`, { [titleOf(name)]: findEngine(name) }, (parts) => {
    body(parts[titleOf(name)]!);
  });
}

/**
 * A `describe` whose tests need programs that not every machine has. When one is missing, the tests are skipped with
 * one printed line; with CI=true they fail instead.
 */
export function describeWithParts<T extends Record<string, unknown>>(
  title: string,
  parts: T,
  body: (parts: { [K in keyof T]: NonNullable<T[K]> }) => void,
): void {
  if (hasAll(parts)) {
    jest.setTimeout(TEST_TIMEOUT_MS);
    describe(title, () => body(parts));
    return;
  }

  const missing = Object.keys(parts).filter((part) => parts[part] === undefined);
  const reason = `${title}: needs ${missing.join(' and ')}; see test/godot/install.sh`;
  if (process.env.CI === 'true') {
    it(reason, () => {
      throw new Error(`${reason}. Nothing is skipped when CI=true.`);
    });
    return;
  }
  process.stderr.write(`skipped: ${reason}\n`);
  it.skip(reason, () => undefined);
}

function hasAll<T extends Record<string, unknown>>(parts: T): parts is T & { [K in keyof T]: NonNullable<T[K]> } {
  return Object.values(parts).every((part) => part !== undefined);
}
