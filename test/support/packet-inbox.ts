export * from '../../src/testing/packet-inbox.js';
