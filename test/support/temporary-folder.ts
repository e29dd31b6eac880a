export * from '../../src/testing/temporary-folder.js';
