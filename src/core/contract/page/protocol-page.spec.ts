import '../../../../test/e2e/contract-forms.fixture.js';
import { buildContract } from '../../../protocol/contract/build-contract.js';
import type { Contract } from '../../../protocol/contract/contract.js';
import { MessageCatalogue } from '../../../protocol/message-catalogue.js';
import { declaredMessages } from '../../../protocol/message.decorators.js';
import '../../../protocol/protocol.messages.js';
import { renderModulePage, renderOverview, renderProtocolPage } from './protocol-page.js';
import { ProtocolSearch } from './protocol-search.js';

const HOSTILE = `</style></code><script>alert("1")</script><img src='x' onerror=alert(1)> & more`;

function contractOf(docs = {}): Contract {
  return buildContract(new MessageCatalogue(declaredMessages()), docs);
}

/** All values of an attribute, in order. */
function valuesOf(attribute: string, page: string): string[] {
  return [...page.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
}

describe(renderProtocolPage.name, () => {
  const contract = contractOf();
  const page = renderProtocolPage(contract);
  const ids = valuesOf('id', page);

  it('has a place for every message, part, enum and error, and each only once', () => {
    const { messages, structs, enums, errors } = contract;

    expect(ids).toEqual(expect.arrayContaining([...messages, ...structs, ...enums].map(({ name }) => name)));
    expect(ids).toEqual(expect.arrayContaining(errors.map(({ code }) => `error-${code}`)));
    expect(ids).toHaveLength(new Set(ids).size);
    expect(enums.map(({ name }) => name)).toEqual(['FormsTakeMood']);
  });

  it('has links that lead somewhere', () => {
    const targets = valuesOf('href', page);
    const inside = targets.filter((target) => target.startsWith('#')).map((target) => target.slice(1));

    expect(inside.filter((target) => !ids.includes(target))).toEqual([]);
    expect(targets.filter((target) => !target.startsWith('#'))).toEqual(['contract', 'asyncapi.json', 'asyncapi.yaml']);
  });

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\son\w+=|url\(|@import|https?:/i);
  });

  it('shows what comes from elsewhere as text', () => {
    const docs = { FormsTakeDto: { doc: HOSTILE, fields: { text: `${HOSTILE} e.g. "<u>"` } } };
    const documented = contractOf(docs);
    const hostile = renderProtocolPage({
      ...documented,
      errors: [{ code: HOSTILE, text: HOSTILE }],
      enums: [{ name: 'FormsTakeMood', module: 'e2e', values: [{ name: HOSTILE, value: HOSTILE }] }],
    });

    expect(hostile).not.toMatch(/<script|<img|<u>/);
    expect(hostile.match(/&lt;script&gt;alert/g)).toHaveLength(7);
    expect(hostile).toContain('&quot;&lt;u&gt;&quot;');
  });

  it('shows `code` of doc comments as code', () => {
    const documented = contractOf({ FormsTakeDto: { doc: 'Needs a `ref`, `type` too.', fields: {} } });

    expect(renderProtocolPage(documented)).toContain('Needs a <code>ref</code>, <code>type</code> too.');
  });

  it.each([
    ['byte', 'whole number', '0 to 255', '<code>u8</code> <span class="bytes">1 byte</span>'],
    ['short', 'whole number', '-30,000 to 30,000', '<code>i16</code> <span class="bytes">2 bytes</span>'],
    ['count', 'whole number', 'at least 0', '<code>varuint</code> <span class="bytes">1–8 bytes</span>'],
    ['axis', 'number', '-1 to 1', '<code>f32</code> <span class="bytes">4 bytes</span>'],
    ['part', 'number', '0 to 1', '<code>quantized, 10 bits</code> <span class="bytes">2 bytes</span>'],
    ['flag', 'true or false', '', '<code>bit</code>'],
    ['text', 'text', '2 to 10 characters', '<code>string</code> <span class="bytes">1 byte or more</span>'],
    [
      'mood',
      '<a href="#FormsTakeMood">FormsTakeMood</a>',
      'one of 2',
      '<code>choice</code> <span class="bytes">1 byte</span>',
    ],
    [
      'digits',
      'list of whole number',
      '1 to 3 items<br />0 to 9',
      '<code>list</code> of <code>u8</code> <span class="bytes">each 1 byte</span>',
    ],
    ['anything', 'any Godot value', '', '<code>variant</code> <span class="bytes">5 bytes or more</span>'],
  ])('tells what the field %s holds', (name, holds, rules, binary) => {
    const section = page.slice(page.indexOf('id="FormsTake"'));
    const row = section.slice(section.indexOf(`<code class="name">${name}</code>`));
    const cells = [...row.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].slice(0, 3).map(([, cell = '']) => cell.trim());

    expect(cells).toEqual([holds, rules, binary]);
  });
});

describe(renderModulePage.name, () => {
  const field = { doc: '', kind: 'value', wire: { form: 'u8' }, container: 'none', to: 'owner' } as const;
  const pawn = { name: 'Pawn', module: 'duel', doc: 'Who fights.', fields: [{ ...field, name: 'health' }] };
  const duel = { name: 'Duel', module: 'duel', doc: '', fields: [] };
  const sets = [{ path: 'pawns', class: 'Pawn', columns: [] }];
  const states = [{ name: 'Duel', module: 'duel', hash: '0', sets }];
  const contract: Contract = { ...contractOf(), states, syncedClasses: [duel, pawn] };

  it('has the states and entities of its module, and who sees their fields', () => {
    const page = renderModulePage(contract, 'duel') ?? '';
    expect(page).toContain('In <a href="#state-Duel">Duel</a>.');
    expect(page.replace(/\s+/g, ' ')).toContain('<td><code class="name">health</code></td> <td>whole number</td>');
    expect(page).toContain('<td>its owner</td>');
    expect(valuesOf('id', page)).not.toContain('FormsTake');
  });

  it('leads to what stands on other pages', () => {
    const page = renderModulePage(contract, 'e2e') ?? '';
    expect(page).toContain('href="?module=protocol#Error"');
    expect(page).toContain('href="protocol#errors"');
    expect(renderModulePage(contract, 'chess')).toBeUndefined();
  });

  it('lets a module come first', () => {
    const order = (page: string): number[] => ['protocol', 'duel'].map((module) => page.indexOf(`?module=${module}"`));
    const [protocol = 0, own = 0] = order(renderOverview(contract));
    expect(own).toBeGreaterThan(protocol);
    const [later = 0, first = 0] = order(renderOverview(contract, ['duel']));
    expect(first).toBeLessThan(later);
  });

  it('is searched by names, fields, types and doc comments', () => {
    const search = new ProtocolSearch(contract);
    const found = (text: string): string[] => search.find(text).map(({ name }) => name);
    expect(found('pawn')[0]).toBe('Pawn');
    expect(found('HEALTH')).toEqual(['Pawn']);
    expect(found('who fights')).toEqual(['Pawn']);
    expect(found('formstake 0')).not.toContain('Pawn');
    expect(found('  ')).toEqual([]);
    expect(search.find('packet.malformed')[0]).toMatchObject({ kind: 'error', id: 'error-packet.malformed' });
  });
});
