import { AsyncLocalStorage } from 'node:async_hooks';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

// A worker loads the same thousand files anew for every suite. Compiling them, and calling the async hooks of suites that
// have ended, was a fifth of what the suites computed.
vm.compileFunction = compiledOnce(vm.compileFunction);
vm.SourceTextModule = moduleCompiledOnce(vm.SourceTextModule);
const storages = rememberedStorages();

/** Node's own environment, in a worker that remembers what it compiled and forgets the contexts of suites before. */
export default class Environment extends TestEnvironment {
  /** @override */
  async teardown() {
    for (const storage of storages) storage.disable();
    storages.clear();
    await super.teardown();
  }
}

/** Code of files as V8 compiled it, each with the source it was compiled from. */
function codeCache() {
  const codes = new Map();
  return {
    of: (file, source) => (codes.get(file)?.source === source ? codes.get(file).code : undefined),
    forget: (file) => codes.delete(file),
    // With code from a cache, Node 20 no longer knows whom to ask for what a file imports while it runs.
    keep: (file, source, code) => /\bimport\s*\(/.test(source) || codes.set(file, { source, code: code() }),
  };
}

function compiledOnce(compileFunction) {
  const cache = codeCache();
  return (source, parameters, options) => {
    const cachedData = cache.of(options?.filename, source);
    const compiled = compileFunction(source, parameters, { ...options, cachedData, produceCachedData: !cachedData });
    if (!cachedData) cache.keep(options?.filename, source, () => compiled.cachedData);
    if (compiled.cachedDataRejected) cache.forget(options?.filename);
    return compiled;
  };
}

function moduleCompiledOnce(SourceTextModule) {
  const cache = codeCache();
  function CachedModule(source, options) {
    const cachedData = cache.of(options?.identifier, source);
    try {
      if (cachedData) return new SourceTextModule(source, { ...options, cachedData });
    } catch {
      // V8 refuses what it compiled before a test changed one of its flags.
    }
    const module = new SourceTextModule(source, options);
    cache.keep(options?.identifier, source, () => module.createCachedData());
    return module;
  }
  CachedModule.prototype = SourceTextModule.prototype;
  return CachedModule;
}

/** In Node 20 each storage that was ever entered is asked at every promise, until it is disabled. */
function rememberedStorages() {
  const entered = new Set();
  for (const enter of ['run', 'enterWith']) {
    const original = AsyncLocalStorage.prototype[enter];
    AsyncLocalStorage.prototype[enter] = function (...args) {
      entered.add(this);
      return original.apply(this, args);
    };
  }
  return entered;
}
