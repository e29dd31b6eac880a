import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Contract } from '../../protocol/contract/contract.js';
import type { MessageCatalogue } from '../../protocol/message-catalogue.js';

/** What came with the project was written within so long. */
const ONE_CHECKOUT_MS = 60_000;

/** Modules that were made after the project, the latest first, as far as their folders tell; `birthOf` says when one was made, 0 for unknown. */
export function freshModules(
  { messages }: Pick<Contract, 'messages'>,
  catalogue: Pick<MessageCatalogue, 'find'>,
  birthOf = birthOfFolder,
): string[] {
  const bornAt = new Map<string, number>();
  for (const { type, module } of messages) {
    const place = catalogue.find(type)?.place ?? '';
    if (!bornAt.has(module)) bornAt.set(module, birthOf(dirname(place)));
  }
  const known = [...bornAt.values()].filter((time) => time > 0);
  const end = Math.min(...known) + ONE_CHECKOUT_MS;
  return [...bornAt]
    .filter(([, time]) => time > end)
    .sort(([, one], [, other]) => other - one)
    .map(([module]) => module);
}

/** When a folder was made, by its source where the code runs compiled; 0 where it is not here. */
function birthOfFolder(folder: string): number {
  const inSource = folder.replace(/^[^/]*\//, 'src/');
  return (
    [inSource, folder].map((path) => statSync(path, { throwIfNoEntry: false })?.birthtimeMs ?? 0).find(Boolean) ?? 0
  );
}
