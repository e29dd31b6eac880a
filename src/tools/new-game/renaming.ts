import ts from 'typescript';
import { BLOCK_SIZE, type ModuleName } from '../new-module/module-name.js';
import type { Files } from './game-template.js';

/** Classes of the arena that do not begin with its name, though all games of a server share one namespace of classes. */
const PARTS = 'PawnBody|RocketBody|Pawn|Rocket|Coin|Pack';

/** A word that begins where a word or a part of one does: `Arena` in `GodwitArenaState`, but not in `Arenas`. */
const IN_SOURCE = new RegExp(
  [`\\b(?<part>${PARTS})\\b`, 'Arena(?=[A-Z]|\\b)', "\\barena(?=[.-][a-z]|')"].join('|'),
  'g',
);

/** What stands before such a class in a script: `GodwitPawn`, `GodwitArenaShared.PawnBody`. */
const IN_SCRIPTS = new RegExp(`(?:\\bGodwit|Shared\\.)(?=(?:${PARTS})\\b)`, 'g');

/** What a copy of the arena is called. */
export class Renaming {
  /** @param folder where the copy's scenes are, and @param lobby where those of the lobby, from `res://` on */
  constructor(
    private readonly name: ModuleName,
    private readonly folders: { readonly game: string; readonly lobby: string },
  ) {}

  /** The name of a copied file. */
  file(name: string): string {
    const { kebab, snake } = this.name;
    return name.replace(/^arena(?=[._])/, name.endsWith('.ts') ? kebab : snake);
  }

  /** TypeScript. @param block the first of the copy's message types */
  source(text: string, block: number): string {
    const { kebab, pascal } = this.name;
    return text
      .replace(IN_SOURCE, (found, part?: string) =>
        part === undefined ? (found === 'Arena' ? pascal : kebab) : pascal + part,
      )
      .replace(/quickMatch\(\{ (?!name)/, `quickMatch({ name: '${kebab}', `)
      .replace(/(?<== )9[0-4]\d(?=,$)/gm, (type) => String(block + Number(type) - FIRST_TYPE))
      .replace(`${FIRST_TYPE}-${FIRST_TYPE + BLOCK_SIZE - 1}`, `${block}-${block + BLOCK_SIZE - 1}`);
  }

  /** A script, scene or resource of Godot's. */
  client(text: string): string {
    const { kebab, pascal, snake, words } = this.name;
    return this.moved(text)
      .replaceAll(IN_SCRIPTS, (before) => before + pascal)
      .replaceAll('name="Arena"', `name="${pascal}"`)
      .replaceAll('"ARENA"', `"${words.toUpperCase()}"`)
      .replaceAll('match_queue = "quick"', `match_queue = "${kebab}"`)
      .replaceAll(/Arena(?=[A-Z])/g, pascal)
      .replaceAll(/\bArena\b/g, words)
      .replaceAll(/\barena_|(?<=Godwit\.)arena\b|\barena(?=\.(?:tscn|gd|cfg|png)\b)/g, (found) =>
        found.replace('arena', snake),
      )
      .replaceAll(/"arena"|\barena-(?=[a-z])/g, (found) => found.replace('arena', kebab));
  }

  /** A file of the lobby, or one that uses it: only its place is another. */
  moved(text: string): string {
    const { game, lobby } = this.folders;
    const icon = lobby === OWN_LOBBY ? 'res://icon.svg' : `res://${lobby}/icon.svg`;
    return text
      .replaceAll(/ uid="uid:\/\/\w+"/g, '')
      .replaceAll('res://demo/arena/', `res://${game}/`)
      .replaceAll('res://demo/lobby/', `res://${lobby}/`)
      .replaceAll('res://icon.svg', icon);
  }

  /**
   * Refuses a name that would make two things of the copy one, such as `map`, since its code uses Map.
   * @throws Error with a sentence
   */
  refuseDoubles(server: Files): void {
    const { kebab } = this.name;
    for (const [file, text] of Object.entries(server)) {
      const before = identifiersOf(text);
      for (const word of before) {
        const after = this.source(word, 0);
        if (after === word || !before.has(after)) continue;
        throw new Error(
          `"${kebab}" would give ${word} of ${file} the name ${after}, which means something else there; choose another name. Nothing was written.`,
        );
      }
    }
  }
}

/** Where this repository's lobby is. */
export const OWN_LOBBY = 'demo/lobby';

/** The arena's first message type. */
const FIRST_TYPE = 900;

function identifiersOf(text: string): Set<string> {
  const words = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) words.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest));
  return words;
}
