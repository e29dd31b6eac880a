import { newPartyCode, normalPartyCode, TYPED_CODE } from './party-code.js';

describe(newPartyCode.name, () => {
  it('makes six letters and digits that nobody mixes up', () => {
    const codes = Array.from({ length: 500 }, newPartyCode);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
    expect(new Set(codes).size).toBeGreaterThan(495);
  });
});

describe(normalPartyCode.name, () => {
  it.each(['7zk4mq', '7ZK-4MQ', ' 7zk 4mq '])('reads %j', (typed) => {
    expect(typed).toMatch(TYPED_CODE);
    expect(normalPartyCode(typed)).toBe('7ZK4MQ');
  });
});
