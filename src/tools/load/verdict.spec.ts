import { parseExpectations, type Figures } from './expectations.js';
import type { StageRow } from './measure/tally.js';
import { verdictOf } from './verdict.js';

function stage(bots: number, figures: Figures, more: Partial<StageRow> = {}): StageRow {
  return {
    ...{ name: `${bots} bots`, fromMs: 0, toMs: 10_000, fromBots: bots, toBots: bots, isJudged: true, seconds: 10 },
    ...{ times: [], traffic: [], errors: {}, server: undefined, generatorCpu: 20, generatorCores: 20 },
    figures: { bots, errors: 0, generatorLagP99: 1, ...figures },
    ...more,
  };
}

const options = (text: string, findsLimit = false) => ({
  expectations: text === '' ? [] : parseExpectations(text),
  findsLimit,
});

describe(verdictOf.name, () => {
  it('passes what is as expected, and names what is not', () => {
    const stages = [stage(20, { errors: 0, tickLateP99: 12.34 })];

    expect(verdictOf(stages, options('errors=0,tickLateP99<15ms'))).toMatchObject({
      outcome: 'passed',
      text: 'Passed: 20 bots for 10 s, all as expected.',
    });
    expect(verdictOf(stages, options('errors=0,tickLateP99<10ms'))).toMatchObject({
      outcome: 'failed',
      text: 'Failed: tickLateP99<10ms was not met: 12.3 ms.',
    });
    expect(verdictOf(stages, options(''))).toMatchObject({
      outcome: 'done',
      text: '20 bots for 10 s, no errors. Nothing was expected.',
    });
  });

  it.each([
    [{ generatorLagP99: 10.5 }, {}, 'Void: the generator itself was 10.5 ms late (p99; at most 10 ms count). '],
    [{}, { generatorCpu: 86 }, 'Void: the generator itself was busy for 86 % of the time (at most 85 % count). '],
  ])('is void when the generator cannot keep up, whatever was measured: %j', (figures, more, text) => {
    const verdict = verdictOf([stage(20, figures, more)], options('errors=0'));
    expect(verdict.outcome).toBe('void');
    expect(verdict.text).toContain(text);
  });

  it('finds the last number of bots that was held', () => {
    const stages = [stage(50, { tickLateP99: 2 }), stage(100, { tickLateP99: 9 }), stage(150, { tickLateP99: 31 })];

    expect(verdictOf(stages, options('tickLateP99<15ms', true))).toMatchObject({
      outcome: 'passed',
      text: 'Holds 100 bots. With 150: tickLateP99<15ms was not met: 31 ms.',
      heldBots: 100,
    });
    expect(verdictOf(stages.slice(0, 2), options('tickLateP99<15ms', true))).toMatchObject({
      text: 'Holds 100 bots, the most that were tried.',
    });
    expect(verdictOf(stages.slice(2), options('tickLateP99<15ms', true))).toMatchObject({
      outcome: 'failed',
      heldBots: 0,
    });
  });

  it('names the variable of each limit that was reached', () => {
    const ramp = stage(
      0,
      {},
      { isJudged: false, errors: { 'address.too_many_connections': 44, 'chat.not_member': 1 } },
    );

    expect(verdictOf([ramp, stage(256, { errors: 45 })], options('errors=0'))).toMatchObject({
      outcome: 'failed',
      limits: [
        'A limit of the server was reached: address.too_many_connections, 44 times. MAX_CONNECTIONS_PER_ADDRESS is the most connections of one address; raise it there.',
      ],
    });
  });
});
