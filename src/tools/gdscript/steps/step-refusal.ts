import type ts from 'typescript';

/** Why a place in a shared file cannot be translated, and what to write instead. */
export interface Refusal {
  readonly node: ts.Node;
  /** A clause without a full stop: "a string has no exact equal in a step". */
  readonly reason: string;
  /** What to do instead, as the end of the sentence: "use an enum". */
  readonly remedy: string;
}

/** Thrown at the first place in a declaration that is outside the subset. */
export class StepRefusal extends Error implements Refusal {
  constructor(
    readonly node: ts.Node,
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${reason}: ${remedy}.`);
  }
}

/** Stops the translation of a declaration. */
export function refuse(node: ts.Node, reason: string, remedy: string): never {
  throw new StepRefusal(node, reason, remedy);
}

/** The sentence for a refusal in the file `path`: `games/tag/tag.shared.ts:12:5: ...`. */
export function refusalText({ node, reason, remedy }: Refusal, path: string): string {
  const { line, character } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${path}:${line + 1}:${character + 1}: ${reason}: ${remedy}.`;
}
