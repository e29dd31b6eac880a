import { readOptions, type LoadWords } from './load-options.js';

const typed = (words: Partial<LoadWords> = {}) =>
  readOptions({ bots: '100', hold: '30s', url: 'ws://localhost:1234', codec: 'binary', seed: '1', ...words });

describe(readOptions.name, () => {
  it('has bots arrive 50 a second, and knows where the pages of the game are', () => {
    expect(typed()).toMatchObject({ bots: 100, rampMs: 2_000, holdMs: 30_000, step: undefined, expectations: [] });
    expect(typed({ url: 'https://play.example/game' })).toMatchObject({
      url: 'wss://play.example/game',
      httpUrl: 'https://play.example',
    });
  });

  it('finds the limit in ten steps, by errors and the lateness of ticks', () => {
    expect(typed({ findLimit: true, bots: '95' })).toMatchObject({
      step: 10,
      expectations: [{ text: 'errors=0' }, { text: 'tickLateP99<15ms' }],
    });
  });

  it.each<[Partial<LoadWords>, string]>([
    [{ bots: 'many' }, '--bots is a whole number from 1 to 100000, not "many".'],
    [{ bots: '0' }, '--bots is a whole number from 1 to 100000, not "0".'],
    [{ ramp: 'slow' }, '--ramp: "slow" is no duration such as 500ms, 30s or 2m.'],
    [{ hold: '10ms' }, '--hold is a second at least'],
    [{ step: '5' }, '--step goes with --find-limit.'],
    [{ url: 'localhost' }, '--url is the server\'s address, such as ws://localhost:1234, not "localhost".'],
    [{ codec: 'xml' }, '--codec is one of binary, json, not "xml".'],
    [{ seed: '1.5' }, '--seed is a whole number'],
    [{ lab: 'lag=3' }, '--lab is a bad line such as latency=100,jitter=30,loss=1, not "lag=3".'],
    [{ expect: 'fast' }, '--expect: "fast" is no expectation such as tickLateP99<15ms or errors=0.'],
  ])('refuses %j in a sentence that names the option', (words, sentence) => {
    expect(() => typed(words)).toThrow(sentence);
  });
});
