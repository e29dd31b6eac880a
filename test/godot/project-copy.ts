export * from '../../src/testing/godot-project.js';
