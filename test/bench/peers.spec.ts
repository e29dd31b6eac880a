import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

interface Package {
  version?: string;
  integrity?: string;
  resolved?: string;
  engines?: { node?: string };
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
interface LockFile {
  packages: Record<string, Package>;
}

const manifest = JSON.parse(read('test/bench/peers/package.json')) as Package;
const lock = JSON.parse(read('test/bench/peers/package-lock.json')) as LockFile;
const wanted = { ...manifest.dependencies, ...manifest.optionalDependencies };
const locked = (name: string) => lock.packages[`node_modules/${name}`];

describe('the peers of the bench', () => {
  it.each(Object.entries(wanted))('are pinned: %s %s', (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(locked(name)?.version).toBe(version);
  });

  it('are locked by their content, from whichever registry it comes', () => {
    const { '': self, ...packages } = lock.packages;

    expect(self).toMatchObject({
      dependencies: manifest.dependencies,
      optionalDependencies: manifest.optionalDependencies,
    });
    for (const [name, each] of Object.entries(packages)) {
      expect({ name, integrity: each.integrity, resolved: each.resolved }).toEqual({
        name,
        integrity: expect.stringMatching(/^sha512-/) as string,
        resolved: undefined,
      });
    }
    expect(read('test/bench/peers/package-lock.json')).not.toMatch(/https?:[^"]*\.tgz/);
    expect(read('test/bench/peers/.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });

  it('run on one Node 24, whatever the processor', () => {
    const versions = Object.entries(manifest.optionalDependencies ?? {}).map(([name, version]) => {
      expect(name).toMatch(/^node-linux-(x64|arm64)$/);
      return version;
    });

    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^24\./);
  });

  it("send with the project's own version of ws", () => {
    const own = JSON.parse(read('package-lock.json')) as LockFile;

    expect(locked('ws')?.version).toBe(own.packages['node_modules/ws']?.version);
  });

  it('are no dependencies of the project', () => {
    const project = JSON.parse(read('package.json')) as Package & { workspaces?: string[] };
    const names = Object.keys({ ...project.dependencies, ...project.devDependencies });

    expect(project.workspaces).toBeUndefined();
    expect(names.filter((name) => name.startsWith('@colyseus/') || name.startsWith('node-linux-'))).toEqual([]);
  });
});
