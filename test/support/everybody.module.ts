export * from '../../src/testing/everybody.module.js';
