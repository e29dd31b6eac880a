import { resolve } from 'node:path';
import { program } from 'commander';
import { createModule, type NewModule } from './new-module/create-module.js';
import { BLOCK_SIZE } from './new-module/type-blocks.js';

program
  .name('npm run new:module --')
  .description(
    'Creates a feature: its messages, service, module and spec in src/modules, and its line in app.module.ts.',
  )
  .argument('<name>', 'its name in kebab-case, such as dice or player-storage')
  .option('--block <type>', `the first of its ${BLOCK_SIZE} wire types (default: the next free from 1000)`, Number)
  .action(async (name: string, { block }: { block?: number }) => {
    const root = resolve(import.meta.dirname, '../..');
    try {
      report(await createModule({ root, name, ...(block !== undefined && { block }) }));
    } catch (error) {
      program.error(error instanceof Error ? error.message : String(error));
    }
  });
await program.parseAsync();

function report({ name, block, created, changed }: NewModule): void {
  const lines = [
    ...created.map((path) => `created  ${path}`),
    ...changed.map((path) => `changed  ${path}`),
    '',
    `It greets, and owns the types ${block} to ${block + BLOCK_SIZE - 1}. Say in ${name.kebab}.messages.ts and ${name.kebab}.service.ts what it does instead, then`,
    '',
    '  npm run godot:generate',
    '',
    `and Godot has it: await Godwit.${name.snake}.greet("Ada")`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
