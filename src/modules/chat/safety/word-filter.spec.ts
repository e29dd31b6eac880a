import { parseConfig } from '../../../core/config/load-config.js';
import { ChatConfig } from '../chat.config.js';
import { WordFilter } from './word-filter.js';

const filter = (mode: string): WordFilter => new WordFilter(parseConfig({ CHAT_FILTER: mode }, ChatConfig));

describe(WordFilter.name, () => {
  it.each([
    ['fuck this', '**** this'],
    ['what a sh1t 💬 show', 'what a **** 💬 show'],
    ['FUUUUCK', '****'],
    ['oh f\u200bu\u00adck!', 'oh ****!'],
    ['fu\u0336c\u0301k', '****'],
    ['ｆｕｃｋ', '****'],
    ['f\u0000uck', '****'],
  ])('stars out %j', (text, clean) => {
    expect(filter('replace').clean(text)).toMatch(new RegExp(`^${clean.replaceAll('****', '[*]+')}$`));
  });

  it.each(['Scunthorpe', 'assassins pass the class', 'Łukasz 東京 💬', '\u0000', '\ud800', '<b>', '', 'x'.repeat(500)])(
    'leaves %j alone',
    (text) => {
      expect(filter('replace').clean(text)).toBe(text);
      expect(filter('refuse').clean(text)).toBe(text);
    },
  );

  it('refuses where it is told to, and lets all through where it is off', () => {
    expect(() => filter('refuse').clean('oh fuck')).toThrow(expect.objectContaining({ code: 'chat.refused' }) as Error);
    expect(filter('off').clean('oh fuck')).toBe('oh fuck');
  });
});
