export * from '../../src/testing/test-app.js';
