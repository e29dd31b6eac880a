import { judge, parseExpectations } from './expectations.js';

const judged = (text: string, figures: Record<string, number>) =>
  parseExpectations(text).map((expectation) => judge(expectation, figures));

describe(parseExpectations.name, () => {
  it('reads times, shares, sizes and counts, several at once', () => {
    expect(parseExpectations('tickLateP99<15ms, errors=0,serverCpu <= 80%,serverMemory<1GB,ChatSay.p999<0.5s')).toEqual(
      [
        { text: 'tickLateP99<15ms', figure: 'tickLateP99', operator: '<', limit: 15 },
        { text: 'errors=0', figure: 'errors', operator: '=', limit: 0 },
        { text: 'serverCpu <= 80%', figure: 'serverCpu', operator: '<=', limit: 80 },
        { text: 'serverMemory<1GB', figure: 'serverMemory', operator: '<', limit: 1_073_741_824 },
        { text: 'ChatSay.p999<0.5s', figure: 'ChatSay.p999', operator: '<', limit: 500 },
      ],
    );
  });

  it.each([
    ['', '"" is no expectation such as tickLateP99<15ms or errors=0.'],
    ['fast', '"fast" is no expectation such as tickLateP99<15ms or errors=0.'],
    ['errors==0', '"errors==0" is no expectation such as tickLateP99<15ms or errors=0.'],
    ['lagP99<5ms', /^Nothing named "lagP99" is measured; there are connectP99, signInP99, .*serverCpu/],
    ['joinP98<5ms', /^Nothing named "joinP98" is measured/],
    ['joinP99<5', '"joinP99<5": joinP99 is given like this: joinP99<15ms.'],
    ['errors=0ms', '"errors=0ms": errors is given like this: errors=0.'],
    ['serverCpu<5MB', '"serverCpu<5MB": serverCpu is given like this: serverCpu<80%.'],
  ])('refuses %p in a sentence', (text, sentence) => {
    expect(() => parseExpectations(text)).toThrow(sentence);
  });
});

describe(judge.name, () => {
  it('compares, and tells what was measured', () => {
    expect(judged('tickLateP99<15ms,errors=0', { tickLateP99: 15, errors: 0 })).toEqual([
      { text: 'tickLateP99<15ms', isMet: false, measured: '15 ms' },
      { text: 'errors=0', isMet: true, measured: '0' },
    ]);
    expect(judged('serverCpu>=12.5%', { serverCpu: 12.5 })).toMatchObject([{ isMet: true, measured: '12.5 %' }]);
  });

  it('takes what was not measured for not met', () => {
    expect(judged('inputAckP99<1s', {})).toEqual([{ text: 'inputAckP99<1s', isMet: false, measured: 'not measured' }]);
  });
});
