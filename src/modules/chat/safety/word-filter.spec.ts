import fc from 'fast-check';
import { parseConfig } from '../../../core/config/load-config.js';
import { ChatConfig } from '../chat.config.js';
import { SeenText, WordFilter } from './word-filter.js';

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

describe(SeenText.name, () => {
  it.each([
    ['plain text', 'plain text'],
    ['f\u200bu\u00adc\u2060k', 'fuck'],
    ['f\u0336u\u0301c\u0327k', 'fuck'],
    ['ｆｕｃｋ 𝖋𝖚𝖈𝖐 ﬀ', 'fuck fuck ff'],
    ['fü\u0000ck\u0007\n', 'fuck\n'],
    ['東京 💬', '東京 💬'],
  ])('of %j is %j', (written, seen) => {
    expect(new SeenText(written).text).toBe(seen);
  });

  it('is starred out where it was written, and nowhere else', () => {
    const text = new SeenText('so f\u200bu\u0301ck\u0336 💬 off');
    const startIndex = text.text.indexOf('fuck');
    expect(text.starOut([{ startIndex, endIndex: startIndex + 3 }])).toBe('so **** 💬 off');
  });

  it('stars out any stretch without touching what lies outside', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        fc.string({ unit: 'binary' }),
        (before, word, after) => {
          const text = new SeenText(`${before} <${word}> ${after}`);
          const { text: seen } = text;
          const startIndex = seen.indexOf('<', new SeenText(`${before} `).text.length);
          const starred = text.starOut([{ startIndex, endIndex: startIndex }]);
          expect(starred).toBe(`${before} *${`<${word}> ${after}`.slice(1)}`);
        },
      ),
    );
  });
});
