import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

/** The first release that cuts off who pings and never reads the pongs. */
const FIRST_SAFE = [8, 23, 0];

function isAtLeast(version: string, first: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const different = first.findIndex((part, index) => parts[index] !== part);
  return different === -1 || (parts[different] ?? 0) > (first[different] ?? 0);
}

/** Folders of the package `name` below a `node_modules` folder, at any depth. */
function installedCopies(folder: string, name: string): string[] {
  const packages = readdirSync(folder).flatMap((entry) =>
    entry.startsWith('@') ? readdirSync(join(folder, entry)).map((scoped) => join(entry, scoped)) : [entry],
  );
  return packages.flatMap((entry) => {
    const inner = join(folder, entry, 'node_modules');
    return [
      ...(entry === name ? [join(folder, entry)] : []),
      ...(existsSync(inner) ? installedCopies(inner, name) : []),
    ];
  });
}

describe('the WebSocket library', () => {
  it('is installed exactly once, in a release without known holes', () => {
    const copies = installedCopies('node_modules', 'ws');
    expect(copies).toEqual([join('node_modules', 'ws')]);
    const { version } = JSON.parse(readFileSync('node_modules/ws/package.json', 'utf8')) as { version: string };
    expect([version, isAtLeast(version, FIRST_SAFE)]).toEqual([version, true]);
  });

  it('is locked exactly once, in that release', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
    const copies = Object.keys(packages).filter((path) => /(^|\/)node_modules\/ws$/.test(path));
    expect(copies).toEqual(['node_modules/ws']);
    const version = packages['node_modules/ws']?.version ?? '';
    expect([version, isAtLeast(version, FIRST_SAFE)]).toEqual([version, true]);
  });
});
