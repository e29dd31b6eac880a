export * from '../../src/testing/line-log.js';
