import { LogTail } from './log-tail.js';

const numbers = (tail: LogTail): number[] => [...tail.latest()].map(({ number }) => number);

describe(LogTail.name, () => {
  it('keeps the last 2,000 lines, the latest first', () => {
    const tail = new LogTail();
    for (let i = 0; i < 2_500; i++) tail.add(`line ${i}`);

    expect(numbers(tail)).toEqual(Array.from({ length: 2_000 }, (_, at) => 2_499 - at));
    expect([...tail.latest(501)].map(({ text }) => text)).toEqual(['line 500']);
    expect(tail.total).toBe(2_500);
  });

  it('keeps fewer of long ones, and cuts the longest', () => {
    const tail = new LogTail();
    for (let i = 0; i < 1_000; i++) tail.add('x'.repeat(i === 999 ? 1_048_576 : 8_192));

    expect(numbers(tail)).toEqual(Array.from({ length: 128 }, (_, at) => 999 - at));
    const [last] = tail.latest();
    expect(last?.text).toBe('x'.repeat(8_192));
  });

  it('has nothing before the first line', () => {
    expect([...new LogTail().latest()]).toEqual([]);
  });
});
