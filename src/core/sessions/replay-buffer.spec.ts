import { ReplayBuffer } from './replay-buffer.js';

function filled(count: number, maxBytes = 1_000_000): ReplayBuffer {
  const replay = new ReplayBuffer(maxBytes);
  for (let index = 1; index <= count; index++) replay.record(`message ${index}`);
  return replay;
}

describe(ReplayBuffer.name, () => {
  it('gives what was not received, oldest first', () => {
    const replay = filled(4);

    expect([...replay.after(2)]).toEqual(['message 3', 'message 4']);
    expect([...replay.after(4)]).toEqual([]);
  });

  it('forgets what was acknowledged, and counts on', () => {
    const replay = filled(1000);
    replay.acknowledge(998);
    replay.record('message 1001');

    expect(replay.sent).toBe(1001);
    expect([...replay.after(999)]).toEqual(['message 1000', 'message 1001']);
    expect(replay.canReplayAfter(997)).toBe(false);
    expect(replay.canReplayAfter(998)).toBe(true);
  });

  it.each([-1, 5, 1e9, NaN, 0.5])('cannot replay after %p of 4 messages', (received) => {
    const replay = filled(4);
    replay.acknowledge(received);

    expect(replay.canReplayAfter(received)).toBe(false);
    expect(replay.canReplayAfter(0)).toBe(true);
  });

  it('gives up the oldest when it is full, but never the latest', () => {
    const replay = filled(100, 1000);

    expect(replay.canReplayAfter(0)).toBe(false);
    expect(replay.canReplayAfter(95)).toBe(true);
    replay.record('x'.repeat(5000));
    expect(replay.canReplayAfter(99)).toBe(false);
    expect([...replay.after(100)]).toHaveLength(1);
  });
});
