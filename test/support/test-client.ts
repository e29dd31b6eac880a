export * from '../../src/testing/test-client.js';
