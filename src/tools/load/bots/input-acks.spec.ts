import { InputAcks } from './input-acks.js';

function acksFixture() {
  const times: number[] = [];
  return { times, acks: new InputAcks((ms) => times.push(ms)) };
}

describe(InputAcks.name, () => {
  it('times each input to the first patch that includes it', () => {
    const { acks, times } = acksFixture();
    expect([acks.next(0), acks.next(50), acks.next(100)]).toEqual([1, 2, 3]);

    acks.acknowledge(0, 60);
    acks.acknowledge(2, 120);
    acks.acknowledge(2, 170);
    acks.acknowledge(3, 180);

    expect(times).toEqual([120, 70, 80]);
  });

  it('counts on over 65,535 as the wire does', () => {
    const { acks, times } = acksFixture();
    for (let sent = 1; sent <= 65_534; sent++) acks.acknowledge(acks.next(sent), sent);
    times.length = 0;

    expect([acks.next(1), acks.next(2), acks.next(3)]).toEqual([65_535, 0, 1]);
    acks.acknowledge(1, 10);
    expect(times).toEqual([9, 8, 7]);
  });

  it('forgets what was under way when the line broke, and begins anew in another room', () => {
    const { acks, times } = acksFixture();
    acks.next(0);
    acks.forget();
    expect(acks.next(10)).toBe(2);
    acks.acknowledge(1, 15);
    acks.acknowledge(2, 20);
    expect(times).toEqual([10]);

    acks.restart();
    expect(acks.next(30)).toBe(1);
  });
});
