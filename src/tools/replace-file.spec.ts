import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { replaceFile } from './replace-file.js';

describe(replaceFile.name, () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = temporaryFolder('replace');
    path = join(folder, 'message.gd');
  });

  it('lets an editor that reads meanwhile see the old file to its end, and then the new one', () => {
    writeFileSync(path, 'old '.repeat(10_000));
    const editor = openSync(path, 'r');

    expect(replaceFile(path, 'new')).toBe(true);

    expect(readFileSync(editor, 'utf8')).toBe('old '.repeat(10_000));
    closeSync(editor);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['message.gd']);
  });

  it('leaves a file alone that is as it should be', () => {
    writeFileSync(path, 'same');
    const { ino, mtimeMs } = statSync(path);

    expect(replaceFile(path, 'same')).toBe(false);
    expect(statSync(path)).toMatchObject({ ino, mtimeMs });
  });

  it('makes the folders that are missing, and leaves no draft where it cannot write', () => {
    expect(replaceFile(join(folder, 'a/b/message.gd'), 'new')).toBe(true);
    mkdirSync(join(folder, 'taken.gd'));
    expect(() => replaceFile(join(folder, 'taken.gd'), 'new')).toThrow();
    expect(readdirSync(folder).sort()).toEqual(['a', 'taken.gd']);
  });
});
