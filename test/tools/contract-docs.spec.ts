import { readFileSync } from 'node:fs';
import { canonicalJson } from '../../src/tools/canonical-json.js';
import { contractDocsFile, renderContractDocs } from '../../src/tools/contract-docs.js';
import { readContract } from '../../src/tools/read-contract.js';

const { contract, docs } = await readContract();

describe(renderContractDocs.name, () => {
  it('says what the file says; if not, run npm run contract:docs', async () => {
    expect(await renderContractDocs(docs)).toBe(readFileSync(contractDocsFile, 'utf8'));
  });

  it('knows every class of the contract and no other', () => {
    const structs = [...contract.messages, ...contract.structs];

    const synced = contract.syncedClasses ?? [];

    const names = [...structs.map(({ name }) => `${name}Dto`), ...synced.map(({ name }) => name)];
    expect(Object.keys(docs).sort()).toEqual(names.sort());
    const undocumented = [...structs, ...synced].filter(({ doc }) => doc === '');
    expect(undocumented.map(({ name }) => name)).toEqual([]);
  });
});

describe(canonicalJson.name, () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'é' }], a: null })).toBe('{"a":null,"b":[{"c":"é","d":1}]}');
    expect(canonicalJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
  });
});
