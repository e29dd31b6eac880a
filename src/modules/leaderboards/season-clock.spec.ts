import fc from 'fast-check';
import { SeasonClock } from './season-clock.js';

const at = (text: string) => Date.parse(`${text}Z`);
const seconds = (text: string) => at(text) / 1_000;

describe(SeasonClock.name, () => {
  it.each([
    ['0 0 * * *', '2024-02-29T13:00', '2024-02-29T00:00', '2024-03-01T00:00'],
    ['0 0 * * 1', '2024-01-01T00:00', '2024-01-01T00:00', '2024-01-08T00:00'],
    ['0 0 * * 1', '2023-12-31T23:59', '2023-12-25T00:00', '2024-01-01T00:00'],
    ['0 4 1 * *', '2024-03-01T03:59', '2024-02-01T04:00', '2024-03-01T04:00'],
    ['0 0 29 2 *', '2023-06-01T00:00', '2020-02-29T00:00', '2024-02-29T00:00'],
    ['*/10 * * * * *', '2024-01-01T00:00:25', '2024-01-01T00:00:20', '2024-01-01T00:00:30'],
    // The night in which clocks of many places go back has nothing special in UTC.
    ['0 1 * * *', '2024-10-27T01:30', '2024-10-27T01:00', '2024-10-28T01:00'],
  ])('finds the season of "%s" at %s', (cron, time, start, end) => {
    expect(new SeasonClock(cron).at(at(time))).toEqual({ number: seconds(start), endsAtMs: at(end) });
  });

  it('knows one season without end where nothing is reset', () => {
    expect(new SeasonClock().at(at('2024-01-01T00:00'))).toEqual({ number: 0, endsAtMs: undefined });
  });

  it('gives the same season whatever it was asked before', () => {
    const clock = new SeasonClock('30 */6 * * *');
    const time = fc.integer({ min: at('2020-01-01T00:00'), max: at('2030-01-01T00:00') });
    fc.assert(
      fc.property(time, (timeMs) => {
        const season = clock.at(timeMs);
        expect(season).toEqual(new SeasonClock('30 */6 * * *').at(timeMs));
        expect(season.number * 1_000).toBeLessThanOrEqual(timeMs);
        expect(season.endsAtMs).toBeGreaterThan(timeMs);
      }),
      { numRuns: 50 },
    );
  });
});
