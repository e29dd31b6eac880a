import { RoomObserverChain, type RoomObserver } from './room-observer.js';

describe(RoomObserverChain.name, () => {
  it('is the observer itself while there is one, and nobody when that goes', () => {
    const one: RoomObserver = {};
    expect(RoomObserverChain.with(one, undefined)).toBe(one);
    expect(RoomObserverChain.without(one, one)).toBeUndefined();
    expect(RoomObserverChain.without({}, one)).toBe(one);
    expect(RoomObserverChain.without(one, undefined)).toBeUndefined();
  });

  it('tells all of everything, in order, also when one goes meanwhile', () => {
    const told: string[] = [];
    let chain: RoomObserver | undefined;
    const one: RoomObserver = { settled: () => (chain = RoomObserverChain.without(one, chain)) };
    for (const observer of [one, { settled: () => told.push('two') }, { lockSet: () => told.push('never') }])
      chain = RoomObserverChain.with(observer, chain);
    chain?.settled?.();
    chain?.settled?.();
    expect(told).toEqual(['two', 'two']);
    expect(chain).toBeInstanceOf(RoomObserverChain);
  });

  it('brings results when one of them does', () => {
    const replay: RoomObserver = { bringsResults: true };
    const chain = RoomObserverChain.with({}, replay);
    expect(chain.bringsResults).toBe(true);
    expect(RoomObserverChain.without(replay, chain)?.bringsResults).toBeUndefined();
  });
});
