/** An import of names, over any number of lines. */
const IMPORT = /^import (type )?\{([^}]*)\} from '((?:\.\.\/)+)([\w/.-]+)';\n/gm;

/** Which entry of the package has what lies in a folder of this repository. */
const ENTRIES: readonly (readonly [folder: RegExp, entry: string])[] = [
  [/^(?:core|protocol)\//, 'godwit'],
  [/^modules\/([\w-]+)\/.*/, 'godwit/$1'],
  [/^testing\//, 'godwit/testing'],
  [/^scenario\.js$/, 'godwit/load'],
];

/** The text of a file of this repository as it stands in a project: it imports from the package. */
export function withPackageImports(text: string): string {
  const imports = new Map<string, string[]>();
  const rest = text.replace(IMPORT, (whole, type: string | undefined, names: string, _up: string, path: string) => {
    const entry = entryOf(path);
    if (entry === undefined) return whole;
    const list = names.split(',').map((name) => name.trim());
    const typed = list.filter((name) => name !== '').map((name) => (type === undefined ? name : `type ${name}`));
    imports.set(entry, [...(imports.get(entry) ?? []), ...typed]);
    return '';
  });
  const lines = [...imports].sort().map(([entry, names]) => importOf(entry, [...new Set(names)].sort()));
  // Packages come first.
  const at = /^import [^;]*? from '\.\//m.exec(rest)?.index ?? 0;
  return `${rest.slice(0, at)}${lines.join('')}${rest.slice(at)}`;
}

function entryOf(path: string): string | undefined {
  const found = ENTRIES.find(([folder]) => folder.test(path));
  return found?.[0].exec(path)?.[0].replace(...found);
}

function importOf(entry: string, names: readonly string[]): string {
  const line = `import { ${names.join(', ')} } from '${entry}';\n`;
  return line.length <= 120 ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${entry}';\n`;
}
