import { configClassesOf } from '../core/config/config.module.js';
import { GameConfig } from '../core/config/game-config.js';
import { variableNames, type ConfigClass } from '../core/config/load-config.js';
import type { ContractDocs } from '../protocol/contract/build-contract.js';

const COLUMNS = 118;

const HEAD = `\
# Copy to .env and change what you need. Every line shows the default; an empty value means the default.
# A wrong value stops the start with a sentence that names the variable and its rule.
# Made from the classes of variables by \`npm run env:example\`.
`;

/**
 * The text of `.env.example`: the variables of the core and of every feature of an application, with their defaults and
 * what their doc comments say.
 * @param root the application's module
 * @param docs of all classes, as readDocComments() returns them
 */
export function envExample(root: unknown, docs: ContractDocs): string {
  const sections = [GameConfig, ...configClassesOf(root)].map((configClass) => sectionOf(configClass, docs));
  return [HEAD, ...sections].join('\n');
}

function sectionOf(configClass: ConfigClass, docs: ContractDocs): string {
  const { doc = '', fields = {} } = docs[configClass.name] ?? {};
  const defaults = new configClass();
  const entries = variableNames(configClass).map((name) => {
    return `${comment(fields[name] ?? '')}${name}=${shown(Reflect.get(defaults, name))}\n`;
  });
  const title = configClass === GameConfig ? '' : `# --- ${doc.replace(/^The variables of |\.$/g, '')} ---\n\n`;
  return title + entries.join('\n');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A doc comment as lines of at most {@link COLUMNS}. */
function comment(text: string): string {
  let line = '#';
  let lines = '';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > COLUMNS) {
      lines += `${line}\n`;
      line = '#';
    }
    line += ` ${word}`;
  }
  return `${lines}${line}\n`;
}
