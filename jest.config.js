import { availableParallelism, tmpdir } from 'node:os';
import { embeddedThread } from './test/support/jest/embedded-thread.js';
import { memoryFolder } from './test/support/jest/memory-folder.js';

// Workers get the variables of this process.
process.env.TMPDIR ??= memoryFolder() ?? tmpdir();
process.env.GODWIT_EMBEDDED_THREAD = await embeddedThread();

/** @type {import('jest').Config} */
export default {
  cacheDirectory: '<rootDir>/.cache/jest',
  // As many as cores, and two at least: many suites wait for a real process, an engine, or a second to pass. The longest begin.
  maxWorkers: Math.max(2, availableParallelism()),
  testSequencer: '<rootDir>/test/support/jest/longest-first.js',
  runner: '<rootDir>/test/support/jest/waiting-beside.js',
  // What a suite leaves in its worker is given back now and then.
  workerIdleMemoryLimit: '1GB',
  // Most tests start servers, compilers or engines. How fast a machine does that decides no test: a limit only ends what hangs.
  testTimeout: 120_000,
  testEnvironment: '<rootDir>/test/support/jest/environment.js',
  ...(process.env.CI === 'true' && { reporters: ['default', '<rootDir>/test/support/jest/slowest-suites.js'] }),
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // The package's own entries, as its users import them.
    '^godwit$': '<rootDir>/src/index.ts',
    '^godwit/testing$': '<rootDir>/src/testing/index.ts',
    '^godwit/load$': '<rootDir>/src/tools/load/index.ts',
    '^godwit/(.*)$': '<rootDir>/src/modules/$1/index.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};
