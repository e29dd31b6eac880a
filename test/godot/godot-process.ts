export * from '../../src/testing/godot-process.js';
