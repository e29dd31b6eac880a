export * from '../../src/testing/logged-process.js';
