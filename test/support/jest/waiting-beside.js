import TestRunner from 'jest-runner';
import { nameOf, secondsOf, WAITING } from './known-suites.js';

/**
 * Runs the suites that mostly wait in a worker of their own, beside those that compute: a core would be free meanwhile,
 * and a further worker for all suites would be too much for those that talk to three engines at once. It takes the short
 * ones too, so many that all workers end at about the same time.
 */
export default class WaitingBeside extends TestRunner {
  constructor(globalConfig, context) {
    super(globalConfig, context);
    this.workers = globalConfig.maxWorkers;
    this.beside = new TestRunner({ ...globalConfig, maxWorkers: 1 }, context);
  }

  /** @override */
  on(eventName, listener) {
    const stops = [super.on(eventName, listener), this.beside.on(eventName, listener)];
    return () => stops.forEach((stop) => stop());
  }

  /** @override */
  async runTests(tests, watcher, options) {
    if (tests.length === 1 && nameOf(tests[0]).startsWith('src/')) {
      // As jest does itself unless the memory of workers has a limit: two of them would be started for the one.
      return super.runTests(tests, watcher, { ...options, serial: true });
    }
    const waiting = tests.filter((test) => WAITING.has(nameOf(test)));
    if (options.serial || waiting.length === 0 || waiting.length === tests.length) {
      return super.runTests(tests, watcher, options);
    }
    const beside = new Set([...waiting, ...this.shortOnes(tests, waiting)]);
    const others = tests.filter((test) => !beside.has(test));
    if (others.length === 0) return super.runTests(tests, watcher, options);
    await Promise.all([super.runTests(others, watcher, options), this.beside.runTests([...beside], watcher, options)]);
  }

  /** The suites without an engine or a compiler that fill the time of the worker beside, the longest first. */
  shortOnes(tests, waiting) {
    const seconds = (suites) => suites.reduce((sum, test) => sum + secondsOf(test), 0);
    let free = seconds(tests) / (this.workers + 1) - seconds(waiting);
    const short = tests.filter((test) => !waiting.includes(test) && !LONG.test(nameOf(test)));
    const taken = short.toReversed().filter((test) => (free -= secondsOf(test)) >= 0);
    return taken.toReversed();
  }
}

const LONG = /^test\/(godot|tools)\//;
