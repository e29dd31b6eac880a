import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { readSources } from '../support/source-tree.js';

interface LockedPackage {
  readonly version: string;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
}

interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;

/** Nest imports it itself and leaves it to the application to install. */
const PEERS = ['rxjs'];

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
    const copies = Object.keys(locked).filter((path) => /(^|\/)node_modules\/ws$/.test(path));
    expect(copies).toEqual(['node_modules/ws']);
    const version = locked['node_modules/ws']?.version ?? '';
    expect([version, isAtLeast(version, FIRST_SAFE)]).toEqual([version, true]);
  });
});

describe('npm ci', () => {
  it('has nothing to warn of on the oldest Node that the server runs on', () => {
    const oldest = semver.minVersion(manifest.engines.node) ?? '';
    const refused = Object.entries(locked).filter(
      ([, { engines }]) => engines?.node !== undefined && !semver.satisfies(oldest, engines.node),
    );
    expect(refused.map(([path, { engines }]) => `${path} needs Node ${engines?.node}`)).toEqual([]);
  });

  it('is told of every package that brings a script whether it may run', () => {
    const scripted = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = scripted.map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(names.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
  });

  it('installs nothing for the server that the server does not import', () => {
    const imported = new Set(readSources('src').flatMap(({ packages }) => packages));
    const isUsed = (name: string): boolean =>
      PEERS.includes(name) || [...imported].some((used) => used === name || used.startsWith(`${name}/`));
    expect(Object.keys(manifest.dependencies).filter((name) => !isUsed(name))).toEqual([]);
  });
});
