import TestRunner from 'jest-runner';
import { nameOf, WAITING } from './known-suites.js';

/**
 * Runs the suites that mostly wait in a worker of their own, beside those that compute: a core would be free meanwhile,
 * and a further worker for all suites would be too much for those that talk to three engines at once.
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
    const waiting = tests.filter((test) => WAITING.has(nameOf(test)));
    const computing = tests.filter((test) => !WAITING.has(nameOf(test)));
    if (options.serial || waiting.length === 0 || computing.length === 0)
      return super.runTests(tests, watcher, options);
    await Promise.all([super.runTests(computing, watcher, options), this.beside.runTests(waiting, watcher, options)]);
  }
}
