import TestRunner from 'jest-runner';
import { nameOf, WAITING } from './known-suites.js';

/**
 * Runs the suites that mostly wait in a worker of their own, beside those that compute: a core would be free meanwhile,
 * and a further worker for all suites would be too much for those that talk to three engines at once. When they have
 * ended, it goes on with those of `src`: each takes a second or two, and none minds what runs beside it.
 */
export default class WaitingBeside extends TestRunner {
  constructor(globalConfig, context) {
    super(globalConfig, context);
    this.beside = new TestRunner({ ...globalConfig, maxWorkers: 1 }, context);
  }

  /** @override */
  on(eventName, listener) {
    const stops = [super.on(eventName, listener), this.beside.on(eventName, listener)];
    return () => stops.forEach((stop) => stop());
  }

  /** @override */
  async runTests(tests, watcher, options) {
    const isBeside = (test) => WAITING.has(nameOf(test)) || nameOf(test).startsWith('src/');
    const beside = tests.filter(isBeside);
    const others = tests.filter((test) => !isBeside(test));
    if (options.serial || beside.length === 0 || others.length === 0) return super.runTests(tests, watcher, options);
    await Promise.all([super.runTests(others, watcher, options), this.beside.runTests(beside, watcher, options)]);
  }
}
