export * from '../../src/testing/data-folder.js';
