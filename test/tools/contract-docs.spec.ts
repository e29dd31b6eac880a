import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { canonicalJson } from '../../src/tools/canonical-json.js';
import { contractDocsFile, renderContractDocs, writeProjectDocs } from '../../src/tools/contract-docs.js';
import { findProject } from '../../src/tools/project/project.js';
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

describe(writeProjectDocs.name, () => {
  const dice = { DiceGreetDto: { doc: 'Asks for a greeting.', fields: { name: 'Who asks.' } } };

  function projectWith(file?: string): { root: string; write: () => Promise<string[]> } {
    const root = temporaryFolder('project');
    mkdirSync(join(root, 'src/generated'), { recursive: true });
    writeFileSync(join(root, 'package.json'), '{}');
    if (file !== undefined) writeFileSync(join(root, file), '');
    return { root, write: () => writeProjectDocs(findProject(root), dice) };
  }

  it.each(['src/generated/contract-docs.ts', 'src/generated/contract-docs.js'])(
    'writes %s once, where it is',
    async (path) => {
      const { root, write } = projectWith(path);
      expect(await write()).toEqual([path]);
      const text = readFileSync(join(root, path), 'utf8');
      expect(text).toContain("doc: 'Asks for a greeting.', fields: { name: 'Who asks.' }".replaceAll("'", '"'));
      expect(text.includes('ContractDocs = ')).toBe(path.endsWith('.ts'));
      expect(await write()).toEqual([]);
    },
  );

  it('touches no project that has no such file', async () => {
    const { root, write } = projectWith();
    expect(await write()).toEqual([]);
    expect(existsSync(join(root, 'src/generated/contract-docs.ts'))).toBe(false);
  });
});

describe(canonicalJson.name, () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'é' }], a: null })).toBe('{"a":null,"b":[{"c":"é","d":1}]}');
    expect(canonicalJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
  });
});
