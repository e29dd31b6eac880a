/** A block of code of the README, and what the text before it says to do with it. */
export interface ReadmeStep {
  /** `sh`, `ts` or `gdscript`. */
  readonly kind: string;
  readonly content: string;
  /** The file that the block is, or is a part of, below the server's or the Godot project's folder. */
  readonly file: string | undefined;
  /** From where on the block replaces the file's content; undefined: all of it. */
  readonly from: string | undefined;
}

/** A file that is named before a block, and the place in it. */
const FILE = /`((?:src\/)?[\w/.-]+\.(?:ts|gd))`/g;
const PLACE = /from `([^`]+)` on/;

/**
 * The blocks of a chapter, or of its part before the first subtitle, in order.
 * @throws Error when there is none
 */
export function readmeSteps(readme: string, chapter: string): ReadmeStep[] {
  const [, after = ''] = readme.split(new RegExp(`\n##+ ${chapter}\n`));
  const [text = ''] = after.split(/\n##+ /);
  const pieces = text.split(/^```(\w*)\n([\s\S]*?)^```$/m);
  const steps: ReadmeStep[] = [];
  for (let index = 0; index + 2 < pieces.length; index += 3) {
    const [said = '', kind = '', content = ''] = pieces.slice(index, index + 3);
    // A step begins in bold; what was said before it belongs to the step before.
    const files = [...said.slice(said.lastIndexOf('\n**') + 1).matchAll(FILE)].map(([, file]) => file);
    // Of several files the first one is pasted into; the others are named by what is in it.
    const file =
      kind === 'ts' ? files.find((name) => name?.startsWith('src/')) : files.find((name) => name?.endsWith('.gd'));
    steps.push({ kind, content, file, from: PLACE.exec(said)?.[1] });
  }
  if (steps.length === 0) throw new Error(`README.md has no blocks under "${chapter}".`);
  return steps;
}
