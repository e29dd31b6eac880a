/** Nest, and the packages that the package shares with an application. */
const DEPENDENCIES = {
  '@nestjs/common': '^12.5.1',
  '@nestjs/core': '^12.5.1',
  '@nestjs/platform-express': '^12.5.1',
  '@nestjs/websockets': '^12.1.1',
  'class-transformer': '^0.5.1',
  'class-validator': '^0.15.1',
  'reflect-metadata': '^0.2.2',
  rxjs: '^7.8.2',
};

/** Only needed in development. */
const DEV_DEPENDENCIES = {
  '@jest/globals': '^30.5.2',
  '@nestjs/testing': '^12.1.1',
  '@swc/core': '^1.16.22',
  '@swc/jest': '^0.2.39',
  '@types/jest': '^30.0.0',
  '@types/node': '^20.19.43',
  chokidar: '^5.0.0',
  jest: '^30.5.2',
  typescript: '~6.0.3',
  // Compiles and checks; the other one is a library that godwit reads a project's source with.
  'typescript-7': 'npm:typescript@~7.0.2',
};

/** The text of a new project's package.json. @param godwit the version of the package */
export function manifest(name: string, godwit: string): string {
  const contents = {
    name: packageName(name),
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19.0' },
    scripts: {
      dev: 'godwit dev',
      build: 'godwit build',
      start: 'godwit start',
      test: 'node --disable-warning=ExperimentalWarning --experimental-vm-modules node_modules/jest/bin/jest.js',
    },
    dependencies: sorted({ ...DEPENDENCIES, godwit }),
    devDependencies: DEV_DEPENDENCIES,
    // Nest asks for a release that refuses Node 20.
    overrides: { 'file-type': '^21.3.4' },
    allowScripts: { '@parcel/watcher': true, '@swc/core': true, argon2: true },
  };
  return `${JSON.stringify(contents, undefined, 2)}\n`;
}

/** npm allows lower-case letters, digits and some punctuation. */
function packageName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '');
  return plain === '' ? 'game' : plain;
}

function sorted(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
