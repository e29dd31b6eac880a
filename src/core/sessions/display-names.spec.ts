import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { EventBus } from '../events/event-bus.js';
import { PlayerRecords } from '../events/player-records.js';
import { DisplayNames, PlayerNames } from './display-names.js';

class Names extends PlayerNames {
  readonly namesOf = jest.fn((ids: readonly string[]) =>
    Promise.resolve(new Map(ids.flatMap((id) => (this.known[id] === undefined ? [] : [[id, this.known[id]]])))),
  );

  constructor(private readonly known: Readonly<Record<string, string>>) {
    super();
  }
}

function fixture(...providers: PlayerNames[]) {
  const found = providers.map((instance, index) => ({ instance, host: { name: `Module${index}` } }));
  const records = new PlayerRecords(new EventBus());
  const names = new DisplayNames({ getProviders: () => found } as unknown as DiscoveryService, records);
  names.onModuleInit();
  return { names, records };
}

describe(DisplayNames.name, () => {
  it('asks once for all players, each once', async () => {
    const source = new Names({ a: 'Ada', b: 'Bram' });
    const { names } = fixture(source);

    expect(Object.fromEntries(await names.of(['a', 'b', 'a', 'c']))).toEqual({ a: 'Ada', b: 'Bram' });
    expect(source.namesOf.mock.calls).toEqual([[['a', 'b', 'c']]]);
  });

  it('asks nobody about nobody', async () => {
    const source = new Names({});
    expect((await fixture(source).names.of([])).size).toBe(0);
    expect(source.namesOf).not.toHaveBeenCalled();
  });

  it('adds names to entries, and nothing where there is none', async () => {
    const { names } = fixture(new Names({ a: 'Ada' }));
    const entries = [
      { playerId: 'a', rank: 1 },
      { playerId: 'b', rank: 2 },
    ];

    expect(await names.addTo(entries)).toEqual([
      { playerId: 'a', rank: 1, displayName: 'Ada' },
      { playerId: 'b', rank: 2 },
    ]);
  });

  it('cuts what is too long, in characters, and leaves out what cannot be shown', async () => {
    const { names } = fixture(new Names({ long: '🐦'.repeat(40), blank: '\u200b ', turned: 'a\u202eb' }));

    expect(Object.fromEntries(await names.of(['long', 'blank', 'turned']))).toEqual({ long: '🐦'.repeat(32) });
  });

  it('does not tell the name of a player who is being erased', async () => {
    const { names, records } = fixture(new Names({ a: 'Ada' }));
    records.note(['a']);

    expect((await names.of(['a'])).size).toBe(0);
  });

  it('gives a list without names when they cannot be read', async () => {
    const source = new Names({ a: 'Ada' });
    source.namesOf.mockRejectedValue(new Error('the database is away'));
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    expect(await fixture(source).names.addTo([{ playerId: 'a' }])).toEqual([{ playerId: 'a' }]);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it('knows nobody where no module knows names', async () => {
    expect((await fixture().names.of(['a'])).size).toBe(0);
  });

  it('stops the boot when two modules know names', () => {
    expect(() => fixture(new Names({}), new Names({}))).toThrow('Module0 and Module1 each provide PlayerNames');
  });
});
