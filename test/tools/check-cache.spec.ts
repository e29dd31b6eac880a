import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8');

describe('what `npm run check` remembers', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it.each(['format', 'lint', 'types'])('of %s lies in one folder', (name) => {
    expect(scripts[`check:${name}`]).toMatch(/ (?:--cache-location|--tsBuildInfoFile) \.cache\/check\/\w/);
  });

  it('is forgotten by CI before it checks', () => {
    const steps = read('.ci/run');
    const forgotten = steps.indexOf('rm -rf .cache/check\n');

    expect(forgotten).toBeGreaterThan(0);
    for (const name of ['format', 'lint', 'types']) {
      expect(steps.indexOf(`npm run check:${name}`)).toBeGreaterThan(forgotten);
    }
  });
});
