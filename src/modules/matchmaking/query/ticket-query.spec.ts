import fc from 'fast-check';
import { GameError } from '../../../protocol/game-error.js';
import { MAX_QUERY_LENGTH, MAX_QUERY_NODES } from './query-parser.js';
import { readProperties } from './ticket-properties.js';
import { TicketQuery } from './ticket-query.js';

type Bag = Record<string, string | number>;

function accepts(query: string, other: Bag, own: Bag = { skill: 1000 }): boolean {
  return new TicketQuery(query).accepts(readProperties(own), readProperties(other));
}

function refusal(query: string): string {
  try {
    new TicketQuery(query);
  } catch (error) {
    expect(error).toMatchObject({ code: 'matchmaking.bad_query' });
    return (error as Error).message;
  }
  return 'accepted';
}

describe(TicketQuery.name, () => {
  it.each<[string, Bag, boolean]>([
    ['', {}, true],
    ['   ', {}, true],
    ["region = 'eu'", { region: 'eu' }, true],
    ["region = 'eu'", { region: 'us' }, false],
    ["region = 'eu'", {}, false],
    ["region != 'eu'", { region: 'us' }, true],
    ["region != 'eu'", {}, false],
    ["name = 'it''s me'", { name: "it's me" }, true],
    ["mode in ('ctf','dm')", { mode: 'dm' }, true],
    ["mode in ('ctf', 3)", { mode: 3 }, true],
    ["mode in ('ctf')", { mode: 'dm' }, false],
    ['level >= 10', { level: 10 }, true],
    ['level > 10', { level: 10 }, false],
    ['level <= 10', { level: 10 }, true],
    ['level < 10', { level: 10 }, false],
    ['level >= 10', { level: '10' }, false],
    ['level = -1.5', { level: -1.5 }, true],
    ['level between 5 and 20', { level: 20 }, true],
    ['level between 5 and 20 and level != 7', { level: 7 }, false],
    ['skill within 200', { skill: 1200 }, true],
    ['skill within 200', { skill: 1201 }, false],
    ['skill within 200', {}, false],
    ["not region = 'eu'", {}, true],
    ['a = 1 or b = 1 and c = 1', { a: 1 }, true],
    ['(a = 1 or b = 1) and c = 1', { a: 1 }, false],
    ['NOT (a = 1 OR b = 1)', { c: 1 }, true],
    ["constructor = 'x'", {}, false],
  ])('answers %s about %j', (query, other, answer) => {
    expect(accepts(query, other)).toBe(answer);
  });

  it.each([
    ['region', "At character 7: expected =, !=, <, <=, >, >=, 'in', 'between' or 'within'."],
    ['region =', "At character 9: expected a number or a text in ''."],
    ["region = 'eu", "At character 10: expected a property, a number, a text in '' or a sign."],
    ["region < 'eu'", 'At character 10: expected a number.'],
    ['level between 5 or 6', "At character 17: expected 'and'."],
    ['(a = 1', "At character 7: expected ')'."],
    ['a = 1)', "At character 6: expected 'and', 'or' or the end."],
    ['a = 1 b = 2', "At character 7: expected 'and', 'or' or the end."],
    ['and a = 1', "At character 1: expected a property, 'not' or '('."],
    ['skill within -1', 'At character 14: expected a number of 0 or more.'],
    ['a = 1; b = 2', "At character 6: expected a property, a number, a text in '' or a sign."],
    ['a = 1e9', "At character 5: expected a property, a number, a text in '' or a sign."],
  ])('refuses %s and names the place', (query, text) => {
    expect(refusal(query)).toBe(text);
  });

  it('refuses what is too long or has too many terms, however deep', () => {
    const terms = (count: number): string => Array.from({ length: count }, () => 'a=1').join(' or ');
    expect(refusal(terms(MAX_QUERY_NODES))).toBe('accepted');
    expect(refusal(terms(MAX_QUERY_NODES + 1))).toContain('too many terms');
    expect(refusal('('.repeat(MAX_QUERY_LENGTH))).toContain('too many terms');
    expect(refusal('not '.repeat(100))).toContain('too many terms');
    expect(refusal(' '.repeat(MAX_QUERY_LENGTH + 1))).toContain('too long');
  });

  it('never says anything of the query itself, and throws nothing but its own refusal', () => {
    const pieces = fc.constantFrom(
      'and',
      'or',
      'not',
      'in',
      '(',
      ')',
      ',',
      '=',
      'between',
      'within',
      'secret',
      "'s'",
      '7',
    );
    const query = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 30 }).map((list) => list.join(' ')),
    );
    fc.assert(fc.property(query, (text) => expect(refusal(text)).not.toContain('secret')));
  });

  it('takes for its index the equalities of texts that hold in any case', () => {
    const query = new TicketQuery(
      "region = 'eu' and (mode = 'ctf' and level = 3) and (a = 'x' or b = 'y') and not c = 'z'",
    );

    expect(query.equalNames).toEqual(['mode', 'region']);
    expect(query.equalTexts).toEqual(['ctf', 'eu']);
  });

  it('refuses a ticket whose query is relative to what it lacks', () => {
    const query = new TicketQuery('a = 1 or skill within 5');

    expect(() => query.checkOwner(readProperties({ skill: 3 }))).not.toThrow();
    expect(() => query.checkOwner(readProperties({ skill: 'high' }))).toThrow('At character 10');
  });
});

describe(readProperties.name, () => {
  it.each<[unknown]>([[{ and: 1 }], [{ 'a b': 1 }], [{ a: NaN }], [{ a: true }], [{ a: 'x'.repeat(65) }]])(
    'refuses %j',
    (bag) => {
      expect(() => readProperties(bag as Bag)).toThrow(GameError);
    },
  );

  it('refuses more than sixteen', () => {
    const bag = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`p${index}`, index]));
    expect(() => readProperties(bag)).toThrow('16');
  });
});
