import type { ContractMessage } from '../../protocol/contract/contract.js';
import type { MessageDeclaration } from '../../protocol/message.decorators.js';
import { freshModules } from './contract-pages.js';

const BORN: Readonly<Record<string, number>> = { chat: 1_000, lobby: 1_010, dice: 900_000, duel: 800_000, gone: 0 };

describe(freshModules.name, () => {
  it('names those that were made after the checkout, the latest first', () => {
    const messages = Object.keys(BORN).map((module, type) => ({ type, module }) as ContractMessage);
    const find = (type: number) => ({ place: `dist/${messages[type]?.module}/x.ts:1` }) as MessageDeclaration;
    const birthOf = (folder: string): number => BORN[folder.replace('dist/', '')] ?? NaN;
    expect(freshModules({ messages }, { find }, birthOf)).toEqual(['dice', 'duel']);
  });
});
