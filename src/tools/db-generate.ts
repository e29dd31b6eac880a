import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { program } from 'commander';

program
  .name('npm run db:generate --')
  .description('Writes the next migration of a module: what its schema.ts has and its migrations folder has not.')
  .argument('<module>', 'its folder in src/modules, such as player-storage')
  .option('--name <name>', 'what the migration does, in snake_case')
  .action((module: string, { name }: { name?: string }) => {
    const root = resolve(import.meta.dirname, '../..');
    const folder = `src/modules/${module}`;
    const paths = ['--schema', `${folder}/schema.ts`, '--out', `${folder}/migrations`];
    const args = ['generate', '--dialect', 'postgresql', ...paths, ...(name === undefined ? [] : ['--name', name])];
    const kit = resolve(root, 'node_modules/drizzle-kit/bin.cjs');
    const { status } = spawnSync(process.execPath, [kit, ...args], { cwd: root, stdio: 'inherit' });
    process.exitCode = status ?? 1;
  });
program.parse();
